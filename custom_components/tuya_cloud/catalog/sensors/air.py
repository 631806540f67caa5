"""Gases, particles and air quality."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind

from ..descriptions import SensorMeaning
from .rows import measured, shown, total

AIR: Final[tuple[SensorMeaning, ...]] = (
    # Air quality
    shown("air_quality"),
    shown("air_quality_index"),
    measured("aqi", Kind.AQI),
    # Particles
    measured("pm1", Kind.PM1, also=("pm1_value",)),
    measured(
        "pm25",
        Kind.PM25,
        also=(
            "pm25_value",
            "pm2_5",
        ),
    ),
    measured("pm25_indoor", Kind.PM25, "pm25_indoor"),
    measured("pm25_outdoor", Kind.PM25, "pm25_outdoor"),
    measured("pm4", Kind.PM4),
    measured("pm10", Kind.PM10, also=("pm10_value",)),
    total("total_pm", diagnostic=True),
    # Gases
    measured("co2_value", Kind.CO2, also=("co2",)),
    measured("eco2", Kind.CO2, "eco2", also=("eco2_value",)),
    measured("co_value", Kind.CO, also=("co",)),
    measured("ch2o_value", name="formaldehyde", also=("ch2o", "hcho_value", "hcho")),
    measured("voc_value", Kind.VOLATILE_ORGANIC_COMPOUNDS, also=("voc",)),
    measured("tvoc", Kind.VOLATILE_ORGANIC_COMPOUNDS, "tvoc", also=("tvoc_value",)),
    measured("gas_sensor_value", also=("gas_value",)),
    measured("ch4_sensor_value"),
    measured("nh3_value"),
    measured("h2s_value"),
    measured("o2_value"),
    measured("o3_value", Kind.OZONE, also=("ozone",)),
    measured("no2_value", Kind.NITROGEN_DIOXIDE),
    measured("so2_value", Kind.SULPHUR_DIOXIDE),
    measured("radon_value", Kind.RADON, also=("radon",)),
    measured("smoke_sensor_value", also=("smoke_value",), diagnostic=True),
    measured("anion_value"),
    # Ventilation
)
