"""What a correction does to the present value of a data point."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from ..catalog.roles import Role
from ..catalog.units import normalize_unit
from ..discovery.discover import discover
from ..discovery.entity_plan import EntityPlan
from ..discovery.naming import readable_name
from ..model.corrections import Correction
from ..model.device import Device
from ..model.json_types import JsonObject
from ..model.points import BitmapPoint, DataPoint, EnumPoint, ValuePoint
from ..model.specification import parse_specification
from ..privacy import is_private, withheld
from .correction_choices import description_of, entity_of, is_back
from .correction_words import state_in_words, word

_LONGEST: Final = 60
# that of a cover, the reported one first
_POSITIONS: Final = (Role.POSITION, Role.TARGET)


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


def plans_to_be(device: Device, point: DataPoint) -> Sequence[EntityPlan]:
    """Return the plans of a device with a point in the place of the one it has."""
    points = {**device.points, point.code: point}
    return discover(_Described(device.category, points))


def misfit(device: Device, point: DataPoint) -> str:
    """Return the field of a correction that its entity could not follow; "": none."""
    entity = description_of(entity_of(point, plans_to_be(device, point)))
    for name in ("platform", "device_class", "state_class"):
        wanted = getattr(point.appearance, name)
        if wanted is not None and wanted != (entity.get(name) or ""):
            return name
    return ""


def as_received(hass: HomeAssistant, device: Device, code: str) -> str:
    """Return the value of a data point as the device reports it."""
    raw = device.raw(code)
    if raw is None:
        return word(hass, "unknown")
    if raw == "":
        return word(hass, "empty")
    point = device.points.get(code)
    if point is not None and is_private(device, point):
        return withheld(raw)
    return _short(raw if isinstance(raw, str) else json.dumps(raw))


def as_shown(
    hass: HomeAssistant,
    device: Device,
    point: DataPoint | None,
    plans: Iterable[EntityPlan],
) -> str:
    """Return the value of a data point as the entity of a point shows it."""
    raw = None if point is None else device.raw(point.code)
    if point is None or raw is None:
        return word(hass, "unknown")
    if is_private(device, point):
        return withheld(raw)
    if position := _position(hass, device, point, plans):
        return position
    value = point.decode(raw).value
    if value is None:
        return word(hass, "unknown")
    text = state_in_words(hass, entity_of(point, plans), _text(point, value))
    is_bitmap = isinstance(point, BitmapPoint)
    return _short(text) or word(hass, "none" if is_bitmap else "empty")


def _position(
    hass: HomeAssistant, device: Device, point: DataPoint, plans: Iterable[EntityPlan]
) -> str:
    """Return the position of the cover that a point moves or tells; "": none."""
    for plan in plans:
        if plan.platform is not Platform.COVER:
            continue
        roles = [role for role in _POSITIONS if role in plan.roles]
        own = [role for role in roles if plan.roles[role].code == point.code]
        for role in own or (roles if plan.main.code == point.code else ()):
            teller = plan.roles[role]
            raw = device.raw(teller.code)
            value = None if raw is None else teller.decode(raw).value
            if isinstance(teller, ValuePoint) and value is not None:
                share = teller.share_of(value)
                inverted = plan.inverted(role)
                is_open = is_back(device, plan) if inverted is None else not inverted
                percent = round(100 * (share if is_open else 1 - share))
                return f"{percent} % {word(hass, 'open')}"
    return ""


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
        case list() | tuple() if isinstance(point, BitmapPoint):
            return ", ".join(map(readable_name, value))
        case int() | float() if isinstance(point, ValuePoint):
            return f"{value} {normalize_unit(point.unit) or ''}".strip()
    return json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
