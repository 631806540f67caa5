"""Temperature, humidity and air."""

from typing import Final

from homeassistant.components.number import NumberDeviceClass as Kind
from homeassistant.const import UnitOfPower, UnitOfRatio, UnitOfTemperature, UnitOfTime

from ..categories import Category
from ..descriptions import NumberMeaning
from .rows import control, setting

CLIMATE: Final[tuple[NumberMeaning, ...]] = (
    # Temperature
    control(
        "temp_set",
        Kind.TEMPERATURE,
        "target_temperature",
        also=("SetTemp",),
    ),
    control(
        "temp_set_f",
        Kind.TEMPERATURE,
        "target_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    control("temp_set_{n}", Kind.TEMPERATURE, "temp_set_n"),
    control("temp", Kind.TEMPERATURE, "temperature", also=("temperature",)),
    control("dhw_temp_set", Kind.TEMPERATURE, "dhw_temp_set"),
    control("set_heating_temp", Kind.TEMPERATURE, "heating_temperature"),
    control(
        "set_heating_temp_f",
        Kind.TEMPERATURE,
        "heating_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    control("set_cold_temp", Kind.TEMPERATURE, "cooling_temperature"),
    control(
        "set_cold_temp_f",
        Kind.TEMPERATURE,
        "cooling_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    control("set_auto_temp", Kind.TEMPERATURE, "set_auto_temp"),
    control("cool_temp_set", Kind.TEMPERATURE, "cool_temp_set"),
    control(
        "cool_temp_set",
        Kind.TEMPERATURE,
        "cooling_temperature",
        categories=(Category.HVAC, Category.THERMOSTAT),
    ),
    control("cold_temp_set", Kind.TEMPERATURE, "cold_temp_set"),
    control("variable_temp_set", Kind.TEMPERATURE, "variable_temp_set"),
    setting("upper_temp", Kind.TEMPERATURE, "maximum_temperature"),
    setting(
        "upper_temp_f",
        Kind.TEMPERATURE,
        "maximum_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    setting("lower_temp", Kind.TEMPERATURE, "minimum_temperature"),
    setting(
        "lower_temp_f",
        Kind.TEMPERATURE,
        "minimum_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    setting("maxtemp_set", Kind.TEMPERATURE, "high_temperature_alarm"),
    setting("minitemp_set", Kind.TEMPERATURE, "low_temperature_alarm"),
    setting(
        "comfort_temp_set",
        Kind.TEMPERATURE,
        "comfort_temperature",
        also=("comfort_temp",),
    ),
    setting("eco_temp_set", Kind.TEMPERATURE, "eco_temperature", also=("eco_temp",)),
    setting(
        "holiday_temp_set",
        Kind.TEMPERATURE,
        "holiday_temperature",
        also=("holiday_temp",),
    ),
    setting("window_temp", Kind.TEMPERATURE, "window_temp"),
    setting("temp_boiling_c", Kind.TEMPERATURE, "boiling_temperature"),
    setting(
        "temp_boiling_f",
        Kind.TEMPERATURE,
        "boiling_temperature",
        unit=UnitOfTemperature.FAHRENHEIT,
    ),
    setting(
        "temp_correction",
        name="temperature_calibration",
        also=("temp_calibration", "temp_compensation", "temp_correction_f"),
    ),
    setting("temp_calibration_{n}"),
    setting("temp_sensitivity", name="temperature_sensitivity"),
    setting(
        "temp_periodic_report",
        Kind.DURATION,
        "temp_periodic_report",
        unit=UnitOfTime.MINUTES,
    ),
    setting(
        "temp_differ",
        Kind.TEMPERATURE_DELTA,
        "hysteresis",
        also=("hysteresis", "deadzone_temp", "temp_deadzone"),
    ),
    control("cook_temperature", also=("cook_temperature_f",)),
    control("cook_temperature_{n}"),
    control("cook_time", unit=UnitOfTime.MINUTES),
    setting("warm_time"),
    setting("capacity_set", unit=UnitOfPower.WATT),
    # Humidity
    control(
        "humidity_set", Kind.HUMIDITY, "target_humidity", also=("dehumidify_set_value",)
    ),
    control("humidity", Kind.HUMIDITY),
    setting("maxhum_set", Kind.HUMIDITY, "high_humidity_alarm"),
    setting("minihum_set", Kind.HUMIDITY, "low_humidity_alarm"),
    setting(
        "humidity_calibration", also=("hum_calibration",), unit=UnitOfRatio.PERCENTAGE
    ),
    setting("hum_sensitivity", unit=UnitOfRatio.PERCENTAGE),
    setting(
        "hum_periodic_report",
        Kind.DURATION,
        "hum_periodic_report",
        unit=UnitOfTime.MINUTES,
    ),
    # Air
    setting("pm25_set", Kind.PM25, "pm25_set"),
    setting("eco2_set", Kind.CO2, "eco2_set"),
    setting("tvoc_set"),
    control("air_volume"),
    control("fan_speed", also=("windspeed",)),
    control("fan_speed_percent", name="fan_speed", unit=UnitOfRatio.PERCENTAGE),
    control("speed"),
)
