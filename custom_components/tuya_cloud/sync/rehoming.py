"""Moves a device in Home Assistant's registries from one config entry to another.

Entity ids, names, areas, labels and what else a person has set stay, and with them the
history. Home Assistant moves neither gangs (child devices) nor a device that has some,
so these are registered anew.
"""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.typing import UNDEFINED


def entities_of(
    hass: HomeAssistant, device: dr.DeviceEntry
) -> dict[str, list[er.RegistryEntry]]:
    """Return the entities of a device and of its gangs, by the id of either."""
    registry = dr.async_get(hass)
    gangs = dr.async_entries_for_parent_device(registry, device.id)
    return {
        device_id: er.async_entries_for_device(
            er.async_get(hass), device_id, include_disabled_entities=True
        )
        for device_id in (device.id, *(gang.id for gang in gangs))
    }


def move_device(hass: HomeAssistant, device: dr.DeviceEntry, entry_id: str) -> None:
    """Move a device with its gangs and entities, which must not be loaded.

    Entities move before their device: an entity that the device leaves behind is
    removed.
    """
    devices, entities = dr.async_get(hass), er.async_get(hass)
    gangs = [*dr.async_entries_for_parent_device(devices, device.id)]
    entities_by_device = entities_of(hass, device)
    for entity in (each for some in entities_by_device.values() for each in some):
        if entity.config_entry_id == device.config_entry_id:
            entities.async_update_entity(entity.entity_id, config_entry_id=entry_id)
    for gang in gangs:
        devices.async_remove_device(gang.id)
    devices.async_update_device(device.id, new_config_entry_id=entry_id)
    for gang in gangs:
        new = devices.async_get_or_create_child(
            config_entry_id=entry_id,
            identifiers=gang.identifiers,
            name=gang.name,
            parent_device_id=device.id,
            disabled_by=UNDEFINED
            if gang.disabled_by is dr.DeviceEntryDisabler.CONFIG_ENTRY
            else gang.disabled_by,
        )
        for entity in entities_by_device[gang.id]:
            entities.async_update_entity(entity.entity_id, device_id=new.id)
        devices.async_update_child_device(
            new.id,
            area_id=gang.area_id,
            labels=gang.labels,
            name_by_user=gang.name_by_user,
        )
