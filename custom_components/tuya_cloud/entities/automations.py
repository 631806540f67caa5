"""Switches of the automations of the app."""

from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import async_get_hass
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..coordinator import TuyaConfigEntry
from ..extras.scenes import AppScene
from .home_items import HomeItemEntities, HomeItemEntity

_THING: Final = "automation"


class AutomationSwitch(HomeItemEntity[AppScene], SwitchEntity):
    """Whether an automation of the app is on."""

    _attr_entity_category = EntityCategory.CONFIG
    _attr_entity_registry_enabled_default = False

    @property
    @override
    def is_on(self) -> bool:
        """Whether the automation is on."""
        return self.item.is_enabled

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch the automation on."""
        await self._coordinator.extras.scenes.switch(self.item, is_enabled=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch the automation off."""
        await self._coordinator.extras.scenes.switch(self.item, is_enabled=False)


async def add_automations(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the automations, now and as they come and change."""
    scenes = entry.runtime_data.extras.scenes
    HomeItemEntities(
        async_get_hass(),
        entry,
        Platform.SWITCH,
        async_add_entities,
        scenes,
        lambda: scenes.automations,
        lambda scene: AutomationSwitch(entry, _THING, scene),
    ).start(_THING)
