"""Every OpenAPI endpoint used, one small function each.

Smart home and custom projects have different endpoints and answers; the functions
here show one face for both. What an answer holds beyond what is documented here
(local keys, addresses, coordinates) does not leave this module.
"""

from collections.abc import Mapping, Sequence
from itertools import batched

from .account import ProjectType
from .api import TuyaApi
from .errors import (
    BadAnswerError,
    CommandRejectedError,
    DeviceNotFoundError,
    NotSupportedError,
)
from .hub_configuration import HubConfiguration
from .json_types import JsonObject, JsonValue

_ROOT_ASSET = "-1"
_IDS_PER_CALL = 20  # the cloud refuses more
_PAGE_SIZE = 100
_DEVICE_TEXTS = (
    "id",
    "name",
    "category",
    "product_id",
    "product_name",
    "model",
    "icon",
    "time_zone",
    "uuid",
    "gateway_id",
    "node_id",
)


async def list_devices(api: TuyaApi, *, shared: bool = False) -> list[JsonObject]:
    """Return every device of the account with its statuses.

    A device is {"id", "name", "category", "product_id", "product_name", "model",
    "icon", "time_zone", "uuid", "gateway_id", "node_id", "owner_id": text ("" when
    not given), "online", "sub": bool, "active_time": seconds since 1970 (0 when
    not given), "status": [{"code", "value"}]}. owner_id is the home of a smart home
    device and the asset of a custom one.

    One call for a smart home project; shared asks for the devices that others
    share one by one instead of those of the account's homes. A custom project
    takes two calls per asset and two per 20 devices.
    """
    if _is_custom(api):
        return await _list_custom_devices(api)
    try:
        result = await api.get(
            "/v1.0/users/{uid}/devices",
            path={"uid": await _uid(api)},
            params={"from": "sharing"} if shared else None,
        )
    except DeviceNotFoundError:  # 2002: this user has none
        return []
    return _devices(_array(result))


async def get_device(api: TuyaApi, device_id: str) -> JsonObject:
    """Return one device in the shape of `list_devices`."""
    path = {"id": device_id}
    if _is_custom(api):
        result = await api.get("/v1.0/iot-03/devices/{id}", path=path)
        result = {**_object(result), "status": [*await get_status(api, device_id)]}
    else:
        result = await api.get("/v1.0/devices/{id}", path=path)
    devices = _devices([result])
    if not devices:
        raise BadAnswerError("The device has no id")
    return devices[0]


async def get_specification(api: TuyaApi, device_id: str) -> JsonObject:
    """Return {"category": text, "functions": [...], "status": [...]}.

    The items are as the cloud gives them: {"code", "type", "values", ...}. Both
    lists are empty for a device without standard data points (code 2009).
    """
    template = (
        "/v1.0/iot-03/devices/{id}/specification"
        if _is_custom(api)
        else "/v1.0/devices/{id}/specifications"
    )
    try:
        result = _object(await api.get(template, path={"id": device_id}))
    except NotSupportedError:
        result = {}
    return {
        "category": _text(result.get("category")),
        "functions": [*_objects(result.get("functions"))],
        "status": [*_objects(result.get("status"))],
    }


async def get_status(api: TuyaApi, device_id: str) -> list[JsonObject]:
    """Return the device's status as [{"code", "value"}]."""
    template = (
        "/v1.0/iot-03/devices/{id}/status"
        if _is_custom(api)
        else "/v1.0/devices/{id}/status"
    )
    return _status(_array(await api.get(template, path={"id": device_id})))


async def send_commands(
    api: TuyaApi, device_id: str, commands: Sequence[Mapping[str, JsonValue]]
) -> None:
    """Send [{"code", "value"}] in one request, never twice.

    Returns when the cloud has accepted, which does not say that the device obeyed.
    Raises CommandRejectedError when the cloud says no without a reason.
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
    if accepted is not True:
        raise CommandRejectedError("The cloud did not accept the command")


async def get_hub_configuration(api: TuyaApi, link_id: str) -> HubConfiguration:
    """Return what the push hub is to be reached with.

    link_id is any text that no other client of this account uses; the same one
    keeps the same MQTT client id.
    """
    template, encryption = (
        ("/v1.0/iot-03/open-hub/access-config", "2.0")
        if _is_custom(api)
        else ("/v1.0/open-hub/access/config", "1.0")
    )
    result = await api.post(
        template,
        body={
            "uid": await _uid(api),
            "link_id": link_id,
            "link_type": "mqtt",
            "topics": "device",
            "msg_encrypted_version": encryption,
        },
    )
    return HubConfiguration.from_result(result)


async def _list_custom_devices(api: TuyaApi) -> list[JsonObject]:
    """Return the devices of the whole asset tree."""
    devices: list[JsonObject] = []
    for ids in batched(await _custom_device_ids(api), _IDS_PER_CALL, strict=False):
        params = {"device_ids": ",".join(ids)}
        infos = _object(await api.get("/v1.0/iot-03/devices", params=params))
        statuses = await api.get("/v1.0/iot-03/devices/status", params=params)
        status_of = {
            _text(item.get("id")): item.get("status") for item in _objects(statuses)
        }
        devices += _devices(
            [
                {**info, "status": status_of.get(_text(info.get("id")))}
                for info in _objects(infos.get("list"))
            ]
        )
    return devices


async def _custom_device_ids(api: TuyaApi) -> list[str]:
    """Return the ids of the devices of all assets, each once."""
    ids: dict[str, None] = {}
    assets = [_ROOT_ASSET]
    for asset in assets:  # grows while it is walked
        children = await _pages(api, "/v1.0/iot-02/assets/{id}/sub-assets", asset)
        for child in children:
            child_id = _text(child.get("asset_id"))
            if child_id and child_id not in assets:
                assets.append(child_id)
        if asset == _ROOT_ASSET:  # not an asset itself
            continue
        entries = await _pages(api, "/v1.0/iot-02/assets/{id}/devices", asset)
        ids |= dict.fromkeys(_text(entry.get("device_id")) for entry in entries)
    return [device_id for device_id in ids if device_id]


async def _pages(api: TuyaApi, template: str, asset_id: str) -> list[JsonObject]:
    """Return the items of all pages of an asset's list.

    Ends when the cloud says so, and when a page key comes a second time.
    """
    items: list[JsonObject] = []
    params: dict[str, str | int] = {"page_size": _PAGE_SIZE}
    seen = {""}
    while True:
        answer = await api.get(template, path={"id": asset_id}, params=params)
        page = _object(answer)
        items += _objects(page.get("list"))
        key = _text(page.get("last_row_key"))
        if page.get("has_next") is not True or key in seen:
            return items
        seen.add(key)
        params["last_row_key"] = key


def _devices(documents: JsonValue) -> list[JsonObject]:
    """Return the devices that can be told apart, in the shape of `list_devices`."""
    devices: list[JsonObject] = []
    for document in _objects(documents):
        device: JsonObject = {key: _text(document.get(key)) for key in _DEVICE_TEXTS}
        if not device["id"]:
            continue
        owner = _text(document.get("owner_id")) or _text(document.get("asset_id"))
        active_time = document.get("active_time")
        device |= {
            "owner_id": owner,
            "online": document.get("online") is True,
            "sub": document.get("sub") is True,
            "active_time": active_time if isinstance(active_time, int) else 0,
            "status": [*_status(document.get("status"))],
        }
        devices.append(device)
    return devices


def _status(items: JsonValue) -> list[JsonObject]:
    """Return the items that say a code and a value, and nothing else of them."""
    return [
        {"code": item["code"], "value": item["value"]}
        for item in _objects(items)
        if isinstance(item.get("code"), str) and "value" in item
    ]


def _is_custom(api: TuyaApi) -> bool:
    return api.account.project_type is ProjectType.CUSTOM


async def _uid(api: TuyaApi) -> str:
    """Return the user's id, which only a login tells."""
    if not api.uid:
        await api.login()
    return api.uid


def _array(value: JsonValue) -> list[JsonValue]:
    """Return the value if it is an array, raise BadAnswerError otherwise."""
    if not isinstance(value, list):
        raise BadAnswerError("The result is not an array")
    return value


def _object(value: JsonValue) -> JsonObject:
    """Return the value if it is an object, raise BadAnswerError otherwise."""
    if not isinstance(value, dict):
        raise BadAnswerError("The result is not an object")
    return value


def _objects(values: JsonValue) -> list[JsonObject]:
    """Return the objects in an array, nothing when it is no array."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, dict)]


def _text(value: JsonValue) -> str:
    """Return text as it is and a number as text, "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ""
