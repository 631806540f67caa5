"""Reads JSON so that Home Assistant can store every value in it.

JSON texts may hold numbers and characters that cannot be stored or shown: whole numbers
beyond 64 bits, NaN and infinities, halves of surrogate pairs.
"""

import json
import math

from .json_types import JsonObject, JsonValue

_LARGEST = 2**63 - 1


def load_json(content: bytes) -> JsonValue:
    """Return the value of a JSON text, made storable.

    Raises ValueError for text that is not JSON or nested too deep.
    """
    try:
        return storable(json.loads(content))
    except RecursionError:
        raise ValueError("nested too deep") from None


def storable_object(value: JsonObject) -> JsonObject:
    """Return an object with all its values made storable."""
    return {_text(key): storable(item) for key, item in value.items()}


def storable(value: JsonValue) -> JsonValue:
    """Return a value made storable.

    Whole numbers that are too large become floats, NaN and infinities become null,
    and halves of surrogate pairs become question marks. Raises RecursionError.
    """
    match value:
        case dict():
            return storable_object(value)
        case list():
            return [storable(item) for item in value]
        case str():
            return _text(value)
        case float():
            return value if math.isfinite(value) else None
        case int() if abs(value) > _LARGEST:
            return storable(_as_float(value))
    return value


def _as_float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _text(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")
