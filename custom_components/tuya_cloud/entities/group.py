"""Entities of the groups of the app: they command and show several devices at once."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, override

from homeassistant.const import Platform
from homeassistant.core import async_get_hass, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..catalog.roles import Role
from ..coordinator import Coordinator, TuyaConfigEntry
from ..discovery.entity_plan import EntityPlan
from ..discovery.plans import DevicePlans
from ..entity import TuyaEntity
from ..extras.groups import AppGroup
from ..model.device import Device
from ..model.group_device import group_device, group_status
from ..sync.commands import wire_values
from .home_items import HomeItemEntities, HomeItemEntity
from .lifecycle import OtherEntities

_THING: Final = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupItem:
    """One entity of a group."""

    id: str
    name: str
    home_id: str
    group: AppGroup
    members: tuple[Device, ...]
    # stands for the group
    device: Device
    plan: EntityPlan

    @property
    def shape(self) -> object:
        """Return what the entity is made of; another one needs a new entity."""
        points = [
            (id(member), *(id(member.points[code]) for code in self.plan.codes))
            for member in self.members
        ]
        return self.name, self.home_id, points


class GroupEntity(TuyaEntity, HomeItemEntity[GroupItem]):
    """An entity of a group, which shows its members and commands them in one call."""

    _attr_entity_registry_enabled_default = False

    def __init__(self, entry: TuyaConfigEntry, item: GroupItem) -> None:
        """Show and command the group's device by its plan."""
        super().__init__(entry.runtime_data, item.device, item.plan)
        self._be_item(entry, _THING, item)

    @property
    @override
    def available(self) -> bool:
        """Whether any member is available."""
        return any(map(self._coordinator.is_available, self.item.members))

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Subscribe to the members, and read them."""
        for member in self.item.members:
            self.async_on_remove(
                self._coordinator.devices.subscribe(
                    member, self.observed_codes, self._on_points_changed
                )
            )
        self._derive()
        self.update_from_device()

    @override
    async def async_added_to_hass(self) -> None:
        """Note that Home Assistant has the entity now."""
        self.is_added = True

    @callback
    @override
    def _on_points_changed(self) -> None:
        self._derive()
        super()._on_points_changed()

    def _derive(self) -> None:
        """Take the values from the members, those that are online if any is."""
        online = [each for each in self.item.members if each.online]
        status = group_status(
            self.plan.codes, self.plan.main.code, online or self.item.members
        )
        self.device.apply_pull(status, requested_at=time.monotonic())

    @override
    async def send(self, values: Mapping[Role, object]) -> None:
        """Set points of all members in one call; their reports follow."""
        roles = self.plan.roles
        by_code = {roles[role].code: value for role, value in values.items()}
        wire = wire_values(self.device, by_code)
        await self._coordinator.extras.groups.send(self.item.group, wire)
        self.device.apply_pull(wire, requested_at=time.monotonic())
        self.update_from_device()
        self.async_write_ha_state()


def groups_setup(
    platform: Platform, build: Callable[[TuyaConfigEntry, GroupItem], GroupEntity]
) -> OtherEntities:
    """Return what adds the groups that are entities of a platform."""

    async def add_groups(
        entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
    ) -> None:
        """Add the groups, now and as they come and change."""
        coordinator = entry.runtime_data
        HomeItemEntities(
            async_get_hass(),
            entry,
            platform,
            async_add_entities,
            coordinator.extras.groups,
            lambda: _items(coordinator, platform),
            lambda item: build(entry, item),
            lambda item: item.shape,
        ).start(_THING)

    return add_groups


def _items(coordinator: Coordinator, platform: Platform) -> dict[str, GroupItem]:
    """Return the main features that all members of a group have, by id."""
    items: dict[str, GroupItem] = {}
    for group in coordinator.extras.groups.used:
        members = [
            member
            for device_id in group.device_ids
            if (member := coordinator.devices.get(device_id)) is not None
        ]
        device = group_device(group.id, group.name, members)
        for plan in DevicePlans(device).by_platform.get(platform, {}).values():
            if not plan.is_main:
                continue
            item_id = f"{group.id}_{plan.key}"
            items[item_id] = GroupItem(
                id=item_id,
                name=f"{group.name} {plan.gang.number}" if plan.gang else group.name,
                home_id=group.home_id,
                group=group,
                members=tuple(members),
                device=group_device(group.id, group.name, members),
                plan=plan,
            )
    return items
