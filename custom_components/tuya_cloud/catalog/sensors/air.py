"""Gases, particles and air quality."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind

from ..descriptions import SensorMeaning
from .rows import measured, shown, total

AIR: Final[tuple[SensorMeaning, ...]] = (
    # Air quality
    shown("air_quality"),
    shown("air_quality_index"),
    shown("airquality", "air_quality"),
    measured("aqi", Kind.AQI),
    # Particles
    measured("pm1", Kind.PM1),
    measured("pm1_value", Kind.PM1),
    measured("pm25", Kind.PM25),
    measured("pm25_value", Kind.PM25),
    measured("pm2_5", Kind.PM25),
    measured("PM25", Kind.PM25),
    measured("pm25_indoor", Kind.PM25, "pm25_indoor"),
    measured("pm25_outdoor", Kind.PM25, "pm25_outdoor"),
    measured("pm4", Kind.PM4),
    measured("pm10", Kind.PM10),
    measured("pm10_value", Kind.PM10),
    total("total_pm", diagnostic=True),
    # Gases
    measured("co2_value", Kind.CO2),
    measured("co2", Kind.CO2),
    measured("CO2", Kind.CO2),
    measured("eco2", Kind.CO2, "eco2"),
    measured("eco2_value", Kind.CO2, "eco2"),
    measured("co_value", Kind.CO),
    measured("co", Kind.CO),
    measured("ch2o_value", name="formaldehyde"),
    measured("ch2o", name="formaldehyde"),
    measured("hcho_value", name="formaldehyde"),
    measured("hcho", name="formaldehyde"),
    measured("voc_value", Kind.VOLATILE_ORGANIC_COMPOUNDS),
    measured("voc", Kind.VOLATILE_ORGANIC_COMPOUNDS),
    measured("tvoc", Kind.VOLATILE_ORGANIC_COMPOUNDS, "tvoc"),
    measured("tvoc_value", Kind.VOLATILE_ORGANIC_COMPOUNDS, "tvoc"),
    measured("TVOC", Kind.VOLATILE_ORGANIC_COMPOUNDS, "tvoc"),
    measured("gas_sensor_value"),
    measured("gas_value", name="gas_sensor_value"),
    measured("ch4_sensor_value"),
    measured("nh3_value"),
    measured("h2s_value"),
    measured("o2_value"),
    measured("o3_value", Kind.OZONE),
    measured("ozone", Kind.OZONE),
    measured("no2_value", Kind.NITROGEN_DIOXIDE),
    measured("so2_value", Kind.SULPHUR_DIOXIDE),
    measured("radon_value", Kind.RADON),
    measured("radon", Kind.RADON),
    measured("smoke_sensor_value", diagnostic=True),
    measured("smoke_value", name="smoke_sensor_value", diagnostic=True),
    measured("anion_value"),
    # Ventilation
)
