"""Devices in IoT Core: thing model and shadow, for every kind of project."""

from collections.abc import Sequence

from ..commands import parse_properties
from ..device import Device
from ..errors import NO_SPACE_PERMISSION, PARAM_EMPTY, PARAM_ILLEGAL, ApiError
from ..home import home_id_of
from ..json_types import JsonObject, JsonValue, parse_object
from .description import shadow, thing_model, thing_object
from .router import Call, Route

THING = "/v2.0/cloud/thing"
MAX_SPACES = 5

# The keys that the list of devices has in camel case.
CAMEL_CASE = {
    "custom_name": "customName",
    "product_id": "productId",
    "product_name": "productName",
    "time_zone": "timeZone",
    "local_key": "localKey",
    "is_online": "isOnline",
    "bind_space_id": "bindSpaceId",
    "active_time": "activeTime",
    "create_time": "createTime",
    "update_time": "updateTime",
}


async def list_things(call: Call) -> JsonValue:
    """Return the project's devices after `last_id`, in camel case."""
    devices = list(call.cloud.home.devices.values())
    return [
        _camel_case(thing_object(call.cloud, each))
        for each in _after_last_id(call, devices)
    ]


def _after_last_id(call: Call, devices: Sequence[Device]) -> Sequence[Device]:
    """Return one page of devices; `last_id` is the last of the page before."""
    ids = [each.id for each in devices]
    last = call.query.get("last_id", "")
    if last and last not in ids:
        raise ApiError(PARAM_ILLEGAL)
    start = ids.index(last) + 1 if last else 0
    return devices[start : start + call.number("page_size", 20, 20)]


def _camel_case(thing: JsonObject) -> JsonObject:
    return {CAMEL_CASE.get(key, key): value for key, value in thing.items()}


async def list_things_of_ids(call: Call) -> JsonValue:
    """Return the devices of `device_ids`, in camel case."""
    return [_camel_case(thing_object(call.cloud, each)) for each in call.devices]


async def list_things_of_spaces(call: Call) -> JsonValue:
    """Return the devices of up to five homes after `last_id`.

    The names are in snake case, as in the older one of Tuya's pages.
    """
    spaces = [each for each in call.query.get("space_ids", "").split(",") if each]
    if not spaces:
        raise ApiError(PARAM_EMPTY)
    if len(spaces) > MAX_SPACES:
        raise ApiError(PARAM_ILLEGAL)
    if not set(spaces) <= {str(home) for home in call.cloud.home.homes}:
        raise ApiError(NO_SPACE_PERMISSION)
    devices = [
        each for each in call.cloud.home.devices.values() if home_id_of(each) in spaces
    ]
    return [thing_object(call.cloud, each) for each in _after_last_id(call, devices)]


async def get_thing(call: Call) -> JsonValue:
    """Return one device."""
    return thing_object(call.cloud, call.device)


async def get_state(call: Call) -> JsonValue:
    """Return whether a device is online."""
    return {"is_online": call.cloud.home.is_online(call.device)}


async def get_model(call: Call) -> JsonValue:
    """Return the thing model as JSON in a text."""
    return {"model": thing_model(call.device)}


async def get_properties(call: Call) -> JsonValue:
    """Return the current values of all data points, or of those in `codes`."""
    codes = [code for code in call.query.get("codes", "").split(",") if code]
    properties: list[JsonValue] = [
        each for each in shadow(call.device) if not codes or each["code"] in codes
    ]
    return {"properties": properties}


async def issue_properties(call: Call) -> JsonValue:
    """Set data points by `{"properties": "{...}"}`, JSON in a text."""
    device = call.device
    call.cloud.check_reachable(device)
    properties = parse_object(call.text("properties"))
    if properties is None:
        raise ApiError(PARAM_ILLEGAL)
    if not properties:
        raise ApiError(PARAM_EMPTY)
    call.cloud.command(device, parse_properties(device, properties))
    return {}


ROUTES = (
    Route("GET", THING + "/device", list_things),
    Route("GET", THING + "/batch", list_things_of_ids),
    Route("GET", THING + "/space/device", list_things_of_spaces),
    Route("GET", THING + "/{id}", get_thing),
    Route("GET", THING + "/{id}/state", get_state),
    Route("GET", THING + "/{id}/model", get_model),
    Route("GET", THING + "/{id}/shadow/properties", get_properties),
    Route("POST", THING + "/{id}/shadow/properties/issue", issue_properties),
)
