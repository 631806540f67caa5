"""Current, voltage, power and frequency of meters, breakers and plugs."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfElectricCurrent

from ..categories import Category
from ..descriptions import SensorMeaning
from .rows import measured, record, shown

ELECTRICITY: Final[tuple[SensorMeaning, ...]] = (
    # Measurements
    measured(
        "cur_current",
        Kind.CURRENT,
        also=("current",),
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    measured("Current", Kind.CURRENT, also=("electric_current", "ACI")),
    measured(
        "cur_current{n}",
        Kind.CURRENT,
        "current_n",
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    measured("current_{n}", Kind.CURRENT, "current_n"),
    measured("current_a", Kind.CURRENT, "current_a"),
    measured("current_b", Kind.CURRENT, "current_b"),
    measured("current_c", Kind.CURRENT, "current_c"),
    measured(
        "leakage_current",
        Kind.CURRENT,
        "leakage_current",
        also=("leakagecurr_value", "residual_current"),
        unit=UnitOfElectricCurrent.MILLIAMPERE,
    ),
    measured(
        "cur_power",
        Kind.POWER,
        also=(
            "power",
            "active_power",
            "work_power",
        ),
    ),
    measured("cur_power{n}", Kind.POWER, "power_n", also=("power_{n}",)),
    measured("power_a", Kind.POWER, "power_a", also=("ActivePowerA",)),
    measured("power_b", Kind.POWER, "power_b", also=("ActivePowerB",)),
    measured("power_c", Kind.POWER, "power_c", also=("ActivePowerC",)),
    measured("power_total", Kind.POWER, categories=(Category.MICRO_INVERTER,)),
    measured("power_total", Kind.POWER, "total_power", also=("total_power",)),
    measured(
        "cur_voltage",
        Kind.VOLTAGE,
        also=(
            "voltage",
            "voltage_current",
            "ACV",
        ),
    ),
    measured(
        "cur_voltage{n}",
        Kind.VOLTAGE,
        "voltage_n",
        also=("voltage_{n}",),
    ),
    measured("voltage_a", Kind.VOLTAGE, "voltage_a"),
    measured("voltage_b", Kind.VOLTAGE, "voltage_b"),
    measured("voltage_c", Kind.VOLTAGE, "voltage_c"),
    measured("power_factor", Kind.POWER_FACTOR),
    measured("power_factor_a", Kind.POWER_FACTOR, "power_factor_a"),
    measured("power_factor_b", Kind.POWER_FACTOR, "power_factor_b"),
    measured("power_factor_c", Kind.POWER_FACTOR, "power_factor_c"),
    measured("reactive_power", Kind.REACTIVE_POWER),
    measured(
        "reactive_power_a",
        Kind.REACTIVE_POWER,
        "reactive_power_a",
    ),
    measured(
        "reactive_power_b",
        Kind.REACTIVE_POWER,
        "reactive_power_b",
    ),
    measured(
        "reactive_power_c",
        Kind.REACTIVE_POWER,
        "reactive_power_c",
    ),
    measured("apparent_power", Kind.APPARENT_POWER),
    measured(
        "supply_frequency",
        Kind.FREQUENCY,
        "supply_frequency",
        also=("grid_freq", "ACHZ"),
        diagnostic=True,
    ),
    measured("freq", Kind.FREQUENCY, also=("frequency",), diagnostic=True),
    # Direction of flow
    shown("direction_a"),
    shown("direction_b"),
    shown("direction_c"),
    shown("device_state{n}", "meter_state_n"),
    # Packed readings of a phase
    record("phase_a"),
    record("phase_b"),
    record("phase_c"),
    record("phase_s{n}"),
    record("power_total", "total_power_reading", also=("total_power",)),
    # The breaker or meter itself
    shown("breaker_number", also=("breaker_id",), diagnostic=True),
    shown("meter_id", diagnostic=True),
    shown("imei_imsi", diagnostic=True, hidden=True),
    shown("leakage_protection"),
    shown("relay_state", diagnostic=True),
    shown("voltage_coe", diagnostic=True, hidden=True),
    shown("electric_coe", diagnostic=True, hidden=True),
    shown("power_coe", diagnostic=True, hidden=True),
    shown("electricity_coe", diagnostic=True, hidden=True),
    measured(
        "heatsink_temp",
        Kind.TEMPERATURE,
        "device_temperature",
        also=(
            "module_temp",
            "device_temp",
        ),
        diagnostic=True,
    ),
    measured(
        "temp_value",
        Kind.TEMPERATURE,
        "device_temperature",
        diagnostic=True,
        categories=(Category.BREAKER, Category.ENERGY_METER),
    ),
    measured(
        "DeviceTemp{n}", Kind.TEMPERATURE, "device_temperature_n", diagnostic=True
    ),
)
