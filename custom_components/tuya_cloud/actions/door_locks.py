"""Actions on door locks: temporary passwords, and the record of openings.

The digits of a password are encrypted and sent, and neither stored nor logged.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from ..cloud.locks import (
    create_temporary_password,
    delete_temporary_password,
    get_ticket,
    list_openings,
    list_temporary_passwords,
)
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.packed.lock_opening import Opening
from ..model.wire_values import parse_whole
from .action import Action, Target, refuse

# bit 0 of the cloud's days is Sunday
_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MIDNIGHT: Final = time(0, 0)
_LAST_MINUTE: Final = time(23, 59)
# digits of a password: of locks at a gateway, and of others
_AT_GATEWAY: Final = (6,)
_OTHERS: Final = (6, 7)
# states of a password by phase; 3 and others depend on the kind of lock
_PHASES: Final[Mapping[int | None, str]] = {
    0: "deleted",
    1: "pending",
    2: "active",
    4: "deleted",
    5: "failed",
    7: "failed",
}
_HOUR_MS: Final = 3_600_000


async def _create(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Create a temporary password, and return its id."""
    api, device = target.coordinator.api, target.device
    code: str = data["code"]
    lengths = _AT_GATEWAY if device.is_sub_device else _OTHERS
    if not re.fullmatch("[0-9]+", code) or len(code) not in lengths:
        raise refuse("password_digits", digits="/".join(map(str, lengths)))
    terms = _terms(device, data)
    ticket = await get_ticket(api, device.id)
    password_id = await create_temporary_password(api, device.id, ticket, code, terms)
    return {"password_id": password_id}


def _terms(device: Device, data: Mapping[str, Any]) -> JsonObject:
    """Return name and times of a password as the cloud takes them."""
    starts = dt_util.as_utc(data.get("starts") or dt_util.utcnow())
    ends = dt_util.as_utc(data["ends"])
    if ends <= max(starts, dt_util.utcnow()):
        raise refuse("ends_before_start")
    terms: JsonObject = {
        "name": data["name"],
        "effective_time": int(starts.timestamp()),
        "invalid_time": int(ends.timestamp()),
        "type": int(data["once"]),
    }
    days: list[str] = data["weekdays"]
    from_time: time = data.get("from_time") or _MIDNIGHT
    to_time: time = data.get("to_time") or _LAST_MINUTE
    if not days and (from_time, to_time) == (_MIDNIGHT, _LAST_MINUTE):
        return terms
    if to_time <= from_time:
        raise refuse("ends_before_start")
    bits = sum(1 << _WEEKDAYS.index(day) for day in {*(days or _WEEKDAYS)})
    hours: JsonObject = {
        "effective_time": _minutes(from_time),
        "invalid_time": _minutes(to_time),
        "working_day": bits,
    }
    return terms | {
        "schedule_list": [hours],
        "time_zone": device.time_zone or str(dt_util.get_default_time_zone()),
    }


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


async def _list(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Return the valid temporary passwords, without their digits."""
    found = await list_temporary_passwords(target.coordinator.api, target.device.id)
    return {"passwords": [_password(each) for each in found]}


def _password(document: JsonObject) -> JsonObject:
    """Return a password as the action shows it."""
    schedule = document.get("schedule_list")
    return {
        "password_id": str(document.get("id", "")),
        "name": str(document.get("name") or ""),
        "starts": _moment(document.get("effective_time"), 1),
        "ends": _moment(document.get("invalid_time"), 1),
        "state": _PHASES.get(parse_whole(document.get("phase")), "unknown"),
        "hours": [
            _hours(each)
            for each in (schedule if isinstance(schedule, list) else [])
            if isinstance(each, dict)
        ],
    }


def _hours(entry: JsonObject) -> JsonObject:
    """Return hours of the week: weekdays, and minutes as times of the day."""
    bits = parse_whole(entry.get("working_day")) or 0
    shown: JsonObject = {
        "weekdays": [day for bit, day in enumerate(_WEEKDAYS) if bits >> bit & 1]
    }
    for name, key in (("from_time", "effective_time"), ("to_time", "invalid_time")):
        minutes = parse_whole(entry.get(key)) or 0
        shown[name] = f"{minutes // 60:02}:{minutes % 60:02}"
    return shown


async def _delete(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Delete a temporary password."""
    api, password_id = target.coordinator.api, data["password_id"]
    await delete_temporary_password(api, target.device.id, password_id)
    return None


async def _openings(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Return the last openings, newest first."""
    now = int(dt_util.utcnow().timestamp() * 1000)
    since = now - data["hours"] * _HOUR_MS
    found = await list_openings(
        target.coordinator.api, target.device.id, since=since, until=now
    )
    openings: list[JsonValue] = [
        {
            "time": _moment(each.time, 1000),
            "means": Opening(each.code).means,
            "number": each.number,
            "person": each.person,
        }
        for each in found
    ]
    return {"openings": openings}


async def _read_reports(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Read what a lock has reported from the log, and return the number of reports."""
    records = target.coordinator.extras.lock_records
    return {"reports": await records.read(target.device)}


def _moment(value: JsonValue, unit: int) -> str | None:
    """Return a time in 1/unit seconds as ISO time; None: it is not one."""
    whole = parse_whole(value)
    try:
        moment = datetime.fromtimestamp((whole or 0) / unit, UTC)
    except OSError, OverflowError, ValueError:
        return None
    return dt_util.as_local(moment).isoformat() if whole else None


ACTIONS: Final = (
    Action(
        name="create_temporary_password",
        run=_create,
        fields={
            probatio.Required("name"): cv.string,
            probatio.Required("code"): cv.string,
            probatio.Optional("starts"): cv.datetime,
            probatio.Required("ends"): cv.datetime,
            probatio.Optional("once", default=False): cv.boolean,
            probatio.Optional("weekdays", default=list): probatio.All(
                cv.ensure_list, [probatio.In(_WEEKDAYS)]
            ),
            probatio.Optional("from_time"): cv.time,
            probatio.Optional("to_time"): cv.time,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    Action(name="list_temporary_passwords", run=_list, response=SupportsResponse.ONLY),
    Action(
        name="delete_temporary_password",
        run=_delete,
        fields={probatio.Required("password_id"): cv.string},
    ),
    Action(
        name="list_openings",
        run=_openings,
        fields={
            probatio.Optional("hours", default=24): probatio.All(
                probatio.Coerce(int), probatio.Range(min=1, max=7 * 24)
            )
        },
        response=SupportsResponse.ONLY,
    ),
    Action(
        name="read_lock_reports",
        run=_read_reports,
        response=SupportsResponse.OPTIONAL,
    ),
)
