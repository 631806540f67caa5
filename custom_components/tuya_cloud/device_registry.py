"""Enters devices in Home Assistant's device registry, and takes them out again."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN, GANG
from .coordinator import Coordinator, TuyaConfigEntry
from .discovery.discover import discover
from .model.device import Device


@callback
def follow_devices(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Keep the registry in step with the coordinator until the entry is unloaded.

    Gateways are entered before what hangs on them. What is in the registry but has
    left the account is taken out, and so are gangs that a device has no longer; the
    account itself, which its own entities enter, stays.
    """
    coordinator = entry.runtime_data
    registry = dr.async_get(hass)

    def enter(device: Device) -> dr.DeviceEntry:
        gateway_id = None
        gateway = coordinator.devices.get(device.gateway_id or "")
        if gateway is not None and gateway is not device:
            known = registry.async_get_device_by_identifier(
                (DOMAIN, gateway.id), entry.entry_id
            )
            gateway_id = (known or enter(gateway)).id
        registered = registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(DOMAIN, device.id)},
            manufacturer="Tuya",
            model=device.product_name or device.model or None,
            model_id=device.product_id or None,
            name=device.name,
        )
        if registered.via_device_id != gateway_id:
            registry.async_update_device(registered.id, via_device_id=gateway_id)
        remove_gangs(hass, device, registered)
        return registered

    def remove(device_id: str) -> None:
        registered = registry.async_get_device_by_identifier(
            (DOMAIN, device_id), entry.entry_id
        )
        if registered is not None:
            registry.async_remove_device(registered.id)

    for device in coordinator.devices.values():
        enter(device)
    kept = coordinator.devices.keys() | {entry.entry_id}
    for device_id in _registered_ids(registry, entry) - kept:
        remove(device_id)

    @callback
    def follow(device: Device) -> None:
        enter(device)

    entry.async_on_unload(coordinator.devices.on_device(follow))
    entry.async_on_unload(
        coordinator.devices.on_removal(lambda device: remove(device.id))
    )


@callback
def remove_gangs(
    hass: HomeAssistant, device: Device, registered: dr.DeviceEntry
) -> None:
    """Take out the gangs a device has no longer; their entities stay with the device.

    ``registered`` is the device's own entry in the registry.
    """
    registry, entities = dr.async_get(hass), er.async_get(hass)
    there = gang_identifiers(device)
    for gang in [*dr.async_entries_for_parent_device(registry, registered.id)]:
        if not gang.identifiers.isdisjoint(there):
            continue
        for entity in er.async_entries_for_device(
            entities, gang.id, include_disabled_entities=True
        ):
            entities.async_update_entity(entity.entity_id, device_id=registered.id)
        registry.async_remove_device(gang.id)


def gang_identifiers(device: Device) -> set[tuple[str, str]]:
    """Return the identifiers of a device's gangs, which are devices in the registry."""
    return {
        (DOMAIN, f"{device.id}{GANG}{plan.gang.number}")
        for plan in discover(device)
        if plan.gang
    }


def device_of(coordinator: Coordinator, registered: dr.AnyDeviceEntry) -> Device | None:
    """Return the device behind an entry of the registry; None: it is gone.

    A gang is an entry of its own, and the same device.
    """
    for domain, identifier in registered.identifiers:
        device = coordinator.devices.get(identifier.partition(GANG)[0])
        if domain == DOMAIN and device is not None:
            return device
    return None


def is_there(coordinator: Coordinator, registered: dr.AnyDeviceEntry) -> bool:
    """Tell whether the account has what an entry of the registry stands for."""
    device = device_of(coordinator, registered)
    if device is None:
        return False
    known = {(DOMAIN, device.id)} | gang_identifiers(device)
    return not registered.identifiers.isdisjoint(known)


def _registered_ids(registry: dr.DeviceRegistry, entry: TuyaConfigEntry) -> set[str]:
    return {
        identifier
        for registered in dr.async_entries_for_config_entry(registry, entry.entry_id)
        for domain, identifier in registered.identifiers
        if domain == DOMAIN
    }
