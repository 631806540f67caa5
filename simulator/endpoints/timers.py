"""The timers of a device."""

from ..commands import parse_commands
from ..errors import PARAM_EMPTY, ApiError
from ..json_types import JsonObject, JsonValue
from ..timers import parse_timer
from .router import Call, Route

TIMERS = "/v2.0/cloud/timer/device/{id}"


async def list_timers(call: Call) -> JsonValue:
    """Return the timers of a device, or those of `timer_ids`."""
    wanted = [each for each in call.query.get("timer_ids", "").split(",") if each]
    return [
        timer.document
        for timer_id, timer in call.device.timers.by_id.items()
        if not wanted or timer_id in wanted
    ]


async def add_timer(call: Call) -> JsonValue:
    """Add a timer; its functions are checked as commands are."""
    return {"timer_id": call.device.timers.add(_timer(call))}


async def change_timer(call: Call) -> JsonValue:
    """Replace a timer by one with the same id."""
    timer = call.device.timers.get(call.json.get("timer_id"))
    timer.document = _timer(call) | {"timer_id": call.json["timer_id"]}
    return True


async def set_timer_state(call: Call) -> JsonValue:
    """Enable or disable a timer."""
    enable = call.json.get("enable")
    if not isinstance(enable, bool):
        raise ApiError(PARAM_EMPTY)
    call.device.timers.get(call.json.get("timer_id")).enabled = enable
    return True


async def remove_timers(call: Call) -> JsonValue:
    """Remove the timers of `timer_ids`, in the query or in the body."""
    timers = call.device.timers
    given = call.query.get("timer_ids") or (call.text("timer_ids") if call.body else "")
    timer_ids = [each for each in given.split(",") if each]
    if not timer_ids:
        raise ApiError(PARAM_EMPTY)
    for timer_id in timer_ids:
        timers.get(timer_id)
        del timers.by_id[timer_id]
    return True


def _timer(call: Call) -> JsonObject:
    document = parse_timer(call.json)
    parse_commands(call.device, {"commands": document["functions"]})
    return document


ROUTES = (
    Route("GET", TIMERS, list_timers),
    Route("POST", TIMERS, add_timer),
    Route("PUT", TIMERS, change_timer),
    Route("PUT", TIMERS + "/state", set_timer_state),
    Route("DELETE", TIMERS + "/batch", remove_timers),
)
