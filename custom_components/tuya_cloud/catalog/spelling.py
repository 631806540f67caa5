"""Spellings of codes: "switch_1", "Switch1" and "SWITCH_1" are the same code."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

# an underscore between two numbers keeps them apart
_UNDERSCORE: Final = re.compile(r"(?<!\d)_|_(?!\d)")

_WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=4096)
def folded(code: str) -> str:
    """Return a code in small letters and without underscores."""
    return _UNDERSCORE.sub("", code.lower())


def words(text: str) -> list[str]:
    """Return the words of a code or an option, in small letters."""
    return _WORD_START.sub(" ", text).replace("_", " ").lower().split()


def spelled_option(names: Collection[str], options: Collection[str]) -> str | None:
    """Return the option that spells the first of some names; None: there is none.

    The names are in small letters; products write "Disarmed" and "ALARM" too.
    """
    spelled = {option.lower(): option for option in reversed([*options])}
    return next((spelled[name] for name in names if name in spelled), None)


class ByCode[T]:
    """Things by code, found under other spellings of the code too."""

    def __init__(self, things: Mapping[str, T]) -> None:
        """Index the things; of two spellings of one code the first counts."""
        self._things = things
        self._spelled: dict[str, str] = {}
        for code in things:
            self._spelled.setdefault(folded(code), code)

    def spelled(self, code: str) -> str | None:
        """Return a code as it is spelled here: exactly so, or otherwise; or None."""
        return code if code in self._things else self._spelled.get(folded(code))

    def get(self, code: str) -> T | None:
        """Return the item of a code in any spelling; None: there is none."""
        spelled = self.spelled(code)
        return None if spelled is None else self._things[spelled]

    def __contains__(self, code: str) -> bool:
        """Return whether there is an item of a code in any spelling."""
        return self.spelled(code) is not None
