"""The numbers that devices use for their data points (Tuya's "dp id").

Reports and shadows name a data point by its code, by its number, or by both. Where only
the number is given, the code is the one that was seen with it before.
"""

from collections.abc import Callable, Iterator
from typing import Final

from .json_types import JsonObject, JsonValue
from .wire_values import parse_whole

# returns the code of a number, "": unknown
type CodeOf = Callable[[int], str]

_LARGEST: Final = 2**16


def parse_dp_id(value: JsonValue) -> int | None:
    """Return the number of a data point, also from text; None: it is not one."""
    if isinstance(value, bool) or (isinstance(value, str) and not value.isdecimal()):
        return None
    number = parse_whole(value)
    return number if number is not None and 0 < number <= _LARGEST else None


def number_key(item: JsonObject) -> str | None:
    """Return the key of a reported item that is the number of its data point."""
    return next((key for key in item if key.isdecimal()), None)


def reported_dp_ids(items: JsonValue) -> Iterator[tuple[int, str]]:
    """Yield the numbers in a report, each with its standard code.

    The key of an item is its number: {"code": "switch_1", "value": true, "1": true}.
    """
    for item in _objects(items):
        yield from _pair(number_key(item), item.get("code"))


def listed_dp_ids(entries: JsonValue) -> Iterator[tuple[int, str]]:
    """Yield the numbers in a list of data points, each with its code.

    Tuya's page calls the number ``dpId``, answers call it ``dp_id``.
    """
    for entry in _objects(entries):
        yield from _pair(entry.get("dp_id", entry.get("dpId")), entry.get("code"))


def _objects(items: JsonValue) -> Iterator[JsonObject]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield item


def _pair(number: JsonValue, code: JsonValue) -> Iterator[tuple[int, str]]:
    if isinstance(code, str) and code and (dp_id := parse_dp_id(number)) is not None:
        yield dp_id, code
