"""Decides which values of data points stay out of diagnostics.

What a device may write freely may hold anything: door codes, names, addresses of
pictures, serial numbers. Such values stay inside unless their code tells that they
cannot. Numbers, switches and the options of a specification say little of a person, but
for where somebody is and what identifies them.
"""

import re
from typing import Final

from homeassistant.components.diagnostics import REDACTED

from .model.device import Device
from .model.points import DataPoint, EnumPoint, JsonPoint, RawPoint, TextPoint

# of any type: secrets, places, and identifiers of people and machines
_PRIVATE: Final = re.compile(
    r"""
    (?<!unlock_)passw | pwd | secret | token | url
    | latitude | longitude | coordinate | location
    | (^|_)(gps | pin | imei | imsi | iccid | ssid | mac | ip)(_|\d|$)
    | (^|_)(phone | serial)(_?num(ber)? | _?no)?\d*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
# packed values of lamps, timers, programs and meters
_HARMLESS: Final = re.compile(
    r"""
    (^|_)(
        colou?r | scene | flash | music | rhythm | control_data | ic_type | pixel
        | power_memory | inching | interlock
        | (cycle|random)_(time|timing) | timer | sleep_mode | wakeup_mode | disturb
        | program | schedule | meal_plan | irrigation
        | phase | energy | alarm_set | price_set | frozen_time_set | sd_storge
    )(_|\d|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_private(device: Device, point: DataPoint) -> bool:
    """Return whether the value of a data point is private."""
    reading = device.readings.get(point.code)
    if reading is None or isinstance(reading.raw, bool) or reading.raw in (None, ""):
        return False
    if isinstance(point, EnumPoint) and reading.raw in point.known_options:
        return False
    if _PRIVATE.search(point.code):
        return True
    is_free = isinstance(point.reader or point, TextPoint | JsonPoint | RawPoint) or (
        # it does not fit the specification, so it may be anything
        reading.value is None and isinstance(reading.raw, str | dict | list)
    )
    return is_free and not _HARMLESS.search(point.code)


def withheld(value: object) -> str:
    """Return the text in place of a private value: its length, where it has one."""
    match value:
        case str():
            return f"{REDACTED} ({len(value)} characters)"
        case bytes():
            return f"{REDACTED} ({len(value)} bytes)"
        case dict():
            return f"{REDACTED} ({len(value)} fields)"
        case list():
            return f"{REDACTED} ({len(value)} items)"
    return REDACTED
