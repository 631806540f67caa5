"""Boilers, heat pumps and heaters."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfRatio

from ..categories import Category
from ..descriptions import SensorMeaning
from .rows import measured, shown

HEATING: Final[tuple[SensorMeaning, ...]] = (
    measured("temp_coiler", Kind.TEMPERATURE, "coil_temperature", also=("coil_temp",)),
    measured("temp_venting", Kind.TEMPERATURE, "temp_venting", also=("venting_temp",)),
    measured(
        "temp_effluent", Kind.TEMPERATURE, "flow_temperature", also=("flow_temp",)
    ),
    measured(
        "temp_outlet",
        Kind.TEMPERATURE,
        "outlet_temperature",
        also=("outlet_temp", "WOutTemp"),
    ),
    measured(
        "temp_inlet",
        Kind.TEMPERATURE,
        "inlet_temperature",
        also=("inlet_temp", "WInTemp"),
    ),
    measured("temp_return", Kind.TEMPERATURE, "return_temperature"),
    measured("temp_top", Kind.TEMPERATURE, "temp_top"),
    measured("temp_bottom", Kind.TEMPERATURE, "temp_bottom"),
    measured("temp_tank", Kind.TEMPERATURE, "tank_temperature", also=("tank_temp",)),
    measured("exhaust_temp", Kind.TEMPERATURE, "exhaust_temperature"),
    measured("return_temp", Kind.TEMPERATURE, "return_temp"),
    measured("dhw_temp_current", Kind.TEMPERATURE, "dhw_temp_current"),
    measured("heating_temp_current", Kind.TEMPERATURE, "heating_temp_current"),
    measured(
        "compressor_strength",
        Kind.FREQUENCY,
        "compressor_strength",
        categories=(Category.HEAT_PUMP,),
    ),
    measured(
        "compressor_strength",
        Kind.TEMPERATURE,
        "compressor_temperature",
        categories=(Category.HEAT_PUMP,),
    ),
    measured("compressor_strength"),
    measured("comp_freq", Kind.FREQUENCY, "comp_freq", diagnostic=True),
    measured("eev_step", diagnostic=True),
    measured("fan_rpm", diagnostic=True),
    measured(
        "position",
        name="valve_opening",
        unit=UnitOfRatio.PERCENTAGE,
        categories=(Category.RADIATOR_VALVE,),
    ),
    measured("valve_opening", also=("valve_percent", "valve_open_degree")),
    shown("heat_state", also=("heating_state",)),
    shown("pump_status"),
    shown("window_status"),
)
