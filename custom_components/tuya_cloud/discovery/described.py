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
