"""Sensors: points that are read."""

from typing import override

from homeassistant.components.sensor import SensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import EntityPlan
from .entity import TuyaEntity, add_entities
from .model.data_point import EnumPoint, ValuePoint
from .model.device import Device
from .packed_text import as_text, shortened

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors, now and as devices come."""
    add_entities(entry, Platform.SENSOR, async_add_entities, _build)


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaEntity:
    match plan.main:
        case ValuePoint():
            return TuyaValueSensor(coordinator, device, plan)
        case EnumPoint():
            return TuyaEnumSensor(coordinator, device, plan)
    return TuyaTextSensor(coordinator, device, plan)


class TuyaValueSensor(TuyaEntity, SensorEntity):
    """A value point, in the device's own unit."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the value."""
        self._attr_native_value = self.read()


class TuyaEnumSensor(TuyaEntity, SensorEntity):
    """An enum point; options the device made up join those it promised."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the option."""
        self._attr_options = list(self.device.options(self.plan.main.code))
        self._attr_native_value = self.read()


class TuyaTextSensor(TuyaEntity, SensorEntity):
    """Text, JSON or bytes; what is too long for a state is whole in an attribute."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the text."""
        text = as_text(self.read())
        self._attr_native_value = shortened(text)
        self._attr_extra_state_attributes = (
            {} if self._attr_native_value == text else {"full_value": text}
        )
