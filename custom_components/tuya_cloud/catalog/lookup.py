"""Finds the row of a catalog that speaks of a data point code."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

# stands in a row's key for the number of a code that a product counts
NUMBER: Final = "{n}"

_DIGITS: Final = re.compile(r"\d+")


class Row(Protocol):
    """What the lookup needs of a row."""

    @property
    def key(self) -> str:
        """The code it speaks of, with ``{n}`` for a counted code's number."""

    @property
    def categories(self) -> frozenset[str]:
        """The categories it is limited to; empty: none."""


@dataclass(frozen=True, slots=True)
class Match[R: Row]:
    """A row, and the number that a counted code carried ("2" for switch_2)."""

    row: R
    number: str | None

    def code(self, pattern: str) -> str:
        """Return a pattern of another code, with the number in it."""
        return pattern if self.number is None else pattern.replace(NUMBER, self.number)


class Catalog[R: Row]:
    """Rows of one platform, found by code and category."""

    def __init__(self, rows: Iterable[R]) -> None:
        """Index the rows; their order does not matter."""
        self.rows = tuple(rows)
        self._by_key: dict[str, list[R]] = defaultdict(list)
        for row in self.rows:
            self._by_key[row.key].append(row)

    def find(
        self, code: str, category: str, suits: Callable[[R], bool] | None = None
    ) -> Match[R] | None:
        """Return the row for a code on a device of a category, or None.

        An exact row wins over a counted one, and within each a row that names the
        category over one that names none. Of several numbers in a code the last
        counts first. Of rows for the same code the first one wins that suits the
        point; where none does, the first one.
        """
        if row := self._choose(code, category, suits):
            return Match(row, None)
        for digits in reversed([*_DIGITS.finditer(code)]):
            key = f"{code[: digits.start()]}{NUMBER}{code[digits.end() :]}"
            if row := self._choose(key, category, suits):
                return Match(row, digits[0])
        return None

    def _choose(
        self, key: str, category: str, suits: Callable[[R], bool] | None
    ) -> R | None:
        rows = self._by_key.get(key, [])
        rows = [row for row in rows if category in row.categories] or [
            row for row in rows if not row.categories
        ]
        suiting = (row for row in rows if suits is None or suits(row))
        return next(suiting, rows[0] if rows else None)
