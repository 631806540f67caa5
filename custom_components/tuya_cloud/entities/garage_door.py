"""Garage doors: covers with a switch that moves them, and a contact."""

from typing import Any, override

from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.core import callback

from ..catalog.roles import Role
from ..coordinator import Coordinator
from ..discovery.entity_plan import EntityPlan
from ..entity import TuyaEntity
from ..model.device import Device
from ..model.points import EnumPoint


class TuyaGarageDoor(TuyaEntity, CoverEntity):
    """A garage door."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        control = self.point(Role.CONTROL)
        self._commands = control.options if isinstance(control, EnumPoint) else ()
        # a write-only point is a button: each press reverses the movement
        self._is_button = not plan.main.readable
        features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE
        if "stop" in self._commands:
            features |= CoverEntityFeature.STOP
        self._attr_supported_features = features
        # without a contact only the last command is known
        self._attr_assumed_state = self.point(Role.CONTACT) is None

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is closed."""
        is_open: bool | None = self.read(
            Role.CONTACT if self.point(Role.CONTACT) else Role.MAIN
        )
        self._attr_is_closed = None if is_open is None else not is_open

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it; a button is not pushed while it is open."""
        if "open" in self._commands:
            await self.send({Role.CONTROL: "open"})
        elif not self._is_button or self._attr_is_closed is not False:
            await self.send({Role.MAIN: True})

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it; a button is not pushed while it is closed."""
        if "close" in self._commands:
            await self.send({Role.CONTROL: "close"})
        elif not self._is_button:
            await self.send({Role.MAIN: False})
        elif self._attr_is_closed is not True:
            await self.send({Role.MAIN: True})

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.send({Role.CONTROL: "stop"})
