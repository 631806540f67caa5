"""Devices of smart home and custom projects, and their commands."""

from collections.abc import Sequence

from ..commands import parse_commands
from ..device import Device
from ..errors import (
    CATEGORY_UNSUPPORTED,
    PARAM_ILLEGAL,
    PERMISSION_DENIED,
    ApiError,
)
from ..json_types import JsonValue
from .description import custom_object, functions, home_object, specification, status
from .router import HOME_TOKENS, Call, Endpoint, Route

HOME_DEVICES = "/v1.0/devices"
CUSTOM_DEVICES = "/v1.0/iot-03/devices"


async def list_user_devices(call: Call) -> JsonValue:
    """Return the devices of the app account: its own, or those shared with it."""
    call.check_user()
    origin = call.query.get("from", "home")
    if origin not in ("home", "sharing"):
        raise ApiError(PARAM_ILLEGAL)
    found: list[JsonValue] = [
        home_object(call.cloud, each)
        for each in call.cloud.home.devices.values()
        if each.shared == (origin == "sharing")
    ]
    if "page_no" not in call.query and "page_size" not in call.query:
        return found
    size = call.number("page_size", 20, 100)
    start = (call.number("page_no", 1, 1_000_000) - 1) * size
    return found[start : start + size]


async def list_devices(call: Call) -> JsonValue:
    """Return the devices of `device_ids`."""
    found: list[JsonValue] = [home_object(call.cloud, each) for each in call.devices]
    return {
        "devices": found,
        "total": len(found),
        "has_more": False,
        "last_row_key": "",
    }


async def get_device(call: Call) -> JsonValue:
    """Return one device."""
    return home_object(call.cloud, call.device)


async def list_custom_devices(call: Call) -> JsonValue:
    """Return the devices of `device_ids`, or all devices page by page."""
    if "device_ids" not in call.query:
        return _custom_page(call, list(call.cloud.home.devices.values()))
    chosen = call.devices
    return {
        "list": [custom_object(call.cloud, each) for each in chosen],
        "total": len(chosen),
        "has_more": False,
        "last_row_key": "",
    }


def _custom_page(call: Call, devices: Sequence[Device]) -> JsonValue:
    chosen, next_key = call.page(devices, default=20, highest=200)
    return {
        "list": [custom_object(call.cloud, each) for each in chosen],
        "total": len(devices),
        "has_more": bool(next_key),
        "last_row_key": next_key,
    }


async def list_devices_of_source(call: Call) -> JsonValue:
    """Return the devices of a user, an asset or a product, page by page.

    `source_type` and `source_id` say which; without them as `list_custom_devices`.
    """
    source, owner = call.query.get("source_type"), call.query.get("source_id", "")
    if source is None or "device_ids" in call.query:
        return await list_custom_devices(call)
    devices = list(call.cloud.home.devices.values())
    match source:
        case "tuyaUser":
            if owner != call.cloud.account.uid:
                raise ApiError(PERMISSION_DENIED)
        case "asset":
            devices = call.cloud.home.devices_of_asset(owner)
        case "product":
            devices = [each for each in devices if each.product_id == owner]
        case _:
            raise ApiError(PARAM_ILLEGAL)
    return _custom_page(call, devices)


async def list_linked_devices(call: Call) -> JsonValue:
    """Return the devices of all linked accounts after `last_row_key`."""
    devices = list(call.cloud.home.devices.values())
    chosen, next_key = call.page(devices, size_name="size", default=20, highest=100)
    return {
        "devices": [home_object(call.cloud, each) for each in chosen],
        "total": len(devices),
        "has_more": bool(next_key),
        "last_row_key": next_key,
    }


async def get_custom_device(call: Call) -> JsonValue:
    """Return one device without its status."""
    return custom_object(call.cloud, call.device)


async def get_status(call: Call) -> JsonValue:
    """Return the status of one device; ApiError 2003 where it is refused."""
    return status(call.device)


async def list_statuses(call: Call) -> JsonValue:
    """Return the statuses of the devices of `device_ids`."""
    return [{"id": each.id, "status": each.status_list()} for each in call.devices]


async def get_specification(call: Call) -> JsonValue:
    """Return the specification of a device."""
    return specification(call.device)


async def get_specification_with_ids(call: Call) -> JsonValue:
    """Return the specification of a device with numeric data point ids."""
    return specification(call.device, with_dp_id=True)


async def get_named_specification(call: Call) -> JsonValue:
    """Return the specification of a device, each item with a name."""
    return specification(call.device, with_name=True)


async def get_category_functions(call: Call) -> JsonValue:
    """Return the functions of the devices of a category; ApiError 2015 for none."""
    category = call.path["category"]
    devices = [
        each for each in call.cloud.home.devices.values() if each.category == category
    ]
    if not devices:
        raise ApiError(CATEGORY_UNSUPPORTED)
    found = {
        code: item
        for device in devices
        for code, item in zip(device.function, functions(device), strict=True)
    }
    return {"category": category, "functions": list(found.values())}


async def get_functions(call: Call) -> JsonValue:
    """Return the functions of a device."""
    return {"category": call.device.category, "functions": functions(call.device)}


async def send_commands(call: Call) -> JsonValue:
    """Set data points; true means accepted."""
    device = call.device
    call.cloud.check_reachable(device)
    call.cloud.command(device, parse_commands(device, call.json))
    return True


async def rename_device(call: Call) -> JsonValue:
    """Rename a device."""
    await call.cloud.rename(call.device, call.text("name"))
    return True


async def remove_device(call: Call) -> JsonValue:
    """Unbind a device."""
    await call.cloud.unbind(call.device)
    return True


async def list_sub_devices(call: Call) -> JsonValue:
    """Return the sub-devices of a gateway."""
    keys = (
        "id",
        "name",
        "node_id",
        "category",
        "product_id",
        "online",
        "owner_id",
        "icon",
        "active_time",
        "update_time",
    )
    answer: list[JsonValue] = []
    for each in call.cloud.home.sub_devices(call.device):
        device = home_object(call.cloud, each)
        answer.append({key: device[key] for key in keys})
    return answer


async def list_factory_infos(call: Call) -> JsonValue:
    """Return serial numbers and addresses of the devices of `device_ids`."""
    return [
        {
            "id": each.id,
            "uuid": each.uuid,
            "sn": each.uuid.upper(),
            "mac": each.uuid[:12],
        }
        for each in call.devices
    ]


async def list_point_names(call: Call) -> JsonValue:
    """Return the names a user gave to the gangs of a device."""
    answer: list[JsonValue] = [
        {"identifier": code, "name": name}
        for code, name in call.device.point_names.items()
    ]
    return [*answer, {"identifier": "main", "name": call.device.name}]


async def rename_point(call: Call) -> JsonValue:
    """Rename a gang, or the device itself if the identifier is `main`."""
    device, identifier = call.device, call.text("identifier")
    if identifier == "main":
        await call.cloud.rename(device, call.text("name"))
    elif identifier in device.function:
        await call.cloud.rename_point(device, identifier, call.text("name"))
    else:
        raise ApiError(PARAM_ILLEGAL)
    return True


def _both(method: str, path: str, endpoint: Endpoint) -> tuple[Route, Route]:
    """Return the routes of a call for smart home and for custom projects."""
    return Route(method, HOME_DEVICES + path, endpoint), Route(
        method, CUSTOM_DEVICES + path, endpoint
    )


ROUTES = (
    Route("GET", "/v1.0/users/{uid}/devices", list_user_devices, HOME_TOKENS),
    Route("GET", HOME_DEVICES, list_devices),
    Route("GET", HOME_DEVICES + "/{id}", get_device),
    Route("GET", CUSTOM_DEVICES, list_custom_devices),
    Route("GET", "/v1.3/iot-03/devices", list_devices_of_source),
    Route(
        "GET",
        "/v1.0/iot-01/associated-users/devices",
        list_linked_devices,
        HOME_TOKENS,
    ),
    Route("GET", CUSTOM_DEVICES + "/{id}", get_custom_device),
    Route("GET", HOME_DEVICES + "/{id}/specifications", get_specification),
    Route("GET", CUSTOM_DEVICES + "/{id}/specification", get_specification),
    Route("GET", "/v1.1/devices/{id}/specifications", get_specification_with_ids),
    Route("GET", "/v1.2/iot-03/devices/{id}/specification", get_named_specification),
    Route("GET", "/v1.0/functions/{category}", get_category_functions),
    Route(
        "GET",
        "/v1.0/iot-03/categories/{category}/functions",
        get_category_functions,
    ),
    *_both("GET", "/status", list_statuses),
    *_both("GET", "/{id}/status", get_status),
    *_both("GET", "/{id}/functions", get_functions),
    *_both("POST", "/{id}/commands", send_commands),
    *_both("PUT", "/{id}", rename_device),
    *_both("DELETE", "/{id}", remove_device),
    Route("GET", HOME_DEVICES + "/{id}/sub-devices", list_sub_devices),
    *_both("GET", "/factory-infos", list_factory_infos),
    Route("GET", HOME_DEVICES + "/{id}/multiple-names", list_point_names),
    Route("PUT", HOME_DEVICES + "/{id}/multiple-name", rename_point),
)
