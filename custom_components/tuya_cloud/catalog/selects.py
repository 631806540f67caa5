"""Selects: enum points that take commands."""

from collections.abc import Collection
from typing import Final

from homeassistant.const import EntityCategory

from .categories import Category
from .descriptions import SelectMeaning
from .lookup import Catalog


def _control(
    key: str,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    categories: Collection[Category] = (),
) -> SelectMeaning:
    """Return the row of a select for daily use.

    ``name`` is its translation key, by default the code.
    """
    return SelectMeaning(
        key=key, also=also, translation_key=name, categories=frozenset(categories)
    )


def _setting(
    key: str,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    hidden: bool = False,
    categories: Collection[Category] = (),
) -> SelectMeaning:
    """Return the row of a select that configures the device.

    ``hidden`` disables it by default.
    """
    return SelectMeaning(
        key=key,
        also=also,
        translation_key=name,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=not hidden,
        categories=frozenset(categories),
    )


SELECTS: Final = Catalog(
    (
        # Mode
        _control("mode", "vacuum_mode", categories=(Category.ROBOT_VACUUM,)),
        _setting("mode", "curtain_mode", categories=(Category.CURTAIN,)),
        _setting("mode", "push_mode", categories=(Category.PUSH_ROBOT,)),
        _control("mode", "refrigerator_mode", categories=(Category.REFRIGERATOR,)),
        _control(
            "mode",
            "program",
            categories=(Category.WASHING_MACHINE, Category.TUMBLE_DRYER),
        ),
        _control("mode", also=("SetMode",)),
        _control("mode{n}", "mode_n"),
        _control("work_mode", "charging_mode", categories=(Category.CAR_CHARGER,)),
        _setting("work_mode", "inverter_mode", categories=(Category.HOME_BATTERY,)),
        _setting("work_mode", "odor_mode", categories=(Category.ODOR_ELIMINATOR,)),
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
        _setting("countdown", also=("countdown_set",)),
        _setting("countdown_{n}"),
        _setting("weather_delay"),
        # Switches and lights
        _setting("relay_status", also=("init_power_mode",)),
        _setting("relay_status_{n}"),
        _setting("light_mode", also=("backlight_mode",)),
        _setting("switch_type"),
        _setting("switch_type_{n}"),
        _setting("switch_mode_{n}"),
        _setting("led_type"),
        _setting("led_type_{n}"),
        _control("scene_mode"),
        _setting("cds"),
        _setting("pir_sensitivity"),
        _setting("bright_state", "alarm_brightness", categories=(Category.SIREN,)),
        _setting("light_brightness"),
        _setting("moodlighting"),
        # Fans and air
        _control("fan_speed", also=("fan_speed_enum", "speed", "windspeed")),
        _control("windspeed{n}", "fan_speed_n"),
        _control("supply_fan_speed"),
        _control("exhaust_fan_speed"),
        _setting("fan_direction"),
        _setting("fan_horizontal"),
        _setting("fan_vertical"),
        _setting("windshake"),
        _control("dehumidify_set_enum", also=("humidity_set",)),
        _setting("heat_level"),
        # Levels
        _control("level", "blanket_level", categories=(Category.ELECTRIC_BLANKET,)),
        _control(
            "level_{n}", "blanket_level_n", categories=(Category.ELECTRIC_BLANKET,)
        ),
        _control("level", "spray_level", categories=(Category.HUMIDIFIER,)),
        _control("level", "temperature_level", categories=(Category.HEATER,)),
        _control("level", "fan_speed", categories=(Category.THERMOSTAT,)),
        _setting("level"),
        _control("level_{n}"),
        _setting("temp_setting_quick_c", also=("temp_setting_quick_f",)),
        _control("temp_set"),
        _setting("temp_set_mode"),
        _setting("capacity_set"),
        _setting("water_level"),
        _setting("sensitivity"),
        # Units
        _setting(
            "temp_unit_convert",
            also=(
                "temp_unit",
                "c_f",
            ),
        ),
        _setting("unit"),
        _setting("windspeed_unit_convert"),
        _setting("pressure_unit_convert"),
        _setting("rain_unit_convert"),
        _setting("bright_unit_convert"),
        _setting("capacity_unit"),
        _setting("language", also=("master_language",)),
        _setting("time_format"),
        # Covers
        _control("control", also=("mach_operate",)),
        _control("control_{n}"),
        _control("up_down"),
        _setting("control_back_mode"),
        _setting("control_back_mode_{n}"),
        _setting("motor_mode"),
        _setting("cur_calibration"),
        _setting("cur_calibration_{n}"),
        _setting("elec_machinery_mode"),
        _setting("situation_set"),
        # Vacuum cleaners
        _setting("suction"),
        _setting("cistern"),
        _setting("collection_mode"),
        _setting("dust_collection_num"),
        _setting("work_pattern"),
        _setting("carpet_clean_prefer"),
        # Alarms and sensors
        _setting("alarm_volume", "volume", also=("volume_set",)),
        _setting("beep_volume"),
        _setting("doorbell_volume"),
        _setting("key_tone"),
        _setting("alarm_state"),
        _setting("alarm_ringtone", also=("ringtone",)),
        _setting("doorbell_song", also=("chime_ring_tune",)),
        _setting("alarm_period"),
        _setting("sub_class"),
        _setting("sub_type"),
        _setting("presence_sensitivity"),
        _setting("pir_time"),
        _setting("working_mode", also=("scene",)),
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
        _setting("pir_switch", also=("PIR",)),
        _setting("cruise_mode"),
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
