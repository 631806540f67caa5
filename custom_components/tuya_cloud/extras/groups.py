"""The groups of devices that users make in the app."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, override

from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.groups import Group, command_group, list_groups, list_members
from ..cloud.homes import Home
from ..model.device import Device
from ..model.identity import shown_name
from ..model.json_types import JsonObject, JsonValue
from ..sync.devices import Devices
from ..sync.service_errors import command_failed
from .extra import Extra
from .home_list import HomeList

type AppGroup = Group


class Groups(Extra):
    """The groups of all homes, with their devices.

    The document is {"homes": {home id: name}, "groups": [group], "was_empty": whether
    the last list was empty although groups were known}.
    """

    name: ClassVar[str] = "groups"
    interval: ClassVar[timedelta] = timedelta(days=7)

    def __init__(self, api: TuyaApi, home_list: HomeList, devices: Devices) -> None:
        """Start without groups; notify also when a member comes, changes or goes."""
        super().__init__()
        self._api = api
        self._home_list = home_list
        # by id
        self.groups: dict[str, Group] = {}
        # the names of homes, by id
        self._names: dict[str, str] = {}
        self._devices = devices
        self._was_empty = False
        devices.on_device(self._on_device)
        devices.on_removal(self._on_device)

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the account has homes."""
        is_custom = self._api.account.project_type is ProjectType.CUSTOM
        return not is_custom and bool(self._api.owner_uid)

    @override
    async def read(self) -> JsonValue:
        """Read the groups of all homes.

        What the cloud refuses of a home or a group stays as it is known. An empty list
        is believed the second time: an expired plan returns empty lists.
        """
        homes = await self._home_list.read()
        groups: list[Group] = []
        refusals: list[CloudError] = []
        for home in homes:
            try:
                listed = await list_groups(self._api, home.id)
            except CloudError as error:
                if error.advice is not Advice.DEVICE:
                    raise
                refusals.append(error)
                groups += self._groups_of(home)
            else:
                groups += [await self._with_members(group) for group in listed]
        if refusals and len(refusals) == len(homes):
            raise refusals[0]
        if not groups and self.groups and not self._was_empty:
            return _document(self._names, self.groups.values(), was_empty=True)
        return _document({home.id: home.name for home in homes}, groups)

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the groups, and the homes that have any."""
        kept = document if isinstance(document, dict) else {}
        listed = kept.get("groups")
        groups = map(_group, listed if isinstance(listed, list) else [])
        self.groups = {group.id: group for group in groups if group is not None}
        homes = kept.get("homes")
        names = homes.items() if isinstance(homes, dict) else ()
        self._names = {key: shown_name(str(name or "")) for key, name in names}
        self._was_empty = kept.get("was_empty") is True

    @property
    def homes(self) -> dict[str, str]:
        """Return the names of the homes that have groups of known devices, by id."""
        return {
            group.home_id: self._names.get(group.home_id, "")
            for group in self.groups.values()
            if not self._devices.keys().isdisjoint(group.device_ids)
        }

    async def send(self, group: AppGroup, values: Mapping[str, JsonValue]) -> None:
        """Set data points of all devices of a group. Raises HomeAssistantError."""
        try:
            await command_group(self._api, group.id, values)
        except CloudError as error:
            raise command_failed(error) from error

    async def _with_members(self, group: Group) -> Group:
        try:
            device_ids = await list_members(self._api, group.id)
        except CloudError as error:
            if error.advice not in (Advice.DEVICE, Advice.COMMAND):
                raise
            known = self.groups.get(group.id)
            return replace(group, device_ids=known.device_ids if known else ())
        return replace(group, device_ids=tuple(device_ids))

    def _groups_of(self, home: Home) -> list[Group]:
        return [each for each in self.groups.values() if each.home_id == home.id]

    def _on_device(self, device: Device) -> None:
        if any(device.id in group.device_ids for group in self.groups.values()):
            self.notify()


def _document(
    homes: dict[str, str], groups: Iterable[Group], *, was_empty: bool = False
) -> JsonObject:
    return {
        "homes": {**homes},
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "home_id": group.home_id,
                "device_ids": [*group.device_ids],
            }
            for group in groups
        ],
        "was_empty": was_empty,
    }


def _group(kept: JsonValue) -> Group | None:
    """Return a group of a document; None: it is broken."""
    if not isinstance(kept, dict):
        return None
    group_id, home_id, name = kept.get("id"), kept.get("home_id"), kept.get("name")
    if not (isinstance(group_id, str) and group_id and isinstance(home_id, str)):
        return None
    ids = kept.get("device_ids")
    return Group(
        id=group_id,
        name=shown_name(str(name or "")) or group_id,
        home_id=home_id,
        device_ids=tuple(
            each
            for each in (ids if isinstance(ids, list) else [])
            if isinstance(each, str)
        ),
    )
