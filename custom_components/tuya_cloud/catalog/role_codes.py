"""The codes that play a role in many kinds of devices, the preferred one first.

Cases and underscores do not count: "power_on" is "poweron" and "PowerOn" too.
"""

from typing import Final

# turns the device on and off
MAIN_SWITCHES: Final = (
    *("switch", "power", "switch_on", "power_on", "power_on_off", "power_switch"),
    *("on_off", "onoff_switch"),
)
# what the device does, as an option
MODES: Final = ("mode", "work_mode", "mode_set", "set_mode", "run_mode", "system_mode")
# the temperature to reach
TARGET_TEMPERATURES: Final = (
    *("temp_set", "set_temp", "temperature_set", "set_temperature", "temp_setting"),
    *("target_temp", "temp_target", "target_temperature", "temp_set_point"),
    *("temperature", "temp"),
)
# the temperature there is
CURRENT_TEMPERATURES: Final = (
    *("temp_current", "current_temp", "va_temperature", "temp_indoor", "indoor_temp"),
    *("temp_room", "room_temp", "current_temperature", "temperature_current"),
    *("room_temperature", "indoor_temperature", "ambient_temp", "ambient_temperature"),
    *("temp_cur", "cur_temp", "temperature", "temp", "water_temp", "temp_water"),
    # what flows into a heat pump is as warm as its pool or tank
    *("temp_inlet", "inlet_temp", "win_temp"),
)
# the humidity to reach
TARGET_HUMIDITIES: Final = (
    *("humidity_set", "set_humidity", "target_humidity", "humidity_target"),
)
# the humidity there is
CURRENT_HUMIDITIES: Final = (
    *("humidity_current", "humidity_indoor", "humidity", "va_humidity"),
    *("current_humidity", "humidity_value", "cur_humidity", "indoor_humidity"),
)
# how fast a fan blows
FAN_SPEEDS: Final = (
    *("fan_speed_enum", "level", "windspeed", "fan_speed", "fan_level", "wind_level"),
    *("fan_gear", "air_volume", "fan"),
)


def _for_mode(*words: str) -> tuple[str, ...]:
    """Return what products call the temperature to reach in a mode."""
    forms = (
        *("set_{}_temp", "{}_temp_set", "temp_set_{}", "set_temp_{}", "{}_set_temp"),
        *("{}_temp_setting", "{}_target_temp"),
    )
    return tuple(form.format(word) for word in words for form in forms)


# the temperature to reach in a mode, by the mode
HEATING_TARGETS: Final = _for_mode("heating", "heat", "hot")
COOLING_TARGETS: Final = _for_mode("cold", "cooling", "cool")
AUTOMATIC_TARGETS: Final = _for_mode("auto")
