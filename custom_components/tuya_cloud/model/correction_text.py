"""Corrections as JSON: to store, to hand on, and to take over from somebody.

A correction is an object of the fields of ``Correction`` that are not empty, pairs as
objects: {"code": "cur_voltage", "scale": 1, "expected": {"scale": 0}}. A condition is
{"code": "temp_set", "comparison": ">=", "value": 450}.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from .corrections import Comparison, Condition, Correction, Source
from .json_types import JsonObject, JsonValue
from .points import Access
from .points.appearance import Counts
from .points.parsing import EXACT, SMALLEST_FACTOR

TYPES: Final = ("Boolean", "Integer", "Enum", "String", "Json", "Raw", "Bitmap")
_MOST_DECIMALS: Final = 10
_MOST_ITEMS: Final = 500
_LONGEST_TEXT: Final = 255
# Home Assistant's own words
_WORD: Final = re.compile(r"[a-z0-9_]*")


class InvalidCorrectionError(ValueError):
    """A correction that makes no sense.

    ``key`` is one of not_an_object, unknown_field, invalid_value, empty and range;
    ``field`` names the field concerned, "" for all of it.
    """

    def __init__(self, key: str, field: str = "") -> None:
        """Take the key of the message, and the field it is about."""
        super().__init__(f"{key}: {field}" if field else key)
        self.key = key
        self.field = field


def correction_to_json(correction: Correction) -> JsonObject:
    """Return what ``parse_correction`` takes, without who says so."""
    document: JsonObject = {}
    for each in fields(Correction):
        value = getattr(correction, each.name)
        if each.name != "source" and value != each.default:
            document[each.name] = _plain(each.name, value)
    return document


def parse_correction(document: JsonValue, source: Source = Source.USER) -> Correction:
    """Return the correction that an object describes.

    Raises InvalidCorrectionError for anything that could not be applied as it is
    written; nothing is guessed or left out.
    """
    if not isinstance(document, dict):
        raise InvalidCorrectionError("not_an_object")
    given: dict[str, Any] = {}
    for name, value in document.items():
        parse = _PARSERS.get(name)
        if parse is None:
            raise InvalidCorrectionError("unknown_field", name[:_LONGEST_TEXT])
        try:
            given[name] = parse(value)
        except (TypeError, ValueError) as error:
            raise InvalidCorrectionError("invalid_value", name) from error
    if "code" not in given:
        raise InvalidCorrectionError("invalid_value", "code")
    low, high = given.get("minimum"), given.get("maximum")
    if low is not None and high is not None and low >= high:
        raise InvalidCorrectionError("range", "maximum")
    correction = Correction(**given, source=source)
    if not given.keys() - {"code", "expected", "when", "reason"}:
        raise InvalidCorrectionError("empty")
    return correction


def _plain(name: str, value: Any) -> JsonValue:
    if isinstance(value, Condition):
        return {
            "code": value.code,
            "comparison": value.comparison.value,
            "value": value.value,
        }
    if name in _PAIRS:
        return dict(value)
    if isinstance(value, tuple):
        return [*value]
    plain: JsonValue = value
    return plain


def _text(value: JsonValue) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_TEXT:
        raise ValueError("not a text")
    return value


def _text_or_empty(value: JsonValue) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise ValueError("not a text")
    return value


def _word(value: JsonValue) -> str:
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise ValueError("not a word of Home Assistant")
    return value


def _one_of(*allowed: str) -> Callable[[JsonValue], str]:
    def parse(value: JsonValue) -> str:
        if value not in allowed:
            raise ValueError("not one of those allowed")
        return str(value)

    return parse


def _boolean(value: JsonValue) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a Boolean")
    return value


def _whole(low: float, high: float) -> Callable[[JsonValue], int]:
    def parse(value: JsonValue) -> int:
        number = _number(value)
        if number != int(number) or not low <= number <= high:
            raise ValueError("not a whole number in the range")
        return int(number)

    return parse


def _number(value: JsonValue) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not -EXACT <= value <= EXACT:  # also true of NaN
        raise ValueError("not a number that can be used")
    return value


def _factor(value: JsonValue) -> float:
    number = _number(value)
    if not SMALLEST_FACTOR <= number <= 1 / SMALLEST_FACTOR:
        raise ValueError("not a factor")
    return number


def _list(value: JsonValue) -> tuple[str, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_ITEMS:
        raise ValueError("not a list")
    items = tuple(map(_text, value))
    if len(set(items)) < len(items):
        raise ValueError("an item is listed twice")
    return items


def _words(value: JsonValue) -> tuple[str, ...]:
    words = _list(value)
    if len(words) != 2:
        raise ValueError("not a word for off and one for on")
    return words


def _texts(value: JsonValue) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not 0 < len(value) <= _MOST_ITEMS:
        raise ValueError("not an object of texts")
    return tuple((_text_or_empty(key), _text(text)) for key, text in value.items())


def _expected(value: JsonValue) -> tuple[tuple[str, JsonValue], ...]:
    if not isinstance(value, dict) or len(value) > _MOST_ITEMS:
        raise ValueError("not an object")
    return tuple(value.items())


def _condition(value: JsonValue) -> Condition:
    if not isinstance(value, dict) or value.keys() != {"code", "comparison", "value"}:
        raise ValueError("not a condition")
    compared = value["value"]
    if not isinstance(compared, str | bool):
        compared = _number(compared)
    return Condition(
        _text(value["code"]), Comparison(_text(value["comparison"])), compared
    )


_PAIRS: Final = frozenset({"option_names", "spellings", "expected"})
_RAW: Final = _whole(-EXACT, EXACT)
_PARSERS: Final[Mapping[str, Callable[[JsonValue], Any]]] = {
    "code": _text,
    "category": _text,
    "type": _one_of(*TYPES),
    "access": _one_of(*Access),
    "unit": _text_or_empty,
    "scale": _whole(0, _MOST_DECIMALS),
    "factor": _factor,
    "offset": _number,
    "minimum": _RAW,
    "maximum": _RAW,
    "step": _whole(1, EXACT),
    "options": _list,
    "option_names": _texts,
    "spellings": _texts,
    "words": _words,
    "labels": _list,
    "dp_id": _whole(1, 2**16),
    "name": _text,
    "device_class": _word,
    "state_class": _word,
    "platform": _word,
    "enabled": _boolean,
    "counts": lambda value: Counts(_text(value)),
    "inverted": _boolean,
    "plays": _text,
    "temperature_scale": _text,
    "expected": _expected,
    "when": _condition,
    "reason": _text,
}
