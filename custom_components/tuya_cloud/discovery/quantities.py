"""What a value is measured in: its unit, and the device class that fits the unit."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.number.const import NumberDeviceClass
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.components.sensor.const import STATE_CLASS_UNITS, SensorDeviceClass

from ..catalog.descriptions import Meaning, NumberMeaning, SensorMeaning
from ..catalog.units import SAFE_DEVICE_CLASSES, TWINS, normalise_unit
from ..model.points import DataPoint, ValuePoint
from .described import Described

MINUTES_OF_DAY: Final = 24 * 60


def suits(row: Meaning, point: DataPoint) -> bool:
    """Return whether a row speaks of what a point of its code holds.

    A row of a quantity speaks of values in a unit of that quantity.
    """
    if not isinstance(row, SensorMeaning | NumberMeaning) or row.device_class is None:
        return True
    if not isinstance(point, ValuePoint):
        return False
    unit = normalise_unit(point.unit, row.device_class)
    return unit is None or unit in _units_of(row, {unit})


def with_unit[D: SensorMeaning | NumberMeaning](description: D, written: str) -> D:
    """Return a description in the unit a device writes, or in its own for none.

    Home Assistant refuses a unit that the device class or state class does not know.
    The device's unit wins over the class then, unless it tells of the class's twin, or
    only leaves out what a rate is counted per: "mm" of rain where "mm/h" are meant.
    """
    usual = description.native_unit_of_measurement
    unit = normalise_unit(written, description.device_class) or usual
    allowed = _units_of(description, {unit})
    if unit not in allowed:
        twin = replace(description, device_class=TWINS.get(description.device_class))
        if usual in allowed and str(usual).startswith(f"{unit}/"):
            unit = usual
        elif twin.device_class is not None and unit in _units_of(twin, ()):
            description = twin
        else:
            description = replace(description, device_class=None)
    if isinstance(description, SensorMeaning) and description.state_class:
        known = STATE_CLASS_UNITS.get(description.state_class)
        if known is not None and unit not in known:
            description = replace(description, state_class=None)
    return replace(description, native_unit_of_measurement=unit)


def _units_of(
    description: SensorMeaning | NumberMeaning, otherwise: Collection[Any]
) -> Collection[Any]:
    """Return the units that fit the device class, or others where it names none."""
    units: Mapping[Any, Collection[Any]] = (
        SENSOR_UNITS if isinstance(description, SensorMeaning) else NUMBER_UNITS
    )
    return units.get(description.device_class, otherwise)


def inferred[D: SensorMeaning | NumberMeaning](description: D) -> D:
    """Return a description with what its unit alone tells safely.

    What is set in degrees may be a temperature or the difference of two, which are
    converted in different ways.
    """
    safe = SAFE_DEVICE_CLASSES.get(description.native_unit_of_measurement or "")
    if safe is None:
        return description
    if isinstance(description, SensorMeaning):
        return replace(
            description, device_class=safe.device_class, state_class=safe.state_class
        )
    if safe.device_class is SensorDeviceClass.TEMPERATURE:
        return description
    return replace(description, device_class=NumberDeviceClass(safe.device_class))


def repeats_in_fahrenheit(device: Described, point: DataPoint) -> bool:
    """Return whether a point tells in °F what another one tells in °C.

    temp_set_f does beside temp_set, and temp_boiling_f beside temp_boiling_c.
    """
    stem = point.code.removesuffix("_f")
    if stem == point.code or "temp" not in stem:
        return False
    twins = (device.points.get(stem), device.points.get(f"{stem}_c"))
    return type(point) in (type(twin) for twin in twins)


def counts_minutes_of_day(point: DataPoint) -> bool:
    """Return whether a point's range is that of the minutes since midnight."""
    return (
        isinstance(point, ValuePoint)
        and (point.minimum, point.scale) == (0, 0)
        and point.maximum in (MINUTES_OF_DAY - 1, MINUTES_OF_DAY)
    )
