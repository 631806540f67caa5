"""Which data points make a cover."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..model.points import EnumPoint, ValuePoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

# Words in the names of products and the covers they move; any other is a curtain
_KINDS: Final[Mapping[CoverDeviceClass, str]] = {
    CoverDeviceClass.AWNING: "awnings?",
    CoverDeviceClass.BLIND: "blinds?|venetian",
    CoverDeviceClass.GARAGE: "garage",
    CoverDeviceClass.GATE: "gates?",
    CoverDeviceClass.SHADE: "shades?",
    CoverDeviceClass.SHUTTER: "shutters?",
    CoverDeviceClass.WINDOW: "windows? (?:opener|pusher|actuator)s?",
}


def kind_of_cover(product_name: str) -> CoverDeviceClass:
    """Return what a product moves, by its name: Tuya calls all of them curtains."""
    for kind, words in _KINDS.items():
        if re.search(rf"\b(?:{words})\b", product_name, re.IGNORECASE):
            return kind
    return CoverDeviceClass.CURTAIN


@dataclass(frozen=True, kw_only=True)
class CoverMeaning(CompositeMeaning, CoverEntityDescription):
    """A cover; its anchor is the enum point that moves it.

    Tuya counts positions from open (0) to closed (100).
    """

    platform: ClassVar[Platform] = Platform.COVER
    anchor: ClassVar[Requirement] = Requirement(
        (EnumPoint,),
        writable=True,
        options=frozenset({"open", "close", "fopen", "fclose", "zz", "fz"}),
    )
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # the position, in percent closed
        Role.POSITION: Requirement((ValuePoint,)),
        # the position to move to, in percent closed
        Role.TARGET: Requirement((ValuePoint,), writable=True),
        # opening or closing
        Role.MOVEMENT: Requirement((EnumPoint,)),
        # fully_open or fully_close, and on some products closed or not
        Role.END_STOP: Requirement(
            (EnumPoint,),
            options=frozenset({"fully_open", "fully_close", "opened", "closed"}),
        ),
        # "back" means that positions count from closed to open
        Role.DIRECTION: Requirement((EnumPoint,), claims=False),
        # how far the slats are turned open
        Role.TILT: Requirement((ValuePoint,), writable=True),
    }


@dataclass(frozen=True, kw_only=True)
class CurtainMeaning(CoverMeaning):
    """A cover of a category that moves nothing else, so that "up" opens it."""

    anchor: ClassVar[Requirement] = replace(
        CoverMeaning.anchor, options=CoverMeaning.anchor.options | {"up", "down"}
    )


COVERS: Final = Catalog(
    (
        CurtainMeaning(
            key="control",
            translation_key="curtain",
            categories=frozenset({Category.CURTAIN}),
            device_class=CoverDeviceClass.CURTAIN,
            role_codes={
                Role.POSITION: ("percent_state", "percent_control"),
                Role.TARGET: ("percent_control",),
                Role.MOVEMENT: ("work_state",),
                Role.END_STOP: ("situation_set",),
                Role.TILT: ("angle_horizontal", "angle_vertical"),
            },
            is_main=True,
        ),
        CoverMeaning(
            key="control",
            translation_key="curtain",
            device_class=CoverDeviceClass.CURTAIN,
            role_codes={
                Role.POSITION: ("percent_state", "percent_control"),
                Role.TARGET: ("percent_control",),
                Role.MOVEMENT: ("work_state",),
                Role.END_STOP: ("situation_set", "door_state", "state"),
                Role.DIRECTION: ("control_back_mode",),
                Role.TILT: ("angle_horizontal", "angle_vertical"),
            },
            is_main=True,
        ),
        CoverMeaning(
            key="control_{n}",
            translation_key="curtain_n",
            device_class=CoverDeviceClass.CURTAIN,
            role_codes={
                Role.POSITION: ("percent_state_{n}", "percent_control_{n}"),
                Role.TARGET: ("percent_control_{n}",),
                Role.MOVEMENT: ("work_state_{n}",),
                Role.END_STOP: ("situation_set_{n}",),
                Role.DIRECTION: ("control_back_mode_{n}", "control_back_mode"),
            },
        ),
        CoverMeaning(
            key="mach_operate",
            translation_key="curtain",
            categories=frozenset({Category.CURTAIN}),
            device_class=CoverDeviceClass.CURTAIN,
            role_codes={
                Role.POSITION: ("position",),
                Role.TARGET: ("position",),
            },
            is_main=True,
        ),
        # another spelling of control, on some motors of blinds
        CoverMeaning(
            key="switch_1",
            translation_key="blind",
            categories=frozenset({Category.CURTAIN}),
            unless=frozenset({"control"}),
            device_class=CoverDeviceClass.BLIND,
            role_codes={
                Role.POSITION: ("percent_state", "percent_control"),
                Role.TARGET: ("percent_control",),
                Role.MOVEMENT: ("work_state",),
            },
            is_main=True,
        ),
    )
)
