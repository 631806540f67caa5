"""Garage doors: covers with a switch that moves them, and a contact."""

from typing import Any, override

from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.core import callback

from ..catalog.garage_doors import DOOR_STATES
from ..catalog.roles import Role
from ..catalog.spelling import spelled_option
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
        commands = control.options if isinstance(control, EnumPoint) else ()
        self._open = spelled_option(("open", "fopen"), commands)
        self._close = spelled_option(("close", "fclose"), commands)
        self._stop = spelled_option(("stop", "pause"), commands)
        # a write-only point is a button: each press reverses the movement
        self._is_button = not plan.main.readable
        features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE
        if self._stop:
            features |= CoverEntityFeature.STOP
        self._attr_supported_features = features
        # without a contact only the last command is known
        self._attr_assumed_state = not {Role.CONTACT, Role.STATE} & plan.roles.keys()

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is closed."""
        if self.point(Role.STATE) and not self.point(Role.CONTACT):
            state = str(self.read(Role.STATE)).lower()
            self._attr_is_closed = DOOR_STATES.get(state)
            self._attr_is_opening = state == "opening"
            self._attr_is_closing = state == "closing"
            return
        is_open: bool | None = self.read(
            Role.CONTACT if self.point(Role.CONTACT) else Role.MAIN
        )
        self._attr_is_closed = None if is_open is None else not is_open

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it; a button is not pushed while it is open."""
        if self._open:
            await self.send({Role.CONTROL: self._open})
        elif not self._is_button or self._attr_is_closed is not False:
            await self.send({Role.MAIN: True})

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it; a button is not pushed while it is closed."""
        if self._close:
            await self.send({Role.CONTROL: self._close})
        elif not self._is_button:
            await self.send({Role.MAIN: False})
        elif self._attr_is_closed is not True:
            await self.send({Role.MAIN: True})

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.send({Role.CONTROL: self._stop})
