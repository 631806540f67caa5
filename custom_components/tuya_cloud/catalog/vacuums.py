"""Which data points make a robot vacuum, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.vacuum import StateVacuumEntityDescription, VacuumActivity
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

ACTIVITIES: Final[Mapping[str, VacuumActivity]] = {
    "charge_done": VacuumActivity.DOCKED,
    "chargecompleted": VacuumActivity.DOCKED,
    "charging": VacuumActivity.DOCKED,
    "collecting_dust": VacuumActivity.DOCKED,
    "wash_mop": VacuumActivity.DOCKED,
    "chargego": VacuumActivity.RETURNING,
    "docking": VacuumActivity.RETURNING,
    "goto_charge": VacuumActivity.RETURNING,
    "cleaning": VacuumActivity.CLEANING,
    "curpointing": VacuumActivity.CLEANING,
    "goto_pos": VacuumActivity.CLEANING,
    "mop_clean": VacuumActivity.CLEANING,
    "part_clean": VacuumActivity.CLEANING,
    "pick_zone_clean": VacuumActivity.CLEANING,
    "pos_arrived": VacuumActivity.CLEANING,
    "pos_unarrive": VacuumActivity.CLEANING,
    "random": VacuumActivity.CLEANING,
    "select_room": VacuumActivity.CLEANING,
    "smart": VacuumActivity.CLEANING,
    "smart_clean": VacuumActivity.CLEANING,
    "spot_clean": VacuumActivity.CLEANING,
    "totaling": VacuumActivity.CLEANING,
    "wall_clean": VacuumActivity.CLEANING,
    "wall_follow": VacuumActivity.CLEANING,
    "zone_clean": VacuumActivity.CLEANING,
    "idle": VacuumActivity.IDLE,
    "sleep": VacuumActivity.IDLE,
    "standby": VacuumActivity.IDLE,
    "pause": VacuumActivity.PAUSED,
    "paused": VacuumActivity.PAUSED,
    "error": VacuumActivity.ERROR,
    "fault": VacuumActivity.ERROR,
}
# Modes that send it to its dock, and modes that clean one spot; preferred ones first
HOME_MODES: Final = ("chargego", "goto_charge", "charge")
SPOT_MODES: Final = ("part", "spot", "spiral")


@dataclass(frozen=True, kw_only=True)
class VacuumMeaning(CompositeMeaning, StateVacuumEntityDescription):
    """A robot vacuum; its anchor starts and stops it."""

    platform: ClassVar[Platform] = Platform.VACUUM
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # what it does, in more detail than an activity
        Role.STATUS: Requirement((EnumPoint,), ("status",), claims=False),
        Role.PAUSE: Requirement((BooleanPoint,), ("pause",), writable=True),
        # sends it to its dock
        Role.HOME: Requirement((BooleanPoint,), ("switch_charge",), writable=True),
        # how it cleans; also sends it to its dock where no other point does
        Role.MODE: Requirement((EnumPoint,), ("mode",), writable=True, claims=False),
        # makes it beep
        Role.LOCATE: Requirement((BooleanPoint,), ("seek",), writable=True),
        # the suction level
        Role.SUCTION: Requirement((EnumPoint,), ("suction",), writable=True),
    }


VACUUMS: Final = Catalog(
    (
        VacuumMeaning(key="power_go", translation_key="vacuum", is_main=True),
        VacuumMeaning(
            key="power",
            translation_key="vacuum",
            categories=frozenset({Category.ROBOT_VACUUM}),
            unless=frozenset({"power_go"}),
            is_main=True,
        ),
    )
)
