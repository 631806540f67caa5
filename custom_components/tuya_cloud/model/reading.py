"""The last values of a device, and what changes them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from .json_types import JsonValue
from .status import StatusItem, parse_time

# ms since the epoch: the end of the year 9999, and of Python's calendar
_LATEST: Final = 253_402_300_799_999


@dataclass(slots=True)
class Reading:
    """The last value of a data point."""

    raw: JsonValue
    # decoded by the data point
    value: Any
    # time of the last report that had a time, ms since the epoch
    reported_at: int | None
    # monotonic seconds: when the report arrived, or when the pull was requested
    received_at: float
    # time of that report by the device's own clock, which may be wrong
    device_time: int | None = None
    # the last decoder of what the value packs, and its result
    decoder: Callable[[Any], Any] | None = None
    unpacked: Any = None


@dataclass(slots=True)
class Update:
    """The changes that a report, a pull or a new specification made, by code."""

    # reported or pulled, and accepted: not older than the last reading
    reported: set[str] = field(default_factory=set)
    # the raw value or the data point is another than before
    changed: set[str] = field(default_factory=set)
    # the data point is new, or newly readable
    added: set[str] = field(default_factory=set)
    # [reports only] the accepted items in their order, without repetitions of the
    # same report; an item counts even if its value is the same as before
    reports: list[StatusItem] = field(default_factory=list)


def stored_time(value: JsonValue) -> int | None:
    """Return a stored time, in ms; None: it is broken."""
    time = parse_time(value)
    return None if time is None or time > _LATEST else time
