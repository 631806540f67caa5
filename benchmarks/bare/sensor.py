"""Sensors with a unique id, a name and a device, and nothing else."""

from homeassistant.components.sensor import SensorEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import DOMAIN


class BareSensor(SensorEntity):
    """A sensor that shows a number."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, device: int, number: int, *, enabled: bool) -> None:
        """Name the sensor and its device by their numbers."""
        self._attr_unique_id = f"{device}_{number}"
        self._attr_name = f"Value {number}"
        self._attr_entity_registry_enabled_default = enabled
        self._attr_native_value = number
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, str(device))}, name=f"Device {device}"
        )

    @callback
    def show(self, value: float) -> None:
        """Write a state."""
        self._attr_native_value = value
        self.async_write_ha_state()


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ConfigEntry[list[BareSensor]],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add as many sensors as the entry says, spread evenly over its devices."""
    devices, enabled = entry.data["devices"], entry.data["enabled"]
    entry.runtime_data = [
        BareSensor(number % devices, number // devices, enabled=number < enabled)
        for number in range(entry.data["registered"])
    ]
    async_add_entities(entry.runtime_data)
