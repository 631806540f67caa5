"""Which data points make a valve."""

from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.valve import ValveDeviceClass, ValveEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement


@dataclass(frozen=True, kw_only=True)
class ValveMeaning(CompositeMeaning, ValveEntityDescription):
    """A valve; its anchor opens and closes it."""

    platform: ClassVar[Platform] = Platform.VALVE
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)


_WATERING: Final = frozenset({Category.WATER_VALVE, Category.IRRIGATOR})

VALVES: Final = Catalog(
    (
        ValveMeaning(
            key="switch",
            translation_key="valve",
            categories=_WATERING,
            device_class=ValveDeviceClass.WATER,
            is_main=True,
        ),
        ValveMeaning(
            key="switch_{n}",
            translation_key="valve_n",
            categories=_WATERING,
            device_class=ValveDeviceClass.WATER,
        ),
    )
)
