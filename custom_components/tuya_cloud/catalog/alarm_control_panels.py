"""Which data points make an alarm control panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import EnumPoint, RawPoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class AlarmMeaning(CompositeMeaning, AlarmControlPanelEntityDescription):
    """An alarm control panel, made by the enum point that arms it."""

    platform: ClassVar[Platform] = Platform.ALARM_CONTROL_PANEL
    maker: ClassVar[Role] = Role(
        (EnumPoint,), writable=True, options=frozenset({"disarmed"})
    )
    roles: ClassVar[Mapping[str, Role]] = {
        "state": Role((EnumPoint,), claims=False),
        "message": Role((RawPoint,), claims=False),
    }

    # [optional] an enum point: "alarm" while it is triggered
    state: tuple[str, ...] = ()
    # [optional] a raw point: what was last reported, as text
    message: tuple[str, ...] = ()


ALARM_CONTROL_PANELS: Final = Catalog(
    (
        AlarmMeaning(
            key="master_mode",
            state=("master_state",),
            message=("alarm_msg",),
            is_main=True,
        ),
    )
)
