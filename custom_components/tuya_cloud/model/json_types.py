"""The types of parsed JSON, and how the model reads JSON text.

A text may hold numbers and characters that Home Assistant can neither store nor show:
whole numbers beyond 64 bits, numbers beyond all floats, halves of surrogate pairs.
"""

import json
import math
from typing import Final, Never

type JsonValue = (
    bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None
)
type JsonObject = dict[str, JsonValue]

_LARGEST: Final = 2**63 - 1


def load_json(text: str) -> JsonValue:
    """Return the value of a JSON text, made storable.

    Too large whole numbers become floats, numbers beyond all floats become null, and
    halves of surrogate pairs become question marks. Raises ValueError for any other
    text, also for NaN, infinities and brackets nested too deep, which Python's own
    reader accepts or reports as another error.
    """
    try:
        return _storable(json.loads(text, parse_constant=_refuse_constant))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _storable(value: JsonValue) -> JsonValue:
    match value:
        case dict():
            return {_text(key): _storable(item) for key, item in value.items()}
        case list():
            return [_storable(item) for item in value]
        case str():
            return _text(value)
        case float():
            return value if math.isfinite(value) else None
        case int() if abs(value) > _LARGEST:
            return _as_float(value)
    return value


def _as_float(number: int) -> float | None:
    try:
        return float(number)
    except OverflowError:
        return None


def _text(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not JSON")
