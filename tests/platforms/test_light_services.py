"""Lights: the commands of their services."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from .conftest import Driver
from .lights import CEILING, LAMP, LAMPS, STRING, WORKTOP, main_of

PLATFORMS = [Platform.LIGHT]
DEVICES = LAMPS


@pytest.mark.parametrize(
    ("device_id", "report", "data", "sent"),
    [
        (CEILING, {}, {}, {"switch_led": True}),
        (CEILING, {}, {"brightness": 255}, {"bright_value_v2": 1000}),
        (CEILING, {}, {"brightness_pct": 1}, {"bright_value_v2": 21}),
        # a brightness of zero turns it off
        (CEILING, {}, {"brightness": 0}, {"switch_led": False}),
        (CEILING, {}, {"brightness_step_pct": -100}, {"switch_led": False}),
        ("hexadecimal", {}, {"white": 0}, {"switch_led": False}),
        # half of the brightness, and a step from there
        ("dimmable", {}, {"brightness_step": 10}, {"bright_value": 545}),
        ("dimmable", {}, {"brightness_step_pct": -10}, {"bright_value": 405}),
        # a step of a light that is off starts at zero
        (
            "dimmable",
            {"switch_led": False},
            {"brightness_step": 128},
            {"switch_led": True, "bright_value": 506},
        ),
        # unsupported parameters are ignored
        (CEILING, {}, {"transition": 2, "flash": "short"}, {"switch_led": True}),
        ("plain", {}, {"brightness": 1, "effect": "rainbow"}, {"switch_led": True}),
        (
            CEILING,
            {"switch_led": False},
            {"brightness": 128},
            {"switch_led": True, "bright_value_v2": 506},
        ),
        (
            CEILING,
            {"switch_led": False},
            {"color_temp_kelvin": 6500},
            {"switch_led": True, "temp_value_v2": 1000},
        ),
        (
            CEILING,
            {},
            {"color_temp_kelvin": 3815, "brightness": 255},
            {"temp_value_v2": 500, "bright_value_v2": 1000},
        ),
        # colder and warmer than the range
        (CEILING, {}, {"color_temp_kelvin": 9000}, {"temp_value_v2": 1000}),
        (CEILING, {}, {"color_temp_kelvin": 2000}, {"temp_value_v2": 0}),
        ("kelvin", {}, {"color_temp_kelvin": 4000}, {"temp_value": 4000}),
        ("kelvin", {}, {"color_temp_kelvin": 2000}, {"temp_value": 2200}),
        # a color keeps the brightness of white
        (
            CEILING,
            {"bright_value_v2": 1000},
            {"hs_color": (120, 50)},
            {"work_mode": "colour", "colour_data_v2": '{"h":120,"s":500,"v":1000}'},
        ),
        (
            CEILING,
            {"switch_led": False},
            {"rgb_color": (0, 0, 255), "brightness": 51},
            {
                "switch_led": True,
                "work_mode": "colour",
                "colour_data_v2": '{"h":240,"s":1000,"v":200}',
            },
        ),
        (
            CEILING,
            {"work_mode": "colour"},
            {"brightness": 51},
            {"colour_data_v2": '{"h":27,"s":830,"v":200}'},
        ),
        (
            CEILING,
            {"work_mode": "colour"},
            {"color_temp_kelvin": 2700},
            {"work_mode": "white", "temp_value_v2": 0},
        ),
        (
            CEILING,
            {},
            {"profile": "relax"},
            {"work_mode": "colour", "colour_data_v2": '{"h":36,"s":694,"v":565}'},
        ),
        # a color for a white light, a temperature for a colored light
        (WORKTOP, {}, {"rgb_color": (255, 228, 206)}, {"temp_value_v2": 578}),
        (WORKTOP, {}, {"xy_color": (0.38, 0.38)}, {"temp_value_v2": 566}),
        (
            STRING,
            {},
            {"color_temp_kelvin": 4000, "brightness": 255},
            {"work_mode": "colour", "colour_data": '{"h":27,"s":349,"v":1000}'},
        ),
        (
            LAMP,
            {},
            {"hs_color": (120, 50), "brightness": 255},
            {"switch_led": True, "colour_data": '{"h":121,"s":128,"v":255}'},
        ),
        (
            "hexadecimal",
            {},
            {"hs_color": (120, 50), "brightness": 255},
            {"work_mode": "colour", "colour_data_v2": "007801f403e8"},
        ),
        (
            "hexadecimal",
            {"work_mode": "colour"},
            {"white": 255},
            {"work_mode": "white", "bright_value_v2": 1000},
        ),
        ("hexadecimal", {}, {"white": 1}, {"bright_value_v2": 13}),
        # with the current brightness
        (
            "hexadecimal",
            {"work_mode": "colour"},
            {"white": True},
            {"work_mode": "white", "bright_value_v2": 802},
        ),
        (
            "colored",
            {},
            {"brightness": 51},
            {"colour_data_v2": '{"h":10,"s":1000,"v":200}'},
        ),
        (
            "colored",
            {"colour_data_v2": "{}"},
            {"hs_color": (10, 100)},
            {"colour_data_v2": '{"h":10,"s":1000,"v":1000}'},
        ),
        (
            "colored",
            {"colour_data_v2": "{}"},
            {"brightness": 255},
            {"colour_data_v2": '{"h":0,"s":0,"v":1000}'},
        ),
        ("dimmable", {}, {"brightness": 255}, {"bright_value": 1000}),
        ("plain", {"switch_led": False}, {}, {"switch_led": True}),
        (
            "humidifier",
            {"work_mode": "white"},
            {"hs_color": (0, 100), "brightness": 255},
            {"work_mode": "colour", "colour_data_hsv": '{"h":0,"s":1000,"v":1000}'},
        ),
    ],
)
async def test_a_light_is_turned_on(
    driver: Driver,
    device_id: str,
    report: dict[str, JsonValue],
    data: dict[str, Any],
    sent: dict[str, JsonValue],
) -> None:
    """Only changes are sent, in one request."""
    await driver.report(device_id, **report)
    unique_id = main_of(device_id)
    assert await driver.call(Platform.LIGHT, unique_id, "turn_on", **data) == sent


@pytest.mark.parametrize(
    "color",
    [
        {"hs_color": (0, 100)},
        {"rgb_color": (255, 0, 0)},
        {"rgbw_color": (255, 0, 0, 0)},
        {"rgbww_color": (255, 0, 0, 0, 0)},
        {"xy_color": (0.701, 0.299)},
        {"color_name": "red"},
    ],
)
async def test_red_in_every_color_format(driver: Driver, color: dict[str, Any]) -> None:
    """Every color format is converted to hue and saturation."""
    sent = await driver.call(
        Platform.LIGHT, main_of(CEILING), "turn_on", **color, brightness_pct=100
    )
    assert sent == {
        "work_mode": "colour",
        "colour_data_v2": '{"h":0,"s":1000,"v":1000}',
    }
    attributes = driver.state(Platform.LIGHT, main_of(CEILING)).attributes
    assert attributes["rgb_color"] == (255, 0, 0)


@pytest.mark.parametrize(
    ("report", "service", "data", "sent"),
    [
        ({}, "turn_off", {}, {"switch_led": False}),
        # at once, without a transition
        ({}, "turn_off", {"transition": 2, "flash": "long"}, {"switch_led": False}),
        ({}, "toggle", {}, {"switch_led": False}),
        ({}, "toggle", {"brightness": 255}, {"switch_led": False}),
        ({"switch_led": False}, "toggle", {}, {"switch_led": True}),
        (
            {"switch_led": False},
            "toggle",
            {"brightness_pct": 100, "color_temp_kelvin": 2700},
            {"switch_led": True, "bright_value_v2": 1000, "temp_value_v2": 0},
        ),
    ],
)
async def test_a_light_is_turned_off_and_toggled(
    driver: Driver,
    report: dict[str, JsonValue],
    service: str,
    data: dict[str, Any],
    sent: dict[str, JsonValue],
) -> None:
    """A toggle changes the state."""
    await driver.report(CEILING, **report)
    assert await driver.call(Platform.LIGHT, main_of(CEILING), service, **data) == sent
