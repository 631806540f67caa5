"""Keys that most remotes have: their buttons are enabled, and have translated names.

Remotes spell the same key in several ways ("volume_up", "Volume+", "Vol +").
"""

import re
from typing import Final

# by key of the translation: other spellings, in words of small letters
COMMON_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "remote_power": ("power", "power toggle", "on off", "standby"),
    "remote_power_on": ("power on", "on"),
    "remote_power_off": ("power off", "off"),
    "remote_volume_up": ("volume up", "vol up"),
    "remote_volume_down": ("volume down", "vol down"),
    "remote_mute": ("mute", "silence"),
    "remote_channel_up": ("channel up", "ch up", "program up"),
    "remote_channel_down": ("channel down", "ch down", "program down"),
    "remote_ok": ("ok", "enter", "select", "navigate ok"),
    "remote_up": ("up", "navigate up", "arrow up"),
    "remote_down": ("down", "navigate down", "arrow down"),
    "remote_left": ("left", "navigate left", "arrow left"),
    "remote_right": ("right", "navigate right", "arrow right"),
    "remote_back": ("back", "return"),
    "remote_home": ("home", "homepage", "main page"),
    "remote_menu": ("menu",),
    "remote_exit": ("exit",),
    "remote_input": ("input", "source", "signal", "signal source", "tv av"),
}
_BY_WORDS: Final = {
    spelling: key for key, spellings in COMMON_KEYS.items() for spelling in spellings
}
_SIGNS: Final = {"+": " up ", "-": " down "}
# a sign after a word stands for a direction, one between two words joins them
_SIGN: Final = re.compile(r"(?<=\w)\s*([+-])\s*$")
_NO_WORD: Final = re.compile(r"[\W_]+")
_WORD_START: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def common_key(*names: str) -> str | None:
    """Return the translation key of a key, by the first of its names that is known."""
    return next((key for name in names if (key := _BY_WORDS.get(_words(name)))), None)


def _words(name: str) -> str:
    """Return the words of a key's name, separated by spaces."""
    spelled = _SIGN.sub(lambda match: _SIGNS[match[1]], _WORD_START.sub(" ", name))
    return " ".join(_NO_WORD.sub(" ", spelled).lower().split())
