"""Temperature, humidity, light, sound and soil, indoors and out."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind

from ..descriptions import SensorMeaning
from .rows import measured, shown

ENVIRONMENT: Final[tuple[SensorMeaning, ...]] = (
    # Temperature
    measured("temp_current", Kind.TEMPERATURE),
    measured("temp_current_f", Kind.TEMPERATURE),
    measured("temp_current{n}", Kind.TEMPERATURE, "temperature_n"),
    measured("temp_current_{n}", Kind.TEMPERATURE, "temperature_n"),
    measured("temp_{n}", Kind.TEMPERATURE, "temperature_n"),
    measured("temp_indoor", Kind.TEMPERATURE),
    measured("temp", Kind.TEMPERATURE),
    measured("temperature", Kind.TEMPERATURE),
    measured("Temperature", Kind.TEMPERATURE),
    measured("Temp", Kind.TEMPERATURE),
    measured("TempShow", Kind.TEMPERATURE),
    measured("temp_room", Kind.TEMPERATURE),
    measured("room_temp", Kind.TEMPERATURE),
    measured("va_temperature", Kind.TEMPERATURE),
    measured("sensor_temperature", Kind.TEMPERATURE),
    measured("get_temp", Kind.TEMPERATURE),
    measured("body_temp", Kind.TEMPERATURE, "body_temperature"),
    measured("temp_around", Kind.TEMPERATURE, "outdoor_temperature"),
    measured("temp_outdoor", Kind.TEMPERATURE, "outdoor_temperature"),
    measured("outdoor_temp", Kind.TEMPERATURE, "outdoor_temperature"),
    measured("temp_outside", Kind.TEMPERATURE, "outdoor_temperature"),
    measured("temp_external", Kind.TEMPERATURE, "probe_temperature"),
    measured("ext_temp", Kind.TEMPERATURE, "probe_temperature"),
    measured("temp_current_external", Kind.TEMPERATURE, "probe_temperature"),
    measured("temp_current_external_f", Kind.TEMPERATURE, "probe_temperature"),
    measured("probe_temp", Kind.TEMPERATURE, "probe_temperature"),
    measured("temp_current_external_{n}", Kind.TEMPERATURE, "probe_temperature_n"),
    measured("probe_temp_{n}", Kind.TEMPERATURE, "probe_temperature_n"),
    measured("temp_floor", Kind.TEMPERATURE, "floor_temperature"),
    measured("floor_temp", Kind.TEMPERATURE, "floor_temperature"),
    measured("temp_water", Kind.TEMPERATURE, "water_temperature"),
    measured("water_temp", Kind.TEMPERATURE, "water_temperature"),
    measured("temp_soil", Kind.TEMPERATURE, "soil_temperature"),
    measured("soil_temp", Kind.TEMPERATURE, "soil_temperature"),
    shown("temp_alarm"),
    # Humidity
    measured("humidity", Kind.HUMIDITY),
    measured("Humidity", Kind.HUMIDITY),
    measured("humidity_value", Kind.HUMIDITY),
    measured("humidity_current", Kind.HUMIDITY),
    measured("humidity_indoor", Kind.HUMIDITY),
    measured("va_humidity", Kind.HUMIDITY),
    measured("sensor_humidity", Kind.HUMIDITY),
    measured("get_hum", Kind.HUMIDITY),
    measured("humidity{n}", Kind.HUMIDITY, "humidity_n"),
    measured("humidity_{n}", Kind.HUMIDITY, "humidity_n"),
    measured("humidity_outdoor", Kind.HUMIDITY, "outdoor_humidity"),
    measured("humidity_outdoor_{n}", Kind.HUMIDITY, "outdoor_humidity_n"),
    shown("hum_alarm"),
    # Soil
    measured("soil_moisture", Kind.MOISTURE, "soil_moisture"),
    measured("soil_humidity", Kind.MOISTURE, "soil_moisture"),
    measured("humidity_soil", Kind.MOISTURE, "soil_moisture"),
    measured("soil_ec", Kind.CONDUCTIVITY, "soil_ec"),
    measured("soil_ph", Kind.PH, "soil_ph"),
    measured("soil_fertility"),
    shown("soil_state"),
    # Light
    measured("bright_value", Kind.ILLUMINANCE),
    measured("illuminance_value", Kind.ILLUMINANCE),
    measured("illuminance", Kind.ILLUMINANCE),
    measured("light_intensity", Kind.ILLUMINANCE),
    measured("light_value", Kind.ILLUMINANCE),
    measured("lux", Kind.ILLUMINANCE),
    measured("lux_value", Kind.ILLUMINANCE),
    measured("luminance_value", Kind.ILLUMINANCE),
    measured("ldr", Kind.ILLUMINANCE),
    shown("bright_state", "light_level"),
    # Sound
    measured("noise_value", Kind.SOUND_PRESSURE, "noise"),
    measured("noise", Kind.SOUND_PRESSURE, "noise"),
    measured("decibel_value", Kind.SOUND_PRESSURE, "noise"),
)
