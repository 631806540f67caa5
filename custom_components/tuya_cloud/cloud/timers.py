"""The timers that the cloud keeps for a device.

Documented only: Tuya's pages under "Device Timer" of the "Advanced Device Services"
(section 8 of the protocol reference, its part two). The list does not say whether a
timer is enabled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .answers import array, object_, objects, text
from .api import TuyaApi
from .errors import BadAnswerError, CommandRejectedError, SignatureRefusedError
from .json_types import JsonObject, JsonValue

_TIMERS: Final = "/v2.0/cloud/timer/device/{id}"
_NO_DATE: Final = "00000000"
_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Commands at a time of some weekdays, or once at a date."""

    # "": a new one
    id: str = ""
    name: str
    # such as 14:52
    time: str
    time_zone: str
    # Sunday first; no day: once
    weekdays: tuple[bool, ...] = (False,) * _DAYS
    # YYYYMMDD; "": none
    date: str = ""
    # [{"code", "value"}], raw values
    functions: Sequence[JsonObject]


async def list_timers(api: TuyaApi, device_id: str) -> list[Timer]:
    """Return the timers of a device. Takes one call."""
    result = await api.get(_TIMERS, path={"id": device_id})
    return [
        Timer(
            id=timer_id,
            name=text(entry.get("alias_name")),
            time=text(entry.get("time")),
            time_zone=text(entry.get("timezone_id")),
            weekdays=_weekdays(text(entry.get("loops"))),
            date=text(entry.get("date")).replace(_NO_DATE, ""),
            functions=objects(entry.get("functions")),
        )
        for entry in objects(array(result))
        if (timer_id := text(entry.get("timer_id")))
    ]


async def add_timer(api: TuyaApi, device_id: str, timer: Timer) -> str:
    """Add a timer; return its id. Takes one call."""
    result = object_(await api.post(_TIMERS, path={"id": device_id}, body=_body(timer)))
    # the table of Tuya's page says time_id, its example timer_id
    timer_id = text(result.get("timer_id")) or text(result.get("time_id"))
    if not timer_id:
        raise BadAnswerError("The new timer has no id")
    return timer_id


async def change_timer(api: TuyaApi, device_id: str, timer: Timer) -> None:
    """Replace the timer with the same id. Takes one call."""
    body = _body(timer) | {"timer_id": timer.id}
    _check(await api.put(_TIMERS, path={"id": device_id}, body=body))


async def set_timer_state(
    api: TuyaApi, device_id: str, timer_id: str, *, enabled: bool
) -> None:
    """Enable or disable a timer. Takes one call."""
    body: JsonObject = {"timer_id": timer_id, "enable": enabled}
    _check(await api.put(_TIMERS + "/state", path={"id": device_id}, body=body))


async def remove_timers(api: TuyaApi, device_id: str, timer_ids: Sequence[str]) -> None:
    """Remove timers. Takes one call.

    Tuya's newer page says that the ids may have to be in the body, although its table
    and its example have them in the query; the signature is refused otherwise.
    """
    path, ids = {"id": device_id}, ",".join(timer_ids)
    try:
        accepted = await api.delete(
            _TIMERS + "/batch", path=path, params={"timer_ids": ids}
        )
    except SignatureRefusedError:
        accepted = await api.delete(
            _TIMERS + "/batch", path=path, body={"timer_ids": ids}
        )
    _check(accepted)


def _body(timer: Timer) -> JsonObject:
    functions: list[JsonValue] = [dict(each) for each in timer.functions]
    return {
        "alias_name": timer.name,
        "time": timer.time,
        "timezone_id": timer.time_zone,
        "loops": "".join(str(int(day)) for day in timer.weekdays),
        "date": timer.date or _NO_DATE,
        "functions": functions,
    }


def _weekdays(loops: str) -> tuple[bool, ...]:
    digits = loops if len(loops) == _DAYS else "0" * _DAYS
    return tuple(digit == "1" for digit in digits)


def _check(accepted: JsonValue) -> None:
    if accepted is False:
        raise CommandRejectedError("The cloud did not change the timer")
