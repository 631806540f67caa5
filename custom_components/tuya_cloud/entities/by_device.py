"""Adds entities that are the device's own, not those of its data points."""

from collections.abc import Callable, Sequence

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..coordinator import TuyaConfigEntry
from ..model.device import Device
from ..sync.breather import Breather


async def follow_devices(
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    build: Callable[[Device], Sequence[Entity]],
) -> None:
    """Add the entities that ``build`` returns of each device, now and as devices come.

    A device of which it returns none is asked about again when it changes.
    """
    devices = entry.runtime_data.devices
    known: set[str] = set()

    @callback
    def add(device: Device) -> None:
        if device.id not in known and (entities := build(device)):
            known.add(device.id)
            async_add_entities(entities)

    entry.async_on_unload(devices.on_device(add))
    entry.async_on_unload(devices.on_removal(lambda device: known.discard(device.id)))
    breather = Breather()
    for device in [*devices.values()]:
        await breather.breathe()
        if device.id in devices:
            add(device)
