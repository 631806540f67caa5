"""Locks: their state, and the commands of their data points."""

from typing import Any, override

from homeassistant.components.lock import LockEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity

PARALLEL_UPDATES = 0


class TuyaLock(TuyaEntity, LockEntity):
    """A lock."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is locked."""
        is_open: bool | None = self.read()
        self._attr_is_locked = None if is_open is None else not is_open

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Lock it."""
        await self.send({Role.CONTROL: True})

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock it."""
        await self.send({Role.CONTROL: False})


async_setup_entry = platform_setup(Platform.LOCK, TuyaLock)
