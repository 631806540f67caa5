"""Boilers, heat pumps and heaters."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfRatio

from ..descriptions import SensorMeaning
from .rows import measured, shown

HEATING: Final[tuple[SensorMeaning, ...]] = (
    measured("temp_coiler", Kind.TEMPERATURE, "coil_temperature"),
    measured("coil_temp", Kind.TEMPERATURE, "coil_temperature"),
    measured("temp_venting", Kind.TEMPERATURE, "temp_venting"),
    measured("temp_effluent", Kind.TEMPERATURE, "flow_temperature"),
    measured("flow_temp", Kind.TEMPERATURE, "flow_temperature"),
    measured("temp_outlet", Kind.TEMPERATURE, "outlet_temperature"),
    measured("outlet_temp", Kind.TEMPERATURE, "outlet_temperature"),
    measured("temp_inlet", Kind.TEMPERATURE, "inlet_temperature"),
    measured("inlet_temp", Kind.TEMPERATURE, "inlet_temperature"),
    measured("WInTemp", Kind.TEMPERATURE, "inlet_temperature"),
    measured("temp_return", Kind.TEMPERATURE, "return_temperature"),
    measured("temp_top", Kind.TEMPERATURE, "temp_top"),
    measured("temp_bottom", Kind.TEMPERATURE, "temp_bottom"),
    measured("temp_tank", Kind.TEMPERATURE, "tank_temperature"),
    measured("tank_temp", Kind.TEMPERATURE, "tank_temperature"),
    measured("exhaust_temp", Kind.TEMPERATURE, "exhaust_temperature"),
    measured("return_temp", Kind.TEMPERATURE, "return_temp"),
    measured("dhw_temp_current", Kind.TEMPERATURE, "dhw_temp_current"),
    measured("heating_temp_current", Kind.TEMPERATURE, "heating_temp_current"),
    measured(
        "compressor_strength", name="compressor_temperature", categories=("znrb",)
    ),
    measured("compressor_strength"),
    measured("comp_freq", Kind.FREQUENCY, "comp_freq", diagnostic=True),
    measured("eev_step", diagnostic=True),
    measured("fan_rpm", diagnostic=True),
    measured(
        "position",
        name="valve_opening",
        unit=UnitOfRatio.PERCENTAGE,
        categories=("wkf",),
    ),
    measured("valve_opening"),
    measured("valve_percent", name="valve_opening"),
    measured("valve_open_degree", name="valve_opening"),
    shown("heat_state"),
    shown("heating_state", "heat_state"),
    shown("pump_status"),
    shown("window_status"),
)
