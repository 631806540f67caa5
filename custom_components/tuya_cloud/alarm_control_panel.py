"""Alarm control panels: disarmed, armed at home or away, and triggered."""

from typing import Final, override

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntity,
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
)
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .catalog.spelling import spelled_option
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.packed.alarm_message import decode_alarm_message
from .model.points import EnumPoint

PARALLEL_UPDATES = 0

# The words of modes and states, in small letters
_DISARMED: Final = "disarmed"
_HOME: Final = "home"
_AWAY: Final = "arm"
_TRIGGER: Final = "sos"
_STATES: Final = {
    _DISARMED: AlarmControlPanelState.DISARMED,
    _HOME: AlarmControlPanelState.ARMED_HOME,
    _AWAY: AlarmControlPanelState.ARMED_AWAY,
    _TRIGGER: AlarmControlPanelState.TRIGGERED,
}
_FEATURES: Final = {
    _HOME: AlarmControlPanelEntityFeature.ARM_HOME,
    _AWAY: AlarmControlPanelEntityFeature.ARM_AWAY,
    _TRIGGER: AlarmControlPanelEntityFeature.TRIGGER,
}
_ALARM: Final = "alarm"
# panels report an alarm for a low battery of a sensor too
_NO_ALARM: Final = "low battery"


class TuyaAlarmControlPanel(TuyaEntity, AlarmControlPanelEntity):
    """An alarm control panel."""

    # the cloud needs no code
    _attr_code_arm_required = False

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the ways to arm it from the points."""
        super().__init__(coordinator, device, plan)
        mode = plan.main
        self._modes = mode.options if isinstance(mode, EnumPoint) else ()
        features = AlarmControlPanelEntityFeature(0)
        for option in self._modes:
            features |= _FEATURES.get(option.lower(), AlarmControlPanelEntityFeature(0))
        self._attr_supported_features = features

    @override
    @callback
    def update_from_device(self) -> None:
        """Show how it is armed, or what triggered it."""
        message = self.unpack(decode_alarm_message, Role.MESSAGE)
        is_triggered = self._word(Role.STATE) == _ALARM and not (
            message and _NO_ALARM in message.lower()
        )
        if is_triggered:
            self._attr_alarm_state = AlarmControlPanelState.TRIGGERED
        else:
            self._attr_alarm_state = _STATES.get(self._word(Role.MAIN))
        self._attr_changed_by = (
            ", ".join(message.splitlines()) if message and is_triggered else None
        )

    @override
    async def async_alarm_disarm(self, code: str | None = None) -> None:
        """Disarm it."""
        await self._set_mode(_DISARMED)

    @override
    async def async_alarm_arm_home(self, code: str | None = None) -> None:
        """Arm it while somebody is at home."""
        await self._set_mode(_HOME)

    @override
    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        """Arm it while nobody is at home."""
        await self._set_mode(_AWAY)

    @override
    async def async_alarm_trigger(self, code: str | None = None) -> None:
        """Raise the alarm."""
        await self._set_mode(_TRIGGER)

    def _word(self, role: Role) -> str:
        """Return what an enum point says, in small letters; "" for nothing."""
        word: str | None = self.read(role)
        return (word or "").lower()

    async def _set_mode(self, word: str) -> None:
        """Send a mode as the device spells it."""
        await self.send({Role.MAIN: spelled_option((word,), self._modes)})


async_setup_entry = platform_setup(Platform.ALARM_CONTROL_PANEL, TuyaAlarmControlPanel)
