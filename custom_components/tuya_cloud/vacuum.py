"""Robot vacuums."""

from typing import Any, override

from homeassistant.components.vacuum import (
    StateVacuumEntity,
    VacuumActivity,
    VacuumEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.vacuums import ACTIVITIES, HOME_MODES, SPOT_MODES
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import EnumPoint

PARALLEL_UPDATES = 0


class TuyaVacuum(TuyaEntity, StateVacuumEntity):
    """A vacuum made of the points its plan names."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Tell from the points what the vacuum can do."""
        super().__init__(coordinator, device, plan)
        mode = self.point("mode")
        options = mode.options if isinstance(mode, EnumPoint) else ()
        self._home_mode = next((name for name in HOME_MODES if name in options), None)
        self._spot_mode = next((name for name in SPOT_MODES if name in options), None)
        features = (
            VacuumEntityFeature.STATE
            | VacuumEntityFeature.START
            | VacuumEntityFeature.STOP
            | VacuumEntityFeature.PAUSE
        )
        if self.point("home") or self._home_mode:
            features |= VacuumEntityFeature.RETURN_HOME
        if self._spot_mode:
            features |= VacuumEntityFeature.CLEAN_SPOT
        if self.point("locate"):
            features |= VacuumEntityFeature.LOCATE
        if self.point("suction"):
            features |= VacuumEntityFeature.FAN_SPEED
        self._attr_supported_features = features

    @override
    @callback
    def update_from_device(self) -> None:
        """Show what it does, and how strong it sucks."""
        self._attr_activity = self._activity()
        if isinstance(suction := self.point("suction"), EnumPoint):
            self._attr_fan_speed_list = list(self.device.options(suction.code))
            self._attr_fan_speed = self.read("suction")

    def _activity(self) -> VacuumActivity | None:
        if self.point("status"):
            return ACTIVITIES.get(self.read("status"))
        if self.read("pause"):
            return VacuumActivity.PAUSED
        match self.read():
            case True:
                return VacuumActivity.CLEANING
            case False:
                return VacuumActivity.IDLE
        return None

    @override
    async def async_start(self) -> None:
        """Start, or go on where it paused."""
        await self.send(**self._unpaused(), main=True)

    @override
    async def async_pause(self) -> None:
        """Pause; a vacuum that only starts and stops is stopped."""
        if self.point("pause"):
            await self.send(pause=True)
        else:
            await self.send(main=False)

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        """Stop."""
        await self.send(main=False)

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        """Drive to the dock."""
        if self.point("home"):
            await self.send(home=True)
        else:
            await self.send(mode=self._home_mode)

    @override
    async def async_clean_spot(self, **kwargs: Any) -> None:
        """Clean the spot where it stands."""
        await self.send(**self._unpaused(), mode=self._spot_mode, main=True)

    @override
    async def async_locate(self, **kwargs: Any) -> None:
        """Let it tell where it is."""
        await self.send(locate=True)

    @override
    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Choose how strong it sucks."""
        await self.send(suction=fan_speed)

    def _unpaused(self) -> dict[str, object]:
        """Return what to send, by role, so that it is no longer paused."""
        return {"pause": False} if self.read("pause") else {}


async_setup_entry = platform_setup(Platform.VACUUM, TuyaVacuum)
