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
    measured("liquid_depth", Kind.DISTANCE, "liquid_depth"),
    measured("liquid_level", Kind.DISTANCE, "liquid_depth"),
    measured("liquid_level_percent"),
    measured("water_current", Kind.VOLUME_STORAGE, "water_current"),
    measured("liquid_volume", Kind.VOLUME_STORAGE, "liquid_volume"),
    shown("tank_state"),
    # Flow and use
    measured("flow_velocity", Kind.VOLUME_FLOW_RATE, "flow_rate"),
    measured("flow_rate", Kind.VOLUME_FLOW_RATE, "flow_rate"),
    measured("instant_flow", Kind.VOLUME_FLOW_RATE, "flow_rate"),
    measured("water_flow_rate", Kind.VOLUME_FLOW_RATE, "flow_rate"),
    total("water_total", Kind.WATER, "water_total"),
    total("total_water", Kind.WATER, "water_total"),
    total("water_consumption", Kind.WATER, "water_total"),
    total("water_once", Kind.WATER, "water_once"),
    measured("water_pressure", Kind.PRESSURE, "water_pressure"),
    measured("pressure_value", Kind.PRESSURE),
    measured("pressure", Kind.PRESSURE),
    record("water_use_data"),
    record("month_consumption", "water_use_data"),
    # Quality
    measured("ph_current", Kind.PH),
    measured("ph_value", Kind.PH),
    measured("ph", Kind.PH),
    measured("ec_current", Kind.CONDUCTIVITY),
    measured("ec_value", Kind.CONDUCTIVITY),
    measured(
        "orp_current",
        Kind.VOLTAGE,
        "orp_current",
        unit=UnitOfElectricPotential.MILLIVOLT,
    ),
    measured(
        "orp_value", Kind.VOLTAGE, "orp_current", unit=UnitOfElectricPotential.MILLIVOLT
    ),
    measured(
        "orp", Kind.VOLTAGE, "orp_current", unit=UnitOfElectricPotential.MILLIVOLT
    ),
    measured("tds_in"),
    measured("tds_value", name="tds_in"),
    measured("tds_current", name="tds_in"),
    measured("tds", name="tds_in"),
    measured("tds_out"),
    measured("turbidity_current"),
    measured("salinity_current"),
    measured("salinity", name="salinity_current"),
    measured("salinity_value", name="salinity_current"),
    measured("turbidity_value"),
    measured("turbidity", name="turbidity_value"),
    measured("cf_current"),
    measured("pro_current"),
    measured("cl_value"),
    measured("chlorine_value", name="cl_value"),
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
    record("timer", "normal_time"),
)
