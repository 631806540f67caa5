"""Meters, solar power, batteries and car chargers."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfEnergy

from ..categories import Category
from ..descriptions import SensorMeaning
from .rows import measured, record, shown, summed, total

ENERGY: Final[tuple[SensorMeaning, ...]] = (
    # Totals
    summed("add_ele", Kind.ENERGY, "total_energy"),
    total(
        "all_energy",
        Kind.ENERGY,
        "total_energy",
        also=(
            "forward_energy_total",
            "total_forward_energy",
            "total_energy",
            "total_ele",
            "electric_total",
            "electric",
            "energy",
            "ele_total",
            "EnergyConsumed",
            "TotalEnergyConsumed",
            "DeviceKwh",
        ),
    ),
    total(
        "reverse_energy_total",
        Kind.ENERGY,
        "total_energy",
        categories=(Category.MICRO_INVERTER,),
    ),
    total("power_consumption", Kind.ENERGY, "power_consumption"),
    summed("add_ele{n}", Kind.ENERGY, "total_energy_n"),
    total("total_energy{n}", Kind.ENERGY, "total_energy_n"),
    summed("pro_add_ele", Kind.ENERGY, "total_production"),
    total(
        "reverse_energy_total",
        Kind.ENERGY,
        "total_production",
        also=(
            "total_reverse_energy",
            "reverse_energy_t",
            "cur_neutral",
            "solar_en_total",
        ),
    ),
    measured("cur_neutral", Kind.CURRENT, "neutral_current"),
    total("forward_energy_t{n}", Kind.ENERGY, "forward_energy_t_n"),
    total("reverse_energy_t{n}", Kind.ENERGY, "reverse_energy_t_n"),
    total(
        "energy_forword_a",
        Kind.ENERGY,
        "phase_a_energy",
        also=("forward_energy_a", "EnergyConsumedA"),
    ),
    total(
        "energy_forword_b",
        Kind.ENERGY,
        "phase_b_energy",
        also=("forward_energy_b", "EnergyConsumedB"),
    ),
    total(
        "energy_forword_c",
        Kind.ENERGY,
        "phase_c_energy",
        also=("forward_energy_c", "EnergyConsumedC"),
    ),
    total(
        "energy_reverse_a",
        Kind.ENERGY,
        "phase_a_production",
        also=("reverse_energy_a",),
    ),
    total(
        "energy_reverse_b",
        Kind.ENERGY,
        "phase_b_production",
        also=("energy_reserse_b", "reverse_energy_b"),
    ),
    total(
        "energy_reverse_c",
        Kind.ENERGY,
        "phase_c_production",
        also=("reverse_energy_c",),
    ),
    total("reactive_energy", Kind.REACTIVE_ENERGY),
    # Of a day, month or year
    total(
        "today_acc_energy",
        Kind.ENERGY,
        "energy_today",
        also=("today_energy", "daily_energy", "energy_daily"),
    ),
    total("month_energy", Kind.ENERGY, "energy_this_month", also=("energy_month",)),
    total("today_acc_energy{n}", Kind.ENERGY, "today_acc_energy_n"),
    # Prepaid
    SensorMeaning(
        key="balance_energy",
        translation_key="balance_energy",
        device_class=Kind.ENERGY,
        native_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
    ),
    # Solar power and house batteries
    measured("pv_power_total", Kind.POWER, "pv_power_total", also=("pv_power",)),
    measured("pv_power_channel_{n}", Kind.POWER, "pv_power_channel_n"),
    measured("pv{n}_volt", Kind.VOLTAGE, "pv_voltage_n"),
    measured("pv{n}_curr", Kind.CURRENT, "pv_current_n"),
    measured("PVV", Kind.VOLTAGE, "solar_voltage"),
    measured("PVI", Kind.CURRENT, "solar_current"),
    measured("inverter_output_power", Kind.POWER, "inverter_output_power"),
    measured("battery_power", Kind.POWER, "battery_power"),
    measured("load_power", Kind.POWER, "load_power", also=("home_load_power",)),
    measured("grid_power", Kind.POWER, "grid_power", also=("meter_power",)),
    measured("ac_input_power", Kind.POWER, "ac_input_power", also=("input_power",)),
    measured("output_power", Kind.POWER, "output_power"),
    measured("battery_current", Kind.CURRENT, "battery_current", diagnostic=True),
    measured(
        "battery_temp",
        Kind.TEMPERATURE,
        "battery_temperature",
        also=("bms_temp",),
        diagnostic=True,
    ),
    measured("inv_temp", Kind.TEMPERATURE, "inverter_temperature", diagnostic=True),
    measured("current_soc", Kind.BATTERY, "current_soc", also=("battery_soc", "soc")),
    measured("main_soc", Kind.BATTERY, "main_soc"),
    measured("expansion_pack{n}_soc", Kind.BATTERY, "expansion_pack_n_soc"),
    measured("offgrid{n}_export_power", Kind.POWER, "offgrid_n_export_power"),
    shown("expansion_pack_count", diagnostic=True),
    measured("battery_soh", diagnostic=True),
    total("battery_cycles", diagnostic=True),
    total(
        "cumulative_energy_generated_pv", Kind.ENERGY, "cumulative_energy_generated_pv"
    ),
    total("cumulative_energy_output_inv", Kind.ENERGY, "cumulative_energy_output_inv"),
    total("cumulative_energy_charged", Kind.ENERGY, "cumulative_energy_charged"),
    total("cumulative_energy_discharged", Kind.ENERGY, "cumulative_energy_discharged"),
    total("cuml_e_export_offgrid{n}", Kind.ENERGY, "cuml_e_export_offgrid_n"),
    # Car chargers
    total("charge_energy_once", Kind.ENERGY, "charge_energy_once"),
    total("charge_electric_quantity", Kind.ENERGY, "charge_electric_quantity"),
    measured(
        "sigle_phase_power",
        Kind.POWER,
        "charging_power",
        also=("single_phase_power", "charge_power", "DeviceKw"),
    ),
    measured("charge_current", Kind.CURRENT, "charge_current"),
    measured("charge_time", Kind.DURATION, "charge_time"),
    shown("connection_state"),
    # Records
    record("energy_daily", also=("daily_energy",)),
    record("energy_month", also=("month_energy",)),
    record("energy_reset"),
    record("price_set"),
    record("frozen_time_set"),
    record("alarm_set_{n}"),
    record("over_current_set"),
    record("leakagecurr_test_set"),
    record("for_energy_tal_stamp"),
    record("charge_schedule"),
)
