"""Which data points make a lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.lock import LockEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class LockMeaning(CompositeMeaning, LockEntityDescription):
    """A lock, made by the Boolean point that tells whether it is open."""

    platform: ClassVar[Platform] = Platform.LOCK
    maker: ClassVar[Role] = Role((BooleanPoint,))
    roles: ClassVar[Mapping[str, Role]] = {
        "control": Role((BooleanPoint,), writable=True),
        "bolt": Role((BooleanPoint,), writable=True),
    }

    # [optional] a Boolean point: true locks, false unlocks
    control: tuple[str, ...] = ()
    # [optional] a Boolean point: true locks, and nothing unlocks
    bolt: tuple[str, ...] = ()


LOCKS: Final = Catalog(
    (
        LockMeaning(
            key="lock_motor_state",
            control=("lock",),
            bolt=("manual_lock",),
            is_main=True,
        ),
    )
)
