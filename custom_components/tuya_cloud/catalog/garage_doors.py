"""Which data points make a garage door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class GarageDoorMeaning(CompositeMeaning, CoverEntityDescription):
    """A garage door, made by the point that moves it: on opens it, off closes it.

    A point that is only written holds no position: each time it is written is a push
    on the button, which moves the door the other way.
    """

    platform: ClassVar[Platform] = Platform.COVER
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "contact": Role((BooleanPoint,)),
        "control": Role(
            (EnumPoint,), writable=True, options=frozenset({"open", "close"})
        ),
    }

    # [optional] a Boolean point: the door is not closed
    contact: tuple[str, ...] = ()
    # [optional] an enum point: open, close, stop
    control: tuple[str, ...] = ()


_GARAGE: Final = frozenset({"ckmkzq"})

GARAGE_DOORS: Final = Catalog(
    (
        GarageDoorMeaning(
            key="switch_1",
            translation_key="garage_door",
            categories=_GARAGE,
            device_class=CoverDeviceClass.GARAGE,
            contact=("doorcontact_state", "doorcontact_state_1"),
            control=("door_control_1",),
            is_main=True,
        ),
        GarageDoorMeaning(
            key="switch_{n}",
            translation_key="garage_door_n",
            categories=_GARAGE,
            device_class=CoverDeviceClass.GARAGE,
            contact=("doorcontact_state_{n}",),
            control=("door_control_{n}",),
        ),
    )
)
