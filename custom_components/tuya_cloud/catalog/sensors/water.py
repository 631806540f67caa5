"""Water: level, flow, quality and use; pools and irrigation."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfElectricPotential, UnitOfTime

from ..descriptions import SensorMeaning
from .rows import battery, measured, record, shown, total

WATER: Final[tuple[SensorMeaning, ...]] = (
    # Level
    shown("water_level"),
    shown("level_current", "water_level", diagnostic=True),
    shown("liquid_state"),
    measured("liquid_depth", Kind.DISTANCE, "liquid_depth", also=("liquid_level",)),
    measured("liquid_level_percent"),
    measured("water_current", Kind.VOLUME_STORAGE, "water_current"),
    measured("liquid_volume", Kind.VOLUME_STORAGE, "liquid_volume"),
    shown("tank_state"),
    # Flow and use
    measured(
        "flow_velocity",
        Kind.VOLUME_FLOW_RATE,
        "flow_rate",
        also=("flow_rate", "instant_flow", "water_flow_rate"),
    ),
    total(
        "water_total",
        Kind.WATER,
        "water_total",
        also=("total_water", "water_consumption"),
    ),
    total("water_once", Kind.WATER, "water_once"),
    measured("water_pressure", Kind.PRESSURE, "water_pressure"),
    measured("pressure_value", Kind.PRESSURE, also=("pressure",)),
    record("water_use_data", also=("month_consumption",)),
    # Quality
    measured("ph_current", Kind.PH, also=("ph_value", "ph")),
    measured("ec_current", Kind.CONDUCTIVITY, also=("ec_value",)),
    measured(
        "orp_current",
        Kind.VOLTAGE,
        "orp_current",
        also=("orp_value", "orp"),
        unit=UnitOfElectricPotential.MILLIVOLT,
    ),
    measured("tds_in", also=("tds_value", "tds_current", "tds")),
    measured("tds_out"),
    measured("turbidity_current"),
    measured("salinity_current", also=("salinity", "salinity_value")),
    measured("turbidity_value", also=("turbidity",)),
    measured("cf_current"),
    measured("pro_current"),
    measured("cl_value", also=("chlorine_value",)),
    # Purifiers
    measured("desalting_rate"),
    measured("cbpa_filtertime", diagnostic=True),
    measured("ro_filtertime", diagnostic=True),
    measured("cto_filtertime", diagnostic=True),
    measured("pp_filtertime", diagnostic=True),
    # Irrigation
    total(
        "time_use", Kind.DURATION, "time_use", unit=UnitOfTime.SECONDS, diagnostic=True
    ),
    measured(
        "use_time_one",
        Kind.DURATION,
        "use_time_one",
        unit=UnitOfTime.SECONDS,
        diagnostic=True,
    ),
    measured("use_time", Kind.DURATION, "use_time_one", diagnostic=True),
    measured("use_time_{n}", Kind.DURATION, "use_time_n", diagnostic=True),
    battery("rain_battery_percentage", "rain_battery_percentage"),
    battery("temp_hum_battery_percentage", "temp_hum_battery_percentage"),
    record("cycle_irrigation"),
    record("normal_timer"),
)
