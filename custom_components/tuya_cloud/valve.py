"""Valves that are open or closed."""

from typing import override

from homeassistant.components.valve import ValveEntity, ValveEntityFeature
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity

PARALLEL_UPDATES = 0


class TuyaValve(TuyaEntity, ValveEntity):
    """A valve with a Boolean point."""

    _attr_reports_position = False
    _attr_supported_features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is closed."""
        is_open: bool | None = self.read()
        self._attr_is_closed = None if is_open is None else not is_open

    @override
    async def async_open_valve(self) -> None:
        """Open it."""
        await self.send({Role.MAIN: True})

    @override
    async def async_close_valve(self) -> None:
        """Close it."""
        await self.send({Role.MAIN: False})


async_setup_entry = platform_setup(Platform.VALVE, TuyaValve)
