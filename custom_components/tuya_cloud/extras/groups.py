"""The groups of devices that users make in the app."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import ClassVar, override

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.groups import Group, command_group, list_groups, list_members
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..sync.devices import Devices
from ..sync.service_errors import command_failed
from .home_items import HomeItems
from .home_list import HomeList

type AppGroup = Group


class Groups(HomeItems[Group]):
    """The groups of all homes, with their devices."""

    name: ClassVar[str] = "groups"
    interval: ClassVar[timedelta] = timedelta(days=7)

    def __init__(self, api: TuyaApi, home_list: HomeList, devices: Devices) -> None:
        """Start without groups; notify also when a member comes, changes or goes."""
        super().__init__(api, home_list)
        self._devices = devices
        devices.on_device(self._on_device)
        devices.on_removal(self._on_device)

    @property
    @override
    def used(self) -> list[AppGroup]:
        """Return the groups of known devices."""
        return [
            group
            for group in self.items.values()
            if not self._devices.keys().isdisjoint(group.device_ids)
        ]

    async def send(self, group: AppGroup, values: Mapping[str, JsonValue]) -> None:
        """Set data points of all devices of a group. Raises HomeAssistantError."""
        try:
            await command_group(self._api, group.id, values)
        except CloudError as error:
            raise command_failed(error) from error

    @override
    async def _read_home(self, home_id: str) -> list[Group]:
        groups = await list_groups(self._api, home_id)
        return [await self._with_members(group) for group in groups]

    async def _with_members(self, group: Group) -> Group:
        """Return a group with its devices; if they are refused, those it had."""
        try:
            device_ids = await list_members(self._api, group.id)
        except CloudError as error:
            if error.advice not in (Advice.DEVICE, Advice.COMMAND):
                raise
            known = self.items.get(group.id)
            return replace(group, device_ids=known.device_ids if known else ())
        return replace(group, device_ids=tuple(device_ids))

    @override
    def _store(self, item: Group) -> JsonObject:
        return {**asdict(item), "device_ids": [*item.device_ids]}

    @override
    def _restore(
        self, item_id: str, name: str, home_id: str, kept: JsonObject
    ) -> Group:
        ids = kept.get("device_ids")
        listed = ids if isinstance(ids, list) else []
        device_ids = tuple(each for each in listed if isinstance(each, str))
        return Group(item_id, name, home_id, device_ids)

    def _on_device(self, device: Device) -> None:
        if any(device.id in group.device_ids for group in self.items.values()):
            self.notify()
