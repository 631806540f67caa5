"""Adds, replaces and removes the entities of what an extra lists of the app's homes.

They belong to their home, which is a service in the device registry.
"""

from collections.abc import Callable, Mapping
from typing import override

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import DOMAIN, home_identifier
from ..coordinator import TuyaConfigEntry
from ..extras.extra import Extra
from ..extras.home_items import HomeItem


class HomeItemEntity[Item: HomeItem](Entity):
    """An entity of an item, such as a scene."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: TuyaConfigEntry, thing: str, item: Item) -> None:
        """Take name and home from the item; ``thing`` is its kind."""
        self._be_item(entry, thing, item)

    def _be_item(self, entry: TuyaConfigEntry, thing: str, item: Item) -> None:
        self.item = item
        self._coordinator = entry.runtime_data
        self._attr_name = item.name
        self._attr_unique_id = f"{entry.entry_id}_{thing}_{item.id}"
        self._attr_device_info = DeviceInfo(
            identifiers={home_identifier(entry.entry_id, item.home_id)}
        )

    @property
    @override
    def available(self) -> bool:
        """Whether the cloud can be reached."""
        return self._coordinator.available

    @override
    async def async_added_to_hass(self) -> None:
        """Update when the availability of the cloud changes."""
        self.async_on_remove(
            self._coordinator.devices.subscribe_account(self._on_account_changed)
        )

    @callback
    def _on_account_changed(self) -> None:
        self.async_write_ha_state()

    @callback
    def show(self, item: Item) -> None:
        """Show an item that has changed apart from its name and home."""
        self.item = item
        if self.hass is not None:
            self.async_write_ha_state()


def name_and_home(item: HomeItem) -> tuple[str, str]:
    """Return what the entity of an item is named after."""
    return item.name, item.home_id


class HomeItemEntities[Item: HomeItem]:
    """The entities of one kind of items, kept in step with what the extra lists."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: TuyaConfigEntry,
        platform: Platform,
        async_add_entities: AddConfigEntryEntitiesCallback,
        extra: Extra,
        list_items: Callable[[], Mapping[str, Item]],
        build: Callable[[Item], HomeItemEntity[Item]],
        shape_of: Callable[[Item], object] = name_and_home,
    ) -> None:
        """Prepare; ``build`` makes the entity of an item.

        An item of another shape, by ``shape_of``, needs a new entity.
        """
        self._hass = hass
        self._entry = entry
        self._platform = platform
        self._add = async_add_entities
        self._extra = extra
        self._list = list_items
        self._build = build
        self._shape_of = shape_of
        # by the item's id
        self._entities: dict[str, HomeItemEntity[Item]] = {}

    def start(self, thing: str) -> None:
        """Add the entities, and follow the items from now on.

        Entities of the kind ``thing`` that are registered without an item are removed.
        """
        self._entry.async_on_unload(self._extra.subscribe(self._follow))
        if self._extra.document is not None:
            prefix = f"{self._entry.entry_id}_{thing}_"
            kept = {f"{prefix}{item_id}" for item_id in self._list()}
            registry = er.async_get(self._hass)
            for registered in er.async_entries_for_config_entry(
                registry, self._entry.entry_id
            ):
                unique_id = registered.unique_id
                if (
                    registered.domain == self._platform
                    and unique_id.startswith(prefix)
                    and unique_id not in kept
                ):
                    registry.async_remove(registered.entity_id)
        self._follow()

    @callback
    def _follow(self) -> None:
        items = self._list()
        for item_id in self._entities.keys() - items.keys():
            self._unregister(self._entities.pop(item_id))
        new, outdated = [], []
        for item_id, item in items.items():
            shown = self._entities.get(item_id)
            if shown is not None:
                if self._shape_of(shown.item) == self._shape_of(item):
                    shown.show(item)
                    continue
                outdated.append(shown)
            self._entities[item_id] = self._build(item)
            new.append(self._entities[item_id])
        if outdated:
            self._entry.async_create_task(self._hass, self._replace(outdated, new))
        else:
            self._add(new)

    async def _replace(
        self,
        outdated: list[HomeItemEntity[Item]],
        new: list[HomeItemEntity[Item]],
    ) -> None:
        for entity in outdated:
            # a disabled entity was never added
            if entity.hass is not None:
                await entity.async_remove()
        self._add(new)

    def _unregister(self, entity: HomeItemEntity[Item]) -> None:
        registry = er.async_get(self._hass)
        unique_id = str(entity.unique_id)
        if entity_id := registry.async_get_entity_id(self._platform, DOMAIN, unique_id):
            registry.async_remove(entity_id)
