"""Effects of lights: modes, and named scenes."""

import json
from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator.json_types import JsonValue
from tests.conftest import entity_id_of

from .conftest import Driver
from .lights import CEILING, LAMP, LAMPS, STRING, main_of

PLATFORMS = [Platform.LIGHT, Platform.SENSOR]
DEVICES = LAMPS


def scene(number: int, change: str, *steps: dict[str, int], duration: int = 70) -> str:
    """Return a scene as JSON text; a step has the values that are not zero."""
    units = [
        {
            "unit_switch_duration": 14 if change == "static" else duration,
            "unit_gradient_duration": 13 if change == "static" else duration,
            "unit_change_mode": change,
            "h": 0,
            "s": 0,
            "v": 0,
            "bright": 0,
            "temperature": 0,
        }
        | step
        for step in steps
    ]
    document = {"scene_num": number, "scene_units": units}
    return json.dumps(document, separators=(",", ":"))


def full(hue: int) -> dict[str, int]:
    """Return a step of full color."""
    return {"h": hue, "s": 1000, "v": 1000}


@pytest.mark.parametrize(
    ("device_id", "report", "data", "sent"),
    [
        (CEILING, {}, {"effect": "music"}, {"work_mode": "music"}),
        # the current scene
        (CEILING, {}, {"effect": "scene"}, {"work_mode": "scene"}),
        # an effect has its own colors and brightness
        (
            CEILING,
            {"switch_led": False},
            {"effect": "music", "hs_color": (1, 2), "brightness": 3},
            {"switch_led": True, "work_mode": "music"},
        ),
        (CEILING, {"work_mode": "music"}, {"effect": "off"}, {"work_mode": "white"}),
        (CEILING, {"work_mode": "colour"}, {"effect": "off"}, {"switch_led": True}),
        (CEILING, {}, {"effect": "off"}, {"switch_led": True}),
        (
            CEILING,
            {"work_mode": "music"},
            {"effect": "off", "hs_color": (27, 83), "brightness": 51},
            {"work_mode": "colour", "colour_data_v2": '{"h":27,"s":830,"v":200}'},
        ),
        # a brightness ends the effect
        (
            CEILING,
            {"work_mode": "scene"},
            {"brightness": 255},
            {"work_mode": "white", "bright_value_v2": 1000},
        ),
        (
            "colored",
            {"work_mode": "music"},
            {"brightness": 255},
            {"work_mode": "colour", "colour_data_v2": '{"h":10,"s":1000,"v":1000}'},
        ),
        (
            "colored",
            {"work_mode": "music"},
            {"effect": "off"},
            {"work_mode": "colour"},
        ),
        (
            LAMP,
            {"switch_led": True},
            {"effect": "scene_1"},
            {"work_mode": "scene_1"},
        ),
    ],
)
async def test_effects_start_and_end(
    driver: Driver,
    device_id: str,
    report: dict[str, JsonValue],
    data: dict[str, Any],
    sent: dict[str, JsonValue],
) -> None:
    """Modes are effects, except white and color."""
    await driver.report(device_id, **report)
    unique_id = main_of(device_id)
    assert await driver.call(Platform.LIGHT, unique_id, "turn_on", **data) == sent


@pytest.mark.parametrize(
    ("device_id", "effect", "data"),
    [
        (CEILING, "night", scene(1, "static", {"bright": 200})),
        (
            CEILING,
            "reading",
            scene(2, "static", {"bright": 1000, "temperature": 500}),
        ),
        (
            CEILING,
            "working",
            scene(3, "static", {"bright": 1000, "temperature": 1000}),
        ),
        (CEILING, "leisure", scene(4, "static", {"bright": 500, "temperature": 500})),
        (CEILING, "soft", scene(5, "gradient", full(120), full(120) | {"v": 10})),
        (
            CEILING,
            "colorful",
            scene(6, "jump", *map(full, (0, 120, 240, 61, 174, 275))),
        ),
        (CEILING, "dazzling", scene(7, "jump", *map(full, (0, 120, 240)))),
        (
            CEILING,
            "gorgeous",
            scene(8, "gradient", *map(full, (0, 120, 240, 61, 174, 275))),
        ),
        (STRING, "dazzling", scene(7, "jump", *map(full, (0, 120, 240)))),
        # without white
        ("colored", "night", scene(1, "static", {"h": 46, "s": 1000, "v": 716})),
        ("colored", "reading", scene(2, "static", {"h": 132, "s": 0, "v": 1000})),
        # white of one temperature, in hex digits
        ("hexadecimal", "leisure", "030e0d0000000000000001f403e8"),
        (
            "hexadecimal",
            "soft",
            "04464602007803e803e800000000464602007803e8000a00000000",
        ),
    ],
)
async def test_a_scene_is_sent_and_shown(
    driver: Driver, device_id: str, effect: str, data: str
) -> None:
    """Mode and scene are sent, and the current scene is named."""
    unique_id = main_of(device_id)
    code = "scene_data" if device_id == STRING else "scene_data_v2"
    sent = await driver.call(Platform.LIGHT, unique_id, "turn_on", effect=effect)
    assert sent == {"work_mode": "scene", code: data}
    attributes = driver.state(Platform.LIGHT, unique_id).attributes
    assert attributes["effect"] == effect
    assert attributes["color_mode"] == "onoff"


@pytest.mark.parametrize(
    ("device_id", "report", "effect"),
    [
        # a custom scene
        (CEILING, {}, "scene"),
        (STRING, {"scene_data": scene(2, "static", {"s": 0, "v": 1000})}, "scene"),
        (
            STRING,
            {"scene_data": scene(2, "static", {"h": 132, "v": 1000})},
            "reading",
        ),
        ("hexadecimal", {}, "night"),
        ("hexadecimal", {"scene_data_v2": "000e0d0900000000000000c803e8"}, "scene"),
        ("colored", {}, "scene"),
        ("colored", {"scene_data_v2": '{"scene_num":1,"scene_units":[1]}'}, "scene"),
        ("colored", {"scene_data_v2": '{"scene_num":1,"scene_units":[]}'}, "scene"),
        ("colored", {"scene_data_v2": "[]"}, "scene"),
    ],
)
async def test_the_current_scene_is_shown(
    driver: Driver, device_id: str, report: dict[str, JsonValue], effect: str
) -> None:
    """A standard scene is shown by its name, another one by its mode."""
    await driver.report(device_id, work_mode="scene", **report)
    state = driver.state(Platform.LIGHT, main_of(device_id))
    assert state.attributes["effect"] == effect


async def test_an_effect_it_does_not_have_is_refused(driver: Driver) -> None:
    """But one that it has reported can be asked for."""
    await driver.report(CEILING, work_mode="candle")
    await driver.report(CEILING, work_mode="white")
    await driver.refused(
        Platform.LIGHT, main_of(CEILING), "turn_on", "not_an_option", effect="disco"
    )
    sent = await driver.call(
        Platform.LIGHT, main_of(CEILING), "turn_on", effect="candle"
    )
    assert sent["work_mode"] == "candle"


async def test_scenes_keep_their_own_entity(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The disabled entity shows the complete scene."""
    entity_id_of(hass, Platform.SENSOR, f"{CEILING}_scene_data_v2")
