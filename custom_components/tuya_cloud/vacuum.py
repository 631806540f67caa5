"""Robot vacuums."""

from typing import Any, override

from homeassistant.components.vacuum import (
    Segment,
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
from .model.vacuum_map.path import clean_rooms_order

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
        self._features = features
        self._attr_supported_features = features
        self._maps = coordinator.extras.maps

    @override
    async def async_added_to_hass(self) -> None:
        """Follow whether the map names rooms."""
        await super().async_added_to_hass()
        self.async_on_remove(self._maps.subscribe(self._on_rooms_changed))

    @callback
    def _on_rooms_changed(self) -> None:
        """Offer to clean rooms, and say if they are others than a user has assigned."""
        self._on_points_changed()
        seen = self.last_seen_segments
        if seen is not None and self._segments() and seen != self._segments():
            self.async_create_segments_issue()

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the activity and the suction level, and offer what can be cleaned."""
        has_rooms = self.point(Role.ORDER) is not None and self._segments()
        self._attr_supported_features = self._features | (
            VacuumEntityFeature.CLEAN_AREA if has_rooms else VacuumEntityFeature(0)
        )
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

    def _segments(self) -> list[Segment]:
        """Return the rooms that the map names."""
        rooms = self._maps.rooms_of(self.device.id)
        return [Segment(room_id, name) for room_id, name in rooms.items()]

    @override
    async def async_get_segments(self) -> list[Segment]:
        """Return the rooms that the map names."""
        return self._segments()

    @override
    async def async_clean_segments(self, segment_ids: list[str], **kwargs: Any) -> None:
        """Clean some rooms, one after the other."""
        rooms = [int(each) for each in segment_ids if each.isdecimal()]
        order = clean_rooms_order(rooms, self.read(Role.ORDER) or b"")
        await self.send({Role.ORDER: order})

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
