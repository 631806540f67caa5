"""Which data points make an alarm control panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import EnumPoint, RawPoint
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class AlarmMeaning(CompositeMeaning, AlarmControlPanelEntityDescription):
    """An alarm control panel; its anchor arms it."""

    platform: ClassVar[Platform] = Platform.ALARM_CONTROL_PANEL
    anchor: ClassVar[Requirement] = Requirement(
        (EnumPoint,), writable=True, options=frozenset({"disarmed"})
    )
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # "alarm" while it is triggered
        Role.STATE: Requirement((EnumPoint,), ("master_state",), claims=False),
        # the text of the last report
        Role.MESSAGE: Requirement((RawPoint,), ("alarm_msg",), claims=False),
    }


ALARM_CONTROL_PANELS: Final = Catalog((AlarmMeaning(key="master_mode", is_main=True),))
