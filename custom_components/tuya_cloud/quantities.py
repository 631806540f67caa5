"""What a value is measured in: its unit, and the device class that fits the unit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.components.sensor.const import STATE_CLASS_UNITS

from .catalog.descriptions import NumberMeaning, SensorMeaning
from .catalog.units import SAFE_DEVICE_CLASSES, normalise_unit
from .model.data_point import DataPoint, ValuePoint

MINUTES_OF_DAY: Final = 24 * 60


def with_unit[D: SensorMeaning | NumberMeaning](description: D, written: str) -> D:
    """Return a description in the unit a device writes, or in its own for none.

    Home Assistant refuses a unit that the device class or state class does not know.
    The device's unit wins over the class then, unless it only leaves out what a rate
    is counted per: "mm" of rain where "mm/h" are meant.
    """
    usual = description.native_unit_of_measurement
    unit = normalise_unit(written) or usual
    units: Mapping[Any, Iterable[Any]] = (
        SENSOR_UNITS if isinstance(description, SensorMeaning) else NUMBER_UNITS
    )
    allowed = units.get(description.device_class)
    if allowed is not None and unit not in allowed:
        if usual in allowed and str(usual).startswith(f"{unit}/"):
            unit = usual
        else:
            description = replace(description, device_class=None)
    if isinstance(description, SensorMeaning) and description.state_class:
        known = STATE_CLASS_UNITS.get(description.state_class)
        if known is not None and unit not in known:
            description = replace(description, state_class=None)
    return replace(description, native_unit_of_measurement=unit)


def inferred(description: SensorMeaning) -> SensorMeaning:
    """Return a sensor's description with what its unit alone tells safely."""
    safe = SAFE_DEVICE_CLASSES.get(description.native_unit_of_measurement or "")
    if safe is None:
        return description
    return replace(
        description, device_class=safe.device_class, state_class=safe.state_class
    )


def counts_minutes_of_day(point: DataPoint) -> bool:
    """Return whether a point's range is that of the minutes since midnight."""
    return (
        isinstance(point, ValuePoint)
        and (point.minimum, point.scale) == (0, 0)
        and point.maximum in (MINUTES_OF_DAY - 1, MINUTES_OF_DAY)
    )
