"""Buttons: points that start something when they are set."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import TuyaConfigEntry
from .entity import TuyaEntity, add_entities
from .model.points import EnumPoint

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons, now and as devices come."""
    add_entities(entry, Platform.BUTTON, async_add_entities, TuyaButton)


class TuyaButton(TuyaEntity, ButtonEntity):
    """A Boolean point to be set, or an enum point with a single option."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Do nothing: a button's state is when it was last pressed."""

    @override
    async def async_press(self) -> None:
        """Set the point."""
        point = self.point()
        await self.send(main=point.options[0] if isinstance(point, EnumPoint) else True)
