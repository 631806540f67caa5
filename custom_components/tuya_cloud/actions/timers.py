"""Actions on the timers that the cloud keeps for devices."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from ..cloud.timers import (
    Timer,
    add_timer,
    change_timer,
    list_timers,
    remove_timers,
    set_timer_state,
)
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.packed.meal_plan import DAYS
from ..model.points import InvalidCommandError
from ..sync.service_errors import command_invalid
from .action import Action, Target, refuse
from .data_points import VALUES

# the cloud's weeks begin with Sunday
_WEEK: Final = (DAYS[-1], *DAYS[:-1])
_DATE: Final = "%Y%m%d"
_TIMER: Final = {
    probatio.Optional("name"): cv.string,
    probatio.Optional("days"): probatio.All(cv.ensure_list, [probatio.In(_WEEK)]),
    probatio.Optional("date"): cv.date,
}


async def _list(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Return the timers of a device."""
    device = target.device
    timers = await list_timers(target.coordinator.api, device.id)
    return {"timers": [_shown(device, timer) for timer in timers]}


async def _add(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Add a timer, and return its id.

    Without weekdays and date it runs once, the next time that the time comes.
    """
    device = target.device
    timer = Timer(
        name=data.get("name") or "Home Assistant",
        time=data["time"].strftime("%H:%M"),
        time_zone=target.hass.config.time_zone,
        functions=_functions(device, data["values"]),
    )
    timer = _at(timer, data.get("days", ()), data.get("date"))
    return {"timer_id": await add_timer(target.coordinator.api, device.id, timer)}


async def _change(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Change what is given of a timer, and enable or disable it."""
    api, device, timer_id = target.coordinator.api, target.device, data["timer_id"]
    if data.keys() & {"name", "time", "days", "date", "values"}:
        timers = {each.id: each for each in await list_timers(api, device.id)}
        if timer_id not in timers:
            raise refuse("no_such_timer", device=device.name, timer=timer_id)
        await change_timer(api, device.id, _changed(device, timers[timer_id], data))
    if "enabled" in data:
        await set_timer_state(api, device.id, timer_id, enabled=data["enabled"])
    return None


async def _remove(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Remove a timer."""
    await remove_timers(target.coordinator.api, target.device.id, [data["timer_id"]])
    return None


def _changed(device: Device, timer: Timer, data: Mapping[str, Any]) -> Timer:
    if "name" in data:
        timer = replace(timer, name=data["name"])
    if "time" in data:
        timer = replace(timer, time=data["time"].strftime("%H:%M"))
    if "values" in data:
        timer = replace(timer, functions=_functions(device, data["values"]))
    if data.keys() & {"days", "date"}:
        timer = _at(timer, data.get("days", ()), data.get("date"))
    return timer


def _at(timer: Timer, days: Iterable[str], day: date | None) -> Timer:
    """Return a timer with weekdays, or with the date on which it runs once."""
    chosen = {*days}
    if chosen and day is not None:
        raise refuse("days_and_date")
    weekdays = tuple(name in chosen for name in _WEEK)
    if chosen:
        return replace(timer, weekdays=weekdays, date="")
    day = day or _next_date(timer)
    return replace(timer, weekdays=weekdays, date=day.strftime(_DATE))


def _next_date(timer: Timer) -> date:
    """Return when a timer's time comes next, in its time zone."""
    now = dt_util.now(ZoneInfo(timer.time_zone))
    is_over = timer.time <= now.strftime("%H:%M")
    return now.date() + timedelta(days=int(is_over))


def _functions(device: Device, values: Mapping[str, Any]) -> list[JsonObject]:
    """Return commands, each value checked as those of entities are."""
    functions: list[JsonObject] = []
    for code, value in values.items():
        if code not in device.points:
            raise refuse("unknown_data_point", code=code, device=device.name)
        try:
            functions.append({"code": code, "value": device.encode(code, value)})
        except InvalidCommandError as error:
            raise command_invalid(error) from error
    return functions


def _shown(device: Device, timer: Timer) -> JsonValue:
    values: JsonObject = {}
    for function in timer.functions:
        code, raw = str(function.get("code")), function.get("value")
        point = device.points.get(code)
        decoded = None if point is None else point.decode(raw).value
        is_plain = isinstance(decoded, bool | int | float | str | dict | list)
        values[code] = decoded if is_plain else raw
    return {
        "timer_id": timer.id,
        "name": timer.name,
        "time": timer.time,
        "days": [
            day for day, is_on in zip(_WEEK, timer.weekdays, strict=True) if is_on
        ],
        "date": _iso(timer.date),
        "time_zone": timer.time_zone,
        "values": values,
    }


def _iso(digits: str) -> str | None:
    """Return a date of the cloud as Home Assistant writes it; None: there is none."""
    try:
        return date.fromisoformat(digits).isoformat()
    except ValueError:
        return None


ACTIONS: Final = (
    Action(name="list_timers", run=_list, response=SupportsResponse.ONLY),
    Action(
        name="add_timer",
        run=_add,
        fields=_TIMER
        | {
            probatio.Required("time"): cv.time,
            probatio.Required("values"): VALUES,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    Action(
        name="change_timer",
        run=_change,
        fields=_TIMER
        | {
            probatio.Required("timer_id"): cv.string,
            probatio.Optional("time"): cv.time,
            probatio.Optional("values"): VALUES,
            probatio.Optional("enabled"): cv.boolean,
        },
    ),
    Action(
        name="remove_timer",
        run=_remove,
        fields={probatio.Required("timer_id"): cv.string},
    ),
)
