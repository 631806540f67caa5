"""Decodes and encodes the temperatures of a thermostat for one day of the week.

The layout of week_program_13_1 to _7, big-endian, in thermostats and radiator valves of
several manufacturers: the day (1 is Monday, 7 Sunday), then four bytes a period, namely
hour, minute and temperature in tenths of a degree (2 bytes). Other points called
week_program have a different layout per manufacturer, and are not decoded.
"""

from typing import Any, Final

from ..json_types import JsonObject, JsonValue
from ..points.packed import decode_bytes
from ..wire_values import parse_number
from .entries import PackingError, entries_of
from .meal_plan import DAYS, parse_time_of_day

_PERIOD_LENGTH: Final = 4


def decode_day_program(data: Any) -> JsonValue:
    """Return {"day": "monday", "periods": [{"time": "06:30", "temperature": 21.5}]}.

    ``data`` is bytes, or their base64 or hex text. Returns None if they hold no
    program.
    """
    if isinstance(data, str):
        data = decode_bytes(data)
    if not isinstance(data, bytes) or len(data) % _PERIOD_LENGTH != 1:
        return None
    if not 1 <= data[0] <= len(DAYS):
        return None
    periods: list[JsonValue] = []
    for start in range(1, len(data), _PERIOD_LENGTH):
        hour, minute = data[start], data[start + 1]
        if hour > 23 or minute > 59:
            return None
        temperature = int.from_bytes(data[start + 2 : start + 4], signed=True) / 10
        periods.append({"time": f"{hour:02d}:{minute:02d}", "temperature": temperature})
    return {"day": DAYS[data[0] - 1], "periods": periods}


def encode_day_program(program: JsonValue) -> bytes:
    """Return the bytes of a program in the form that ``decode_day_program`` returns.

    Raises ValueError for a broken one.
    """
    if not isinstance(program, dict) or program.get("day") not in DAYS:
        raise PackingError("not the program of a day")
    periods = entries_of(program.get("periods"))
    day = DAYS.index(str(program["day"])) + 1
    return bytes((day,)) + b"".join(_encode_period(period) for period in periods)


def _encode_period(period: JsonObject) -> bytes:
    time = parse_time_of_day(period.get("time"))
    temperature = parse_number(period.get("temperature"))
    if time is None or temperature is None:
        raise PackingError("not a period")
    tenths = round(temperature * 10)
    if not -0x8000 <= tenths <= 0x7FFF:
        raise PackingError("not a temperature")
    return bytes(time) + tenths.to_bytes(2, signed=True)
