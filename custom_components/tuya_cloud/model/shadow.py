"""Parses the shadow of a device: its data points with their last values.

The shadow has all data points, also those without a standard code (section 2 of the
protocol reference, part two, and recorded shadows).
"""

from typing import NamedTuple

from .dp_ids import CodeOf, parse_dp_id
from .json_types import JsonObject, JsonValue
from .status import parse_time


class ShadowItem(NamedTuple):
    """A data point in a shadow."""

    code: str
    # the number the device uses; None: unknown
    dp_id: int | None
    # the thing model's name of its type; "": not given
    type: str
    # None: never reported
    raw: JsonValue
    # time of the last report, ms since the epoch; None: unknown
    time: int | None


def names_in_shadow(answer: JsonValue, code_of: CodeOf) -> dict[str, str]:
    """Return the names that a user gave data points, by code; never raises.

    The code is the one that ``code_of`` has for the number, or else the shadow's own.
    """
    names: dict[str, str] = {}
    for each in _properties(answer):
        code, name = each.get("code"), each.get("custom_name")
        dp_id = parse_dp_id(each.get("dp_id"))
        code = (code_of(dp_id) if dp_id is not None else "") or code
        if isinstance(code, str) and code and isinstance(name, str) and name:
            names[code] = name
    return names


def parse_shadow(answer: JsonValue, code_of: CodeOf) -> list[ShadowItem]:
    """Return the data points of a shadow that have a code; never raises.

    ``answer`` is {"properties": [{"code", "dp_id", "type", "value", "time"}]}. An item
    without a code gets that of its dp id from ``code_of``; all else may be missing.
    """
    items: list[ShadowItem] = []
    for each in _properties(answer):
        code, kind = each.get("code"), each.get("type")
        dp_id = parse_dp_id(each.get("dp_id"))
        if not isinstance(code, str) or not code:
            code = "" if dp_id is None else code_of(dp_id)
        if code:
            items.append(
                ShadowItem(
                    code=code,
                    dp_id=dp_id,
                    type=kind if isinstance(kind, str) else "",
                    raw=each.get("value"),
                    time=parse_time(each.get("time")),
                )
            )
    return items


def _properties(answer: JsonValue) -> list[JsonObject]:
    properties = answer.get("properties") if isinstance(answer, dict) else None
    listed = properties if isinstance(properties, list) else []
    return [each for each in listed if isinstance(each, dict)]
