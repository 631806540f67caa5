"""What is chosen from a list."""

from collections.abc import Collection
from typing import Final

from homeassistant.const import EntityCategory

from .descriptions import SelectMeaning
from .lookup import Catalog


def _control(
    key: str, name: str | None = None, *, categories: Collection[str] = ()
) -> SelectMeaning:
    """Return the row of a choice a person makes every day.

    ``name`` is the key of its translation; without one it is the code.
    """
    return SelectMeaning(
        key=key, translation_key=name, categories=frozenset(categories)
    )


def _setting(
    key: str,
    name: str | None = None,
    *,
    hidden: bool = False,
    categories: Collection[str] = (),
) -> SelectMeaning:
    """Return the row of a choice that changes how the device behaves.

    ``hidden`` leaves it disabled until a person enables it.
    """
    return SelectMeaning(
        key=key,
        translation_key=name,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=not hidden,
        categories=frozenset(categories),
    )


SELECTS: Final = Catalog(
    (
        # Mode
        _control("mode", "vacuum_mode", categories=("sd",)),
        _setting("mode", "curtain_mode", categories=("cl",)),
        _setting("mode", "push_mode", categories=("szjqr",)),
        _control("mode", "refrigerator_mode", categories=("bx",)),
        _control("mode", "program", categories=("xy", "gyj")),
        _control("mode"),
        _control("Mode", "mode"),
        _control("SetMode", "mode"),
        _control("mode{n}", "mode_n"),
        _control("work_mode", "charging_mode", categories=("qccdz",)),
        _setting("work_mode", "inverter_mode", categories=("xnyjcn",)),
        _setting("work_mode", "odor_mode", categories=("cwjwq",)),
        _setting("work_mode"),
        _setting("device_mode"),
        _setting("work_type"),
        _setting("spray_mode"),
        _setting("fan_mode"),
        _setting("dhw_mode"),
        _setting("loop_mode"),
        _setting("season_mode"),
        _setting("program_type"),
        _control("program"),
        _control("master_mode"),
        _setting("sensor_mode"),
        # Countdowns
        _setting("countdown"),
        _setting("countdown_set", "countdown"),
        _setting("countdown_{n}"),
        _setting("weather_delay"),
        # Switches and lights
        _setting("relay_status"),
        _setting("relay_status_{n}"),
        _setting("init_power_mode", "relay_status"),
        _setting("light_mode"),
        _setting("backlight_mode", "light_mode"),
        _setting("switch_type"),
        _setting("switch_type_{n}"),
        _setting("switch_mode_{n}"),
        _setting("led_type"),
        _setting("led_type_{n}"),
        _control("scene_mode"),
        _setting("cds"),
        _setting("pir_sensitivity"),
        _setting("bright_state", "alarm_brightness", categories=("sgbj",)),
        _setting("light_brightness"),
        _setting("moodlighting"),
        # Fans and air
        _control("fan_speed"),
        _control("fan_speed_enum", "fan_speed"),
        _control("speed", "fan_speed"),
        _control("windspeed", "fan_speed"),
        _control("windspeed{n}", "fan_speed_n"),
        _control("supply_fan_speed"),
        _control("exhaust_fan_speed"),
        _setting("fan_direction"),
        _setting("fan_horizontal"),
        _setting("fan_vertical"),
        _setting("windshake"),
        _control("dehumidify_set_enum"),
        _control("humidity_set", "dehumidify_set_enum"),
        _setting("heat_level"),
        # Levels
        _control("level", "blanket_level", categories=("dr",)),
        _control("level_{n}", "blanket_level_n", categories=("dr",)),
        _control("level", "spray_level", categories=("jsq",)),
        _control("level", "temperature_level", categories=("qn",)),
        _control("level", "fan_speed", categories=("wk",)),
        _setting("level"),
        _control("level_{n}"),
        _setting("temp_setting_quick_c"),
        _setting("temp_setting_quick_f", "temp_setting_quick_c"),
        _control("temp_set"),
        _setting("temp_set_mode"),
        _setting("capacity_set"),
        _setting("water_level"),
        _setting("sensitivity"),
        # Units
        _setting("temp_unit_convert"),
        _setting("temp_unit", "temp_unit_convert"),
        _setting("TempUnit", "temp_unit_convert"),
        _setting("c_f", "temp_unit_convert"),
        _setting("C_F_", "temp_unit_convert"),
        _setting("unit"),
        _setting("windspeed_unit_convert"),
        _setting("pressure_unit_convert"),
        _setting("rain_unit_convert"),
        _setting("bright_unit_convert"),
        _setting("capacity_unit"),
        _setting("language"),
        _setting("master_language", "language"),
        _setting("time_format"),
        # Covers
        _control("control"),
        _control("control_{n}"),
        _control("mach_operate", "control"),
        _control("up_down"),
        _setting("control_back_mode"),
        _setting("control_back_mode_{n}"),
        _setting("motor_mode"),
        _setting("cur_calibration"),
        _setting("cur_calibration_{n}"),
        _setting("border"),
        _setting("elec_machinery_mode"),
        _setting("click_control"),
        _setting("situation_set"),
        # Vacuum cleaners
        _setting("suction"),
        _setting("cistern"),
        _setting("collection_mode"),
        _setting("dust_collection_num"),
        _setting("work_pattern"),
        _setting("carpet_clean_prefer"),
        _control("direction_control"),
        _setting("request", hidden=True),
        _control("MachineControlCmd", "mower_command"),
        # Alarms and sensors
        _setting("alarm_volume", "volume"),
        _setting("beep_volume"),
        _setting("doorbell_volume"),
        _setting("key_tone"),
        _setting("volume_set", "volume"),
        _setting("alarm_state"),
        _setting("alarm_ringtone"),
        _setting("ringtone", "alarm_ringtone"),
        _setting("doorbell_song"),
        _setting("chime_ring_tune", "doorbell_song"),
        _setting("alarm_period"),
        _setting("sub_class"),
        _setting("sub_type"),
        _setting("presence_sensitivity"),
        _setting("pir_time"),
        _setting("working_mode"),
        _setting("scene", "working_mode"),
        # Locks
        _setting("unlock_switch"),
        _setting("ibeacon_scan_mode"),
        _setting("rssi_sensitivity_level"),
        _setting("motor_torque"),
        _setting("lock_motor_direction"),
        # Cameras
        _setting("basic_nightvision"),
        _setting("nightvision_mode"),
        _setting("basic_anti_flicker"),
        _setting("motion_sensitivity"),
        _setting("decibel_sensitivity"),
        _setting("motion_interval"),
        _setting("record_mode"),
        _setting("ipc_work_mode"),
        _setting("pir_switch"),
        _setting("PIR", "pir_switch"),
        _setting("cruise_mode"),
        _control("ptz_control"),
        _control("zoom_control"),
        _setting("floodlight_mode"),
        # Appliances
        _setting("material"),
        _setting("concentration_set"),
        _control("cup_number"),
        _control("cook_mode"),
        _control("flow"),
        _setting("rev"),
        _setting("bake_color"),
        _setting("report_cycle"),
        _setting("sensor_choose"),
        _control("angle_horizontal"),
    )
)
