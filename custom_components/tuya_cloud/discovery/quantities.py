"""Chooses the unit, the device class and the decimals of a value."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from homeassistant.components.number.const import NumberDeviceClass
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    STATE_CLASS_UNITS,
    SensorDeviceClass,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfElectricCurrent, UnitOfTime

from ..catalog.descriptions import NumberMeaning, SensorMeaning
from ..catalog.spelling import ByCode, folded, words
from ..catalog.unit_classes import UnitClass, class_by_unit
from ..catalog.units import TWINS, normalize_unit
from ..model.points import DataPoint, ValuePoint

# units too short for a long time, and how many of them are a day
_A_DAY_IN: Final[Mapping[str | None, int]] = MappingProxyType(
    {UnitOfTime.SECONDS: 24 * 60 * 60, UnitOfTime.MINUTES: 24 * 60}
)
# ms: a time that reaches further is displayed in seconds
_FOR_SECONDS: Final = 10_000
# mA: a current that reaches further is displayed in A; one that leaks does not
_AN_AMPERE: Final = 1000
# Words of codes, in small letters
_LEAKS: Final = frozenset({"leak", "leakage", "leakagecurr", "residual"})
# days: a value that reaches further is displayed in hours, or even in days
_FOR_HOURS: Final = 2
_FOR_DAYS: Final = 14


def with_unit[D: SensorMeaning | NumberMeaning](description: D, point: ValuePoint) -> D:
    """Return a description in the device's unit, or in its own unit for none.

    Home Assistant refuses a unit that the device class or state class does not know.
    The device's unit wins over the class then, unless it tells of the class's twin, or
    only leaves out what a rate is counted per: "mm" of rain where "mm/h" is usual. A
    description without a class has the one that the unit implies.
    """
    usual = description.native_unit_of_measurement
    unit = normalize_unit(point.unit, description.device_class) or usual
    if not description.allows(unit):
        twin = replace(description, device_class=TWINS.get(description.device_class))
        if description.allows(usual) and str(usual).startswith(f"{unit}/"):
            unit = usual
        elif twin.device_class is not None and twin.allows(unit):
            description = twin
        else:
            description = replace(description, device_class=None)
    if unit != usual:
        description = replace(description, native_unit_of_measurement=unit)
    implied = class_by_unit(unit or "", point)
    if description.device_class is None and implied is not None:
        description = _of_class(description, implied)
    if isinstance(description, SensorMeaning) and description.state_class:
        known = STATE_CLASS_UNITS.get(description.state_class)
        if known is not None and unit not in known:
            description = replace(description, state_class=None)
    return description


def _of_class[D: SensorMeaning | NumberMeaning](
    description: D, implied: UnitClass
) -> D:
    """Return a description with an implied class, and a state class that fits it."""
    kind = implied.device_class
    if not isinstance(description, SensorMeaning):
        return replace(description, device_class=NumberDeviceClass(kind))
    state_class = description.state_class
    if kind in (SensorDeviceClass.WIND_DIRECTION, SensorDeviceClass.ENERGY) or (
        state_class and state_class not in DEVICE_CLASS_STATE_CLASSES[kind]
    ):
        state_class = implied.state_class
    return replace(description, device_class=kind, state_class=state_class)


def inferred[D: SensorMeaning](description: D, point: ValuePoint) -> D:
    """Return a description with the state class that its unit implies."""
    implied = class_by_unit(description.native_unit_of_measurement or "", point)
    if implied is None:
        return description
    return replace(description, state_class=implied.state_class)


def unmeasured[D: SensorMeaning](description: D) -> D:
    """Return a description of a number whose unit and scale nobody knows.

    It keeps the name of its code, and is disabled by default.
    """
    return replace(
        description,
        translation_key=description.name_key,
        device_class=None,
        native_unit_of_measurement=None,
        state_class=None,
        increments=False,
        entity_registry_enabled_default=False,
    )


def displayed[D: SensorMeaning | NumberMeaning](description: D, point: ValuePoint) -> D:
    """Return a description with the decimals and the unit to display a value with.

    The decimals are those of the values that the device reports, in the displayed
    unit. Home Assistant adapts them when a person chooses another unit.
    """
    if not isinstance(description, SensorMeaning):
        return description
    source = point.reader if isinstance(point.reader, ValuePoint) else point
    native = description.native_unit_of_measurement
    leaks = not _LEAKS.isdisjoint(words(point.code))
    if (
        native == UnitOfElectricCurrent.MILLIAMPERE
        and source.maximum > _AN_AMPERE
        and not leaks
    ):
        unit, decimals = str(UnitOfElectricCurrent.AMPERE), source.decimals + 3
    elif native == UnitOfTime.MILLISECONDS and source.maximum >= _FOR_SECONDS:
        unit, decimals = str(UnitOfTime.SECONDS), 1
    elif (long := _unit_for_long(description, source)) is not None:
        # tenths of an hour or of a day
        unit, decimals = long, 1
    else:
        unit, decimals = None, source.decimals
    return replace(
        description,
        suggested_unit_of_measurement=unit,
        suggested_display_precision=decimals,
    )


def _unit_for_long(description: SensorMeaning, point: ValuePoint) -> str | None:
    """Return the unit that suits a long time; None: the device's own does.

    Totals are counted in hours. Wear is counted in days where it takes weeks. Other
    times are mostly short, even with a large maximum.
    """
    a_day = _A_DAY_IN.get(description.native_unit_of_measurement)
    if description.device_class is not SensorDeviceClass.DURATION or a_day is None:
        return None
    days = point.maximum / a_day
    if description.state_class is SensorStateClass.TOTAL_INCREASING:
        return UnitOfTime.HOURS if days >= _FOR_HOURS else None
    if description.entity_category is not EntityCategory.DIAGNOSTIC:
        return None
    if days >= _FOR_DAYS:
        return UnitOfTime.DAYS
    return UnitOfTime.HOURS if days >= _FOR_HOURS else None


def repeats_in_fahrenheit(points: ByCode[DataPoint], point: DataPoint) -> bool:
    """Return whether a point repeats another one in °F.

    temp_set_f does beside temp_set, TempSetF beside TempSet, and temp_boiling_f beside
    temp_boiling_c.
    """
    code = folded(point.code)
    stem = code.removesuffix("f")
    if stem == code or "temp" not in stem:
        return False
    twins = (points.get(stem), points.get(f"{stem}c"))
    return type(point) in (type(twin) for twin in twins)
