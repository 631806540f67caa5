"""What a correction does to the present value of a data point."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..discovery.discover import discover
from ..model.corrections import Correction
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.points import DataPoint, EnumPoint, ValuePoint
from ..model.specification import parse_specification
from ..privacy import is_private, withheld
from .correction_choices import description_of, entity_of

# stands for a value that is not known
UNKNOWN: Final = "unknown"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class _Described:
    """A device as it would be."""

    category: str
    points: Mapping[str, DataPoint]


def corrected_point(
    document: JsonObject, device: Device, code: str, corrections: Iterable[Correction]
) -> DataPoint | None:
    """Return a data point with some corrections; None: there is none of the code.

    ``document`` is the cloud's specification.
    """
    specification = parse_specification(document, corrections, device.raw_values)
    found = specification.points.get(code) or specification.declared.get(code)
    return found or device.points.get(code)


def misfit(device: Device, point: DataPoint) -> str:
    """Return the field of a correction that its entity could not follow; "": none."""
    plans = discover(_Described(device.category, {**device.points, point.code: point}))
    entity = description_of(entity_of(point, plans))
    for name in ("platform", "device_class", "state_class"):
        wanted = getattr(point.appearance, name)
        if wanted is not None and wanted != (entity.get(name) or ""):
            return name
    return ""


def as_received(device: Device, code: str) -> str:
    """Return the value of a data point as the device reports it."""
    raw = device.raw(code)
    if raw is None:
        return UNKNOWN
    point = device.points.get(code)
    if point is not None and is_private(device, point):
        return withheld(raw)
    return _short(raw if isinstance(raw, str) else json.dumps(raw))


def as_shown(device: Device, point: DataPoint | None) -> str:
    """Return the value of a data point as a point shows it."""
    raw = None if point is None else device.raw(point.code)
    if point is None or raw is None:
        return UNKNOWN
    if is_private(device, point):
        return withheld(raw)
    value = point.decode(raw).value
    return UNKNOWN if value is None else _short(_text(point, value))


def _text(point: DataPoint, value: Any) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case bytes():
            return value.hex()
        case str() if isinstance(point, EnumPoint):
            return dict(point.option_names).get(value, value)
        case str():
            return value
        case int() | float() if isinstance(point, ValuePoint):
            return f"{value} {point.unit}".strip()
    return json.dumps(value, ensure_ascii=False)


def changes_in_words(correction: JsonObject) -> str:
    """Return the fields of a correction and what they are set to."""
    return ", ".join(
        f"{name.replace('_', ' ')}: {_value(value)}"
        for name, value in correction.items()
        if name != "code"
    )


def _value(value: JsonValue) -> str:
    match value:
        case "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
        case list():
            return ", ".join(map(_value, value))
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
