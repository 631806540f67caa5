"""Which data points make a garage door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

# Words of the state of a door, in small letters, and whether it is closed
DOOR_STATES: Final[Mapping[str, bool]] = {
    "closed": True,
    "close": True,
    "opened": False,
    "open": False,
    "opening": False,
    "closing": False,
}


@dataclass(frozen=True, kw_only=True)
class GarageDoorMeaning(CompositeMeaning, CoverEntityDescription):
    """A garage door; its anchor moves it: on opens it, off closes it.

    An anchor that can only be written holds no position: each command is a push on the
    button, which moves the door the other way.
    """

    platform: ClassVar[Platform] = Platform.COVER
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # on while the door is not closed
        Role.CONTACT: Requirement((BooleanPoint,)),
        # open, close, stop
        Role.CONTROL: Requirement(
            (EnumPoint,),
            writable=True,
            options=frozenset({"open", "close", "fopen", "fclose"}),
        ),
        # opened or closed, of products without a contact
        Role.STATE: Requirement(
            (EnumPoint,), claims=False, options=frozenset(DOOR_STATES)
        ),
    }


_GARAGE: Final = frozenset({Category.GARAGE_DOOR_OPENER})

GARAGE_DOORS: Final = Catalog(
    (
        GarageDoorMeaning(
            key="switch_1",
            translation_key="garage_door",
            categories=_GARAGE,
            device_class=CoverDeviceClass.GARAGE,
            role_codes={
                Role.CONTACT: ("doorcontact_state", "doorcontact_state_1"),
                Role.CONTROL: ("door_control_1", "door_control", "control"),
                Role.STATE: ("door_state", "door_state_1", "door_status"),
            },
            is_main=True,
        ),
        GarageDoorMeaning(
            key="switch_{n}",
            translation_key="garage_door_n",
            categories=_GARAGE,
            device_class=CoverDeviceClass.GARAGE,
            role_codes={
                Role.CONTACT: ("doorcontact_state_{n}",),
                Role.CONTROL: ("door_control_{n}",),
            },
        ),
    )
)
