"""Which data points make a fan, and which options of its speed are presets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.fan import (
    DIRECTION_FORWARD,
    DIRECTION_REVERSE,
    FanEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .role_codes import MAIN_SWITCHES, MODES
from .roles import Requirement, Role

# Options of a speed, in small letters, that name no speed; they are presets
NO_SPEEDS: Final = frozenset(
    {
        *("auto", "comfort", "eco", "intelligent", "manual", "nature", "natural"),
        *("natural_wind", "night", "off", "sleep", "sleep_wind", "smart"),
    }
)
# Options of a speed, in small letters, from slow to fast: some products list them
# in reverse
SPEEDS: Final = (
    *("mute", "silent", "quiet", "lowest", "min", "low", "slow"),
    *("mid_low", "middle_low", "medium_low", "mid", "middle", "medium", "normal"),
    *("mid_high", "middle_high", "medium_high", "high", "fast", "highest"),
    *("strong", "powerful", "super", "turbo", "max"),
)


_SPEEDS: Final = (
    *("fan_speed_percent", "fan_speed", "speed", "fan_speed_enum", "windspeed"),
    *("fan_level", "wind_level", "speed_level", "supply_fan_speed", "fan_gear"),
    *("air_volume", "gear", "level"),
)


@dataclass(frozen=True, kw_only=True)
class FanMeaning(CompositeMeaning, FanEntityDescription):
    """A fan; its anchor switches it."""

    platform: ClassVar[Platform] = Platform.FAN
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # a number, or options that name speeds
        Role.SPEED: Requirement(
            (ValuePoint, EnumPoint),
            _SPEEDS,
            writable=True,
            beyond=NO_SPEEDS,
        ),
        # presets
        Role.MODE: Requirement((EnumPoint,), ("fan_mode", *MODES), writable=True),
        # further presets: what is called a speed, and has options like auto and sleep
        Role.PRESET: Requirement(
            (EnumPoint,), _SPEEDS, writable=True, within=NO_SPEEDS
        ),
        Role.DIRECTION: Requirement(
            (EnumPoint,),
            ("fan_direction",),
            writable=True,
            options=frozenset({DIRECTION_FORWARD, DIRECTION_REVERSE}),
        ),
        Role.OSCILLATION: Requirement(
            (BooleanPoint,),
            ("switch_horizontal", "swing", "shake", "switch_vertical"),
            writable=True,
        ),
    }


_FANS: Final = frozenset(
    {
        Category.FAN,
        Category.CEILING_FAN_LIGHT,
        Category.FAN_SWITCH,
        Category.TOWER_FAN,
        Category.VENTILATION,
        Category.EXTRACTOR_HOOD,
    }
)

FANS: Final = Catalog(
    (
        FanMeaning(
            key="fan_switch",
            also=("switch_fan", *MAIN_SWITCHES),
            translation_key="fan",
            categories=_FANS,
            is_main=True,
        ),
        FanMeaning(
            key="switch",
            also=MAIN_SWITCHES[1:],
            translation_key="fan",
            # the switch turns on more than the fan, and keeps an entity of its own
            categories=frozenset({Category.AIR_PURIFIER}),
            claims_anchor=False,
            is_main=True,
        ),
        FanMeaning(
            key="switch",
            also=MAIN_SWITCHES[1:],
            translation_key="fan",
            # the switch is the anchor of the humidifier too
            categories=frozenset({Category.DEHUMIDIFIER}),
            claims_anchor=False,
        ),
    )
)
