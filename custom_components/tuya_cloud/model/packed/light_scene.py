"""Scenes of a light: steps of colored or white light, shown one after the other.

Tuya's page on the category dj gives scene_data_v2 as JSON: {"scene_num": 1-8,
"scene_units": [{"unit_change_mode": "static", "jump" or "gradient",
"unit_switch_duration", "unit_gradient_duration": 0-100, "h": 0-360, "s", "v", "bright",
"temperature": 0-1000}]}. Its page on general scenes of lamps gives the same as hex
digits: the scene's number counted from 0 (1 byte), then for each step the two durations
and the change mode (1 byte each), and hue, saturation, value, brightness of white light
and its temperature (2 bytes each).
"""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from ..json_types import JsonValue, load_json
from ..points import DataPoint, JsonPoint
from ..wire_values import parse_whole

_STEP: Final = struct.Struct(">3B5H")
_CHANGES: Final = ("static", "jump", "gradient")
_CHANGE_KEY: Final = "unit_change_mode"
# of a step in JSON, in the order of the bytes
_KEYS: Final = (
    "unit_switch_duration",
    "unit_gradient_duration",
    _CHANGE_KEY,
    "h",
    "s",
    "v",
    "bright",
    "temperature",
)


class SceneStep(NamedTuple):
    """One step of a scene, its fields in the order of the bytes."""

    switch_duration: int
    gradient_duration: int
    # 0: stays, 1: jumps, 2: fades
    change: int
    hue: int = 0
    saturation: int = 0
    value: int = 0
    # of white light; with a value beside it, both shine
    brightness: int = 0
    temperature: int = 0


@dataclass(frozen=True, slots=True)
class LightScene:
    """A scene with its number, counted from 1."""

    number: int
    steps: tuple[SceneStep, ...]


class SceneForm(StrEnum):
    """How a scene is written."""

    JSON = "json"
    HEX = "hex"


def scene_form(point: DataPoint, raw: JsonValue) -> SceneForm | None:
    """Return how a data point's device writes scenes; None: that cannot be told.

    ``raw`` is what the point holds, None if unknown. Old lights keep something else
    under scene_data, so only a scene of these forms tells; JSON of scene_data_v2 is
    documented.
    """
    if decode_scene(raw) is not None:
        is_hex = isinstance(raw, str) and "{" not in raw
        return SceneForm.HEX if is_hex else SceneForm.JSON
    documented = point.code == "scene_data_v2" and isinstance(point, JsonPoint)
    return SceneForm.JSON if documented and raw in (None, "") else None


def decode_scene(raw: JsonValue) -> LightScene | None:
    """Return the scene that a raw value holds, in either form; None: none."""
    if isinstance(raw, str):
        try:
            return _from_bytes(bytes.fromhex(raw))
        except ValueError:
            pass
        try:
            raw = load_json(raw)
        except ValueError:
            return None
    return _from_json(raw)


def encode_scene(scene: LightScene, form: SceneForm) -> JsonValue:
    """Return a scene as the device writes it, to be encoded by its data point."""
    if form is SceneForm.HEX:
        steps = b"".join(_STEP.pack(*step) for step in scene.steps)
        return bytes((scene.number - 1,)).hex() + steps.hex()
    return {
        "scene_num": scene.number,
        "scene_units": [
            dict(zip(_KEYS, step, strict=True)) | {_CHANGE_KEY: _CHANGES[step.change]}
            for step in scene.steps
        ],
    }


def _from_bytes(data: bytes) -> LightScene | None:
    if len(data) <= 1 or (len(data) - 1) % _STEP.size:
        return None
    steps = tuple(SceneStep._make(fields) for fields in _STEP.iter_unpack(data[1:]))
    if any(step.change >= len(_CHANGES) for step in steps):
        return None
    return LightScene(data[0] + 1, steps)


def _from_json(document: JsonValue) -> LightScene | None:
    if not isinstance(document, dict):
        return None
    number = parse_whole(document.get("scene_num"))
    units = document.get("scene_units")
    if number is None or not isinstance(units, list) or not units:
        return None
    steps = [_step_from_json(unit) for unit in units]
    known = tuple(step for step in steps if step is not None)
    return LightScene(number, known) if len(known) == len(steps) else None


def _step_from_json(unit: JsonValue) -> SceneStep | None:
    if not isinstance(unit, dict) or unit.get(_CHANGE_KEY) not in _CHANGES:
        return None
    change = _CHANGES.index(str(unit[_CHANGE_KEY]))
    numbers = [
        change if key == _CHANGE_KEY else parse_whole(unit.get(key, 0)) for key in _KEYS
    ]
    whole = [number for number in numbers if number is not None]
    return SceneStep._make(whole) if len(whole) == len(_KEYS) else None
