"""Which data points make a lawn mower, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.lawn_mower import (
    LawnMowerActivity,
    LawnMowerEntityEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import EnumPoint
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

START: Final = "StartMowing"
RESUME: Final = "ContinueWork"
PAUSE: Final = "PauseWork"
STOP: Final = "CancelWork"
DOCK: Final = "StartReturnStation"

ACTIVITIES: Final[Mapping[str, LawnMowerActivity]] = {
    "MOWING": LawnMowerActivity.MOWING,
    "FIXED_MOWING": LawnMowerActivity.MOWING,
    "PAUSED": LawnMowerActivity.PAUSED,
    # on its way to the station
    "PARK": LawnMowerActivity.RETURNING,
    "CHARGING": LawnMowerActivity.DOCKED,
    "CHARGING_WITH_TASK_SUSPEND": LawnMowerActivity.DOCKED,
    "STANDBY": LawnMowerActivity.IDLE,
    # the stop key was pressed, or the PIN is needed
    "EMERGENCY": LawnMowerActivity.ERROR,
    "LOCKED": LawnMowerActivity.ERROR,
    "ERROR": LawnMowerActivity.ERROR,
}


@dataclass(frozen=True, kw_only=True)
class LawnMowerMeaning(CompositeMeaning, LawnMowerEntityEntityDescription):
    """A lawn mower; its anchor is the enum point that takes its commands."""

    platform: ClassVar[Platform] = Platform.LAWN_MOWER
    anchor: ClassVar[Requirement] = Requirement(
        (EnumPoint,), writable=True, options=frozenset({START.lower(), DOCK.lower()})
    )
    roles: ClassVar[Mapping[Role, Requirement]] = {
        Role.STATUS: Requirement((EnumPoint,), ("MachineStatus",), claims=False)
    }


LAWN_MOWERS: Final = Catalog(
    (
        LawnMowerMeaning(
            key="MachineControlCmd", translation_key="lawn_mower", is_main=True
        ),
    )
)
