"""Decodes and encodes the meals of a pet feeder.

The layout, as a feeder of the category cwwsq reports it and its app writes it: five
bytes a meal, namely the days (bit 0 is Monday, bit 6 Sunday), hour, minute, portions,
and 1 if the meal is enabled.
"""

from typing import Any, Final

from ..json_types import JsonObject, JsonValue
from ..wire_values import parse_whole
from .entries import PackingError, entries_of

DAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_MEAL_LENGTH: Final = 5


def decode_meal_plan(data: Any) -> JsonValue:
    """Return the meals in bytes; None: the layout is another.

    Each is {"days": ["monday", ...], "time": "07:30", "portion": 2, "enabled": true}.
    """
    if not isinstance(data, bytes) or len(data) % _MEAL_LENGTH:
        return None
    meals: list[JsonValue] = []
    for start in range(0, len(data), _MEAL_LENGTH):
        days, hour, minute, portion, enabled = data[start : start + _MEAL_LENGTH]
        if days >> len(DAYS) or hour > 23 or minute > 59 or enabled > 1:
            return None
        meals.append(
            {
                "days": [day for bit, day in enumerate(DAYS) if days >> bit & 1],
                "time": f"{hour:02d}:{minute:02d}",
                "portion": portion,
                "enabled": bool(enabled),
            }
        )
    return meals


def encode_meal_plan(meals: JsonValue) -> bytes:
    """Return the bytes of meals in the form that ``decode_meal_plan`` returns.

    The default of "days" is every day, that of "enabled" is true. Raises ValueError
    for a broken meal.
    """
    return b"".join(_encode_meal(meal) for meal in entries_of(meals))


def _encode_meal(meal: JsonObject) -> bytes:
    days = meal.get("days", [*DAYS])
    hour, _, minute = str(meal.get("time")).partition(":")
    portion = parse_whole(meal.get("portion"))
    enabled = meal.get("enabled", True)
    if (
        not isinstance(days, list)
        or not isinstance(enabled, bool)
        or portion is None
        or not 0 <= int(hour) <= 23
        or not 0 <= int(minute) <= 59
        or not 0 <= portion <= 255
    ):
        raise PackingError("not a meal")
    bits = sum({1 << DAYS.index(str(day)) for day in days})
    return bytes((bits, int(hour), int(minute), portion, enabled))
