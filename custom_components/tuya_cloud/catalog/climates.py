"""Which data points make a climate, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final

from homeassistant.components.climate import (
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .categories import Category
from .lookup import Catalog
from .role_codes import (
    CURRENT_HUMIDITIES,
    FAN_SPEEDS,
    MAIN_SWITCHES,
    TARGET_HUMIDITIES,
    TARGET_TEMPERATURES,
)
from .roles import Requirement, Role
from .spelling import words
from .temperatures import ThermostatMeaning, thermostats

# Options of a mode, in small letters. "manual" is not among them: it stands for the
# plain mode of the product. An option that is not found is a preset.
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
    "warm": HVACMode.HEAT,
    "wet": HVACMode.DRY,
    "dry": HVACMode.DRY,
    "dehumidify": HVACMode.DRY,
    "wind": HVACMode.FAN_ONLY,
    "fan": HVACMode.FAN_ONLY,
    "fan_only": HVACMode.FAN_ONLY,
    "air": HVACMode.FAN_ONLY,
    "ventilation": HVACMode.FAN_ONLY,
}
MANUAL: Final = "manual"
# Words of options that say more than what the product does, as Heating_Silent
_HVAC_WORDS: Final = frozenset({"cold", "cool", "cooling", "heat", "heating", "hot"})


def mode_of(option: str) -> HVACMode | None:
    """Return what an option lets the product do; None: the option does not say."""
    found = [word for word in words(option) if word != "mode"]
    if mode := HVAC_MODES.get("_".join(found), HVAC_MODES.get(option.lower())):
        return mode
    modes = {HVAC_MODES[word] for word in found if word in _HVAC_WORDS}
    return modes.pop() if len(modes) == 1 else None


# Options of a work state, in small letters
HVAC_ACTIONS: Final[Mapping[str, HVACAction]] = {
    "off": HVACAction.OFF,
    "idle": HVACAction.IDLE,
    "standby": HVACAction.IDLE,
    "stop": HVACAction.IDLE,
    # "warming" means keeping warm, not heating
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
# Options of a work state or a valve, in small letters: whether the device is working
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
    """A climate; its anchor is the target temperature."""

    platform: ClassVar[Platform] = Platform.CLIMATE
    roles: ClassVar[Mapping[Role, Requirement]] = {
        **ThermostatMeaning.roles,
        # how fast the fan blows
        Role.FAN: Requirement(
            (EnumPoint,),
            (*FAN_SPEEDS, "fan_mode"),
            writable=True,
        ),
        # where the air goes: up and down, left and right
        Role.SWING: Requirement(
            (BooleanPoint, EnumPoint),
            ("switch_vertical", "swing", "windshake", "shake", "vertical"),
            writable=True,
        ),
        Role.SWING_HORIZONTAL: Requirement(
            (BooleanPoint, EnumPoint),
            ("switch_horizontal", "horizontal"),
            writable=True,
        ),
        # the measured humidity
        Role.HUMIDITY: Requirement(
            (ValuePoint,),
            CURRENT_HUMIDITIES,
            claims=False,
        ),
        Role.TARGET_HUMIDITY: Requirement(
            (ValuePoint,), TARGET_HUMIDITIES, writable=True
        ),
        # what the device does now
        Role.WORK: Requirement(
            (EnumPoint,),
            ("work_state", "work_status", "heating_state"),
            options=frozenset({*HVAC_ACTIONS, *WORKS}),
        ),
        # whether, or how far, the valve is open
        Role.VALVE: Requirement(
            (BooleanPoint, EnumPoint, ValuePoint),
            ("valve_state", "valve_open_degree", "valve_position", "position"),
            claims=False,
        ),
        # the measured temperature of a heated floor
        Role.FLOOR: Requirement(
            (ValuePoint,), ("temp_floor", "floor_temp"), read_only=True, claims=False
        ),
    }

    # the mode while it is on and no option of its mode names one
    plain_mode: HVACMode


def _thermostat(
    plain_mode: HVACMode,
    *categories: Category,
    role_codes: Mapping[Role, tuple[str, ...]] = MappingProxyType({}),
) -> ClimateMeaning:
    return ClimateMeaning(
        key=TARGET_TEMPERATURES[0],
        also=TARGET_TEMPERATURES[1:],
        translation_key="thermostat",
        categories=frozenset(categories),
        plain_mode=plain_mode,
        role_codes=role_codes,
        is_main=True,
    )


CLIMATES: Final = Catalog(
    thermostats(
        _thermostat(HVACMode.HEAT_COOL, Category.THERMOSTAT, Category.HVAC),
        _thermostat(
            HVACMode.COOL,
            Category.AIR_CONDITIONER,
            Category.AIR_CONDITIONER_CONTROLLER,
            Category.PORTABLE_AIR_CONDITIONER,
        ),
        _thermostat(
            HVACMode.COOL,
            Category.AIR_CONDITIONING_HUB,
            # the spelling of its products
            role_codes={Role.SWITCH: ("infared_switch", *MAIN_SWITCHES)},
        ),
        _thermostat(
            HVACMode.HEAT,
            Category.RADIATOR_VALVE,
            Category.HEATER,
            Category.ELECTRIC_FIREPLACE,
            Category.WALL_HUNG_BOILER,
            Category.TOWEL_RACK,
            # the level of a heater is a temperature
            role_codes={Role.FAN: ()},
        ),
    )
)
