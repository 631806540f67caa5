"""Entities of points that take commands and report nothing: they show the last one."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.restore_state import RestoredExtraData, RestoreEntity

from ..catalog.roles import Role
from ..entity import TuyaEntity


class LastSent(TuyaEntity, RestoreEntity):
    """An entity that shows what it has sent last, also after a restart."""

    _attr_assumed_state = True
    _last_sent: Any = None

    @override
    async def async_added_to_hass(self) -> None:
        """Restore what was sent last."""
        await super().async_added_to_hass()
        if (stored := await self.async_get_last_extra_data()) is not None:
            self._last_sent = stored.as_dict().get("value")
            self.update_from_device()

    @property
    @override
    def extra_restore_state_data(self) -> RestoredExtraData:
        """What to restore after a restart."""
        return RestoredExtraData({"value": self._last_sent})

    @override
    @callback
    def read(self, role: Role = Role.MAIN) -> Any:
        """Return what was sent last, unless the device reports the point after all."""
        value = super().read(role)
        return self._last_sent if value is None else value

    @override
    async def send(self, values: Mapping[Role, object]) -> None:
        """Send a value, and show it once the cloud has accepted it."""
        await super().send(values)
        self._last_sent = values[Role.MAIN]
        self._on_points_changed()
