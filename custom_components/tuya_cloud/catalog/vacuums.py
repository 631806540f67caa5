"""Which data points make a robot vacuum, and what their options mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.vacuum import StateVacuumEntityDescription, VacuumActivity
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint, RawPoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .role_codes import MAIN_SWITCHES
from .roles import Requirement, Role
from .spelling import words

# Statuses, in small letters, whose words say something else
_STATUSES: Final[Mapping[str, VacuumActivity]] = {
    "chargego": VacuumActivity.RETURNING,
    "chargecompleted": VacuumActivity.DOCKED,
    "fullcharge": VacuumActivity.DOCKED,
    "curpointing": VacuumActivity.CLEANING,
    "pos_arrived": VacuumActivity.CLEANING,
    "pos_unarrive": VacuumActivity.CLEANING,
    "totaling": VacuumActivity.CLEANING,
}
_RETURNING: Final = frozenset(
    {"back", "docking", "go", "goto", "home", "recharge", "return", "returning", "to"}
)
_CHARGING: Final = frozenset(
    {"base", "charge", "charged", "charging", "dock", "docked", "home", "station"}
)
# Words of a status, in small letters; what stands first wins
_WORDS: Final[tuple[tuple[VacuumActivity, frozenset[str]], ...]] = (
    (
        VacuumActivity.ERROR,
        frozenset({"abnormal", "error", "fault", "stuck", "trapped"}),
    ),
    (VacuumActivity.PAUSED, frozenset({"pause", "paused"})),
    # what it does at its dock
    (
        VacuumActivity.DOCKED,
        frozenset(
            {"collecting", "drying", "dust", "emptying", "self", "wash", "washing"}
        ),
    ),
    (VacuumActivity.RETURNING, frozenset({"docking", "recharge", "returning"})),
    (VacuumActivity.DOCKED, _CHARGING),
    (
        VacuumActivity.IDLE,
        frozenset(
            {
                *("comp", "complete", "completed", "done", "finish", "finished"),
                *(
                    "dormant",
                    "idle",
                    "off",
                    "ready",
                    "sleep",
                    "sleeping",
                    "standby",
                    "stop",
                ),
                *("stopped", "wait", "waiting"),
            }
        ),
    ),
    (
        VacuumActivity.CLEANING,
        frozenset(
            {
                *(
                    "auto",
                    "clean",
                    "cleaning",
                    "edge",
                    "goto",
                    "manual",
                    "mapping",
                    "mop",
                    "mopping",
                ),
                *("part", "pose", "random", "remote", "room", "smart", "spiral"),
                *("spot", "sweep", "sweeping", "vacuum", "wall", "zone"),
            }
        ),
    ),
)


def activity_of(status: str) -> VacuumActivity | None:
    """Return what a status says that it does; None: no word of it is known.

    "Cleaning_Auto", "cleanAuto" and "part_clean" are the words of different products.
    """
    if activity := _STATUSES.get(status.lower()):
        return activity
    found = frozenset(words(status))
    if found & _RETURNING and found & _CHARGING:
        return VacuumActivity.RETURNING
    return next((activity for activity, any_of in _WORDS if found & any_of), None)


# Words of modes that clean one spot, in small letters, the preferred one first
_SPOT_MODES: Final = ("part", "spot", "spiral")


def home_mode(modes: Sequence[str]) -> str | None:
    """Return the mode that sends it to its dock; None: there is none."""
    going = (mode for mode in modes if activity_of(mode) is VacuumActivity.RETURNING)
    charging = (mode for mode in modes if mode.lower() in _CHARGING)
    return next(going, next(charging, None))


def spot_mode(modes: Sequence[str]) -> str | None:
    """Return the mode that cleans one spot; None: there is none."""
    return next(
        (mode for word in _SPOT_MODES for mode in modes if word in words(mode)), None
    )


@dataclass(frozen=True, kw_only=True)
class VacuumMeaning(CompositeMeaning, StateVacuumEntityDescription):
    """A robot vacuum; its anchor starts and stops it."""

    platform: ClassVar[Platform] = Platform.VACUUM
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # what it does, in more detail than an activity
        Role.STATUS: Requirement(
            (EnumPoint,),
            ("status", "work_status", "robot_status", "work_state", "robot_state"),
            claims=False,
        ),
        Role.PAUSE: Requirement((BooleanPoint,), ("pause",), writable=True),
        # sends it to its dock
        Role.HOME: Requirement((BooleanPoint,), ("switch_charge",), writable=True),
        # how it cleans; also sends it to its dock where no other point does
        Role.MODE: Requirement((EnumPoint,), ("mode",), writable=True, claims=False),
        # makes it beep
        Role.LOCATE: Requirement((BooleanPoint,), ("seek", "locate"), writable=True),
        # takes orders to clean some rooms, as frames of bytes
        Role.ORDER: Requirement(
            (RawPoint,), ("command_trans",), writable=True, claims=False
        ),
        # the suction level
        Role.SUCTION: Requirement(
            (EnumPoint,), ("suction", "suction_level", "fan_speed"), writable=True
        ),
    }


VACUUMS: Final = Catalog(
    (
        VacuumMeaning(key="power_go", translation_key="vacuum", is_main=True),
        VacuumMeaning(
            key="power",
            also=("switch_go", *(code for code in MAIN_SWITCHES if code != "power")),
            translation_key="vacuum",
            categories=frozenset({Category.ROBOT_VACUUM}),
            unless=frozenset({"power_go"}),
            is_main=True,
        ),
    )
)
