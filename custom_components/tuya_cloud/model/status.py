"""Parses the reports of devices into items."""

from dataclasses import dataclass

from .dp_ids import CodeOf, number_key, parse_dp_id
from .json_types import JsonValue
from .wire_values import parse_whole

# smaller times are in seconds, greater ones in milliseconds; as seconds this is the
# year 5138, as milliseconds 1973
_FIRST_MILLISECOND = 10**11
# the start of 2015 in ms: devices that have just woken send times such as 2
_EARLIEST = 1_420_070_400_000
# greater numbers are no times
_LATEST = 2**63


@dataclass(slots=True)
class StatusItem:
    """A reported value of one data point."""

    code: str
    raw: JsonValue
    # time of the report by the device's clock, ms since the epoch; None: not given
    time: int | None = None
    # whether it was delivered so long after it was sent that it is no event any more
    is_late: bool = False


def parse_status_items(
    items: JsonValue, code_of: CodeOf = lambda _dp_id: ""
) -> list[StatusItem]:
    """Return the items of a report in their order; never raises.

    ``items`` is [{"code", "value", "t"}], sometimes with the value also under the
    data point's number: {"code": "switch_1", "value": true, "t": "1667209582", "1":
    true}. The time is an integer or text, in seconds or ms; devices send all of these,
    text in whole seconds most of the time (section 12 of the protocol reference).
    Non-standard data points come without a code, at times as nothing but {"102": true};
    ``code_of`` returns the code of a number, "" if it is unknown. Where an item names
    the number as ``dpId``, its own code is that of the thing model, so the known one
    comes first. Items without a code or without a value are dropped.
    """
    parsed: list[StatusItem] = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        code, named = item.get("code"), item.get("dpId")
        if named is not None or not code:
            dp_id = parse_dp_id(number_key(item) if named is None else named)
            code = (code_of(dp_id) if dp_id is not None else "") or code
        if not isinstance(code, str) or not code:
            continue
        if "value" in item:
            raw = item["value"]
        else:
            number = number_key(item)
            if number is None:
                continue
            raw = item[number]
        parsed.append(StatusItem(code, raw, parse_time(item.get("t"))))
    return parsed


def parse_time(time: JsonValue) -> int | None:
    """Return a time in ms; None: it is not one, or before 2015.

    ``time`` is in seconds or ms, an integer or text.
    """
    # most times are whole ms: each report has one
    if type(time) is int and _EARLIEST <= time < _LATEST:
        return time
    whole = parse_whole(time)
    if whole is None:
        return None
    time_ms = whole if whole >= _FIRST_MILLISECOND else whole * 1000
    return time_ms if time_ms >= _EARLIEST else None
