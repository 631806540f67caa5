"""Decodes and encodes the alarms of meters and breakers.

The layout, big-endian: four bytes an alarm, namely its number, 1 if the device switches
off then, and the threshold (2 bytes). Tuya's sharing SDK (strategy db_v1_alarm) names
the alarms of alarm_set_2; those of alarm_set_1 have the numbers of the fault labels of
the same breakers.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..json_types import JsonObject, JsonValue
from ..wire_values import parse_whole
from .entries import PackingError, entries_of

# counted from 1
_PROTECTION: Final = (
    "short_circuit",
    "surge",
    "overload",
    "leakage_current",
    "temperature",
    "fire",
    "high_power",
    "self_test",
)
_SUPPLY: Final = (
    "overcurrent",
    "phase_imbalance",
    "overvoltage",
    "undervoltage",
    "phase_loss",
    "power_failure",
    "magnetism",
    "insufficient_balance",
    "arrears",
    "battery_overvoltage",
    "cover_open",
    "meter_cover_open",
    "fault",
)
_ALARM_LENGTH: Final = 4


def decode_protection_alarms(data: Any) -> JsonValue:
    """Return the alarms in the bytes of alarm_set_1; None: the layout is another.

    Each is {"alarm": "high_power", "action": true, "threshold": 13}, one without a
    name "alarm_N". The unit of the threshold depends on the alarm.
    """
    return _decode(data, _PROTECTION)


def encode_protection_alarms(alarms: JsonValue) -> bytes:
    """Return the bytes of alarm_set_1; raises ValueError for a broken alarm."""
    return _encode(alarms, _PROTECTION)


def decode_supply_alarms(data: Any) -> JsonValue:
    """Return the alarms in the bytes of alarm_set_2, like those of alarm_set_1."""
    return _decode(data, _SUPPLY)


def encode_supply_alarms(alarms: JsonValue) -> bytes:
    """Return the bytes of alarm_set_2; raises ValueError for a broken alarm."""
    return _encode(alarms, _SUPPLY)


def _decode(data: Any, names: Sequence[str]) -> JsonValue:
    if not isinstance(data, bytes) or len(data) % _ALARM_LENGTH:
        return None
    alarms: list[JsonValue] = []
    for start in range(0, len(data), _ALARM_LENGTH):
        number, action = data[start], data[start + 1]
        if action > 1:
            return None
        alarms.append(
            {
                "alarm": _name(number, names),
                "action": bool(action),
                "threshold": int.from_bytes(data[start + 2 : start + 4]),
            }
        )
    return alarms


def _encode(alarms: JsonValue, names: Sequence[str]) -> bytes:
    numbers = {_name(number, names): number for number in range(256)}
    return b"".join(_encode_alarm(alarm, numbers) for alarm in entries_of(alarms))


def _encode_alarm(alarm: JsonObject, numbers: Mapping[str, int]) -> bytes:
    number = numbers.get(str(alarm.get("alarm")))
    action = alarm.get("action")
    threshold = parse_whole(alarm.get("threshold"))
    if (
        number is None
        or not isinstance(action, bool)
        or threshold is None
        or not 0 <= threshold <= 0xFFFF
    ):
        raise PackingError("not an alarm")
    return bytes((number, action)) + threshold.to_bytes(2)


def _name(number: int, names: Sequence[str]) -> str:
    return names[number - 1] if 1 <= number <= len(names) else f"alarm_{number}"
