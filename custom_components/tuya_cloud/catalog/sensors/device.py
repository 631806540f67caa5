"""Batteries, signal, versions, and records for Tuya's app."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind

from ..descriptions import SensorMeaning
from .rows import battery, measured, record, shown

DEVICE: Final[tuple[SensorMeaning, ...]] = (
    # Batteries
    battery(
        "battery_percentage",
        also=(
            "battery",
            "va_battery",
            "electricity_left",
            "residual_electricity",
            "wireless_electricity",
            "MachineBattery",
            "MachineElectricity",
            "battery_level",
            "battery_value",
        ),
    ),
    measured(
        "battery_voltage",
        Kind.VOLTAGE,
        "battery_voltage",
        also=("battery_value",),
        diagnostic=True,
    ),
    battery("battery_percentage_{n}", "battery_n"),
    shown("battery_state", also=("vbat_state",), diagnostic=True),
    shown("battery_status", diagnostic=True),
    shown("battery_state_{n}", diagnostic=True),
    # Signal and version
    measured(
        "rssi",
        Kind.SIGNAL_STRENGTH,
        also=("wifi_rssi", "signal_strength"),
        diagnostic=True,
        hidden=True,
    ),
    shown("version", also=("system_version",), diagnostic=True, hidden=True),
    shown("mcu_version", diagnostic=True, hidden=True),
    shown("serial_number", diagnostic=True, hidden=True),
    shown("product_specifications", diagnostic=True),
    shown("test_bit", diagnostic=True, hidden=True),
    shown("fault_type", diagnostic=True),
    shown("error_code", also=("fault_code",), diagnostic=True),
    # Buttons of remotes
    shown("switch_mode{n}"),
    shown("scene_{n}"),
    # Schedules and settings that only the app can read
    record("cycle_time", also=("cycle_timing",)),
    record("random_time", also=("random_timing",)),
    record("switch_inching"),
    record("switch_interlock"),
    record("normal_time", also=("add_timer", "timer")),
    record("week_program", also=("week_up_btn",)),
    record("week_program_{n}"),
    record("holiday_set"),
    record("remote_add"),
    record("remote_list"),
    record("power_memory"),
    record("rhythm_mode"),
    record("sleep_mode"),
    record("wakeup_mode"),
    record("music_data"),
    record("control_data"),
    record("debug_data"),
    record("scene_data", also=("scene_data_v2", "scene_data_raw")),
    record("flash_scene_{n}"),
    record(
        "colour_data", also=("colour_data_v2", "colour_data_raw", "colour_data_hsv")
    ),
    record("paint_colour_data"),
    record("draw_tool"),
    record("dreamlight_scene_mode"),
    record("ir_code"),
    record("ir_study_code", also=("key_study", "study_code")),
    record("status_query", also=("dp_refresh",)),
    record("data_identification"),
)
