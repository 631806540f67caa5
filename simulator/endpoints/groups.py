"""Groups of devices in IoT Core: listed by space, commanded in one call."""

from ..commands import check_command
from ..device import CREATED, Device
from ..errors import (
    COMMAND_UNSUPPORTED,
    NO_SPACE_PERMISSION,
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    ApiError,
)
from ..groups import Group
from ..home import home_id
from ..json_types import JsonObject, JsonValue, parse_object
from .router import HOME_TOKENS, Call, Route

GROUP = "/v2.1/cloud/thing/group"
OLDER_GROUP = "/v2.0/cloud/thing/group"
MAX_SIZE = 50


def _groups_in(call: Call) -> list[Group]:
    space = call.query.get("space_id", "")
    if not space:
        raise ApiError(PARAM_EMPTY)
    if space not in map(str, call.cloud.home.homes):
        raise ApiError(NO_SPACE_PERMISSION)
    return [
        each
        for each in call.cloud.home.groups.values()
        if home_id(each.home) == int(space)
    ]


def _page(call: Call, items: list[JsonObject], name: str) -> JsonValue:
    """Return a page; both parameters are required."""
    if "page_no" not in call.query or "page_size" not in call.query:
        raise ApiError(PARAM_EMPTY)
    size = call.number("page_size", MAX_SIZE, MAX_SIZE)
    number = call.number("page_no", 1, 1_000_000)
    page: list[JsonValue] = [*items[(number - 1) * size : number * size]]
    return {name: page, "count": len(items), "page_no": number, "page_size": size}


async def list_groups(call: Call) -> JsonValue:
    """Return the groups of a space, under the names of version 2.1."""
    items: list[JsonObject] = [
        {
            "group_id": each.id,
            "group_name": each.name,
            "space_id": call.query["space_id"],
            "icon_url": "",
            "create_time": CREATED * 1000,
            "update_time": CREATED * 1000,
        }
        for each in _groups_in(call)
    ]
    return _page(call, items, "data_list")


async def list_older_groups(call: Call) -> JsonValue:
    """Return the groups of a space, under the names of version 2.0."""
    items: list[JsonObject] = [
        {
            "id": int(each.id),
            "name": each.name,
            "owner_id": call.query["space_id"],
            "type": 0,
            "group_type": 0,
            "icon_url": "",
            "local_key": each.local_key,
            "device_num": len(each.devices),
        }
        for each in _groups_in(call)
    ]
    return _page(call, items, "dataList")


def _members(call: Call) -> list[Device]:
    group = call.cloud.home.groups.find(call.path["group_id"])
    devices = call.cloud.home.devices
    return [devices[each] for each in group.devices if each in devices]


async def list_group_devices(call: Call) -> JsonValue:
    """Return the devices of a group."""
    items: list[JsonObject] = [
        {"device_id": each.id, "device_name": each.name} for each in _members(call)
    ]
    return _page(call, items, "data_list")


async def send_properties(call: Call) -> JsonValue:
    """Command every online member by `{"properties": "{...}"}`, JSON in a text.

    A member without one of the functions leaves it out; ApiError 2008 when no member
    has it.
    """
    properties = parse_object(call.text("properties"))
    if properties is None:
        raise ApiError(PARAM_ILLEGAL)
    members = _members(call)
    for code, value in properties.items():
        able = [each for each in members if code in each.function]
        if not able:
            raise ApiError(COMMAND_UNSUPPORTED)
        for each in able:
            check_command(each, code, value)
    for each in members:
        changes = {
            code: value for code, value in properties.items() if code in each.function
        }
        if changes and call.cloud.home.is_online(each):
            call.cloud.command(each, changes)
    return {"result": True}


ROUTES = (
    Route("GET", GROUP, list_groups, HOME_TOKENS),
    Route("GET", OLDER_GROUP, list_older_groups, HOME_TOKENS),
    Route("GET", GROUP + "/{group_id}/devices", list_group_devices, HOME_TOKENS),
    Route("POST", GROUP + "/{group_id}/properties", send_properties, HOME_TOKENS),
)
