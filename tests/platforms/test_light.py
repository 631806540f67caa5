"""Lights: their features and their states."""

from typing import Any, Final

import pytest
from homeassistant.components.light import LightEntityFeature
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.lights import LAMPS as LAMP_CATEGORIES
from simulator.json_types import JsonValue

from .conftest import Driver
from .lights import CEILING, LAMP, LAMPS, STRING, WORKTOP, main_of

PLATFORMS = [Platform.LIGHT]
DEVICES = LAMPS

WHITE_SCENES: Final = ["night", "reading", "working", "leisure"]
COLOR_SCENES: Final = ["soft", "colorful", "dazzling", "gorgeous"]
SCENES: Final = [*WHITE_SCENES, *COLOR_SCENES]


@pytest.mark.parametrize(
    ("device_id", "modes", "effects"),
    [
        (CEILING, ["color_temp", "hs"], ["off", "scene", "music", *SCENES]),
        (LAMP, ["color_temp", "hs"], ["off", "scene", "scene_1", "scene_2"]),
        (WORKTOP, ["color_temp"], None),
        (STRING, ["hs"], ["off", "scene", "music", *SCENES]),
        ("hexadecimal", ["hs", "white"], ["off", "scene", *SCENES]),
        ("kelvin", ["color_temp"], None),
        ("plain", ["onoff"], None),
        ("dimmable", ["brightness"], None),
        ("colored", ["hs"], ["off", "scene", "music", *SCENES]),
        ("humidifier", ["hs", "white"], None),
    ],
)
async def test_features_of_a_light_follow_from_its_points(
    driver: Driver, device_id: str, modes: list[str], effects: list[str] | None
) -> None:
    """Color modes and effects are checked; a lamp has the name of its device."""
    attributes = driver.state(Platform.LIGHT, main_of(device_id)).attributes
    name = DEVICES[device_id]["name"]
    is_lamp = DEVICES[device_id]["category"] in LAMP_CATEGORIES
    assert attributes["friendly_name"] == (name if is_lamp else f"{name} Light")
    assert attributes["supported_color_modes"] == modes
    assert attributes.get("effect_list") == effects
    feature = LightEntityFeature.EFFECT if effects else LightEntityFeature(0)
    assert attributes["supported_features"] == feature


@pytest.mark.parametrize(
    ("device_id", "warmest", "coldest"), [(CEILING, 2700, 6500), ("kelvin", 2200, 5000)]
)
async def test_temperatures_span_the_range(
    driver: Driver, device_id: str, warmest: int, coldest: int
) -> None:
    """A range in kelvin is used directly."""
    attributes = driver.state(Platform.LIGHT, main_of(device_id)).attributes
    assert attributes["min_color_temp_kelvin"] == warmest
    assert attributes["max_color_temp_kelvin"] == coldest


@pytest.mark.parametrize(
    ("device_id", "report", "shown"),
    [
        (
            CEILING,
            {"bright_value_v2": 1000, "temp_value_v2": 0},
            {
                "color_mode": "color_temp",
                "brightness": 255,
                "color_temp_kelvin": 2700,
                "effect": "off",
            },
        ),
        (
            CEILING,
            {"bright_value_v2": 10, "temp_value_v2": 1000},
            {"brightness": 1, "color_temp_kelvin": 6500},
        ),
        (CEILING, {"temp_value_v2": 500}, {"color_temp_kelvin": 3815}),
        (
            CEILING,
            {"work_mode": "colour"},
            {
                "color_mode": "hs",
                "hs_color": (27, 83),
                "brightness": 232,
                "color_temp_kelvin": None,
            },
        ),
        (
            CEILING,
            {"work_mode": "colour", "colour_data_v2": '{"h":360,"s":0,"v":0}'},
            {"hs_color": (360, 0), "brightness": 1},
        ),
        (
            CEILING,
            {"work_mode": "colour", "colour_data_v2": '{"h":0,"s":1000,"v":500}'},
            {"rgb_color": (255, 0, 0), "xy_color": (0.701, 0.299), "brightness": 128},
        ),
        (
            STRING,
            {"work_mode": "colour", "colour_data": '{"h":240,"s":500,"v":1000}'},
            {"color_mode": "hs", "hs_color": (240, 50), "brightness": 255},
        ),
        (WORKTOP, {"temp_value_v2": 1000}, {"color_temp_kelvin": 6500}),
        (
            CEILING,
            {"work_mode": "music"},
            {"color_mode": "onoff", "effect": "music", "brightness": None},
        ),
        # a mode out of the specification
        (
            CEILING,
            {"work_mode": "candle"},
            {"effect": "candle", "effect_list": ["off", "scene", "music", "candle"]},
        ),
        (
            LAMP,
            {"switch_led": True, "colour_data": '{"h":210.0,"s":255.0,"v":128.0}'},
            {"color_mode": "hs", "hs_color": (209.582, 100), "brightness": 128},
        ),
        (
            LAMP,
            {"switch_led": True, "work_mode": "white", "bright_value": 255},
            {"color_mode": "color_temp", "brightness": 255, "color_temp_kelvin": 4986},
        ),
        (
            LAMP,
            {"switch_led": True, "work_mode": "scene_2"},
            {"color_mode": "onoff", "effect": "scene_2"},
        ),
        (
            "hexadecimal",
            {"work_mode": "colour"},
            {"color_mode": "hs", "hs_color": (240, 100), "brightness": 204},
        ),
        (
            "hexadecimal",
            {"colour_data_v2": "never", "work_mode": "colour"},
            {"color_mode": "hs", "hs_color": None, "brightness": None},
        ),
        ("hexadecimal", {}, {"color_mode": "white", "brightness": 128}),
        ("kelvin", {"temp_value": 4000}, {"color_temp_kelvin": 4000}),
        ("dimmable", {"bright_value": 1000}, {"brightness": 255}),
        ("plain", {}, {"color_mode": "onoff"}),
        ("humidifier", {}, {"hs_color": (285, 54), "brightness": 76}),
    ],
)
async def test_a_light_shows_reports(
    driver: Driver,
    device_id: str,
    report: dict[str, JsonValue],
    shown: dict[str, Any],
) -> None:
    """Each report changes the attributes."""
    await driver.report(device_id, **report)
    state = driver.state(Platform.LIGHT, main_of(device_id))
    assert state.state == "on"
    attributes = dict(state.attributes)
    effects = shown.pop("effect_list", None)
    assert attributes.items() >= shown.items()
    if effects:
        assert attributes["effect_list"][: len(effects)] == effects


async def test_a_light_that_is_off_has_no_color_mode(driver: Driver) -> None:
    """The attributes are empty while the light is off."""
    await driver.report(CEILING, switch_led=False)
    state = driver.state(Platform.LIGHT, main_of(CEILING))
    assert state.state == "off"
    assert state.attributes["brightness"] is None
    assert state.attributes["color_mode"] is None
    await driver.report(CEILING, switch_led="")
    assert driver.state(Platform.LIGHT, main_of(CEILING)).state == "unknown"
