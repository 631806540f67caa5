"""The firmware of devices, by IoT Core and by the two older services."""

from ..errors import (
    FIRMWARE_RUNNING,
    FIRMWARE_UP_TO_DATE,
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    PERMISSION_DENIED,
    ApiError,
)
from ..firmware import NAMES, Module
from ..json_types import JsonObject, JsonValue
from .devices import CUSTOM_DEVICES, HOME_DEVICES
from .router import Call, Route
from .things import THING


async def list_firmware(call: Call) -> JsonValue:
    """Return the firmware of a device; fields about an update only where there is one.

    The form is the recorded one: the channel is called `type`.
    """
    return [_entry(each) for each in call.device.firmware_modules.values()]


def _entry(module: Module) -> JsonObject:
    entry: JsonObject = {
        "type": module.channel,
        "type_desc": NAMES.get(module.channel, f"Extension {module.channel}"),
        "current_version": module.version,
        "upgrade_status": module.status,
        "last_upgrade_time": 0,
    }
    if module.offered:
        entry |= {"version": module.offered, "desc": module.notes, "upgrade_type": 0}
    return entry


async def list_upgrade_infos(call: Call) -> JsonValue:
    """Return the same by the older services, whose names are others."""
    found: list[JsonValue] = []
    for module in call.device.firmware_modules.values():
        entry: JsonObject = {
            "module_type": module.channel,
            "module_desc": f'{{"code":"FIRMWARE_UPGRADE_TYPE_DESC_{module.channel}"}}',
            "current_version": module.version,
            "upgrade_status": module.status,
            "last_upgrade_time": 0,
        }
        if module.offered:
            entry |= {"upgrade_version": module.offered, "upgrade_desc": module.notes}
        found.append(entry)
    return found


async def start_update(call: Call) -> JsonValue:
    """Start an update; the channel is in the path, and the body is empty."""
    return _start(call, call.path["channel"])


async def confirm_upgrade(call: Call) -> JsonValue:
    """Start an update by the older services: `{"module_type"}`."""
    channel = call.json.get("module_type")
    if channel is None:
        raise ApiError(PARAM_EMPTY)
    return _start(call, str(channel))


def _start(call: Call, channel: str) -> bool:
    """Start an update; raise the ApiError of the reason why not.

    Only the owner or an administrator of the home may.
    """
    device = call.device
    if device.shared:
        raise ApiError(PERMISSION_DENIED)
    module = _module(call, channel)
    call.cloud.check_reachable(device)
    if module.is_running:
        raise ApiError(FIRMWARE_RUNNING)
    if not module.offered:
        raise ApiError(FIRMWARE_UP_TO_DATE)
    call.cloud.update_firmware(device, module)
    return True


async def get_progress(call: Call) -> JsonValue:
    """Return how far an update is."""
    module = _module(call, call.path["channel"])
    return {"upgrade_status": module.status, "progress": module.progress}


def _module(call: Call, channel: str) -> Module:
    """Return a module of the device; raise ApiError 1109 for an unknown one."""
    modules = call.device.firmware_modules
    if not channel.isdecimal() or int(channel) not in modules:
        raise ApiError(PARAM_ILLEGAL)
    return modules[int(channel)]


ROUTES = (
    Route("GET", THING + "/{id}/firmware", list_firmware),
    Route("POST", THING + "/{id}/firmware/{channel}", start_update),
    Route("GET", THING + "/{id}/firmware/{channel}/progress", get_progress),
    Route("GET", HOME_DEVICES + "/{id}/upgrade-infos", list_upgrade_infos),
    Route("PUT", HOME_DEVICES + "/{id}/confirm-upgrade", confirm_upgrade),
    Route("GET", CUSTOM_DEVICES + "/{id}/upgrade-infos", list_upgrade_infos),
    Route("POST", CUSTOM_DEVICES + "/{id}/confirm-upgrade", confirm_upgrade),
)
