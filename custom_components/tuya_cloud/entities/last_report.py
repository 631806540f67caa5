"""A sensor per device with the time of its last report, to notice dead devices."""

from datetime import UTC, datetime
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.const import EntityCategory
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import DOMAIN
from ..coordinator import TuyaConfigEntry
from ..discovery.entity_plan import LAST_REPORT
from ..model.device import Device
from .by_device import follow_devices


async def add_last_reports(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensor of each device, now and as devices come."""
    await follow_devices(
        entry, async_add_entities, lambda device: [LastReportSensor(device)]
    )


class LastReportSensor(SensorEntity):
    """The time of a device's last report, updated at an interval.

    It stays available while the device is not: that is when it matters.
    """

    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    _attr_has_entity_name = True
    _attr_translation_key = "last_report"

    def __init__(self, device: Device) -> None:
        """Show the last report of a device."""
        self._device = device
        self._attr_unique_id = f"{device.id}_{LAST_REPORT}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})

    @property
    @override
    def native_value(self) -> datetime | None:
        """The time of the last report; None: unknown."""
        last = self._device.reported_at
        return None if last is None else datetime.fromtimestamp(last / 1000, UTC)
