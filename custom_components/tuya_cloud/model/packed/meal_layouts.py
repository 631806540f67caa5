"""The layouts in which pet feeders pack their meals.

A plan is a list of records of one length. Where the layouts come from:

- five bytes: days, hour, minute, portions, 1 if enabled. Recorded, and written by the
  apps of most makers.
- four bytes: the same without days. Recorded.
- fish feeder, five bytes: 1 if enabled, minute of the day (2 bytes, big-endian),
  portions, days. Known from one client.
- text of 15: days in hex (2 digits), hour, minute, portions (2 each), enabled, six
  zeros. Recorded.
- text of 8: days in hex (2), hour, minute (2 each), portions, enabled. Known from one
  client, which does not tell the order of its days.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .entries import PackingError

ALL_DAYS: Final = 0x7F


class MealError(PackingError):
    """A meal that cannot be packed.

    ``key`` is one of not_a_meal, no_days and too_many_portions.
    """

    def __init__(self, key: str) -> None:
        """Store the key of the message."""
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal as a record holds it."""

    hour: int
    minute: int
    portion: int
    # bits; None: the layout has none, so the meal is served every day
    days: int | None = None
    enabled: bool = True

    @property
    def is_plausible(self) -> bool:
        """Return whether all numbers can be what they should be."""
        return (
            0 <= (self.days or 0) <= ALL_DAYS
            and 0 <= self.hour <= 23
            and 0 <= self.minute <= 59
            and 0 <= self.portion <= 255
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of a record."""

    name: str
    # of a record, in bytes or characters
    length: int
    # takes a record, and raises ValueError for one of another layout
    read: Callable[[Any], Meal]
    # raises ValueError for a meal that the layout cannot hold
    write: Callable[[Meal], Any]
    is_text: bool = False
    has_days: bool = True

    def decode(self, plan: bytes | str) -> list[Meal] | None:
        """Return the meals of a plan; None: it has another layout."""
        if isinstance(plan, str) is not self.is_text or len(plan) % self.length:
            return None
        starts = range(0, len(plan), self.length)
        try:
            meals = [self.read(plan[start : start + self.length]) for start in starts]
        except ValueError:
            return None
        return meals if all(meal.is_plausible for meal in meals) else None

    def encode(self, meals: Sequence[Meal]) -> bytes | str:
        """Return the plan of meals; raises ValueError for one that does not fit."""
        records = [self.write(meal) for meal in meals]
        return "".join(records) if self.is_text else b"".join(records)


def _flag(number: int) -> bool:
    if number not in {0, 1}:
        raise ValueError("neither on nor off")
    return bool(number)


def _read_five(record: bytes) -> Meal:
    days, hour, minute, portion, enabled = record
    return Meal(hour, minute, portion, days, _flag(enabled))


def _write_five(meal: Meal) -> bytes:
    days = ALL_DAYS if meal.days is None else meal.days
    return bytes((days, meal.hour, meal.minute, meal.portion, meal.enabled))


def _read_four(record: bytes) -> Meal:
    hour, minute, portion, enabled = record
    return Meal(hour, minute, portion, None, _flag(enabled))


def _write_four(meal: Meal) -> bytes:
    if meal.days not in {None, ALL_DAYS}:
        raise MealError("no_days")
    return bytes((meal.hour, meal.minute, meal.portion, meal.enabled))


def _read_fish(record: bytes) -> Meal:
    hour, minute = divmod(int.from_bytes(record[1:3]), 60)
    return Meal(hour, minute, record[3], record[4], _flag(record[0]))


def _write_fish(meal: Meal) -> bytes:
    minutes = (meal.hour * 60 + meal.minute).to_bytes(2)
    days = ALL_DAYS if meal.days is None else meal.days
    return bytes((meal.enabled, *minutes, meal.portion, days))


def _read_fifteen(record: str) -> Meal:
    if record[9:] != "000000":
        raise ValueError("not the end of a record")
    return Meal(
        _digits(record[2:4]),
        _digits(record[4:6]),
        _digits(record[6:8]),
        _hex(record[:2]),
        _flag(_digits(record[8])),
    )


def _write_fifteen(meal: Meal) -> str:
    return f"{_text_of(meal, most=99, width=2)}{meal.enabled:d}000000"


def _read_eight(record: str) -> Meal:
    return Meal(
        _digits(record[2:4]),
        _digits(record[4:6]),
        _digits(record[6]),
        _hex(record[:2]),
        _flag(_digits(record[7])),
    )


def _write_eight(meal: Meal) -> str:
    return f"{_text_of(meal, most=9, width=1)}{meal.enabled:d}"


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError("not a number")
    return int(text)


def _hex(text: str) -> int:
    if not re.fullmatch("[0-9a-fA-F]{2}", text):
        raise ValueError("not a number in hex")
    return int(text, 16)


def _text_of(meal: Meal, *, most: int, width: int) -> str:
    """Return days, hour, minute and portions as text."""
    if meal.portion > most:
        raise MealError("too_many_portions")
    days = ALL_DAYS if meal.days is None else meal.days
    return f"{days:02x}{meal.hour:02d}{meal.minute:02d}{meal.portion:0{width}d}"


FIVE_BYTES: Final = Layout("five_bytes", 5, _read_five, _write_five)
# in the order in which they are tried
LAYOUTS: Final = (
    FIVE_BYTES,
    Layout("four_bytes", 4, _read_four, _write_four, has_days=False),
    Layout("fish_feeder", 5, _read_fish, _write_fish),
    Layout("text_15", 15, _read_fifteen, _write_fifteen, is_text=True),
    Layout("text_8", 8, _read_eight, _write_eight, is_text=True),
)
