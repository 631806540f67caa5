"""Builds a data point from the type and values of a specification's entry.

Types and values are described on Tuya's page "Data type"; what deviates from it here
was seen in devices.
"""

from collections.abc import Callable, Mapping
from typing import TypedDict, Unpack

from ..json_types import JsonObject, JsonValue, load_json
from ..wire_values import parse_number, parse_text, parse_whole
from . import (
    Access,
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from .scalars import LONGEST_OPTION

# Tuya's integers have 32 bits
_LOWEST = -(2**31)
_HIGHEST = 2**31 - 1
# whole numbers up to here survive any scale, factor and offset in floating point
EXACT = 2**40
# more decimals than 32 bits hold
_MOST_DECIMALS = 10
# [corrected] the smallest factor; its reciprocal is the greatest
SMALLEST_FACTOR = 1e-6

type Warn = Callable[[str], None]


class Common(TypedDict):
    """The arguments that all data points share."""

    code: str
    access: Access
    specification: JsonObject
    name: str | None


def build_point(
    type_name: JsonValue, values: JsonObject, warn: Warn, **common: Unpack[Common]
) -> DataPoint:
    """Return the data point that a specification's entry describes.

    The thing model's type names are accepted too. An unknown type becomes read-only
    text, because the format of its commands is unknown. ``warn`` receives a short
    English sentence for each guess.
    """
    builder = _BUILDERS.get((parse_text(type_name) or "").strip().lower())
    if builder is None:
        warn(f"type {type_name} is unknown and read as text")
        common["access"] = Access.READ
        return TextPoint(maximum_length=None, **common)
    return builder(values, warn, common)


def parse_values(values: JsonValue, warn: Warn) -> JsonObject:
    """Return a specification entry's ``values``, a JSON text or the object itself.

    The "" or broken JSON of infrared remotes becomes {}.
    """
    if isinstance(values, str) and values:
        try:
            values = load_json(values)
        except ValueError:
            warn("its values are not JSON")
            return {}
    return values if isinstance(values, dict) else {}


def _build_boolean(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    del warn
    match values.get("words"):
        case [str(off), str(on)]:
            return BooleanPoint(words=(off, on), **common)
    return BooleanPoint(**common)


def _build_value(values: JsonObject, warn: Warn, common: Common) -> ValuePoint:
    unit = (parse_text(values.get("unit")) or "").strip()
    scale = parse_whole(values.get("scale")) or 0
    if not 0 <= scale <= _MOST_DECIMALS:
        warn(f"scale {scale} makes no sense and is read as 0")
        scale = 0
    minimum, maximum, step = _limits(values, warn)
    factor, offset = _conversion(values, scale, warn)

    def shown(raw: int, added: float) -> float:
        power: int = 10**scale
        value = raw / power
        is_plain = factor == 1 and not added
        return (
            value if is_plain else round(value * factor + added, scale + _MOST_DECIMALS)
        )

    return ValuePoint(
        unit=unit,
        minimum=shown(minimum, offset),
        maximum=shown(maximum, offset),
        step=shown(step, 0),
        scale=scale,
        factor=factor,
        offset=offset,
        **common,
    )


def _conversion(values: JsonObject, scale: int, warn: Warn) -> tuple[float, float]:
    """Return factor and offset, [corrected] in a specification."""
    factor = parse_number(values.get("factor")) or 1
    offset = parse_number(values.get("offset")) or 0
    if not SMALLEST_FACTOR <= factor <= 1 / SMALLEST_FACTOR:
        warn(f"factor {factor} makes no sense and is read as 1")
        factor = 1
    if abs(offset) / factor * 10**scale > EXACT:
        warn(f"offset {offset} leaves no digits to the value and is read as 0")
        offset = 0
    return factor, offset


def _limits(values: JsonObject, warn: Warn) -> tuple[int, int, int]:
    """Return minimum, maximum and step in raw units, with minimum < maximum."""
    step = parse_whole(values.get("step")) or 1
    if step < 0:
        step = 1
    # steps count from the minimum, and zero should be on one
    lowest = -(-_LOWEST // step) * step
    minimum = parse_whole(values.get("min"))
    maximum = parse_whole(values.get("max"))
    if minimum is None or maximum is None:
        warn("its minimum or maximum is missing")
    low = lowest if minimum is None else max(minimum, -EXACT)
    high = _HIGHEST if maximum is None else min(maximum, EXACT)
    if low >= high:
        warn(f"its minimum {low} is not below its maximum {high}")
        low, high = lowest, _HIGHEST
    return low, high, step if step <= high - low else 1


def _build_enum(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    options = _options(values.get("range"))
    if not options:
        warn("its range names no options")
    spellings = _texts(values.get("spellings"))
    return EnumPoint(
        options=_received(options, spellings),
        option_names=_texts(values.get("option_names")),
        spellings=spellings,
        **common,
    )


def _received(
    options: tuple[str, ...], spellings: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    """Return options without those whose spelling means another option."""
    if not spellings:
        return options
    spelled = dict(spellings)
    # of two meanings of a spelling the first counts
    meanings = {spelling: option for option, spelling in reversed(spellings)}
    return tuple(
        option
        for option in options
        if meanings.get(spelled.get(option, option), option) == option
    )


def _texts(value: JsonValue) -> tuple[tuple[str, str], ...]:
    """Return the pairs of an object that maps texts to texts."""
    pairs = value.items() if isinstance(value, dict) else ()
    return tuple((key, text) for key, text in pairs if isinstance(text, str))


def _options(listed: JsonValue) -> tuple[str, ...]:
    """Return the options of a range: a list, or an object in either of two readings.

    {"0": "low", "1": "high"} is a list with its positions as keys; in any other object
    the keys are the options.
    """
    if isinstance(listed, dict):
        places = [str(place) for place in range(len(listed))]
        listed = list(listed.values() if list(listed) == places else listed)
    if not isinstance(listed, list):
        return ()
    texts = (parse_text(option) for option in listed)
    return tuple(
        dict.fromkeys(text for text in texts if text and len(text) <= LONGEST_OPTION)
    )


def _build_bitmap(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    del warn
    listed = values.get("label")
    labels: list[str] = []
    for bit, item in enumerate(listed if isinstance(listed, list) else ()):
        label = parse_text(item)
        # two bits must not have the same name
        labels.append(label if label and label not in labels else f"bit_{bit}")
    return BitmapPoint(labels=tuple(labels), **common)


def _build_text(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    del warn
    length = parse_whole(values.get("maxlen")) or 0
    return TextPoint(maximum_length=length if length > 0 else None, **common)


def _build_json(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    fields = {
        name: _build_field(name, field, warn, common)
        for name, field in values.items()
        if isinstance(field, dict)
        # the rest are enums, lists and nested objects
        and parse_whole(field.get("min")) is not None
        and parse_whole(field.get("max")) is not None
    }
    return JsonPoint(fields=fields, **common)


def _build_field(
    name: str, field: JsonObject, warn: Warn, common: Common
) -> ValuePoint:
    inner = Common(
        code=f"{common['code']}.{name}",
        access=common["access"],
        specification={},
        name=None,
    )
    return _build_value(
        {key: field.get(key) for key in ("min", "max", "step")},
        lambda warning: warn(f"field {name}: {warning}"),
        inner,
    )


def _build_raw(values: JsonObject, warn: Warn, common: Common) -> DataPoint:
    del values, warn
    return RawPoint(**common)


# by Tuya's name and by the thing model's, in lower case: both cases were seen
_BUILDERS: Mapping[str, Callable[[JsonObject, Warn, Common], DataPoint]] = {
    "boolean": _build_boolean,
    "bool": _build_boolean,
    "integer": _build_value,
    "value": _build_value,
    "enum": _build_enum,
    "string": _build_text,
    "json": _build_json,
    "raw": _build_raw,
    "bitmap": _build_bitmap,
}
