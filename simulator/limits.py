"""The values that the functions of a device accept."""

import base64
import binascii
import json

from .json_types import JsonObject, JsonValue


def values_of(entry: JsonObject) -> JsonObject:
    """Return the object in `value`, parsed if it is text; empty if it is none."""
    values = entry.get("value")
    if isinstance(values, str):
        try:
            values = json.loads(values)
        except ValueError:
            values = None
    return values if isinstance(values, dict) else {}


def has_type(entry: JsonObject, value: JsonValue) -> bool:
    """Return whether a value is of the type of a data point on the wire."""
    match str(entry.get("type")).lower():
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "bitmap":
            return is_integer(value)
        case "enum" | "string" | "json" | "raw":
            return isinstance(value, str)
        case _:
            return True


def accepts(entry: JsonObject, value: JsonValue) -> bool:
    """Return whether a function or a property accepts a value."""
    if not has_type(entry, value):
        return False
    values = values_of(entry)
    match str(entry.get("type")).lower():
        case "boolean":
            return True
        case "integer":
            return _in_range(values, value)
        case "enum":
            options = values.get("range")
            return not isinstance(options, list) or value in options
        case "string":
            return _fits(values, len(str(value)))
        case "json":
            return _is_valid_json(values, str(value))
        case "raw":
            return _is_valid_raw(values, str(value))
        case "bitmap":
            return isinstance(value, int) and value >= 0
        case _:
            return False


def is_integer(value: JsonValue) -> bool:
    """Return whether a value is an integer on the wire, which true and 1.0 are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _in_range(values: JsonObject, value: JsonValue) -> bool:
    low, high = _number(values.get("min")), _number(values.get("max"))
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (low is None or value >= low)
        and (high is None or value <= high)
    )


def _number(limit: JsonValue) -> float | None:
    """Return a limit as a number; some products send it as text."""
    if isinstance(limit, bool) or not isinstance(limit, int | float | str):
        return None
    try:
        return float(limit)
    except ValueError:
        return None


def _fits(values: JsonObject, length: int) -> bool:
    longest = _number(values.get("maxlen"))
    return longest is None or length <= longest


def _is_valid_json(values: JsonObject, value: str) -> bool:
    try:
        document = json.loads(value)
    except ValueError:
        return False
    if not isinstance(document, dict):
        return True
    return all(
        _in_range(limits, document[key])
        for key, limits in values.items()
        if key in document and isinstance(limits, dict) and "min" in limits
    )


def _is_valid_raw(values: JsonObject, value: str) -> bool:
    try:
        packed = base64.b64decode(value, validate=True)
    except binascii.Error:
        return False
    return _fits(values, len(packed))
