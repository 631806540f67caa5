"""Functions that make the rows of numbers.

In all of them ``name`` is a translation key; without it a row has the name of its
device class, or that of its code where it has no class. ``unit`` is used where the
device gives none. ``hidden`` disables the number by default.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from homeassistant.components.number import NumberDeviceClass as Kind
from homeassistant.const import (
    EntityCategory,
    UnitOfDensity,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfPower,
    UnitOfRatio,
    UnitOfTemperature,
)

from ..categories import Category
from ..descriptions import NumberMeaning

# The units of values for which a device gives none; a row may name another
_UNITS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.CO2: UnitOfRatio.PARTS_PER_MILLION,
        Kind.ENERGY: UnitOfEnergy.KILO_WATT_HOUR,
        Kind.HUMIDITY: UnitOfRatio.PERCENTAGE,
        Kind.PM25: UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
        Kind.POWER: UnitOfPower.WATT,
        Kind.TEMPERATURE: UnitOfTemperature.CELSIUS,
        Kind.TEMPERATURE_DELTA: UnitOfTemperature.CELSIUS,
        Kind.VOLTAGE: UnitOfElectricPotential.VOLT,
    }
)


def control(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    unit: str | None = None,
    categories: Collection[Category] = (),
    category: EntityCategory | None = None,
    hidden: bool = False,
) -> NumberMeaning:
    """Return the row of a number for daily use."""
    return NumberMeaning(
        key=key,
        also=also,
        translation_key=name or (kind.value if kind else None),
        named_by_class=kind is not None and name is None,
        device_class=kind,
        native_unit_of_measurement=unit or (_UNITS.get(kind) if kind else None),
        entity_category=category,
        entity_registry_enabled_default=not hidden,
        categories=frozenset(categories),
    )


def setting(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    unit: str | None = None,
    hidden: bool = False,
    categories: Collection[Category] = (),
) -> NumberMeaning:
    """Return the row of a number that configures the device."""
    return control(
        key,
        kind,
        name,
        also=also,
        unit=unit,
        categories=categories,
        category=EntityCategory.CONFIG,
        hidden=hidden,
    )
