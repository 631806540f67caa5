"""Decodes and encodes the meals of a pet feeder.

No plan names its layout, so it is the first one in which every record is plausible.

The days are bits: Monday is 0x40 and Sunday 0x01, by a maker's own description and the
recorded plans of thirteen makes (section 10 of the protocol reference, its part two).
Home Assistant's own integration reads them the other way round, so a correction can say
that Monday is 0x01.
"""

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, NamedTuple

from ..json_types import JsonObject, JsonValue
from ..wire_values import parse_whole
from .entries import entries_of
from .meal_layouts import FIVE_BYTES, LAYOUTS, Layout, Meal, MealError

DAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)


class _Reading(NamedTuple):
    """A plan as one of the layouts reads it."""

    layout: Layout
    meals: list[Meal]
    # turns another plan of the layout into the form of this one
    restore: Callable[[Any], bytes | str]


def parse_time_of_day(value: JsonValue) -> tuple[int, int] | None:
    """Return hour and minute of "7:30" or "07:30:00"; None: it is no time."""
    time = _TIME.fullmatch(str(value))
    if time is None or int(time[1]) > 23 or int(time[2]) > 59:
        return None
    return int(time[1]), int(time[2])


def layout_of(plan: Any) -> Layout | None:
    """Return the layout of a plan; None: it is empty, or of no known layout."""
    return next((reading.layout for reading in _readings(plan)), None)


def decode_meal_plan(plan: Any) -> JsonValue:
    """Return the meals of a plan; None: it has no known layout.

    Each is {"days": ["monday", ...], "time": "07:30", "portion": 2, "enabled": true},
    without days where the layout has none.
    """
    return _decode(plan, monday_first=True)


def decode_reversed_meal_plan(plan: Any) -> JsonValue:
    """Return the meals of a plan in which Monday is 0x01."""
    return _decode(plan, monday_first=False)


def encode_meal_plan(
    meals: JsonValue, known: Any = b"", layout: Layout | None = None
) -> bytes | str:
    """Return the plan of meals in the form that ``decode_meal_plan`` returns.

    It has the given layout, or else that of a known plan of the device, or five bytes.
    The default of "days" is every day, that of "enabled" is true. Raises ValueError for
    a broken meal.
    """
    return _encode(meals, known, layout, monday_first=True)


def encode_reversed_meal_plan(
    meals: JsonValue, known: Any = b"", layout: Layout | None = None
) -> bytes | str:
    """Return a plan in which Monday is 0x01; see ``encode_meal_plan``."""
    return _encode(meals, known, layout, monday_first=False)


def _readings(plan: Any) -> Iterator[_Reading]:
    """Yield what each layout that fits makes of a plan."""
    for form, restore in _forms(plan):
        for layout in LAYOUTS:
            if form and (meals := layout.decode(form)) is not None:
                yield _Reading(layout, meals, restore)


def _forms(plan: Any) -> Iterator[tuple[bytes | str, Callable[[Any], bytes | str]]]:
    """Yield what a plan may stand for, each with the way back.

    A text may be base64 or hex digits, and bytes may be a text taken for base64.
    """
    if isinstance(plan, bytes | str):
        yield plan, _same
    if isinstance(plan, bytes):
        yield _base64(plan), _same
    if isinstance(plan, str):
        with suppress(ValueError):
            yield base64.b64decode(plan, validate=True), _base64
        with suppress(ValueError):
            yield bytes.fromhex(plan), bytes.hex


def _same(plan: bytes | str) -> bytes | str:
    return plan


def _base64(plan: bytes) -> str:
    return base64.b64encode(plan).decode()


def _decode(plan: Any, *, monday_first: bool) -> JsonValue:
    if plan in (b"", ""):
        return []
    reading = next(_readings(plan), None)
    if reading is None:
        return None
    return [_to_json(meal, monday_first=monday_first) for meal in reading.meals]


def _to_json(meal: Meal, *, monday_first: bool) -> JsonObject:
    shown: JsonObject = {}
    if meal.days is not None:
        shown["days"] = [day for day, bit in _bits(monday_first) if meal.days & bit]
    return shown | {
        "time": f"{meal.hour:02d}:{meal.minute:02d}",
        "portion": meal.portion,
        "enabled": meal.enabled,
    }


def _encode(
    meals: JsonValue, known: Any, layout: Layout | None, *, monday_first: bool
) -> bytes | str:
    readings = [each for each in _readings(known) if layout in (None, each.layout)]
    layout = layout or (readings[0].layout if readings else FIVE_BYTES)
    plan = layout.encode(
        [_from_json(meal, monday_first=monday_first) for meal in entries_of(meals)]
    )
    return readings[0].restore(plan) if readings else plan


def _from_json(entry: JsonObject, *, monday_first: bool) -> Meal:
    bits = dict(_bits(monday_first))
    days = entry.get("days", [*DAYS])
    time = parse_time_of_day(entry.get("time"))
    portion = parse_whole(entry.get("portion"))
    enabled = entry.get("enabled", True)
    if (
        time is None
        or portion is None
        or not isinstance(days, list)
        or not isinstance(enabled, bool)
        or any(not isinstance(day, str) or day not in bits for day in days)
    ):
        raise MealError("not_a_meal")
    served = sum({bits[str(day)] for day in days})
    meal = Meal(*time, portion, served, enabled)
    if not meal.is_plausible:
        raise MealError("not_a_meal")
    return meal


def _bits(monday_first: bool) -> list[tuple[str, int]]:
    """Return the days, each with its bit."""
    bits = [1 << number for number in range(len(DAYS))]
    return list(zip(DAYS, reversed(bits) if monday_first else bits, strict=True))
