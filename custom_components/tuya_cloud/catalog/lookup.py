"""Finds the row of a catalog that is about a data point."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final, Protocol

from ..model.points import DataPoint
from .spelling import folded

# stands in a row's code for the number of a code that a product counts
NUMBER: Final = "{n}"

_DIGITS: Final = re.compile(r"\d+")


class Fit(IntEnum):
    """How well a row fits a data point."""

    # the row is about something else
    NONE = 0
    # the row names the point, but its device class is that of another quantity
    NAME_ONLY = 1
    FULL = 2


class Row(Protocol):
    """What the lookup needs of a row."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes it is about, with ``{n}`` for a counted code's number."""

    @property
    def categories(self) -> frozenset[str]:
        """The categories it is limited to; empty: none."""

    def fit(self, point: DataPoint) -> Fit:
        """Return how well the row fits a point with one of its codes."""


@dataclass(frozen=True, slots=True)
class Match[R: Row]:
    """A row, and the number in a counted code ("2" for switch_2)."""

    row: R
    number: str | None

    def code(self, pattern: str) -> str:
        """Return a pattern of another code, with the number in it."""
        return pattern if self.number is None else pattern.replace(NUMBER, self.number)


# rows by code
type _Index[R] = dict[str, list[R]]


class Catalog[R: Row]:
    """Rows of one platform, found by code and category."""

    def __init__(self, rows: Iterable[R]) -> None:
        """Index the rows by code."""
        self.rows = tuple(rows)
        self._exact: _Index[R] = defaultdict(list)
        self._folded: _Index[R] = defaultdict(list)
        for row in self.rows:
            for code in row.codes:
                self._exact[code].append(row)
            # a dict: a row may list two spellings
            for code in dict.fromkeys(map(folded, row.codes)):
                self._folded[code].append(row)

    def find(
        self, code: str, category: str, point: DataPoint | None = None
    ) -> Match[R] | None:
        """Return the row for a code on a device of a category, or None.

        The code as it is spelled wins over other cases and underscores. In either
        spelling an exact row wins over a counted one, and within each a row that names
        the category over one that names none. Of several numbers in a code the last
        counts first. Of rows for the same code the one that fits the point best wins,
        and of two that fit equally the first; one that does not fit is never found.
        """
        if not self.knows(code):
            return None
        for index, spelling in ((self._exact, code), (self._folded, folded(code))):
            for pattern, number in _patterns(spelling).items():
                if row := _choose(index.get(pattern, ()), category, point):
                    return Match(row, number)
        return None

    def knows(self, code: str) -> bool:
        """Return whether any row is about a code, in any spelling."""
        return not (
            self._exact.keys().isdisjoint(_patterns(code))
            and self._folded.keys().isdisjoint(_patterns(folded(code)))
        )


# all catalogs are asked about the same codes
@lru_cache(maxsize=4096)
def _patterns(code: str) -> Mapping[str, str | None]:
    """Return the codes that a row may have for a code, each with the number in it."""
    patterns: dict[str, str | None] = {code: None}
    for digits in reversed([*_DIGITS.finditer(code)]):
        counted = f"{code[: digits.start()]}{NUMBER}{code[digits.end() :]}"
        patterns[counted] = digits[0]
    return patterns


def _choose[R: Row](
    rows: Sequence[R], category: str, point: DataPoint | None
) -> R | None:
    rows = [row for row in rows if category in row.categories] or [
        row for row in rows if not row.categories
    ]
    if point is None:
        return rows[0] if rows else None
    best = max(rows, key=lambda row: row.fit(point), default=None)
    return best if best and best.fit(point) else None
