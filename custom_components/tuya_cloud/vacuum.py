"""Robot vacuums."""

from typing import Any, override

from homeassistant.components.vacuum import (
    StateVacuumEntity,
    VacuumActivity,
    VacuumEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .catalog.vacuums import activity_of, home_mode, spot_mode
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import EnumPoint

PARALLEL_UPDATES = 0


class TuyaVacuum(TuyaEntity, StateVacuumEntity):
    """A vacuum."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        mode = self.point(Role.MODE)
        options = mode.options if isinstance(mode, EnumPoint) else ()
        self._home_mode = home_mode(options)
        self._spot_mode = spot_mode(options)
        features = (
            VacuumEntityFeature.STATE
            | VacuumEntityFeature.START
            | VacuumEntityFeature.STOP
            | VacuumEntityFeature.PAUSE
        )
        if self.point(Role.HOME) or self._home_mode:
            features |= VacuumEntityFeature.RETURN_HOME
        if self._spot_mode:
            features |= VacuumEntityFeature.CLEAN_SPOT
        if self.point(Role.LOCATE):
            features |= VacuumEntityFeature.LOCATE
        if self.point(Role.SUCTION):
            features |= VacuumEntityFeature.FAN_SPEED
        self._attr_supported_features = features

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the activity and the suction level."""
        self._attr_activity = self._activity()
        if isinstance(suction := self.point(Role.SUCTION), EnumPoint):
            self._attr_fan_speed_list = list(self.device.settable_options(suction.code))
            self._attr_fan_speed = self.read(Role.SUCTION)

    def _activity(self) -> VacuumActivity | None:
        status: str | None = self.read(Role.STATUS)
        if status is not None and (activity := activity_of(status)):
            return activity
        if self.read(Role.PAUSE):
            return VacuumActivity.PAUSED
        match self.read():
            case True:
                return VacuumActivity.CLEANING
            case False:
                return VacuumActivity.IDLE
        return None

    @override
    async def async_start(self) -> None:
        """Start, or resume after a pause."""
        await self.send(self._unpaused() | {Role.MAIN: True})

    @override
    async def async_pause(self) -> None:
        """Pause, or stop a vacuum that cannot pause."""
        if self.point(Role.PAUSE):
            await self.send({Role.PAUSE: True})
        else:
            await self.send({Role.MAIN: False})

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        """Stop."""
        await self.send({Role.MAIN: False})

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        """Return to the dock."""
        if self.point(Role.HOME):
            await self.send({Role.HOME: True})
        else:
            await self.send({Role.MODE: self._home_mode})

    @override
    async def async_clean_spot(self, **kwargs: Any) -> None:
        """Clean the current spot."""
        await self.send(
            {
                **self._unpaused(),
                Role.MODE: self._spot_mode,
                Role.MAIN: True,
            }
        )

    @override
    async def async_locate(self, **kwargs: Any) -> None:
        """Make it beep."""
        await self.send({Role.LOCATE: True})

    @override
    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Set the suction level."""
        await self.send({Role.SUCTION: fan_speed})

    def _unpaused(self) -> dict[Role, object]:
        """Return the values to send, by role, to end a pause."""
        return {Role.PAUSE: False} if self.read(Role.PAUSE) else {}


async_setup_entry = platform_setup(Platform.VACUUM, TuyaVacuum)
