"""Images: the last pictures of cameras and doorbells, and the maps of vacuums.

What an image costs is spent when somebody looks at it.
"""

import asyncio
import math
import time
from typing import Final, override

from homeassistant.components.image import ImageEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .entities.by_device import follow_devices
from .entities.lifecycle import platform_setup
from .entities.pictures import TuyaPicture, add_last_pictures
from .model.device import Device

PARALLEL_UPDATES = 0

# seconds until a map is asked for again, which costs a call
MAP_PAUSE: Final = 5 * 60


class VacuumMapImage(ImageEntity):
    """The map of a vacuum, asked for when somebody looks and it may be another."""

    _attr_content_type = "image/png"
    _attr_has_entity_name = True
    _attr_translation_key = "map"

    def __init__(
        self, hass: HomeAssistant, coordinator: Coordinator, device: Device
    ) -> None:
        """Show the map of a device."""
        super().__init__(hass, verify_ssl=True)
        self._coordinator = coordinator
        self._device = device
        self._attr_unique_id = f"{device.id}_map"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})
        self._content = b""
        # monotonic seconds: when it was asked for
        self._asked_at = -math.inf
        # the time of the last report by then
        self._reported_at: int | None = None
        self._lock = asyncio.Lock()

    @property
    @override
    def available(self) -> bool:
        """Whether the cloud can be asked; the vacuum need not be online."""
        return self._coordinator.available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what the vacuum does, and whether the cloud can be asked."""
        devices = self._coordinator.devices
        plans = self._coordinator.plans.of(self._device).by_platform
        codes = frozenset[str]().union(
            *(plan.codes for plan in plans.get(Platform.VACUUM, {}).values())
        )
        self.async_on_remove(
            devices.subscribe(self._device, codes, self._on_points_changed)
        )

    @callback
    def _on_points_changed(self) -> None:
        """Let those who look ask again: the map may be another."""
        if self._is_outdated:
            self._attr_image_last_updated = dt_util.utcnow()
        self.async_write_ha_state()

    @property
    def _is_outdated(self) -> bool:
        """Whether the vacuum has reported something since, and the pause is over."""
        return (
            self._asked_at == -math.inf or self._device.reported_at != self._reported_at
        ) and time.monotonic() - self._asked_at >= MAP_PAUSE

    @override
    async def async_image(self) -> bytes | None:
        """Return the map; a new one costs a call. The last one stays if that fails."""
        async with self._lock:
            if self._is_outdated:
                self._asked_at = time.monotonic()
                self._reported_at = self._device.reported_at
                maps = self._coordinator.extras.maps
                try:
                    content = await maps.picture(self._device.id)
                except HomeAssistantError:
                    if not self._content:
                        raise
                else:
                    self._show(content)
            return self._content or None

    @callback
    def _show(self, content: bytes) -> None:
        if content and content != self._content:
            self._content = content
            self._attr_image_last_updated = dt_util.utcnow()
            self.async_write_ha_state()


async def _add_maps(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    coordinator = entry.runtime_data

    def build(device: Device) -> list[VacuumMapImage]:
        is_vacuum = Platform.VACUUM in coordinator.plans.of(device).by_platform
        return (
            [VacuumMapImage(coordinator.hass, coordinator, device)] if is_vacuum else []
        )

    await follow_devices(entry, async_add_entities, build)


async_setup_entry = platform_setup(
    Platform.IMAGE, TuyaPicture, add_last_pictures, _add_maps
)
