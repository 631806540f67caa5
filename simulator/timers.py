"""The timers that the cloud keeps for a device.

Source: the pages under "Device Timer" of Tuya's "Advanced Device Services".
"""

import re
from dataclasses import dataclass, field
from itertools import count
from zoneinfo import available_timezones

from .errors import PARAM_EMPTY, PARAM_ILLEGAL, TIMER_MISSING, ApiError
from .json_types import JsonObject, JsonValue

NO_DATE = "00000000"
ONCE = "0000000"
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DATE = re.compile(r"\d{8}")
_LOOPS = re.compile(r"[01]{7}")


@dataclass(slots=True)
class Timer:
    """A timer as the cloud lists it, and whether it is enabled, which is not listed."""

    document: JsonObject
    enabled: bool = True


@dataclass(slots=True)
class Timers:
    """The timers of a device by id."""

    by_id: dict[str, Timer] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1001))

    def get(self, timer_id: JsonValue) -> Timer:
        """Return a timer; raise ApiError 1100 for no id, 2203 for an unknown one."""
        if not timer_id:
            raise ApiError(PARAM_EMPTY)
        if timer_id not in self.by_id:
            raise ApiError(TIMER_MISSING)
        return self.by_id[str(timer_id)]

    def add(self, document: JsonObject) -> str:
        """Add a checked timer; return its id."""
        timer_id = str(next(self._numbers))
        self.by_id[timer_id] = Timer(document | {"timer_id": timer_id})
        return timer_id


def parse_timer(body: JsonObject) -> JsonObject:
    """Return the timer in a body; raise ApiError for what is missing or wrong.

    Without weekdays a timer needs a date, on which it runs once.
    """
    document: JsonObject = {
        "alias_name": _text(body, "alias_name"),
        "time": _matching(body, "time", _TIME),
        "timezone_id": _text(body, "timezone_id"),
        "date": _matching(body, "date", _DATE, NO_DATE),
        "loops": _matching(body, "loops", _LOOPS, ONCE),
        "functions": body.get("functions"),
    }
    if document["timezone_id"] not in available_timezones():
        raise ApiError(PARAM_ILLEGAL)
    if (document["loops"] == ONCE) is (document["date"] == NO_DATE):
        raise ApiError(PARAM_ILLEGAL)
    return document


def _text(body: JsonObject, name: str) -> str:
    value = body.get(name)
    if value in (None, ""):
        raise ApiError(PARAM_EMPTY)
    if not isinstance(value, str):
        raise ApiError(PARAM_ILLEGAL)
    return value


def _matching(
    body: JsonObject, name: str, form: re.Pattern[str], default: str = ""
) -> str:
    value = body.get(name, default) if default else _text(body, name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ApiError(PARAM_ILLEGAL)
    return value
