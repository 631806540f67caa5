"""Texts: text, JSON and bytes that take commands."""

from typing import override

from homeassistant.components.text import TextEntity
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import EntityPlan
from .entity import TuyaEntity, add_entities
from .model.data_point import TextPoint
from .model.device import Device
from .packed_text import as_text, shortened

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the texts, now and as devices come."""
    add_entities(entry, Platform.TEXT, async_add_entities, TuyaText)


class TuyaText(TuyaEntity, TextEntity):
    """A text point, or a packed one: JSON as it is, bytes as base64.

    What is too long for a state is whole in an attribute.
    """

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the longest text the device accepts."""
        super().__init__(coordinator, device, plan)
        point = plan.main
        if isinstance(point, TextPoint) and point.maximum_length is not None:
            self._attr_native_max = min(point.maximum_length, MAX_LENGTH_STATE_STATE)

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the text."""
        text = as_text(self.read())
        self._attr_native_value = shortened(text)
        self._attr_extra_state_attributes = (
            {} if self._attr_native_value == text else {"full_value": text}
        )

    @override
    async def async_set_value(self, value: str) -> None:
        """Set the point."""
        await self.send(main=value)
