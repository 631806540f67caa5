"""Which data points make a climate, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.climate import (
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import Role
from .lookup import Catalog
from .temperatures import ThermostatMeaning, in_either_scale

# Options of a mode, in small letters. "manual" is not among them: it stands for what
# the product does plainly. An option that is not found is a preset.
HVAC_MODES: Final[Mapping[str, HVACMode]] = {
    "off": HVACMode.OFF,
    "auto": HVACMode.AUTO,
    "program": HVACMode.AUTO,
    "schedule": HVACMode.AUTO,
    "cold": HVACMode.COOL,
    "cool": HVACMode.COOL,
    "cooling": HVACMode.COOL,
    "hot": HVACMode.HEAT,
    "heat": HVACMode.HEAT,
    "heating": HVACMode.HEAT,
    "wet": HVACMode.DRY,
    "dry": HVACMode.DRY,
    "dehumidify": HVACMode.DRY,
    "wind": HVACMode.FAN_ONLY,
    "fan": HVACMode.FAN_ONLY,
    "fan_only": HVACMode.FAN_ONLY,
    "ventilation": HVACMode.FAN_ONLY,
}
MANUAL: Final = "manual"

# Options of a work state, in small letters
HVAC_ACTIONS: Final[Mapping[str, HVACAction]] = {
    "off": HVACAction.OFF,
    "idle": HVACAction.IDLE,
    "standby": HVACAction.IDLE,
    "stop": HVACAction.IDLE,
    # what is hot enough is kept warm
    "warming": HVACAction.IDLE,
    "hot": HVACAction.HEATING,
    "heat": HVACAction.HEATING,
    "heating": HVACAction.HEATING,
    "preheating": HVACAction.PREHEATING,
    "cold": HVACAction.COOLING,
    "cool": HVACAction.COOLING,
    "cooling": HVACAction.COOLING,
    "wet": HVACAction.DRYING,
    "dry": HVACAction.DRYING,
    "drying": HVACAction.DRYING,
    "wind": HVACAction.FAN,
    "fan": HVACAction.FAN,
    "ventilation": HVACAction.FAN,
    "defrost": HVACAction.DEFROSTING,
    "defrosting": HVACAction.DEFROSTING,
}
# Options of a work state or a valve, in small letters: whether it works at all
WORKS: Final[Mapping[str, bool]] = {
    "open": True,
    "opened": True,
    "on": True,
    "working": True,
    "close": False,
    "closed": False,
}


@dataclass(frozen=True, kw_only=True)
class ClimateMeaning(ThermostatMeaning, ClimateEntityDescription):
    """A climate, made by the value point that sets its temperature."""

    platform: ClassVar[Platform] = Platform.CLIMATE
    roles: ClassVar[Mapping[str, Role]] = {
        **ThermostatMeaning.roles,
        "fan": Role((EnumPoint,), writable=True),
        "swing": Role((BooleanPoint, EnumPoint), writable=True),
        "swing_horizontal": Role((BooleanPoint, EnumPoint), writable=True),
        "humidity": Role((ValuePoint,), claims=False),
        "target_humidity": Role((ValuePoint,), writable=True),
        "work": Role((EnumPoint,), options=frozenset(HVAC_ACTIONS) | frozenset(WORKS)),
        "valve": Role((BooleanPoint, EnumPoint, ValuePoint), claims=False),
        "floor": Role((ValuePoint,), read_only=True, claims=False),
    }

    # what it does when it is on and no option of its mode says what
    plain_mode: HVACMode
    # [optional] an enum point: how strong its fan blows
    fan: tuple[str, ...] = ()
    # [optional] Boolean or enum points: how the air is led up and down, left and right
    swing: tuple[str, ...] = ("switch_vertical", "swing", "windshake", "shake")
    swing_horizontal: tuple[str, ...] = ("switch_horizontal",)
    # [optional] value points: the humidity found, and the one to reach
    humidity: tuple[str, ...] = (
        "humidity_current",
        "humidity",
        "va_humidity",
        "humidity_value",
    )
    target_humidity: tuple[str, ...] = ("humidity_set",)
    # [optional] an enum point: what it does at this moment
    work: tuple[str, ...] = ("work_state", "work_status", "heating_state")
    # [optional] a point of any type: whether, or how far, its valve is open
    valve: tuple[str, ...] = (
        "valve_state",
        "valve_open_degree",
        "valve_position",
        "position",
    )
    # [optional] a value point: the temperature of the floor, which is only ever heated
    floor: tuple[str, ...] = ("temp_floor", "floor_temp")


CLIMATES: Final = Catalog(
    in_either_scale(
        ClimateMeaning(
            key="temp_set",
            translation_key="thermostat",
            # thermostats, air conditioning of whole houses
            categories=frozenset({"wk", "ntq"}),
            plain_mode=HVACMode.HEAT_COOL,
            fan=("fan_speed_enum", "level", "windspeed", "fan_speed"),
            is_main=True,
        ),
        ClimateMeaning(
            key="temp_set",
            translation_key="thermostat",
            # air conditioners: on the wall, behind a controller, on wheels
            categories=frozenset({"kt", "ktkzq", "ydkt"}),
            plain_mode=HVACMode.COOL,
            fan=("fan_speed_enum", "level", "windspeed", "fan_speed"),
            is_main=True,
        ),
        ClimateMeaning(
            key="temp_set",
            translation_key="thermostat",
            # radiator valves, heaters, electric fireplaces, wall-hung boilers,
            # towel racks
            categories=frozenset({"wkf", "qn", "dbl", "bgl", "mjj"}),
            plain_mode=HVACMode.HEAT,
            is_main=True,
        ),
    )
)
