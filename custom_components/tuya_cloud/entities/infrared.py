"""What the entities of infrared hubs and their remotes share.

They belong to no data point, so no plan asks for them: they follow what the account
holds (``extras/remotes``).
"""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import async_get_hass, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import DOMAIN
from ..coordinator import Coordinator, TuyaConfigEntry
from ..extras.infrared import InfraredControl
from ..model.device import Device
from ..model.infrared_remote import Remote

type EntitiesOf[Thing] = Callable[[Coordinator, Thing], Iterable[InfraredEntity]]


class InfraredEntity(Entity):
    """An entity of a hub or of one of its remotes; it is available while the hub is."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, coordinator: Coordinator, hub: Device, owner_id: str) -> None:
        """Belong to the device that the id names: the hub, or the remote."""
        self.hub = hub
        self._coordinator = coordinator
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, owner_id)})

    @property
    def control(self) -> InfraredControl:
        """The commands to the hub."""
        return self._coordinator.extras.infrared

    @property
    @override
    def available(self) -> bool:
        """Whether the hub can be reached."""
        return self._coordinator.is_available(self.hub)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the availability of the hub."""
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self.hub, frozenset(), self.async_write_ha_state
            )
        )

    @callback
    def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Do nothing: no listener depends on the entity id."""


class RemoteDeviceEntity(InfraredEntity):
    """An entity of a remote."""

    def __init__(self, coordinator: Coordinator, remote: Remote) -> None:
        """Belong to the device of the remote."""
        super().__init__(coordinator, coordinator.devices[remote.hub_id], remote.id)
        self._remote = remote

    @property
    def remote(self) -> Remote:
        """The remote with its present keys; the last known ones when it has gone."""
        self._remote = self._coordinator.extras.remotes.by_id.get(
            self._remote.id, self._remote
        )
        return self._remote

    @property
    @override
    def available(self) -> bool:
        """Whether the hub can be reached and has the remote."""
        remotes = self._coordinator.extras.remotes.by_id
        return super().available and self._remote.id in remotes

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the remote, too."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self._coordinator.extras.remotes.subscribe(self.on_remotes_changed)
        )

    @callback
    def on_remotes_changed(self) -> None:
        """Write the state: the remote may have other keys, or have gone."""
        self.async_write_ha_state()


def follow_remotes(
    entry: TuyaConfigEntry,
    add: AddConfigEntryEntitiesCallback,
    entities_of: EntitiesOf[Remote],
) -> None:
    """Add the entities of all remotes, now and as remotes come and change."""
    coordinator = entry.runtime_data
    shown = _Shown(add)

    def update() -> None:
        for remote in coordinator.extras.remotes.here:
            shown.update(remote.id, entities_of(coordinator, remote))

    _follow(entry, shown, update)


def follow_hubs(
    entry: TuyaConfigEntry,
    add: AddConfigEntryEntitiesCallback,
    entities_of: EntitiesOf[Device],
) -> None:
    """Add the entities of all infrared hubs, now and as hubs come."""
    coordinator = entry.runtime_data
    shown = _Shown(add)

    def update() -> None:
        for hub in coordinator.extras.remotes.certain_hubs:
            shown.update(hub.id, entities_of(coordinator, hub))

    _follow(entry, shown, update)


class _Shown:
    """The entities that were added to a platform."""

    def __init__(self, add: AddConfigEntryEntitiesCallback) -> None:
        self._add = add
        # by device id and unique id
        self._entities: dict[str, dict[str, InfraredEntity]] = {}

    def update(self, owner_id: str, entities: Iterable[InfraredEntity]) -> None:
        """Add the entities of a device that are new; unregister those that are gone.

        When nothing is left, that may be half an answer of the cloud: nothing goes.
        """
        wanted = {entity.unique_id or "": entity for entity in entities}
        known = self._entities.setdefault(owner_id, {})
        if not wanted:
            return
        for unique_id in known.keys() - wanted.keys():
            _unregister(known.pop(unique_id))
        new = {key: entity for key, entity in wanted.items() if key not in known}
        known |= new
        if new:
            self._add(new.values())

    def forget(self, device: Device) -> None:
        """Forget the entities of a device that has left: they go with it."""
        self._entities.pop(device.id, None)


def _follow(entry: TuyaConfigEntry, shown: _Shown, update: Callable[[], None]) -> None:
    coordinator = entry.runtime_data
    remotes = coordinator.extras.remotes

    @callback
    def on_device(device: Device) -> None:
        if remotes.concerns(device):
            update()

    entry.async_on_unload(coordinator.devices.on_device(on_device))
    entry.async_on_unload(coordinator.devices.on_removal(shown.forget))
    entry.async_on_unload(remotes.subscribe(update))
    update()


def _unregister(entity: InfraredEntity) -> None:
    """Remove an entity for good: what it stands for was deleted."""
    registry = er.async_get(async_get_hass())
    if entity.registry_entry and entity.registry_entry.entity_id in registry.entities:
        registry.async_remove(entity.registry_entry.entity_id)
