"""The OpenAPI endpoints in use, one small function each.

Smart home projects, custom projects and project-only access have different endpoints
and answers; these functions hide the differences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .account import ProjectType
from .answers import (
    LEFT_OUT,
    DeviceDocument,
    array,
    devices_in,
    object_,
    objects,
    status_in,
    text,
)
from .api import TuyaApi
from .assets import device_ids_by_asset, list_custom_devices
from .errors import (
    CommandRejectedError,
    DeviceNotFoundError,
    NotSupportedError,
)
from .hub_configuration import HubConfiguration
from .json_types import JsonObject, JsonValue
from .project_devices import list_project_devices, list_things

# code of a user without devices
_USER_HAS_NONE = 2002


@dataclass(frozen=True, slots=True)
class DeviceCount:
    """The devices, by id, and the number of homes or assets they are in.

    ``home_ids`` are the homes of an app account; those of others, who share devices
    with it, are not among them.
    """

    ids: frozenset[str]
    places: int
    home_ids: frozenset[str] = frozenset()

    @property
    def devices(self) -> int:
        """Return the number of devices."""
        return len(self.ids)


async def list_devices(api: TuyaApi, *, shared: bool = False) -> list[DeviceDocument]:
    """Return every device of the account with its statuses.

    shared asks for the devices that other users share with the account, instead of
    the devices in its homes; only app accounts have shared devices.

    A smart home project takes one call. A custom project takes two calls per asset
    and two for 20 devices; project-only access takes two for 20 devices and one more.
    """
    if api.account.project_type is ProjectType.SMART_HOME:
        return await _list_home_devices(api, shared=shared)
    if shared:
        return []
    if _is_custom(api):
        return await list_custom_devices(api)
    return await list_project_devices(api)


async def count_devices(api: TuyaApi) -> DeviceCount:
    """Count the devices of the account with the fewest calls possible.

    A smart home project takes one call, and one more if it has only shared devices.
    """
    if _is_custom(api):
        by_asset = await device_ids_by_asset(api)
        return DeviceCount(
            frozenset().union(*by_asset.values()),
            sum(bool(ids) for ids in by_asset.values()),
        )
    if api.account.project_type is ProjectType.PROJECT_ONLY:
        return _count(await list_things(api))
    if devices := await list_devices(api):
        count = _count(devices)
        return replace(count, home_ids=frozenset(d["owner_id"] for d in devices))
    return _count(await list_devices(api, shared=True))


def _count(devices: Sequence[DeviceDocument]) -> DeviceCount:
    return DeviceCount(
        frozenset(device["id"] for device in devices),
        len({device["owner_id"] for device in devices}),
    )


async def get_specification(api: TuyaApi, device_id: str) -> JsonObject:
    """Return {"category": text, "functions": [...], "status": [...]}.

    The items are the cloud's own: {"code", "type", "values", ...}. Both lists are
    empty for a device without standard data points (code 2009).
    """
    template = (
        "/v1.0/iot-03/devices/{id}/specification"
        if _is_custom(api)
        else "/v1.0/devices/{id}/specifications"
    )
    try:
        result = object_(await api.get(template, path={"id": device_id}))
    except NotSupportedError:
        result = {}
    return {
        "category": text(result.get("category")),
        "functions": [*objects(result.get("functions"))],
        "status": [*objects(result.get("status"))],
    }


async def get_status(api: TuyaApi, device_id: str) -> dict[str, JsonValue]:
    """Return the raw values of a device by data point code.

    There are none of a device without standard data points (code 2003).
    """
    template = (
        "/v1.0/iot-03/devices/{id}/status"
        if _is_custom(api)
        else "/v1.0/devices/{id}/status"
    )
    try:
        return status_in(array(await api.get(template, path={"id": device_id})))
    except NotSupportedError:
        return {}


async def send_commands(
    api: TuyaApi, device_id: str, commands: Sequence[Mapping[str, JsonValue]]
) -> None:
    """Send [{"code", "value"}] in one request, without retries.

    Returns when the cloud has accepted the command; the device may still not execute
    it. Raises CommandRejectedError when the cloud refuses without a code.
    """
    template = (
        "/v1.0/iot-03/devices/{id}/commands"
        if _is_custom(api)
        else "/v1.0/devices/{id}/commands"
    )
    accepted = await api.post(
        template,
        path={"id": device_id},
        body={"commands": [dict(command) for command in commands]},
    )
    if accepted is not True and accepted is not LEFT_OUT:
        raise CommandRejectedError("The cloud did not accept the command")


async def get_hub_configuration(api: TuyaApi, link_id: str) -> HubConfiguration:
    """Return the address and the credentials of the push hub; see `open_hub`."""
    return HubConfiguration.from_result(await open_hub(api, link_id, "device"))


async def open_hub(api: TuyaApi, link_id: str, topics: str) -> JsonValue:
    """Return the answer with the address, credentials and topics of the hub.

    link_id is any text that no other client of the account uses; the cloud derives
    the MQTT client id from it. ``topics`` is "device" for reports, "ipc" for cameras.
    With project-only access the hub serves the user that the devices belong to
    (section 12 of the protocol reference).
    """
    template, encryption = (
        ("/v1.0/iot-03/open-hub/access-config", "2.0")
        if _is_custom(api)
        else ("/v1.0/open-hub/access/config", "1.0")
    )
    return await api.post(
        template,
        body={
            "uid": await _uid(api)
            if api.account.project_type.has_users
            else api.linked_uid or "",
            "link_id": link_id,
            "link_type": "mqtt",
            "topics": topics,
            "msg_encrypted_version": encryption,
        },
    )


async def _list_home_devices(api: TuyaApi, *, shared: bool) -> list[DeviceDocument]:
    """Return the devices in the app account's homes, or those shared with it."""
    try:
        result = await api.get(
            "/v1.0/users/{uid}/devices",
            path={"uid": await _uid(api)},
            params={"from": "sharing"} if shared else None,
        )
    except DeviceNotFoundError as error:
        if error.code != _USER_HAS_NONE:
            raise
        return []
    return devices_in(array(result))


def _is_custom(api: TuyaApi) -> bool:
    return api.account.project_type is ProjectType.CUSTOM


async def _uid(api: TuyaApi) -> str:
    """Return the user's id; sign in first if it is not known yet."""
    if not api.uid:
        await api.login()
    return api.uid
