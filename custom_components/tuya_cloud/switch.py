"""Switches: Boolean points that take commands."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
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
    """Add the switches, now and as devices come."""
    add_entities(entry, Platform.SWITCH, async_add_entities, TuyaSwitch)


class TuyaSwitch(TuyaEntity, SwitchEntity):
    """A Boolean point that takes commands."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is on."""
        self._attr_is_on = self.read()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.send(main=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send(main=False)
