"""Covers: curtains, blinds and the like, with or without a position."""

import time
from typing import Any, Final, cast, override

from homeassistant.components.cover import (
    ATTR_POSITION,
    ATTR_TILT_POSITION,
    CoverDeviceClass,
    CoverEntity,
    CoverEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.covers import kind_of_cover
from .catalog.garage_doors import GarageDoorMeaning
from .catalog.roles import Role
from .catalog.spelling import spelled_option
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.cover_direction import DirectionWitness, Sighting
from .entities.garage_door import TuyaGarageDoor
from .entities.group import GroupEntity, groups_setup
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import EnumPoint, ValuePoint

PARALLEL_UPDATES = 0

# The three commands, in small letters; fz and zz are the directions of a motor
_OPEN: Final = ("open", "fopen", "up", "fz")
_CLOSE: Final = ("close", "fclose", "down", "zz")
_STOP: Final = ("stop", "pause")
# whether it is closed, by end stop or last command, for covers without a position
_CLOSED: Final = {
    "fully_close": True,
    "fully_open": False,
    "closed": True,
    "opened": False,
    **dict.fromkeys(_CLOSE, True),
    **dict.fromkeys(_OPEN, False),
}


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaEntity:
    is_door = isinstance(plan.description, GarageDoorMeaning)
    return (TuyaGarageDoor if is_door else TuyaCover)(coordinator, device, plan)


class TuyaCover(TuyaEntity, CoverEntity):
    """A cover."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        is_corrected = plan.main.appearance.device_class is not None
        if (
            plan.description.device_class == CoverDeviceClass.CURTAIN
            and not is_corrected
        ):
            self._attr_device_class = kind_of_cover(device.product_name)
        control = plan.main
        options = control.options if isinstance(control, EnumPoint) else ()
        self._open = spelled_option(_OPEN, options)
        self._close = spelled_option(_CLOSE, options)
        self._stop = spelled_option(_STOP, options)
        features = CoverEntityFeature(0)
        if self._open:
            features |= CoverEntityFeature.OPEN
        if self._close:
            features |= CoverEntityFeature.CLOSE
        if self._stop:
            features |= CoverEntityFeature.STOP
        if self.point(Role.TARGET):
            features |= CoverEntityFeature.SET_POSITION
        if self.point(Role.TILT):
            features |= (
                CoverEntityFeature.OPEN_TILT
                | CoverEntityFeature.CLOSE_TILT
                | CoverEntityFeature.SET_TILT_POSITION
            )
        self._attr_supported_features = features
        self._witness = DirectionWitness()
        # without a position or an end stop, only the last command is known
        self._attr_assumed_state = not (
            {Role.POSITION, Role.END_STOP} & plan.roles.keys()
        )

    @override
    @callback
    def update_from_device(self) -> None:
        """Show position and movement."""
        position = self._position(Role.POSITION)
        self._attr_current_cover_position = position
        if position is None:
            source = Role.END_STOP if self.point(Role.END_STOP) else Role.MAIN
            self._attr_is_closed = _CLOSED.get(self._word(source) or "")
        else:
            self._attr_is_closed = position == 0
        movement = self._word(Role.MOVEMENT) if self._may_move(position) else None
        # the reported movement may be that of an earlier command
        self._attr_is_opening = movement == "opening" and position != 100
        self._attr_is_closing = movement == "closing" and position != 0
        tilt = self._share(Role.TILT)
        self._attr_current_cover_tilt_position = (
            None if tilt is None else round(100 * tilt)
        )
        self._watch_direction(position)

    @override
    async def async_added_to_hass(self) -> None:
        """Ask about a direction that was contradicted before a restart."""
        await super().async_added_to_hass()
        if (point := self.point(Role.POSITION)) is not None:
            self._coordinator.suspicions.recall_direction(self.device, point.code)

    def _watch_direction(self, position: int | None) -> None:
        """Compare the position with the way the cover travels."""
        point = self.point(Role.POSITION)
        if point is None:
            return
        fits = self._witness.see(
            Sighting(
                command=self._word(Role.MAIN),
                movement=self._word(Role.MOVEMENT),
                end_stop=self._word(Role.END_STOP),
                position=position,
                target=self._position(Role.TARGET),
                time=time.monotonic(),
            )
        )
        if fits is not None:
            self._coordinator.suspicions.note_direction(
                self.device, point.code, fits=fits
            )

    def _word(self, role: Role) -> str | None:
        """Return what an enum point says, in small letters."""
        word: str | None = self.read(role)
        return None if word is None else word.lower()

    def _may_move(self, position: int | None) -> bool:
        """Return whether it can be moving; products keep reporting an old movement."""
        if self.read() == self._stop or self.point(Role.POSITION) is self.point(
            Role.TARGET
        ):
            return False
        return position is None or position != self._position(Role.TARGET)

    def _position(self, role: Role) -> int | None:
        """Return a position in percent open."""
        share = self._share(role)
        if share is None:
            return None
        return round(100 * (share if self._counts_open(role) else 1 - share))

    def _share(self, role: Role) -> float | None:
        """Return the share of a point between minimum and maximum, 0 to 1."""
        point = self.point(role)
        value: float | None = self.read(role)
        if not isinstance(point, ValuePoint) or value is None:
            return None
        return point.share_of(value)

    def _counts_open(self, role: Role) -> bool:
        """Return whether a position counts from closed to open.

        Most count from open to closed, unless the direction is set the other way.
        """
        inverted = self.plan.inverted(role)
        if inverted is not None:
            return not inverted
        return self._word(Role.DIRECTION) == "back"

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it."""
        await self.send({Role.MAIN: self._open})

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it."""
        await self.send({Role.MAIN: self._close})

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.send({Role.MAIN: self._stop})

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Move it to a position in percent open."""
        self._witness.disregard()
        share = kwargs[ATTR_POSITION] / 100
        counts_open = self._counts_open(Role.TARGET)
        await self._move(Role.TARGET, share if counts_open else 1 - share)

    @override
    async def async_open_cover_tilt(self, **kwargs: Any) -> None:
        """Turn its slats open."""
        await self._move(Role.TILT, 1)

    @override
    async def async_close_cover_tilt(self, **kwargs: Any) -> None:
        """Turn its slats closed."""
        await self._move(Role.TILT, 0)

    @override
    async def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        """Turn its slats to a position in percent open."""
        await self._move(Role.TILT, kwargs[ATTR_TILT_POSITION] / 100)

    async def _move(self, role: Role, share: float) -> None:
        """Set a point to a share of the way from its minimum to its maximum."""
        point = cast("ValuePoint", self.plan.roles[role])
        await self.send({role: point.value_at(share)})


class GroupCover(GroupEntity, TuyaCover):
    """A group of covers in the app."""

    @override
    def _watch_direction(self, position: int | None) -> None:
        """Do nothing: each member is watched by itself."""


async_setup_entry = platform_setup(
    Platform.COVER, _build, groups_setup(Platform.COVER, GroupCover)
)
