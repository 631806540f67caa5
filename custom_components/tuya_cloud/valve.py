"""Valves that are open or closed."""

from typing import override

from homeassistant.components.valve import ValveEntity, ValveEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import TuyaConfigEntry
from .entity import TuyaEntity, add_entities

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the valves, now and as devices come."""
    add_entities(entry, Platform.VALVE, async_add_entities, TuyaValve)


class TuyaValve(TuyaEntity, ValveEntity):
    """A valve that a Boolean point opens."""

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
        await self.send(main=True)

    @override
    async def async_close_valve(self) -> None:
        """Close it."""
        await self.send(main=False)
