"""The device class that a unit implies, where the code implies none that fits it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from homeassistant.components.sensor.const import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    UnitOfApparentPower,
    UnitOfArea,
    UnitOfConductivity,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfInformation,
    UnitOfIrradiance,
    UnitOfLength,
    UnitOfMass,
    UnitOfPower,
    UnitOfPressure,
    UnitOfRadiationConcentration,
    UnitOfRatio,
    UnitOfReactiveEnergy,
    UnitOfReactivePower,
    UnitOfSoundPressure,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
    UnitOfVolume,
    UnitOfVolumeFlowRate,
    UnitOfVolumetricFlux,
)

from ..model.points import ValuePoint
from .spelling import words


@dataclass(frozen=True, slots=True)
class UnitClass:
    """The classes of a sensor that its unit implies."""

    device_class: SensorDeviceClass
    # None: the value may be a total or a measurement
    state_class: SensorStateClass | None = SensorStateClass.MEASUREMENT


_TEMPERATURE: Final = UnitClass(SensorDeviceClass.TEMPERATURE)
_DIFFERENCE: Final = UnitClass(SensorDeviceClass.TEMPERATURE_DELTA)
_DIRECTION: Final = UnitClass(
    SensorDeviceClass.WIND_DIRECTION, SensorStateClass.MEASUREMENT_ANGLE
)
_CURRENT: Final = UnitClass(SensorDeviceClass.CURRENT)
_VOLTAGE: Final = UnitClass(SensorDeviceClass.VOLTAGE)
_POWER: Final = UnitClass(SensorDeviceClass.POWER)
_ENERGY: Final = UnitClass(SensorDeviceClass.ENERGY, SensorStateClass.TOTAL_INCREASING)
_APPARENT_POWER: Final = UnitClass(SensorDeviceClass.APPARENT_POWER)
_REACTIVE_POWER: Final = UnitClass(SensorDeviceClass.REACTIVE_POWER)
_FREQUENCY: Final = UnitClass(SensorDeviceClass.FREQUENCY)
_CONDUCTIVITY: Final = UnitClass(SensorDeviceClass.CONDUCTIVITY)
_DURATION: Final = UnitClass(SensorDeviceClass.DURATION, None)
_DISTANCE: Final = UnitClass(SensorDeviceClass.DISTANCE)
_AREA: Final = UnitClass(SensorDeviceClass.AREA, None)
_FLOW: Final = UnitClass(SensorDeviceClass.VOLUME_FLOW_RATE)
_SPEED: Final = UnitClass(SensorDeviceClass.SPEED)
_WEIGHT: Final = UnitClass(SensorDeviceClass.WEIGHT)
_PRESSURE: Final = UnitClass(SensorDeviceClass.PRESSURE)
_RADON: Final = UnitClass(SensorDeviceClass.RADON)
_REACTIVE_ENERGY: Final = UnitClass(
    SensorDeviceClass.REACTIVE_ENERGY, SensorStateClass.TOTAL_INCREASING
)
_DATA_SIZE: Final = UnitClass(SensorDeviceClass.DATA_SIZE)

# By Home Assistant's unit. A percentage, a concentration, a volume
# or a height of water may be one of several quantities: their units are not listed.
UNIT_CLASSES: Final[Mapping[str, UnitClass]] = MappingProxyType(
    {
        UnitOfTemperature.CELSIUS: _TEMPERATURE,
        UnitOfTemperature.FAHRENHEIT: _TEMPERATURE,
        UnitOfElectricCurrent.AMPERE: _CURRENT,
        UnitOfElectricCurrent.MILLIAMPERE: _CURRENT,
        UnitOfElectricPotential.VOLT: _VOLTAGE,
        UnitOfElectricPotential.MILLIVOLT: _VOLTAGE,
        UnitOfElectricPotential.KILOVOLT: _VOLTAGE,
        UnitOfPower.WATT: _POWER,
        UnitOfPower.KILO_WATT: _POWER,
        UnitOfPower.MILLIWATT: _POWER,
        UnitOfEnergy.WATT_HOUR: _ENERGY,
        UnitOfEnergy.KILO_WATT_HOUR: _ENERGY,
        UnitOfEnergy.MEGA_WATT_HOUR: _ENERGY,
        UnitOfApparentPower.VOLT_AMPERE: _APPARENT_POWER,
        UnitOfApparentPower.KILO_VOLT_AMPERE: _APPARENT_POWER,
        UnitOfReactivePower.VOLT_AMPERE_REACTIVE: _REACTIVE_POWER,
        UnitOfReactivePower.KILO_VOLT_AMPERE_REACTIVE: _REACTIVE_POWER,
        UnitOfReactivePower.KILO_VOLT_AMPERE_REACTIVE: _REACTIVE_POWER,
        UnitOfFrequency.HERTZ: _FREQUENCY,
        UnitOfFrequency.KILOHERTZ: _FREQUENCY,
        UnitOfFrequency.MEGAHERTZ: _FREQUENCY,
        UnitOfFrequency.GIGAHERTZ: _FREQUENCY,
        UnitOfConductivity.MICROSIEMENS_PER_CM: _CONDUCTIVITY,
        UnitOfConductivity.MILLISIEMENS_PER_CM: _CONDUCTIVITY,
        UnitOfTime.MILLISECONDS: _DURATION,
        UnitOfTime.SECONDS: _DURATION,
        UnitOfTime.MINUTES: _DURATION,
        UnitOfTime.HOURS: _DURATION,
        UnitOfTime.DAYS: _DURATION,
        LIGHT_LUX: UnitClass(SensorDeviceClass.ILLUMINANCE),
        UnitOfIrradiance.WATTS_PER_SQUARE_METER: UnitClass(
            SensorDeviceClass.IRRADIANCE
        ),
        SIGNAL_STRENGTH_DECIBELS_MILLIWATT: UnitClass(
            SensorDeviceClass.SIGNAL_STRENGTH
        ),
        UnitOfLength.CENTIMETERS: _DISTANCE,
        UnitOfLength.METERS: _DISTANCE,
        UnitOfLength.KILOMETERS: _DISTANCE,
        UnitOfLength.FEET: _DISTANCE,
        UnitOfLength.MILES: _DISTANCE,
        UnitOfArea.SQUARE_METERS: _AREA,
        UnitOfArea.SQUARE_FEET: _AREA,
        UnitOfVolumeFlowRate.LITERS_PER_MINUTE: _FLOW,
        UnitOfVolumeFlowRate.LITERS_PER_HOUR: _FLOW,
        UnitOfVolumeFlowRate.CUBIC_METERS_PER_HOUR: _FLOW,
        UnitOfVolumeFlowRate.LITERS_PER_SECOND: _FLOW,
        UnitOfVolumeFlowRate.CUBIC_FEET_PER_MINUTE: _FLOW,
        UnitOfVolumeFlowRate.GALLONS_PER_MINUTE: _FLOW,
        UnitOfSpeed.METERS_PER_SECOND: _SPEED,
        UnitOfSpeed.KILOMETERS_PER_HOUR: _SPEED,
        UnitOfSpeed.MILES_PER_HOUR: _SPEED,
        UnitOfSpeed.KNOTS: _SPEED,
        UnitOfSpeed.FEET_PER_SECOND: _SPEED,
        UnitOfVolumetricFlux.MILLIMETERS_PER_HOUR: UnitClass(
            SensorDeviceClass.PRECIPITATION_INTENSITY
        ),
        UnitOfMass.GRAMS: _WEIGHT,
        UnitOfMass.KILOGRAMS: _WEIGHT,
        UnitOfMass.POUNDS: _WEIGHT,
        UnitOfMass.OUNCES: _WEIGHT,
        UnitOfMass.MILLIGRAMS: _WEIGHT,
        UnitOfPressure.PA: _PRESSURE,
        UnitOfPressure.HPA: _PRESSURE,
        UnitOfPressure.KPA: _PRESSURE,
        UnitOfPressure.BAR: _PRESSURE,
        UnitOfPressure.MBAR: _PRESSURE,
        UnitOfPressure.PSI: _PRESSURE,
        UnitOfPressure.MMHG: _PRESSURE,
        UnitOfPressure.INHG: _PRESSURE,
        UnitOfPressure.MMHG: _PRESSURE,
        UnitOfPressure.ATM: _PRESSURE,
        UnitOfRadiationConcentration.BECQUEREL_PER_CUBIC_METER: _RADON,
        UnitOfRadiationConcentration.PICOCURIES_PER_LITER: _RADON,
        UnitOfReactiveEnergy.VOLT_AMPERE_REACTIVE_HOUR: _REACTIVE_ENERGY,
        UnitOfReactiveEnergy.KILO_VOLT_AMPERE_REACTIVE_HOUR: _REACTIVE_ENERGY,
        UnitOfSoundPressure.WEIGHTED_DECIBEL_A: UnitClass(
            SensorDeviceClass.SOUND_PRESSURE
        ),
        UnitOfInformation.KILOBYTES: _DATA_SIZE,
        UnitOfInformation.MEGABYTES: _DATA_SIZE,
        UnitOfInformation.GIGABYTES: _DATA_SIZE,
    }
)
# Words of codes, in small letters: the difference of two temperatures
_DIFFERENCES: Final = frozenset(
    {
        *("adjust", "calib", "calibration", "compensation", "correct", "correction"),
        *("dead", "deadband", "deadzone", "delta", "deviation", "diff", "difference"),
        *("differential", "gap", "hysteresis", "offset", "sensitivity"),
    }
)
# an amount that is used up, or a limit: no running total
_NO_TOTALS: Final = frozenset(
    {
        *("balance", "capacity", "left", "limit", "rated", "remain", "remaining"),
        *("residual", "surplus", "threshold"),
    }
)
_GAS: Final = UnitClass(SensorDeviceClass.GAS, SensorStateClass.TOTAL_INCREASING)
_VOLUMES: Final = (UnitOfVolume.CUBIC_METERS, UnitOfVolume.CUBIC_FEET)
_RAIN: Final = UnitClass(SensorDeviceClass.PRECIPITATION, None)
_RAINS: Final = frozenset({"precipitation", "rain", "rainfall"})
# of a share of a hundred, or without a unit
_POWER_FACTOR: Final = UnitClass(SensorDeviceClass.POWER_FACTOR)
_POWER_FACTOR_WORDS: Final = frozenset({"power", "factor"})
# Words of codes, in small letters, and what a percentage is with one of them
_PERCENTAGES: Final[tuple[tuple[frozenset[str], UnitClass], ...]] = (
    (frozenset({"moisture", "soil"}), UnitClass(SensorDeviceClass.MOISTURE)),
    (frozenset({"humi", "humidity"}), UnitClass(SensorDeviceClass.HUMIDITY)),
    (frozenset({"batt", "batter", "battery"}), UnitClass(SensorDeviceClass.BATTERY)),
)
_LENGTHS: Final = frozenset({"depth", "distance", "height", "length", "width"})
_HEIGHTS: Final = (UnitOfLength.MILLIMETERS, UnitOfLength.INCHES)
_DIRECTIONS: Final = frozenset({"dir", "direct", "direction", "wind"})
# degrees: what is set within them may be the difference of two temperatures
_SMALL: Final[Mapping[str, int]] = {
    UnitOfTemperature.CELSIUS: 10,
    UnitOfTemperature.FAHRENHEIT: 20,
}


def class_by_unit(unit: str, point: ValuePoint) -> UnitClass | None:
    """Return the classes that a unit implies for a point; None: it implies none.

    Temperatures and their differences are converted in different ways, so what is set
    has neither class unless its code or its range tells which it is.
    """
    spoken = frozenset(words(point.code))
    if unit == DEGREE:
        return None if spoken.isdisjoint(_DIRECTIONS) else _DIRECTION
    if unit in ("", UnitOfRatio.PERCENTAGE) and spoken >= _POWER_FACTOR_WORDS:
        return _POWER_FACTOR
    if unit == UnitOfRatio.PERCENTAGE:
        found = (kind for any_of, kind in _PERCENTAGES if spoken & any_of)
        return next(found, None)
    if unit in _HEIGHTS and not spoken.isdisjoint(_RAINS):
        return _RAIN
    if unit in _HEIGHTS and not spoken.isdisjoint(_LENGTHS):
        return _DISTANCE
    if unit in _VOLUMES and "gas" in spoken:
        return _GAS
    implied = UNIT_CLASSES.get(unit)
    if implied is _TEMPERATURE:
        is_symmetric = point.minimum == -point.maximum
        if is_symmetric or not spoken.isdisjoint(_DIFFERENCES):
            return _DIFFERENCE
        if point.writable and max(abs(point.minimum), point.maximum) <= _SMALL[unit]:
            return None
    if implied in (_ENERGY, _REACTIVE_ENERGY) and not spoken.isdisjoint(_NO_TOTALS):
        return replace(implied, state_class=None)
    return implied
