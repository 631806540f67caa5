"""Infrared hubs as emitters of other integrations, and what they learn as signals.

Home Assistant's own integrations of LG, Samsung and other appliances send through an
emitter. The hub always emits at the usual 38 kHz: the cloud's code has no place for the
frequency of a command.
"""

from collections.abc import Iterator, Sequence
from typing import override

from homeassistant.components.infrared import (
    InfraredCommand,
    InfraredEmitterEntity,
    InfraredReceivedSignal,
    InfraredReceiverEntity,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import Coordinator, TuyaConfigEntry
from .entities.infrared import InfraredEntity, follow_hubs
from .model.device import Device
from .model.infrared_code import durations_of, timings_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add emitters and receivers, now and as hubs come."""
    follow_hubs(entry, async_add_entities, _entities_of)


def _entities_of(coordinator: Coordinator, hub: Device) -> Iterator[InfraredEntity]:
    yield TuyaEmitter(coordinator, hub)
    yield TuyaReceiver(coordinator, hub)


class TuyaEmitter(InfraredEntity, InfraredEmitterEntity):
    """A hub that emits the commands of other integrations, each with one call."""

    def __init__(self, coordinator: Coordinator, hub: Device) -> None:
        """Emit by this hub."""
        super().__init__(coordinator, hub, hub.id)
        self._attr_unique_id = f"{hub.id}_emitter"

    @override
    async def async_send_command(self, command: InfraredCommand) -> None:
        """Emit a command."""
        await self.control.emit(self.hub, durations_of(command.get_raw_timings()))


class TuyaReceiver(InfraredEntity, InfraredReceiverEntity):
    """A hub that receives: only while it learns a command, so disabled by default."""

    _attr_entity_registry_enabled_default = False

    def __init__(self, coordinator: Coordinator, hub: Device) -> None:
        """Receive by this hub."""
        super().__init__(coordinator, hub, hub.id)
        self._attr_unique_id = f"{hub.id}_receiver"

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what the hub learns."""
        await super().async_added_to_hass()
        self.async_on_remove(self.control.on_received(self.hub, self._on_received))

    @callback
    def _on_received(self, durations: Sequence[int]) -> None:
        timings = timings_of(durations)
        self._handle_received_signal(InfraredReceivedSignal(timings=timings))
