"""Mirrors the devices of an entry into Home Assistant's device registry."""

from collections.abc import Collection

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import async_get_platforms
from homeassistant.helpers.typing import UNDEFINED

from .const import DOMAIN, GANG, home_identifier
from .coordinator import Coordinator, TuyaConfigEntry
from .discovery.gangs import Gang
from .model.device import Device
from .sync.breather import Breather
from .sync.rehoming import entities_of


async def mirror_devices(hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
    """Keep the registry in step with the devices until the entry is unloaded.

    Devices that are registered but have left the account are removed. The account
    itself stays; its own entities register it.
    """
    mirror = _Mirror(hass, entry)
    devices, ownership = entry.runtime_data.devices, entry.runtime_data.ownership
    entry.async_on_unload(devices.on_device(mirror.enter))
    entry.async_on_unload(ownership.on_release(mirror.remove))
    extras = entry.runtime_data.extras
    entry.async_on_unload(extras.rooms.subscribe(mirror.place))
    entry.async_on_unload(extras.scenes.subscribe(mirror.enter_homes))
    entry.async_on_unload(extras.groups.subscribe(mirror.enter_homes))
    mirror.enter_homes()
    entry.async_on_unload(extras.firmware.subscribe(mirror.show_versions))
    breather = Breather()
    for device in [*devices.values()]:
        await breather.breathe()
        if device.id in devices:
            mirror.enter(device)

    @callback
    def on_entry_changed(_change: ConfigEntryChange, changed: ConfigEntry) -> None:
        if changed.domain == DOMAIN and changed is not entry:
            mirror.remove_left_over()

    entry.async_on_unload(
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry_changed)
    )
    mirror.remove_left_over()


class _Mirror:
    """The registered devices of an entry."""

    def __init__(self, hass: HomeAssistant, entry: TuyaConfigEntry) -> None:
        self._hass = hass
        self._registry = dr.async_get(hass)
        self._entities = er.async_get(hass)
        self._entry = entry
        self._coordinator = entry.runtime_data

    @callback
    def enter(self, device: Device) -> None:
        """Register a device and its gangs, its gateway before them."""
        registered = self._registry.async_get_or_create(
            config_entry_id=self._entry.entry_id,
            identifiers={(DOMAIN, device.id)},
            manufacturer="Tuya",
            model=device.product_name or device.model or None,
            model_id=device.product_id or None,
            name=device.name,
            serial_number=device.serial_number or None,
            sw_version=self._version_of(device.id) or UNDEFINED,
        )
        gateway_id = self._gateway_id(device)
        if registered.via_device_id != gateway_id:
            self._registry.async_update_device(registered.id, via_device_id=gateway_id)
        plans = self._coordinator.plans.of(device)
        self._remove_gangs(device, registered, plans.gangs.keys())
        for gang in plans.gangs.values():
            name = device.names.get(plans.gang_switches.get(gang.number, ""))
            self._registry.async_get_or_create_child(
                config_entry_id=self._entry.entry_id,
                identifiers={gang_identifier(device, gang.number)},
                parent_device_id=registered.id,
                name=name or UNDEFINED,
                translation_key=None if name else gang.translation_key,
                translation_placeholders={"number": gang.number},
            )

    @callback
    def place(self) -> None:
        """Give devices the areas of their rooms, once, unless they have an area."""
        rooms = self._coordinator.extras.rooms
        placed = []
        for device_id, area_name in rooms.unplaced.items():
            if (registered := self._get(device_id)) is None:
                continue
            placed.append(device_id)
            if registered.area_id is None:
                area = ar.async_get(self._hass).async_get_or_create(area_name)
                self._registry.async_update_device(registered.id, area_id=area.id)
        rooms.placed(placed)

    @callback
    def enter_homes(self) -> None:
        """Register the homes that have entities of their own, and remove the others."""
        homes = self._coordinator.extras.homes
        entry_id = self._entry.entry_id
        for home_id, name in homes.items():
            self._registry.async_get_or_create(
                config_entry_id=entry_id,
                identifiers={home_identifier(entry_id, home_id)},
                entry_type=dr.DeviceEntryType.SERVICE,
                manufacturer="Tuya",
                model="Home",
                name=name or "Home",
            )
        _, prefix = home_identifier(entry_id, "")
        kept = {home_identifier(entry_id, home_id)[1] for home_id in homes}
        for identifier in self._registered_ids() - kept:
            if identifier.startswith(prefix):
                self.remove(identifier)

    @callback
    def show_versions(self) -> None:
        """Show the versions of the firmware that were read."""
        for device_id in self._coordinator.devices:
            version = self._version_of(device_id)
            registered = self._get(device_id) if version else None
            if registered is not None and registered.sw_version != version:
                self._registry.async_update_device(registered.id, sw_version=version)

    def _version_of(self, device_id: str) -> str:
        """Return the version of a device's main firmware; "": unknown."""
        modules = self._coordinator.extras.firmware.modules_of(device_id)
        return modules[0].version if modules else ""

    def _gateway_id(self, device: Device) -> str | None:
        """Return the registry's id of a device's gateway; None: it has none.

        The gateway may belong to another account.
        """
        gateway_id = device.gateway_id or ""
        gateway = self._coordinator.devices.get(gateway_id)
        if gateway is device:
            return None
        if gateway is not None and self._get(gateway_id) is None:
            self.enter(gateway)
        if own := self._get(gateway_id):
            return own.id
        others = self._registry.async_get_devices(identifiers={(DOMAIN, gateway_id)})
        return others[0].id if others else None

    def _get(self, identifier: str) -> dr.DeviceEntry | None:
        return self._registry.async_get_device_by_identifier(
            (DOMAIN, identifier), self._entry.entry_id
        )

    def _remove_gangs(
        self, device: Device, registered: dr.DeviceEntry, kept: Collection[str]
    ) -> None:
        """Remove the gangs a device no longer has; their entities stay with it."""
        identifiers = {gang_identifier(device, number) for number in kept}
        children = dr.async_entries_for_parent_device(self._registry, registered.id)
        for child in [*children]:
            if not child.identifiers.isdisjoint(identifiers):
                continue
            for entity in er.async_entries_for_device(
                self._entities, child.id, include_disabled_entities=True
            ):
                self._entities.async_update_entity(
                    entity.entity_id, device_id=registered.id
                )
            self._registry.async_remove_device(child.id)

    @callback
    def remove(self, device_id: str) -> None:
        """Remove a device, with its gangs and its entities, or hand it over.

        Another account that sees the device takes it over with all that.
        """
        if (registered := self._get(device_id)) is None:
            return
        if self._coordinator.ownership.heir_of(device_id):
            self._entry.async_create_task(
                self._hass, self._hand_over(device_id, registered)
            )
        else:
            self._registry.async_remove_device(registered.id)

    async def _hand_over(self, device_id: str, registered: dr.DeviceEntry) -> None:
        """Unload the entities of a device, and let another account have them."""
        entity_ids = {
            entity.entity_id
            for entities in entities_of(self._hass, registered).values()
            for entity in entities
        }
        for platform in async_get_platforms(self._hass, DOMAIN):
            if platform.config_entry is self._entry:
                for entity_id in platform.entities.keys() & entity_ids:
                    await platform.async_remove_entity(entity_id)
        heir = self._coordinator.ownership.heir_of(device_id)
        is_back = device_id in self._coordinator.devices
        if heir and not is_back and self._get(device_id):
            heir.inherit(registered, device_id)

    def remove_left_over(self) -> None:
        """Remove the registered devices that have left the account.

        That waits until all accounts are loaded: one of them may take them over.
        """
        entries = self._hass.config_entries.async_entries(
            DOMAIN, include_ignore=False, include_disabled=False
        )
        others = [entry for entry in entries if entry is not self._entry]
        if any(other.state is not ConfigEntryState.LOADED for other in others):
            return
        kept = self._coordinator.devices.keys() | self._coordinator.ownership.claimed
        for device_id in self._registered_ids() - kept:
            # the account and its homes
            if not device_id.startswith(self._entry.entry_id):
                self.remove(device_id)

    def _registered_ids(self) -> set[str]:
        """Return the ids of the devices that are registered, gangs among them."""
        return {
            identifier
            for registered in dr.async_entries_for_config_entry(
                self._registry, self._entry.entry_id
            )
            for domain, identifier in registered.identifiers
            if domain == DOMAIN
        }


def gang_identifier(device: Device, number: str) -> tuple[str, str]:
    """Return the registry's identifier of a gang, which is a child device there."""
    return DOMAIN, f"{device.id}{GANG}{number}"


def registered_device(
    hass: HomeAssistant, entry: TuyaConfigEntry, device: Device, gang: Gang | None
) -> dr.AnyDeviceEntry | None:
    """Return the registry's entry of a gang, or of the device itself for None."""
    registry = dr.async_get(hass)
    if gang is None:
        return registry.async_get_device_by_identifier(
            (DOMAIN, device.id), entry.entry_id
        )
    return registry.async_get_child_device_by_identifier(
        gang_identifier(device, gang.number), entry.entry_id
    )


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
    """Return whether the account has the device or gang that is registered."""
    device = device_of(coordinator, registered)
    if device is None:
        entry_id = registered.config_entry_id
        homes = {home_identifier(entry_id, each) for each in coordinator.extras.homes}
        return not registered.identifiers.isdisjoint(homes)
    known = {(DOMAIN, device.id)}
    for number in coordinator.plans.of(device).gangs:
        known.add(gang_identifier(device, number))
    return not registered.identifiers.isdisjoint(known)
