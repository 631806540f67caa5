"""Which data points make a lock, and which devices only a call can unlock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.lock import LockEntityDescription
from homeassistant.const import Platform

from ..model.ability import Ability
from ..model.device import Device
from ..model.points import BooleanPoint, DataPoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

_MOTOR: Final = "lock_motor_state"
LOCK_CATEGORIES: Final = frozenset(
    {
        Category.ACCESS_CONTROL,
        Category.BUSINESS_LOCK,
        Category.DOOR_LOCK,
        Category.DOOR_LOCK_PRO,
        Category.HOTEL_LOCK,
        Category.KEEP_ALIVE_LOCK,
        Category.PHOTO_LOCK,
        Category.SAFE_BOX,
        Category.VIDEO_LOCK,
    }
)
# true locks, false unlocks
_CONTROL: Final = Requirement((BooleanPoint,), ("lock",), writable=True)


@dataclass(frozen=True, kw_only=True)
class LockMeaning(CompositeMeaning, LockEntityDescription):
    """A lock; its anchor is the Boolean point that is on while it is open."""

    platform: ClassVar[Platform] = Platform.LOCK
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,))
    roles: ClassVar[Mapping[Role, Requirement]] = {Role.CONTROL: _CONTROL}


@dataclass(frozen=True, kw_only=True)
class LatchMeaning(LockMeaning):
    """A lock without a point that says whether it is open; its anchor is any point."""

    anchor: ClassVar[Requirement] = Requirement((DataPoint,), unlisted=True)


# one that neither a data point nor the cloud unlocks is a binary sensor
LOCKS: Final = Catalog(
    (
        LockMeaning(
            key=_MOTOR,
            is_main=True,
            needs=frozenset({Role.CONTROL}),
            ability=Ability.UNLOCK,
        ),
        LatchMeaning(
            key="remote_no_dp_key",
            also=(
                "unlock_phone_remote",
                "unlock_phone_remote_kit",
                "unlock_app",
                "unlock_request",
                "unlock_password",
                "unlock_password_kit",
                "unlock_fingerprint",
                "unlock_fingerprint_kit",
                "unlock_card",
                "unlock_card_kit",
                "unlock_face",
                "unlock_face_kit",
                "openclose_door",
                "doorbell",
                "initiative_message",
                "manual_lock",
            ),
            is_main=True,
            needs=frozenset({Role.CONTROL}),
            role_codes={Role.CONTROL: ()},
            unless=frozenset({_MOTOR}),
            claims_anchor=False,
            ability=Ability.UNLOCK,
        ),
    )
)


def is_lock(device: Device) -> bool:
    """Return whether a device is a lock."""
    return device.category in LOCK_CATEGORIES or _MOTOR in device.points


def is_call_lock(device: Device) -> bool:
    """Return whether a device is a lock that maybe a call, but no point unlocks."""
    points = device.points
    if not is_lock(device):
        return False
    control = points.get("lock")
    by_point = _MOTOR in points and control and _CONTROL.is_met_by(control)
    return not by_point
