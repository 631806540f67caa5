"""Which data point of a doorbell a ring belongs to.

Some models ring by an event message alone (section 12 of the protocol reference), so
the ring becomes a report of the data point that would report it.
"""

import base64
import json
from typing import Final

from .device import Device
from .json_types import JsonObject, JsonValue
from .points import BooleanPoint, DataPoint, JsonPoint, RawPoint, ValuePoint

# the usual code first; it also serves a doorbell with none of them
_CODES: Final = ("doorbell", "doorbell_call", "doorbell_active")


def ring_item(device: Device, kind: str, time: JsonValue) -> JsonObject:
    """Return the item of a report by which a device says that somebody rang.

    ``kind`` is the kind of the event, such as "ac_doorbell".
    """
    code = next((each for each in _CODES if each in device.points), _CODES[0])
    return {"code": code, "value": _value(device.points.get(code), kind), "t": time}


def _value(point: DataPoint | None, kind: str) -> JsonValue:
    """Return what the data point would report."""
    match point:
        case None | BooleanPoint():
            return True
        case ValuePoint():
            return 1
        case JsonPoint():
            return json.dumps({"cmd": kind})
        case RawPoint():
            return base64.b64encode(kind.encode()).decode()
    return kind
