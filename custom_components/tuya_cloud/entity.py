"""What every entity has: identity, availability, and the points it listens to."""

from collections.abc import Callable
from typing import Any, override

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN, GANG
from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import MAIN, EntityPlan, discover
from .model.data_point import DataPoint
from .model.device import Device

type EntityBuilder = Callable[[Coordinator, Device, EntityPlan], TuyaEntity]


@callback
def add_entities(
    entry: TuyaConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    build: EntityBuilder,
) -> None:
    """Add the platform's entities of all devices, now and of those still to come."""
    coordinator = entry.runtime_data
    known: dict[str, set[str]] = {}

    @callback
    def add(device: Device) -> None:
        keys = known.setdefault(device.id, set())
        new = [
            plan
            for plan in discover(device)
            if plan.platform is platform and plan.key not in keys
        ]
        keys.update(plan.key for plan in new)
        entities = [build(coordinator, device, plan) for plan in new]
        for entity in entities:
            # options and modes have to be there when Home Assistant registers it
            entity.update_from_device()
        if entities:
            async_add_entities(entities)

    @callback
    def forget(device: Device) -> None:
        known.pop(device.id, None)

    for device in coordinator.devices.values():
        add(device)
    entry.async_on_unload(coordinator.home.on_device(add))
    entry.async_on_unload(coordinator.home.on_removal(forget))


class TuyaEntity(Entity):
    """An entity that shows, and may command, some data points of a device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take identity and name from the plan."""
        self.device = device
        self.plan = plan
        self.entity_description = plan.description
        self._coordinator = coordinator
        self._attr_unique_id = f"{device.id}_{plan.key}"
        if plan.is_main:
            self._attr_name = None
        elif plan.name is not None:
            self._attr_name = plan.name

    @property
    @override
    def device_info(self) -> dr.DeviceInfo | dr.ChildDeviceInfo:
        """The device it belongs to, or the gang of it."""
        identifier = (DOMAIN, self.device.id)
        gang, entry = self.plan.gang, self.platform.config_entry
        if gang is None or entry is None:
            return dr.DeviceInfo(identifiers={identifier})
        return dr.ChildDeviceInfo(
            identifiers={(DOMAIN, f"{self.device.id}{GANG}{gang.number}")},
            parent_device_id=dr.async_get_device_id_by_identifier(
                self.hass, identifier, config_entry_id=entry.entry_id
            ),
            translation_key=gang.translation_key,
            translation_placeholders={"number": gang.number},
        )

    @property
    @override
    def available(self) -> bool:
        """Whether what is shown is current."""
        return self._coordinator.is_available(self.device)

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to exactly the points shown."""
        self.async_on_remove(
            self._coordinator.home.subscribe(
                self.device, self.plan.codes, self._on_points_changed
            )
        )
        self.update_from_device()

    @callback
    def _on_points_changed(self) -> None:
        self.update_from_device()
        self.async_write_ha_state()

    @callback
    def update_from_device(self) -> None:
        """Set the attributes from the values of the points."""
        raise NotImplementedError

    def point(self, role: str = MAIN) -> DataPoint | None:
        """Return the point that plays a role; None: the device has none."""
        return self.plan.roles.get(role)

    def read(self, role: str = MAIN) -> Any:
        """Return the decoded value of the point that plays a role; None: unknown."""
        point = self.plan.roles.get(role)
        return None if point is None else self.device.value(point.code)

    async def send(self, **values: object) -> None:
        """Set the points that play these roles, all in one command."""
        await self._coordinator.send(
            self.device,
            {self.plan.roles[role].code: value for role, value in values.items()},
        )
