"""Tells which data points are temperatures, and the scale of a unit."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from ..points import ValuePoint
from ..specification import Specification
from .doubt import folded, numbers

CELSIUS: Final = "℃"
FAHRENHEIT: Final = "℉"

_IN_FAHRENHEIT: Final = re.compile(r"(_f|[a-z]F)$")
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TEMPERATURE_WORDS: Final = frozenset({"temperature", "tempset", "tempcurrent"})
# What is said of a temperature, or is none: differences, times and states, and the
# temperature of a color, which lights call temp_value.
_OTHER_WORDS: Final = frozenset(
    {
        "bright",
        "calibrate",
        "calibration",
        "coefficient",
        "color",
        "colortemp",
        "colour",
        "colourtemp",
        "compensation",
        "controller",
        "convert",
        "correction",
        "count",
        "dead",
        "deadzone",
        "delta",
        "diff",
        "differ",
        "difference",
        "enable",
        "hysteresis",
        "interval",
        "level",
        "light",
        "mode",
        "number",
        "offset",
        "percent",
        "period",
        "periodic",
        "ratio",
        "report",
        "sensitivity",
        "state",
        "status",
        "step",
        "switch",
        "time",
        "timer",
        "type",
        "unit",
        "value",
    }
)

_BOTH: Final = re.compile(
    r"c(elsius)?(or)?f(ahrenheit)?|f(ahrenheit)?(or)?c(elsius)?|摄氏度?[或和]?华氏度?"
)
_SCALES: Final[Mapping[str, str]] = {
    "c": CELSIUS,
    "℃": CELSIUS,
    "°c": CELSIUS,
    "celsius": CELSIUS,
    "f": FAHRENHEIT,
    "℉": FAHRENHEIT,
    "°f": FAHRENHEIT,
    "fahrenheit": FAHRENHEIT,
}


@lru_cache(maxsize=1024)
def is_temperature(code: str) -> bool:
    """Return whether the words of a code say that it is a temperature."""
    words = {word.casefold() for word in _WORD.findall(code)}
    return words.isdisjoint(_OTHER_WORDS) and any(
        word in _TEMPERATURE_WORDS or word.endswith("temp") for word in words
    )


def temperatures(specification: Specification) -> Iterator[ValuePoint]:
    """Go through the temperatures that a specification lists."""
    return (point for point in numbers(specification) if is_temperature(point.code))


def scale_of(text: str) -> str | None:
    """Return the scale that a unit or an option names; None: none, or both."""
    return _SCALES.get(folded(text))


def scale_by_code(code: str, specification: Specification) -> str | None:
    """Return the scale that a code, or the one of its twin in °F, names; or None."""
    if _IN_FAHRENHEIT.search(code):
        return FAHRENHEIT
    has_twin = f"{code.removesuffix('_c')}_f" in specification.points
    return CELSIUS if has_twin else None


def names_both(unit: str) -> bool:
    """Return whether a unit names both scales: "℃/F", "°C/°F", "摄氏度或华氏度"."""
    letters = folded(unit).replace("℃", "c").replace("℉", "f")
    return _BOTH.fullmatch("".join(filter(str.isalpha, letters))) is not None


def in_fahrenheit(value: float, scale: str) -> float:
    """Return a temperature in °F."""
    return value if scale == FAHRENHEIT else value * 1.8 + 32
