"""Humidifiers and dehumidifiers."""

from typing import Any, override

from homeassistant.components.humidifier import (
    HumidifierEntity,
    HumidifierEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import EntityPlan
from .entity import TuyaEntity, add_entities
from .model.data_point import EnumPoint, ValuePoint
from .model.device import Device

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the humidifiers, now and as devices come."""
    add_entities(entry, Platform.HUMIDIFIER, async_add_entities, TuyaHumidifier)


class TuyaHumidifier(TuyaEntity, HumidifierEntity):
    """A humidifier or dehumidifier made of the points its plan names."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take limits from the target."""
        super().__init__(coordinator, device, plan)
        target = self.point("target")
        if isinstance(target, ValuePoint):
            self._attr_min_humidity = target.minimum
            self._attr_max_humidity = target.maximum
            self._attr_target_humidity_step = target.step
        if self.point("mode"):
            self._attr_supported_features = HumidifierEntityFeature.MODES

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the humidifier as its points tell."""
        self._attr_is_on = self.read()
        self._attr_current_humidity = self.read("current")
        self._attr_target_humidity = self.read("target")
        if isinstance(mode := self.point("mode"), EnumPoint):
            self._attr_available_modes = list(self.device.options(mode.code))
            self._attr_mode = self.read("mode")

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.send(main=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send(main=False)

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        """Set the humidity to reach."""
        await self.send(target=humidity)

    @override
    async def async_set_mode(self, mode: str) -> None:
        """Choose how it works."""
        await self.send(mode=mode)
