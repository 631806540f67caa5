"""Which data points make a robot vacuum, and what their options mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.vacuum import StateVacuumEntityDescription, VacuumActivity
from homeassistant.const import Platform

from ..model.points import BooleanPoint, EnumPoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog

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
# Modes that send it home, and modes that clean one spot; the preferred ones first
HOME_MODES: Final = ("chargego", "goto_charge", "charge")
SPOT_MODES: Final = ("part", "spot", "spiral")


@dataclass(frozen=True, kw_only=True)
class VacuumMeaning(CompositeMeaning, StateVacuumEntityDescription):
    """A robot vacuum, made by the point that starts and stops it."""

    platform: ClassVar[Platform] = Platform.VACUUM
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "status": Role((EnumPoint,), claims=False),
        "pause": Role((BooleanPoint,), writable=True),
        "home": Role((BooleanPoint,), writable=True),
        "mode": Role((EnumPoint,), writable=True, claims=False),
        "locate": Role((BooleanPoint,), writable=True),
        "suction": Role((EnumPoint,), writable=True),
    }

    # [optional] an enum point: what it does, in more words than an activity has
    status: tuple[str, ...] = ("status",)
    # [optional] Boolean points: that pauses it, that sends it home, that lets it beep
    pause: tuple[str, ...] = ("pause",)
    home: tuple[str, ...] = ("switch_charge",)
    locate: tuple[str, ...] = ("seek",)
    # [optional] an enum point: how it cleans; sends it home where nothing else does
    mode: tuple[str, ...] = ("mode",)
    # [optional] an enum point: how strong it sucks
    suction: tuple[str, ...] = ("suction",)


VACUUMS: Final = Catalog(
    (
        VacuumMeaning(key="power_go", translation_key="vacuum", is_main=True),
        VacuumMeaning(
            key="power",
            translation_key="vacuum",
            categories=frozenset({"sd"}),
            unless=frozenset({"power_go"}),
            is_main=True,
        ),
    )
)
