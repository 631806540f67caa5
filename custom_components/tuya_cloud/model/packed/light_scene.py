"""Reads and writes scenes of a light: a sequence of colored or white steps.

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
from typing import Any, Final, NamedTuple

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
    """The notation of a scene."""

    JSON = "json"
    HEX = "hex"


class WrittenScene(NamedTuple):
    """A scene and its notation."""

    form: SceneForm
    scene: LightScene


def read_scene(value: Any) -> WrittenScene | None:
    """Return the scene in a raw or decoded value of either form; None: none."""
    if isinstance(value, str):
        try:
            scene = _from_bytes(bytes.fromhex(value))
        except ValueError:
            pass
        else:
            return None if scene is None else WrittenScene(SceneForm.HEX, scene)
        try:
            value = load_json(value)
        except ValueError:
            return None
    scene = _from_json(value)
    return None if scene is None else WrittenScene(SceneForm.JSON, scene)


def scene_form(
    point: DataPoint, raw: JsonValue, written: WrittenScene | None
) -> SceneForm | None:
    """Return the notation of a device's scenes; None: unknown.

    ``raw`` is the value of the data point and ``written`` the scene in it. Old lights
    hold something else under scene_data, so only a scene shows the form. Without any
    value the form of scene_data_v2 is JSON, as documented.
    """
    if written is not None:
        return written.form
    documented = point.code == "scene_data_v2" and isinstance(point, JsonPoint)
    return SceneForm.JSON if documented and raw in (None, "") else None


def encode_scene(scene: LightScene, form: SceneForm) -> JsonValue:
    """Return a scene in the device's form; its data point encodes it."""
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
