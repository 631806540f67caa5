"""Which data points make a humidifier or a dehumidifier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.humidifier import (
    HumidifierDeviceClass,
    HumidifierEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class HumidifierMeaning(CompositeMeaning, HumidifierEntityDescription):
    """What makes air more humid or less, made by the point that switches it."""

    platform: ClassVar[Platform] = Platform.HUMIDIFIER
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "target": Role((ValuePoint,), writable=True),
        # its options may say more than numbers, and keep an entity of their own
        "target_option": Role((EnumPoint,), writable=True, claims=False),
        # humidity that is measured is worth a history of its own
        "current": Role((ValuePoint,), claims=False),
        "mode": Role((EnumPoint,), writable=True),
    }

    # [optional] a value point: the humidity to reach, in percent
    target: tuple[str, ...] = ()
    # [optional] an enum point: the same, as one of several numbers
    target_option: tuple[str, ...] = ("dehumidify_set_enum", "humidity_set")
    # [optional] a value point: the humidity found, in percent
    current: tuple[str, ...] = (
        "humidity_current",
        "humidity_indoor",
        "humidity",
        "va_humidity",
    )
    # [optional] an enum point: how it works
    mode: tuple[str, ...] = ("mode", "spray_mode")


HUMIDIFIERS: Final = Catalog(
    (
        HumidifierMeaning(
            key="switch",
            translation_key="humidifier",
            categories=frozenset({"jsq"}),
            device_class=HumidifierDeviceClass.HUMIDIFIER,
            target=("humidity_set",),
            is_main=True,
        ),
        HumidifierMeaning(
            key="switch_spray",
            translation_key="humidifier",
            categories=frozenset({"jsq"}),
            unless=frozenset({"switch"}),
            device_class=HumidifierDeviceClass.HUMIDIFIER,
            target=("humidity_set",),
            is_main=True,
        ),
        HumidifierMeaning(
            key="switch",
            translation_key="dehumidifier",
            categories=frozenset({"cs"}),
            device_class=HumidifierDeviceClass.DEHUMIDIFIER,
            target=("dehumidify_set_value",),
            is_main=True,
        ),
    )
)
