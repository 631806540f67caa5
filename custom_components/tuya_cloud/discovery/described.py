"""What a plan may depend on."""

from collections.abc import Mapping
from typing import Protocol

from ..model.points import DataPoint


class Described(Protocol):
    """A device as its specification describes it, without name and readings."""

    @property
    def category(self) -> str:
        """Tuya's category code."""

    @property
    def points(self) -> Mapping[str, DataPoint]:
        """The data points by code."""


def parts_of(device: Described) -> Mapping[str, DataPoint]:
    """Return the data points by the code whose part each plays, mostly its own.

    A data point that plays the part of another code leaves its own, and wins over the
    data point that has the other code.
    """
    points = device.points
    playing = {
        point.appearance.plays: point
        for point in points.values()
        if point.appearance.plays is not None
    }
    if not playing:
        return points
    others = {
        code: point
        for code, point in points.items()
        if point.appearance.plays is None and code not in playing
    }
    return others | playing
