"""Which data points make a lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.lock import LockEntityDescription
from homeassistant.const import Platform

from ..model.points import BooleanPoint
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class LockMeaning(CompositeMeaning, LockEntityDescription):
    """A lock; its anchor is the Boolean point that is on while it is open."""

    platform: ClassVar[Platform] = Platform.LOCK
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,))
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # true locks, false unlocks
        Role.CONTROL: Requirement((BooleanPoint,), ("lock",), writable=True),
    }


# one that no data point unlocks is a binary sensor
LOCKS: Final = Catalog(
    (
        LockMeaning(
            key="lock_motor_state", is_main=True, needs=frozenset({Role.CONTROL})
        ),
    )
)
