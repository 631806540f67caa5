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
from .discovery.discover import discover
from .discovery.entity_plan import MAIN, EntityPlan
from .model.device import Device
from .model.points import DataPoint
from .model.status import StatusItem

type EntityBuilder = Callable[[Coordinator, Device, EntityPlan], TuyaEntity]


@callback
def add_entities(
    entry: TuyaConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    build: EntityBuilder,
) -> None:
    """Add the platform's entities of all devices, now and of those still to come.

    When a device changes so that a plan does, the entity of the old plan makes way for
    one of the new; without a new one it stays registered, as no longer provided.
    """
    coordinator = entry.runtime_data
    known: dict[str, dict[str, TuyaEntity]] = {}

    @callback
    def follow(device: Device) -> None:
        plans = {
            plan.key: plan for plan in discover(device) if plan.platform is platform
        }
        entities = known.setdefault(device.id, {})
        outdated = [
            entities.pop(key)
            for key, entity in [*entities.items()]
            if plans.get(key) != entity.plan
        ]
        new = {
            key: build(coordinator, device, plan)
            for key, plan in plans.items()
            if key not in entities
        }
        for entity in new.values():
            # options and modes have to be there when Home Assistant registers it
            entity.update_from_device()
        entities |= new
        shown = [entity for entity in outdated if entity.added]
        if shown:
            entry.async_create_task(shown[0].hass, replace(shown, [*new.values()]))
        elif new:
            async_add_entities(new.values())

    async def replace(outdated: list[TuyaEntity], new: list[TuyaEntity]) -> None:
        for entity in outdated:
            await entity.async_remove()
        async_add_entities(new)

    @callback
    def forget(device: Device) -> None:
        known.pop(device.id, None)

    for device in coordinator.devices.values():
        follow(device)
    entry.async_on_unload(coordinator.devices.on_device(follow))
    entry.async_on_unload(coordinator.devices.on_removal(forget))


class TuyaEntity(Entity):
    """An entity that shows, and may command, some data points of a device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take identity and name from the plan."""
        # whether Home Assistant has it; not those that users have disabled
        self.added = False
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
        self.added = True
        self.async_on_remove(
            self._coordinator.devices.subscribe(
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


class ReportedEntity(TuyaEntity):
    """An entity that takes in every report of its point, one by one.

    What is pulled, replayed or known from before a restart is no report.
    """

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the reports, and to nothing else but the availability."""
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self.device, frozenset(), self._on_points_changed
            )
        )
        self.async_on_remove(
            self._coordinator.devices.subscribe_reports(
                self.device, self.plan.main.code, self.take_in
            )
        )
        self.update_from_device()

    @callback
    def take_in(self, report: StatusItem) -> None:
        """Take in a report, and write the state where that changes it."""
        raise NotImplementedError
