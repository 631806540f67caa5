"""What a device reports, item by item, as the cloud hands it over."""

from dataclasses import dataclass

from .json_types import JsonObject, JsonValue
from .wire_values import parse_whole

# times below are in seconds, those above in milliseconds: the one is the year 5138,
# the other 1973
_FIRST_MILLISECOND = 10**11


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One data point's value, as reported."""

    code: str
    raw: JsonValue
    # when the device reported it, ms since the epoch; None: not said
    time: int | None = None
    # the number the device itself knows the data point by, where a report tells
    dp_id: int | None = None


def parse_status_items(items: JsonValue) -> list[StatusItem]:
    """Return the items of a status list or a report, in their order; never raises.

    ``items`` is [{"code", "value"}], in a report also "t" and the value once more
    under the data point's number: {"code": "switch_1", "value": true, "t":
    "1667209582", "1": true}. The time is an integer or text, in seconds or ms; all of
    these were seen. Items without a code (non-standard data points) or without a value
    are dropped.
    """
    parsed: list[StatusItem] = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        code = item.get("code")
        if not isinstance(code, str) or not code:
            continue
        number = _number_key(item)
        if "value" in item:
            raw = item["value"]
        elif number is not None:
            raw = item[number]
        else:
            continue
        parsed.append(
            StatusItem(code, raw, parse_time(item.get("t")), parse_whole(number))
        )
    return parsed


def _number_key(item: JsonObject) -> str | None:
    return next((key for key in item if key.isdecimal()), None)


def parse_time(time: JsonValue) -> int | None:
    """Return a time in seconds or ms, an integer or text, in ms; None: it is none."""
    whole = parse_whole(time)
    if whole is None or whole <= 0:
        return None
    return whole if whole >= _FIRST_MILLISECOND else whole * 1000
