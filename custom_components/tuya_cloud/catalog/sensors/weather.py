"""Weather stations."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfPressure

from ..descriptions import SensorMeaning
from .rows import measured, shown, total

WEATHER: Final[tuple[SensorMeaning, ...]] = (
    measured(
        "atmospheric_pressture",
        Kind.PRESSURE,
        "air_pressure",
        also=("atmospheric_pressure", "air_pressure"),
        unit=UnitOfPressure.HPA,
    ),
    measured("pressure_drop", Kind.PRESSURE, "pressure_drop", diagnostic=True),
    measured("dew_point_temp", Kind.TEMPERATURE, "dew_point", also=("dew_point",)),
    measured("feellike_temp", Kind.TEMPERATURE, "feels_like"),
    measured("heat_index", Kind.TEMPERATURE, "heat_index"),
    measured("windchill_index", Kind.TEMPERATURE, "windchill_index"),
    measured("rain_rate", Kind.PRECIPITATION_INTENSITY, "rain_rate"),
    total("rain_24h", Kind.PRECIPITATION, "rain_24h", also=("rain_day",)),
    total("rain_1h", Kind.PRECIPITATION, "rain_1h", also=("rain_hour",)),
    total("rain_week", Kind.PRECIPITATION, "rain_week"),
    total("rain_month", Kind.PRECIPITATION, "rain_month"),
    total("rain_year", Kind.PRECIPITATION, "rain_year"),
    total("rain_total", Kind.PRECIPITATION, "rain_total"),
    measured("windspeed_avg", Kind.WIND_SPEED, also=("wind_speed",)),
    measured("windspeed_gust", Kind.WIND_SPEED, "wind_gust", also=("wind_gust",)),
    shown("wind_direct"),
    shown("smart_weather"),
    measured("wind_direction", Kind.WIND_DIRECTION, "wind_bearing"),
    measured("uv_index"),
    measured("solar_radiation", Kind.IRRADIANCE, also=("light_radiation",)),
    shown("com_index"),
)
