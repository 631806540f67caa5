"""Base classes of the entities: identity, availability, and the points they show."""

from collections.abc import Callable, Mapping
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity

from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .model.device import Device
from .model.points import DataPoint
from .model.status import StatusItem


class TuyaEntity(Entity):
    """An entity that shows, and may command, some data points of a device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take identity and name from the plan."""
        # False also for entities that users have disabled
        self.is_added = False
        self.device = device
        self.plan = plan
        self.entity_description = plan.description
        self._coordinator = coordinator
        self._attr_unique_id = plan.unique_id(device.id)
        if plan.is_main:
            self._attr_name = None
        elif plan.name is not None:
            self._attr_name = plan.name

    @property
    @override
    def available(self) -> bool:
        """Whether the state shown is current."""
        return self._coordinator.is_available(self.device)

    @property
    def observed_codes(self) -> frozenset[str]:
        """The codes whose changes update the entity."""
        return self.plan.codes

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Subscribe, and read: Home Assistant registers options and modes early."""
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self.device, self.observed_codes, self._on_points_changed
            )
        )
        self.update_from_device()

    @override
    async def async_added_to_hass(self) -> None:
        """Note that Home Assistant has the entity now."""
        self.is_added = True

    @callback
    def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Do nothing: no listener depends on the entity id."""

    @callback
    def _on_points_changed(self) -> None:
        self.update_from_device()
        if self.is_added:
            self.async_write_ha_state()

    @callback
    def update_from_device(self) -> None:
        """Set the attributes from the values of the points."""
        raise NotImplementedError

    def point(self, role: Role = Role.MAIN) -> DataPoint | None:
        """Return the point that plays a role; None: the device has none."""
        return self.plan.roles.get(role)

    def read(self, role: Role = Role.MAIN) -> Any:
        """Return the decoded value of the point that plays a role; None: unknown."""
        point = self.plan.roles.get(role)
        return None if point is None else self.device.value(point.code)

    def unpack[T](self, decode: Callable[[Any], T], role: Role = Role.MAIN) -> T | None:
        """Return what the value of a role's point packs; see Device.unpacked."""
        point = self.plan.roles.get(role)
        return None if point is None else self.device.unpacked(point.code, decode)

    async def send(self, values: Mapping[Role, object]) -> None:
        """Set points to values, by role, all in one command."""
        await self._coordinator.send(
            self.device,
            {self.plan.roles[role].code: value for role, value in values.items()},
        )


class ReportedEntity(TuyaEntity):
    """An entity that takes in every report of its point, also of an equal value.

    Values that are pulled, replayed or restored are not reports.
    """

    @property
    @override
    def observed_codes(self) -> frozenset[str]:
        """No code: changes of the availability alone update the entity."""
        return frozenset()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the reports."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self._coordinator.devices.subscribe_reports(
                self.device, self.plan.main.code, self._on_report
            )
        )
        self.update_from_device()

    @callback
    def _on_report(self, report: StatusItem) -> None:
        if self.is_added:
            self.take_in(report)

    @callback
    def take_in(self, report: StatusItem) -> None:
        """Take in a report, and write the state where it changes."""
        raise NotImplementedError
