"""Turns a device into the entities that show it.

Composites claim their points first, the catalog describes what is left, and the data
point's own type decides the rest. Every point ends in at least one entity.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.entity import EntityDescription

from .catalog.binary_sensors import BINARY_SENSORS
from .catalog.buttons import BUTTONS
from .catalog.composite import CompositeMeaning, Role
from .catalog.composites import COMPOSITES
from .catalog.descriptions import (
    BinarySensorMeaning,
    ButtonMeaning,
    Meaning,
    NumberMeaning,
    SelectMeaning,
    SensorMeaning,
    SwitchMeaning,
    TextMeaning,
)
from .catalog.lookup import Catalog, Match
from .catalog.numbers import NUMBERS
from .catalog.selects import SELECTS
from .catalog.sensors import SENSORS
from .catalog.switches import SWITCHES
from .catalog.texts import TEXTS
from .catalog.units import SAFE_DEVICE_CLASSES, normalise_unit
from .model.data_point import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from .model.device import Device

_CATALOGS: Final[Mapping[Platform, Catalog[Any]]] = {
    Platform.BINARY_SENSOR: BINARY_SENSORS,
    Platform.BUTTON: BUTTONS,
    Platform.NUMBER: NUMBERS,
    Platform.SELECT: SELECTS,
    Platform.SENSOR: SENSORS,
    Platform.SWITCH: SWITCHES,
    Platform.TEXT: TEXTS,
}
_MEANINGS: Final[Mapping[Platform, type[Any]]] = {
    Platform.BINARY_SENSOR: BinarySensorMeaning,
    Platform.BUTTON: ButtonMeaning,
    Platform.NUMBER: NumberMeaning,
    Platform.SELECT: SelectMeaning,
    Platform.SENSOR: SensorMeaning,
    Platform.SWITCH: SwitchMeaning,
    Platform.TEXT: TextMeaning,
}
# the role of an entity's only point, and of the one that makes a composite
MAIN: Final = "main"

_NUMBER_IN_CODE: Final = re.compile(r"(?<=_)n(?=_|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPlan:
    """One entity that a device shall have."""

    platform: Platform
    # what follows the device's id in the unique id
    key: str
    # what the entity is; its translation key and placeholders are filled in
    description: EntityDescription
    # the points it shows or commands, by the role they play
    roles: Mapping[str, DataPoint]
    # [bitmap points] the one label it speaks of
    label: str | None = None
    # a name for what the catalog does not know; None: the description names it
    name: str | None = None
    # the entity is what the device is, and bears the device's name
    is_main: bool = False
    # the codes of its points: whose reports concern it
    codes: frozenset[str] = field(init=False)

    @property
    def main(self) -> DataPoint:
        """The entity's only point, or the one that makes the composite."""
        return self.roles[MAIN]

    def __post_init__(self) -> None:
        """Gather the codes."""
        codes = frozenset(point.code for point in self.roles.values())
        object.__setattr__(self, "codes", codes)


def discover(device: Device) -> list[EntityPlan]:
    """Return the entities of a device, those of composites first."""
    plans: list[EntityPlan] = []
    claimed: set[str] = set()
    for catalog in COMPOSITES:
        for code in device.points:
            if code in claimed or not (match := catalog.find(code, device.category)):
                continue
            if plan := _plan_composite(device, code, match, claimed):
                plans.append(plan)
    for code, point in device.points.items():
        if code not in claimed:
            plans.extend(_plan_point(device, point))
    return plans


def _plan_composite(
    device: Device, code: str, match: Match[CompositeMeaning], claimed: set[str]
) -> EntityPlan | None:
    """Return the composite a code makes and claim its points; None: it makes none."""
    row = match.row
    maker = device.points[code]
    if not _plays(maker, row.maker):
        return None
    roles = {MAIN: maker}
    claims = {code}
    for name, role in row.roles.items():
        for pattern in getattr(row, name):
            candidate = _NUMBER_IN_CODE.sub(match.number or "n", pattern)
            point = device.points.get(candidate)
            if point is None or candidate in claimed or not _plays(point, role):
                continue
            roles[name] = point
            if role.claims:
                claims.add(candidate)
            break
    if not row.needs <= roles.keys():
        return None
    claimed |= claims
    return EntityPlan(
        platform=row.platform,
        key=code,
        description=_named(row, match.number),
        roles=roles,
        is_main=row.is_main,
    )


def _plays(point: DataPoint, role: Role) -> bool:
    if not isinstance(point, role.types) or (role.writable and not point.writable):
        return False
    return not role.options or (
        isinstance(point, EnumPoint) and not role.options.isdisjoint(point.options)
    )


def _plan_point(device: Device, point: DataPoint) -> Iterator[EntityPlan]:
    """Yield the entities of a point that no composite claimed."""
    if isinstance(point, BitmapPoint):
        yield from _plan_bitmap(device, point)
        return
    platforms = _platforms_for(point)
    for platform in platforms:
        match = _CATALOGS[platform].find(point.code, device.category)
        if match and _fits(match.row, point):
            yield _plan_known(platform, point, match)
            return
    yield _plan_unknown(platforms[0], point)


def _platforms_for(point: DataPoint) -> tuple[Platform, ...]:
    """Return the platforms that can show a point, the one its type asks for first."""
    if not point.writable:
        if isinstance(point, BooleanPoint):
            return (Platform.BINARY_SENSOR,)
        return (Platform.SENSOR, Platform.BINARY_SENSOR)
    match point:
        case BooleanPoint():
            if not point.readable:
                return (Platform.BUTTON, Platform.SWITCH)
            return (Platform.SWITCH, Platform.BUTTON, Platform.BINARY_SENSOR)
        case ValuePoint():
            return (Platform.NUMBER, Platform.SENSOR)
        case EnumPoint():
            if len(point.options) == 1:
                return (Platform.BUTTON, Platform.SELECT)
            return (Platform.SELECT, Platform.SENSOR, Platform.BINARY_SENSOR)
    return (Platform.TEXT, Platform.SENSOR)


def _fits(row: Meaning, point: DataPoint) -> bool:
    """Return whether a row of a platform that can show the point speaks of its type."""
    if isinstance(row, BinarySensorMeaning):
        return isinstance(point, BooleanPoint) or bool(row.on_values)
    return True


def _plan_known(platform: Platform, point: DataPoint, match: Match[Any]) -> EntityPlan:
    description = _named(match.row, match.number)
    if isinstance(description, SensorMeaning | NumberMeaning):
        description = _with_unit(description, point)
    if isinstance(description, SensorMeaning) and not isinstance(point, ValuePoint):
        is_enum = isinstance(point, EnumPoint)
        description = replace(
            description,
            device_class=SensorDeviceClass.ENUM if is_enum else None,
            state_class=None,
        )
    return EntityPlan(
        platform=platform,
        key=point.code,
        description=description,
        roles={MAIN: point},
    )


def _plan_unknown(platform: Platform, point: DataPoint) -> EntityPlan:
    """Plan an entity for a code the catalog does not know, by its type and unit."""
    category: EntityCategory | None = None
    if platform in (Platform.NUMBER, Platform.SELECT, Platform.TEXT):
        category = EntityCategory.CONFIG
    packed = isinstance(point, TextPoint | JsonPoint | RawPoint)
    if packed and not point.writable:
        category = EntityCategory.DIAGNOSTIC
    description = _MEANINGS[platform](
        key=point.code,
        entity_category=category,
        # what only a status told of is not part of what the maker promises
        entity_registry_enabled_default=not packed and bool(point.specification),
    )
    if isinstance(description, SensorMeaning | NumberMeaning):
        description = _with_unit(description, point)
    if isinstance(description, SensorMeaning):
        description = _inferred(description, point)
    return EntityPlan(
        platform=platform,
        key=point.code,
        description=description,
        roles={MAIN: point},
        name=readable_name(point.code),
    )


def _inferred(description: SensorMeaning, point: DataPoint) -> SensorMeaning:
    """Return a sensor's description with what its type and unit tell safely."""
    if isinstance(point, EnumPoint):
        return replace(description, device_class=SensorDeviceClass.ENUM)
    safe = SAFE_DEVICE_CLASSES.get(description.native_unit_of_measurement or "")
    if not isinstance(point, ValuePoint) or safe is None:
        return description
    return replace(
        description, device_class=safe.device_class, state_class=safe.state_class
    )


def _with_unit[D: SensorMeaning | NumberMeaning](description: D, point: DataPoint) -> D:
    """Return the description in the device's own unit.

    A device class that does not know the unit is dropped, since Home Assistant would
    refuse the pair; the value is shown all the same.
    """
    if not isinstance(point, ValuePoint):
        return replace(description, device_class=None, native_unit_of_measurement=None)
    unit = normalise_unit(point.unit) or description.native_unit_of_measurement
    description = replace(description, native_unit_of_measurement=unit)
    units: Mapping[Any, Iterable[Any]] = (
        SENSOR_UNITS if isinstance(description, SensorMeaning) else NUMBER_UNITS
    )
    allowed = units.get(description.device_class)
    if allowed is not None and unit not in allowed:
        return replace(description, device_class=None)
    return description


def _plan_bitmap(device: Device, point: BitmapPoint) -> Iterator[EntityPlan]:
    """Yield one problem sensor for the whole bitmap, and one for each label."""
    match = BINARY_SENSORS.find(point.code, device.category)
    description = (
        _named(match.row, match.number)
        if match
        else BinarySensorMeaning(
            key=point.code,
            device_class=BinarySensorDeviceClass.PROBLEM,
            entity_category=EntityCategory.DIAGNOSTIC,
        )
    )
    whole_name = readable_name(point.code)
    yield EntityPlan(
        platform=Platform.BINARY_SENSOR,
        key=point.code,
        description=description,
        roles={MAIN: point},
        name=None if match else whole_name,
    )
    for label in dict.fromkeys(point.labels):
        yield EntityPlan(
            platform=Platform.BINARY_SENSOR,
            key=f"{point.code}_{label}",
            description=BinarySensorMeaning(
                key=f"{point.code}_{label}",
                device_class=BinarySensorDeviceClass.PROBLEM,
                entity_category=EntityCategory.DIAGNOSTIC,
                entity_registry_enabled_default=False,
            ),
            roles={MAIN: point},
            label=label,
            name=f"{whole_name}: {readable_name(label).lower()}",
        )


def _named[M: Meaning](row: M, number: str | None) -> M:
    """Return a row with the key its name is found by, and the number in it."""
    if row.named_by_class:
        return row
    return replace(
        row,
        translation_key=row.translation_key or row.key.lower(),
        translation_placeholders={"number": number} if number else None,
    )


def readable_name(code: str) -> str:
    """Return a code as words: "temp_current" and "TempCurrent" as "Temp current"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", code).replace("_", " ").split()
    words = [word if word.isupper() else word.lower() for word in spaced]
    name = " ".join(words)
    return name[:1].upper() + name[1:]
