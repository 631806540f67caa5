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
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .role_codes import (
    CURRENT_HUMIDITIES,
    MAIN_SWITCHES,
    MODES,
    TARGET_HUMIDITIES,
)
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class HumidifierMeaning(CompositeMeaning, HumidifierEntityDescription):
    """A humidifier or dehumidifier; its anchor switches it."""

    platform: ClassVar[Platform] = Platform.HUMIDIFIER
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # the target humidity, in percent
        Role.TARGET: Requirement((ValuePoint,), writable=True),
        # the target humidity as an option; other options may mean something else, so
        # the point keeps a select of its own
        Role.TARGET_OPTION: Requirement(
            (EnumPoint,),
            ("dehumidify_set_enum", "humidity_set"),
            writable=True,
            claims=False,
        ),
        # the measured humidity, in percent; a measurement keeps a sensor of its own
        Role.CURRENT: Requirement(
            (ValuePoint,),
            CURRENT_HUMIDITIES,
            claims=False,
        ),
        Role.MODE: Requirement((EnumPoint,), (*MODES, "spray_mode"), writable=True),
    }


HUMIDIFIERS: Final = Catalog(
    (
        HumidifierMeaning(
            key="switch",
            also=MAIN_SWITCHES[1:],
            translation_key="humidifier",
            categories=frozenset({Category.HUMIDIFIER}),
            device_class=HumidifierDeviceClass.HUMIDIFIER,
            role_codes={Role.TARGET: TARGET_HUMIDITIES},
            is_main=True,
        ),
        HumidifierMeaning(
            key="switch_spray",
            translation_key="humidifier",
            categories=frozenset({Category.HUMIDIFIER}),
            unless=frozenset(MAIN_SWITCHES),
            device_class=HumidifierDeviceClass.HUMIDIFIER,
            role_codes={Role.TARGET: TARGET_HUMIDITIES},
            is_main=True,
        ),
        HumidifierMeaning(
            key="switch",
            also=MAIN_SWITCHES[1:],
            translation_key="dehumidifier",
            categories=frozenset({Category.DEHUMIDIFIER}),
            device_class=HumidifierDeviceClass.DEHUMIDIFIER,
            role_codes={Role.TARGET: ("dehumidify_set_value", *TARGET_HUMIDITIES)},
            is_main=True,
        ),
    )
)
