"""Which data points make a valve."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.valve import ValveDeviceClass, ValveEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class ValveMeaning(CompositeMeaning, ValveEntityDescription):
    """A valve, made by the point that opens and closes it."""

    platform: ClassVar[Platform] = Platform.VALVE
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {}


# valve controllers and irrigators
_WATERING: Final = frozenset({"sfkzq", "ggq"})

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
