"""Limits and calibration of meters, breakers, chargers and inverters."""

from typing import Final

from homeassistant.components.number import NumberDeviceClass as Kind
from homeassistant.const import UnitOfElectricCurrent, UnitOfRatio, UnitOfTime

from ..categories import Category
from ..descriptions import NumberMeaning
from .rows import control, setting

ENERGY: Final[tuple[NumberMeaning, ...]] = (
    # Energy
    setting("charge_energy", Kind.ENERGY, "charge_energy"),
    setting(
        "charge_energy",
        Kind.ENERGY,
        "charging_energy_limit",
        categories=(Category.CAR_CHARGER,),
    ),
    control(
        "charge_cur_set",
        Kind.CURRENT,
        "charge_cur_set",
        also=("charge_current",),
        unit=UnitOfElectricCurrent.AMPERE,
    ),
    control(
        "DeviceMaxSetA",
        Kind.CURRENT,
        "maximum_charging_current",
        unit=UnitOfElectricCurrent.AMPERE,
    ),
    control("charge_pct", unit=UnitOfRatio.PERCENTAGE),
    setting("warn_power{n}", Kind.POWER, "warn_power_n"),
    setting("warn_power", Kind.POWER, "warn_power"),
    setting(
        "output_power_limit", Kind.POWER, "output_power_limit", also=("power_limit",)
    ),
    setting("backup_reserve", unit=UnitOfRatio.PERCENTAGE),
    setting("voltage_under", Kind.VOLTAGE, "voltage_under"),
    setting("voltage_over", Kind.VOLTAGE, "voltage_over"),
    setting(
        "current_max",
        Kind.CURRENT,
        "current_max",
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    setting(
        "leakage_warn_value",
        Kind.CURRENT,
        "leakage_warn_value",
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    setting(
        "leakage_fault_value",
        Kind.CURRENT,
        "leakage_fault_value",
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    setting(
        "over_current_duration",
        Kind.DURATION,
        "over_current_duration",
        unit=UnitOfTime.SECONDS,
    ),
    setting("voltage_coe", hidden=True),
    setting("electric_coe", hidden=True),
    setting("power_coe", hidden=True),
    setting("electricity_coe", hidden=True),
    setting(
        "report_rate_control",
        Kind.DURATION,
        "report_rate_control",
        unit=UnitOfTime.SECONDS,
    ),
)
