"""Locks: their state, and the commands of their data points.

Home Assistant has no lock that cannot be unlocked: what no data point does is refused
with a sentence.
"""

from typing import Any, override

from homeassistant.components.lock import LockEntity
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError

from .catalog.roles import Role
from .const import DOMAIN
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
        if self.point(Role.CONTROL):
            await self.send({Role.CONTROL: True})
        elif self.point(Role.BOLT):
            await self.send({Role.BOLT: True})
        else:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="locks_only_by_hand"
            )

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock it."""
        if not self.point(Role.CONTROL):
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="unlocks_only_by_hand"
            )
        await self.send({Role.CONTROL: False})


async_setup_entry = platform_setup(Platform.LOCK, TuyaLock)
