"""Which data points make a water heater, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.water_heater import (
    STATE_ECO,
    STATE_HEAT_PUMP,
    STATE_HIGH_DEMAND,
    STATE_PERFORMANCE,
    WaterHeaterEntityDescription,
)
from homeassistant.const import STATE_ON, Platform

from .categories import Category
from .lookup import Catalog
from .role_codes import TARGET_TEMPERATURES
from .temperatures import ThermostatMeaning, thermostats

# Options of a mode and Home Assistant's operations; other options keep their name
OPERATIONS: Final[Mapping[str, str]] = {
    "eco": STATE_ECO,
    "energy": STATE_ECO,
    "boost": STATE_PERFORMANCE,
    "powerful": STATE_PERFORMANCE,
    "high_demand": STATE_HIGH_DEMAND,
    "heat_pump": STATE_HEAT_PUMP,
}


@dataclass(frozen=True, kw_only=True)
class WaterHeaterMeaning(ThermostatMeaning, WaterHeaterEntityDescription):
    """A water heater; its anchor is the target temperature."""

    platform: ClassVar[Platform] = Platform.WATER_HEATER

    # the operation while it is on and has no mode
    plain_operation: str = STATE_ON


WATER_HEATERS: Final = Catalog(
    thermostats(
        WaterHeaterMeaning(
            key=TARGET_TEMPERATURES[0],
            also=TARGET_TEMPERATURES[1:],
            translation_key="water_heater",
            categories=frozenset({Category.WATER_HEATER}),
            is_main=True,
        ),
        WaterHeaterMeaning(
            key=TARGET_TEMPERATURES[0],
            also=TARGET_TEMPERATURES[1:],
            translation_key="water_heater",
            categories=frozenset({Category.HEAT_PUMP}),
            plain_operation=STATE_HEAT_PUMP,
            is_main=True,
        ),
    )
)
