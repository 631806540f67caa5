"""Functions that make the rows of sensors.

In all of them ``name`` is a translation key; without it a row has the name of its
device class, or that of its code where it has no class. ``unit`` is used where the
device gives none. ``hidden`` disables the sensor by default.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypedDict, Unpack

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfDensity,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfPower,
    UnitOfPrecipitationDepth,
    UnitOfRatio,
    UnitOfSoundPressure,
    UnitOfTemperature,
    UnitOfVolumetricFlux,
)

from ..categories import Category
from ..descriptions import SensorMeaning

# The units of values for which a device gives none; a row may name another
_UNITS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.BATTERY: UnitOfRatio.PERCENTAGE,
        Kind.CO: UnitOfRatio.PARTS_PER_MILLION,
        Kind.CO2: UnitOfRatio.PARTS_PER_MILLION,
        Kind.ENERGY: UnitOfEnergy.KILO_WATT_HOUR,
        Kind.FREQUENCY: UnitOfFrequency.HERTZ,
        Kind.HUMIDITY: UnitOfRatio.PERCENTAGE,
        Kind.ILLUMINANCE: LIGHT_LUX,
        Kind.MOISTURE: UnitOfRatio.PERCENTAGE,
        Kind.PM1: UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
        Kind.PM10: UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
        Kind.PM25: UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
        Kind.PM4: UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
        Kind.POWER: UnitOfPower.WATT,
        Kind.PRECIPITATION: UnitOfPrecipitationDepth.MILLIMETERS,
        Kind.PRECIPITATION_INTENSITY: UnitOfVolumetricFlux.MILLIMETERS_PER_HOUR,
        Kind.SIGNAL_STRENGTH: SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        Kind.SOUND_PRESSURE: UnitOfSoundPressure.DECIBEL,
        Kind.TEMPERATURE: UnitOfTemperature.CELSIUS,
        Kind.VOLTAGE: UnitOfElectricPotential.VOLT,
        Kind.WIND_DIRECTION: DEGREE,
    }
)


class _Options(TypedDict, total=False):
    """What the functions of this module have in common; see the module."""

    also: tuple[str, ...]
    unit: str | None
    diagnostic: bool
    hidden: bool
    categories: Collection[Category]


def _row(
    key: str,
    kind: Kind | None,
    name: str | None,
    state_class: SensorStateClass | None,
    *,
    also: tuple[str, ...] = (),
    unit: str | None = None,
    diagnostic: bool = False,
    hidden: bool = False,
    categories: Collection[Category] = (),
) -> SensorMeaning:
    return SensorMeaning(
        key=key,
        also=also,
        translation_key=name or (kind.value if kind else None),
        named_by_class=kind is not None and name is None,
        device_class=kind,
        state_class=state_class,
        native_unit_of_measurement=unit or (_UNITS.get(kind) if kind else None),
        entity_category=EntityCategory.DIAGNOSTIC if diagnostic else None,
        entity_registry_enabled_default=not hidden,
        categories=frozenset(categories),
    )


def measured(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    **options: Unpack[_Options],
) -> SensorMeaning:
    """Return the row of a measurement."""
    state_class = (
        SensorStateClass.MEASUREMENT_ANGLE
        if kind is Kind.WIND_DIRECTION
        else SensorStateClass.MEASUREMENT
    )
    return _row(key, kind, name, state_class, **options)


def total(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    **options: Unpack[_Options],
) -> SensorMeaning:
    """Return the row of a running total, which falls only when it restarts."""
    return _row(key, kind, name, SensorStateClass.TOTAL_INCREASING, **options)


def summed(key: str, kind: Kind, name: str) -> SensorMeaning:
    """Return the row of a running total that the device reports in increments."""
    return replace(total(key, kind, name), increments=True)


def shown(
    key: str,
    name: str | None = None,
    *,
    kind: Kind | None = None,
    **options: Unpack[_Options],
) -> SensorMeaning:
    """Return the row of a state, a text, or a value without statistics."""
    return _row(key, kind, name, None, **options)


def battery(
    key: str, name: str | None = None, *, also: tuple[str, ...] = ()
) -> SensorMeaning:
    """Return the row of a battery level."""
    return measured(key, Kind.BATTERY, name, also=also, diagnostic=True)


def record(
    key: str, name: str | None = None, *, also: tuple[str, ...] = ()
) -> SensorMeaning:
    """Return the row of a packed value for Tuya's app, disabled by default."""
    return replace(
        shown(key, name, also=also, diagnostic=True, hidden=True), packed=True
    )
