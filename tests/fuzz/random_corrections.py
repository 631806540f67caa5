"""Random corrections: those that are accepted, sensible or absurd, and broken ones."""

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.const import Platform

from custom_components.tuya_cloud.model.correction_text import TYPES
from custom_components.tuya_cloud.model.corrections import WHOLE_DEVICE, Comparison

from .mutation import JUNK, ORIGINALS, Document, broken

_CATEGORIES: Final = sorted({original["category"] for original in ORIGINALS})
_UNITS: Final = ["", "V", "W", "kWh", "%", "℃", "℉", "℃/F", "min", "x" * 255, "\x00"]
_TEXTS: Final = [
    *("on", "off", "auto", "low", "0", "1", "true", "pir", "none", "open", " "),
    *("bit_0", "bit_1", "\x00", "ÄÖ℃😀", "a" * 255),
]
_CLASSES: Final = ["", "voltage", "temperature", "energy", "enum", "door", "no_class"]
_FACTORS: Final = [1e-6, 0.0001, 0.001, 0.1, 0.2, 0.5, 1, 1 / 3, 2.4, 20, 100 / 7, 1e6]
_OFFSETS: Final = [0, -40, 32, 0.05, 0.0004, -1 / 3, 1600, 1e9, -(2**40), 2.0**40]
_RAW: Final = [-(2**40), -(2**31), -200, -1, 0, 1, 5, 100, 1000, 2306, 2**31, 2**40]
_STEPS: Final = [1, 5, 10, 100, 7, 2**31, 2**40]


def correction(codes: list[str], rng: random.Random) -> Document:
    """Return a random correction that is accepted: of these codes, or of none."""
    code = rng.choice([*codes, *codes, "not_listed", WHOLE_DEVICE])
    made: Document = {"code": code}
    for name in rng.sample([*_FIELDS], rng.choice([1, 1, 2, 3, 5, len(_FIELDS)])):
        made[name] = _FIELDS[name](codes, rng)
    if "minimum" in made and "maximum" in made:
        low, high = sorted(rng.sample(_RAW, 2))
        made |= {"minimum": low, "maximum": high}
    if rng.random() < 0.2:
        made["when"] = _condition(codes, rng)
    if rng.random() < 0.2:
        made["reason"] = rng.choice(_TEXTS)
    return made


def of_a_number(codes: list[str], rng: random.Random) -> Document:
    """Return a random correction of what a number means."""
    name = rng.choice(["scale", "unit", "maximum", "enabled", "counts", "plays"])
    return {"code": rng.choice([*codes, "x"]), name: _FIELDS[name](codes, rng)}


def guarded(code: str, codes: list[str], rng: random.Random) -> Document:
    """Return a correction of a code which expects what no specification says."""
    expected = rng.choice(
        [{"scale": 12}, {"unit": "never"}, {"min": 0.5}, {"type": "Never"}]
    )
    return correction(codes, rng) | {"code": code, "expected": expected}


def broken_correction(rng: random.Random) -> Any:
    """Return what somebody may take for a correction."""
    if rng.random() < 0.1:
        return rng.choice(JUNK)
    made = broken(correction(["a", "b"], rng), rng)
    for _ in range(rng.randrange(3)):
        made[rng.choice([*_FIELDS, "code", "when", "expected", "source", ""])] = (
            rng.choice(JUNK)
        )
    return made


def _condition(codes: list[str], rng: random.Random) -> Document:
    return {
        "code": rng.choice([*codes, "not_listed"]),
        "comparison": rng.choice([*Comparison]).value,
        "value": rng.choice([True, "on", "0", 0, 450, -1.5]),
    }


def _some_texts(rng: random.Random) -> list[str]:
    return rng.sample(_TEXTS, rng.randint(1, 5))


def _pairs(rng: random.Random) -> dict[str, str]:
    return {rng.choice(["", *_TEXTS]): text for text in _some_texts(rng)}


# by field: an accepted value for a device with these codes
_FIELDS: Final[Mapping[str, Callable[[list[str], random.Random], Any]]] = {
    "category": lambda _, rng: rng.choice(_CATEGORIES),
    "type": lambda _, rng: rng.choice(TYPES),
    "access": lambda _, rng: rng.choice(["r", "w", "rw"]),
    "unit": lambda _, rng: rng.choice(_UNITS),
    "scale": lambda _, rng: rng.choice([0, 1, 1, 2, 3, 10]),
    "factor": lambda _, rng: rng.choice(_FACTORS),
    "offset": lambda _, rng: rng.choice(_OFFSETS),
    "minimum": lambda _, rng: rng.choice(_RAW),
    "maximum": lambda _, rng: rng.choice(_RAW),
    "step": lambda _, rng: rng.choice(_STEPS),
    "options": lambda _, rng: _some_texts(rng),
    "option_names": lambda _, rng: _pairs(rng),
    "spellings": lambda _, rng: _pairs(rng),
    "words": lambda _, rng: rng.sample(_TEXTS, 2),
    "labels": lambda _, rng: _some_texts(rng),
    "dp_id": lambda _, rng: rng.choice([1, 101, 2**16]),
    "name": lambda _, rng: rng.choice(_TEXTS),
    "device_class": lambda _, rng: rng.choice(_CLASSES),
    "state_class": lambda _, rng: rng.choice(["", "total", "no_class"]),
    "platform": lambda _, rng: rng.choice([*[each.value for each in Platform], "x"]),
    "enabled": lambda _, rng: rng.random() < 0.5,
    "counts": lambda _, rng: rng.choice(["pieces", "total"]),
    "inverted": lambda _, rng: rng.random() < 0.5,
    "plays": lambda codes, rng: rng.choice(
        [*codes, "switch_1", "temp_set", "work_mode", "fan_speed", "unused", "x"]
    ),
    "temperature_scale": lambda codes, rng: rng.choice(["c", "f", "x", *codes]),
}
