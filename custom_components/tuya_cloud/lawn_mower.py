"""Robot lawn mowers."""

from typing import Final, override

from homeassistant.components.lawn_mower import (
    LawnMowerActivity,
    LawnMowerEntity,
    LawnMowerEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.lawn_mowers import ACTIVITIES, DOCK, PAUSE, RESUME, START, STOP
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import EnumPoint

PARALLEL_UPDATES = 0

_FEATURES: Final = {
    START: LawnMowerEntityFeature.START_MOWING,
    PAUSE: LawnMowerEntityFeature.PAUSE,
    STOP: LawnMowerEntityFeature.STOP,
    DOCK: LawnMowerEntityFeature.DOCK,
}


class TuyaLawnMower(TuyaEntity, LawnMowerEntity):
    """A lawn mower."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the commands."""
        super().__init__(coordinator, device, plan)
        control = plan.main
        options = control.options if isinstance(control, EnumPoint) else ()
        self._can_resume = RESUME in options
        for option, feature in _FEATURES.items():
            if option in options:
                self._attr_supported_features |= feature

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the activity."""
        self._attr_activity = ACTIVITIES.get(self.read(Role.STATUS))

    @override
    async def async_start_mowing(self) -> None:
        """Start, or resume after a pause."""
        paused = self._attr_activity is LawnMowerActivity.PAUSED
        await self.send({Role.MAIN: RESUME if paused and self._can_resume else START})

    @override
    async def async_pause(self) -> None:
        """Pause."""
        await self.send({Role.MAIN: PAUSE})

    @override
    async def async_stop(self) -> None:
        """Cancel the task."""
        await self.send({Role.MAIN: STOP})

    @override
    async def async_dock(self) -> None:
        """Return to the station."""
        await self.send({Role.MAIN: DOCK})


async_setup_entry = platform_setup(Platform.LAWN_MOWER, TuyaLawnMower)
