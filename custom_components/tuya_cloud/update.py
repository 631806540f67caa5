"""Firmware updates, an entity for each module of a device."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.components.update import (
    UpdateDeviceClass,
    UpdateEntity,
    UpdateEntityFeature,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .extras.firmware import FirmwareModule
from .model.device import Device
from .model.infrared_remote import is_any_remote

PARALLEL_UPDATES = 0

# by channel: the names of modules, which are those of standards
_TITLES: Final[Mapping[int, str]] = {
    0: "Wi-Fi",
    1: "Bluetooth",
    2: "GPRS",
    3: "Zigbee",
    4: "IR",
    5: "433 MHz",
    6: "NB-IoT",
    9: "MCU",
}


class TuyaUpdate(UpdateEntity):
    """The firmware of one module of a device.

    The main module's entity exists before the modules are known, and asking for them
    takes a call, so it is disabled by default. Once it is enabled, the other modules
    come at no cost.
    """

    _attr_device_class = UpdateDeviceClass.FIRMWARE
    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_supported_features = (
        UpdateEntityFeature.INSTALL
        | UpdateEntityFeature.PROGRESS
        | UpdateEntityFeature.RELEASE_NOTES
    )

    def __init__(
        self, coordinator: Coordinator, device: Device, channel: int | None
    ) -> None:
        """Show the module of a channel; None: the main module."""
        self._coordinator = coordinator
        self._firmware = coordinator.extras.firmware
        self._device = device
        self._channel = channel
        self._notes = ""
        self._attr_unique_id = f"{device.id}_firmware"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})
        self._attr_translation_key = "firmware"
        self._attr_entity_registry_enabled_default = channel is not None
        if channel is not None:
            self._attr_unique_id += f"_{channel}"
            self._attr_translation_key = "module_firmware"
            self._attr_translation_placeholders = {"module": _title(channel)}

    @property
    @override
    def available(self) -> bool:
        """Whether the state shown is current."""
        return self._coordinator.is_available(self._device)

    @override
    async def async_added_to_hass(self) -> None:
        """Have the firmware read, and follow it."""
        self.async_on_remove(self._firmware.watch(self._device.id))
        self.async_on_remove(self._firmware.subscribe(self._on_firmware))
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self._device, frozenset(), self.async_write_ha_state
            )
        )
        self._show()

    @callback
    def _on_firmware(self) -> None:
        self._show()
        self.async_write_ha_state()

    @property
    def _module(self) -> FirmwareModule | None:
        """The module shown; None: not known yet."""
        modules = self._firmware.modules_of(self._device.id)
        if self._channel is None:
            return modules[0] if modules else None
        return next((each for each in modules if each.channel == self._channel), None)

    def _show(self) -> None:
        """Set the attributes from what is known."""
        module = self._module
        if module is None:
            return
        update = self._firmware.updates.get(self._device.id, module.channel)
        self._attr_title = _title(module.channel)
        self._attr_installed_version = module.version or None
        self._attr_latest_version = module.newest or module.version or None
        self._attr_in_progress = update is not None
        self._attr_update_percentage = None if update is None else update.percent
        self._attr_release_summary = module.notes or None
        self._notes = module.notes

    @override
    async def async_release_notes(self) -> str | None:
        """Return the notes of the newest version."""
        return self._notes or None

    @override
    def version_is_newer(self, latest_version: str, installed_version: str) -> bool:
        """Return whether the versions differ: the cloud names the newest one."""
        return latest_version != installed_version

    @override
    async def async_install(
        self, version: str | None, backup: bool, **kwargs: Any
    ) -> None:
        """Install the newest version, and wait for the end."""
        if (module := self._module) is not None:
            await self._firmware.install(self._device.id, module.channel)


class _Updates:
    """The update entities of an entry."""

    def __init__(
        self,
        coordinator: Coordinator,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        self._coordinator = coordinator
        self._add = async_add_entities
        # by device id: the channels that have an entity, None for the main module
        self._shown: dict[str, set[int | None]] = {}

    @callback
    def add_all(self) -> None:
        """Add the entities that are missing."""
        self._add(
            [
                entity
                for device in self._coordinator.devices.values()
                for entity in self._missing(device)
            ]
        )

    @callback
    def follow(self, device: Device) -> None:
        """Add the entities of a device that is new."""
        self._add(self._missing(device))

    @callback
    def forget(self, device: Device) -> None:
        """Note that a device has gone, with its entities."""
        self._shown.pop(device.id, None)

    def _missing(self, device: Device) -> list[TuyaUpdate]:
        if is_any_remote(device, self._coordinator.devices):
            return []
        modules = self._coordinator.extras.firmware.modules_of(device.id)
        shown = self._shown.setdefault(device.id, set())
        channels = {None, *(each.channel for each in modules[1:])} - shown
        shown |= channels
        return [TuyaUpdate(self._coordinator, device, channel) for channel in channels]


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the entities, now and as devices and modules come."""
    coordinator = entry.runtime_data
    updates = _Updates(coordinator, async_add_entities)
    async with coordinator.adding_entities:
        updates.add_all()
    entry.async_on_unload(coordinator.extras.firmware.subscribe(updates.add_all))
    entry.async_on_unload(coordinator.devices.on_device(updates.follow))
    entry.async_on_unload(coordinator.devices.on_removal(updates.forget))


def _title(channel: int) -> str:
    return _TITLES.get(channel, str(channel))
