"""Finds the data points that a person enables only on purpose, by their codes."""

from typing import Final

from homeassistant.const import Platform

from .naming import readable_name

# words of commands that cannot be undone
_ERASING: Final = frozenset(
    {"clear", "delete", "erase", "factory", "format", "remove", "reset", "restore"}
)
# words of what nobody else may read
_SECRET: Final = frozenset({"passcode", "passwd", "password", "pin", "pincode", "pwd"})


def is_delicate(code: str, platform: Platform) -> bool:
    """Return whether a button erases something, or whether a point holds a secret."""
    words = frozenset(readable_name(code).lower().split())
    if platform is Platform.BUTTON:
        return not words.isdisjoint(_ERASING)
    return not words.isdisjoint(_SECRET)
