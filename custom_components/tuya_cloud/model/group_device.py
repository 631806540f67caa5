"""A device that stands for a group of devices: what all of them have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .device import Device
from .json_types import JsonValue
from .points import BooleanPoint, DataPoint, EnumPoint, ValuePoint
from .specification import Specification


def group_device(group_id: str, name: str, members: Sequence[Device]) -> Device:
    """Return a device with the data points that all members have alike."""
    first, *others = members
    points = {
        code: shared
        for code, point in first.points.items()
        if (shared := _shared(point, [each.points.get(code) for each in others]))
    }
    specification = Specification(category=first.category, points=points, warnings=())
    return Device.create({"id": group_id, "name": name}, specification)


def group_status(
    codes: Iterable[str], main: str, members: Sequence[Device]
) -> dict[str, JsonValue]:
    """Return the raw values that a group shows, by code.

    A switch is on if one of them is. Everything else comes from the members that are
    on, if ``main`` is a switch: a number is their mean, else the most frequent value
    counts.
    """
    on = [member for member in members if member.raw(main) is True]
    status = {}
    for code in codes:
        shown = on if on and code != main else members
        values = [raw for member in shown if (raw := member.raw(code)) is not None]
        if values:
            status[code] = _common(values)
    return status


def _shared(point: DataPoint, others: Sequence[DataPoint | None]) -> DataPoint | None:
    """Return a data point as all members have it; None: they differ.

    Of an enum, the options that all of them take are left.
    """
    if any(other is None or _form(other) != _form(point) for other in others):
        return None
    if not isinstance(point, EnumPoint):
        return point
    options = tuple(
        option
        for option in point.options
        if all(
            isinstance(each, EnumPoint) and option in each.options for each in others
        )
    )
    return replace(point, options=options) if options else None


def _form(point: DataPoint) -> DataPoint:
    """Return what two data points have to have in common."""
    if isinstance(point, EnumPoint):
        return replace(point, name=None, reader=None, specification={}, options=())
    if isinstance(point, BooleanPoint | ValuePoint):
        return replace(point, name=None, reader=None, specification={})
    # its specification describes what it packs
    return replace(point, name=None, reader=None)


def _common(values: Sequence[JsonValue]) -> JsonValue:
    """Return the value that stands for some."""
    if any(value is True for value in values):
        return True
    numbers = [
        value
        for value in values
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    if len(numbers) == len(values):
        return round(sum(numbers) / len(numbers))
    # a value may be an object, which cannot be counted
    frequent = Counter(map(repr, values)).most_common(1)[0][0]
    return next(value for value in values if repr(value) == frequent)
