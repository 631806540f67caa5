"""Scenes: those of the app that run at a tap."""

from typing import Any, override

from homeassistant.components.scene import Scene
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import TuyaConfigEntry
from .entities.home_items import HomeItemEntities, HomeItemEntity
from .extras.scenes import AppScene

PARALLEL_UPDATES = 0
_THING = "scene"


class TuyaScene(HomeItemEntity[AppScene], Scene):
    """A scene of the app."""

    @property
    @override
    def available(self) -> bool:
        """Whether the scene can be run."""
        return super().available and self.item.is_enabled

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        """Run the scene."""
        await self._coordinator.extras.scenes.run(self.item)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the scenes, now and as they come and change."""
    scenes = entry.runtime_data.extras.scenes
    HomeItemEntities(
        hass,
        entry,
        Platform.SCENE,
        async_add_entities,
        scenes,
        lambda: scenes.tap_to_run,
        lambda scene: TuyaScene(entry, _THING, scene),
    ).start(_THING)
