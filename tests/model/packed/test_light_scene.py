"""Scenes of lights, as reported and as sent."""

import json

import pytest

from custom_components.tuya_cloud.catalog.light_scenes import standard_scenes
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.packed.light_scene import (
    LightScene,
    SceneForm,
    SceneStep,
    WrittenScene,
    encode_scene,
    read_scene,
)

# reported by real lights
NIGHT: dict[str, JsonValue] = {
    "scene_num": 1,
    "scene_units": [
        {
            "bright": 200,
            "h": 0,
            "s": 0,
            "temperature": 0,
            "unit_change_mode": "static",
            "unit_gradient_duration": 13,
            "unit_switch_duration": 14,
            "v": 0,
        }
    ],
}
READING = "010e0d000084000003e800000000"


def test_a_scene_is_read_in_every_format() -> None:
    """Formats are JSON, its text, and hex digits."""
    night = LightScene(1, (SceneStep(14, 13, 0, brightness=200),))
    written = WrittenScene(SceneForm.JSON, night)
    assert read_scene(NIGHT) == read_scene(json.dumps(NIGHT)) == written
    reading = LightScene(2, (SceneStep(14, 13, 0, 132, 0, 1000),))
    written = WrittenScene(SceneForm.HEX, reading)
    assert read_scene(READING) == read_scene(READING.upper()) == written


@pytest.mark.parametrize("white", [True, False])
@pytest.mark.parametrize("form", SceneForm)
def test_sent_scenes_can_be_read(form: SceneForm, *, white: bool) -> None:
    """Each standard scene is different, in each format."""
    scenes = standard_scenes(white=white, temperature=False, color=True)
    assert len(set(scenes.values())) == 8
    for scene in scenes.values():
        assert read_scene(encode_scene(scene, form)) == WrittenScene(form, scene)


def test_sent_scenes_equal_those_of_devices() -> None:
    """The text is exactly the same."""
    scenes = standard_scenes(white=True, temperature=True, color=True)
    assert encode_scene(scenes["night"], SceneForm.JSON) == NIGHT
    plain = standard_scenes(white=False, temperature=False, color=True)
    assert encode_scene(plain["reading"], SceneForm.HEX) == READING


@pytest.mark.parametrize(
    "raw",
    [
        None,
        7,
        "",
        "00",
        "never",
        READING[:-2],
        # an invalid change
        "010e0d090084000003e800000000",
        [],
        {"h": 36.0, "s": 240.0, "v": 128.0},
        {"scene_num": 1},
        {"scene_num": 1, "scene_units": []},
        {"scene_num": 1, "scene_units": [7]},
        {"scene_num": 1, "scene_units": [{"unit_change_mode": "other"}]},
        {"scene_num": 1, "scene_units": [{"unit_change_mode": "jump", "h": "red"}]},
        {"scene_num": "one", "scene_units": NIGHT["scene_units"]},
    ],
)
def test_an_invalid_scene_is_detected(raw: JsonValue) -> None:
    """Old lights have a color under the same code."""
    assert read_scene(raw) is None
