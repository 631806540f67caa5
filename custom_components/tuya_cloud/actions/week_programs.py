"""Actions on the week of a thermostat: get, set one day.

They are for the points whose layout is known (``model/packed/day_program.py``).
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any, Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from ..catalog.packed_formats import packed_format_of
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.packed.day_program import decode_day_program, encode_day_program
from ..model.packed.entries import entries_of
from ..model.packed.meal_plan import DAYS
from ..model.points import DataPoint
from .action import Action, Target, refuse

_PERIOD: Final = probatio.Schema(
    {
        probatio.Required("time"): cv.string,
        probatio.Required("temperature"): probatio.Coerce(float),
    }
)


async def _get(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Return the programs of all days that a thermostat has reported."""
    programs = [program for _, program in _programs(target.device)]
    if not programs:
        raise refuse("no_week_program", device=target.device.name)
    programs.sort(key=lambda program: DAYS.index(str(program["day"])))
    days: list[JsonValue] = [*programs]
    return {"days": days}


async def _set(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Replace the program of a day; a device has as many periods as it reports."""
    device, periods = target.device, data["periods"]
    found = {str(known["day"]): (point, known) for point, known in _programs(device)}
    if data["day"] not in found:
        raise refuse("no_week_program", device=device.name)
    point, known = found[data["day"]]
    count = len(entries_of(known["periods"]))
    if len(periods) != count:
        raise refuse("wrong_number_of_periods", device=device.name, count=str(count))
    try:
        program = encode_day_program({"day": data["day"], "periods": periods})
    except ValueError as error:
        raise refuse("not_a_period") from error
    await target.coordinator.send(
        device, {point.code: _in_form_of(device.value(point.code), program)}
    )
    return None


def _programs(device: Device) -> Iterator[tuple[DataPoint, JsonObject]]:
    """Yield the programs that are known, each with its data point."""
    for point in device.points.values():
        packed = packed_format_of(point)
        if packed is not None and packed.decode is decode_day_program:
            program = device.unpacked(point.code, decode_day_program)
            if isinstance(program, dict):
                yield point, program


def _in_form_of(known: Any, program: bytes) -> bytes | str:
    """Return a program as the device reports it: bytes, or their base64 or hex text."""
    if not isinstance(known, str):
        return program
    try:
        base64.b64decode(known, validate=True)
    except binascii.Error:
        return program.hex()
    return base64.b64encode(program).decode()


ACTIONS: Final = (
    Action(name="get_week_program", run=_get, response=SupportsResponse.ONLY),
    Action(
        name="set_day_program",
        run=_set,
        fields={
            probatio.Required("day"): probatio.In(DAYS),
            probatio.Required("periods"): probatio.All(cv.ensure_list, [_PERIOD]),
        },
    ),
)
