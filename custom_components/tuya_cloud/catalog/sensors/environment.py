"""Temperature, humidity, light, sound and soil, indoors and out."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind

from ..descriptions import SensorMeaning
from .rows import measured, shown

ENVIRONMENT: Final[tuple[SensorMeaning, ...]] = (
    # Temperature
    measured(
        "temp_current",
        Kind.TEMPERATURE,
        also=(
            "temp_current_f",
            "temp_indoor",
            "temp",
            "temperature",
            "TempShow",
            "temp_room",
            "room_temp",
            "va_temperature",
            "sensor_temperature",
            "get_temp",
        ),
    ),
    measured(
        "temp_current{n}",
        Kind.TEMPERATURE,
        "temperature_n",
        also=("temp_{n}",),
    ),
    measured("body_temp", Kind.TEMPERATURE, "body_temperature"),
    measured(
        "temp_around",
        Kind.TEMPERATURE,
        "outdoor_temperature",
        also=("around_temp", "temp_outdoor", "outdoor_temp", "temp_outside"),
    ),
    measured(
        "temp_external",
        Kind.TEMPERATURE,
        "probe_temperature",
        also=(
            "ext_temp",
            "temp_current_external",
            "temp_current_external_f",
            "probe_temp",
        ),
    ),
    measured(
        "temp_current_external_{n}",
        Kind.TEMPERATURE,
        "probe_temperature_n",
        also=("probe_temp_{n}",),
    ),
    measured("temp_floor", Kind.TEMPERATURE, "floor_temperature", also=("floor_temp",)),
    measured("temp_water", Kind.TEMPERATURE, "water_temperature", also=("water_temp",)),
    measured("temp_soil", Kind.TEMPERATURE, "soil_temperature", also=("soil_temp",)),
    shown("temp_alarm"),
    # Humidity
    measured(
        "humidity",
        Kind.HUMIDITY,
        also=(
            "humidity_value",
            "humidity_current",
            "humidity_indoor",
            "current_humidity",
            "cur_humidity",
            "indoor_humidity",
            "va_humidity",
            "sensor_humidity",
            "get_hum",
        ),
    ),
    measured("humidity{n}", Kind.HUMIDITY, "humidity_n"),
    measured("humidity_outdoor", Kind.HUMIDITY, "outdoor_humidity"),
    measured("humidity_outdoor_{n}", Kind.HUMIDITY, "outdoor_humidity_n"),
    shown("hum_alarm"),
    # Soil
    measured(
        "soil_moisture",
        Kind.MOISTURE,
        "soil_moisture",
        also=("soil_humidity", "humidity_soil"),
    ),
    measured("soil_ec", Kind.CONDUCTIVITY, "soil_ec"),
    measured("soil_ph", Kind.PH, "soil_ph"),
    measured("soil_fertility"),
    shown("soil_state"),
    shown("fertility"),
    # Light
    measured(
        "bright_value",
        Kind.ILLUMINANCE,
        also=(
            "illuminance_value",
            "illuminance",
            "light_intensity",
            "light_value",
            "lux",
            "lux_value",
            "luminance_value",
            "ldr",
        ),
    ),
    shown("bright_state", "light_level"),
    # Sound
    measured(
        "noise_value", Kind.SOUND_PRESSURE, "noise", also=("noise", "decibel_value")
    ),
)
