"""Lights: what their services send."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from .conftest import Driver
from .lights import CEILING, LAMP, LAMPS, main_of

DEVICES = LAMPS


@pytest.mark.parametrize(
    ("device_id", "report", "data", "sent"),
    [
        (CEILING, {}, {}, {"switch_led": True}),
        (CEILING, {}, {"brightness": 255}, {"bright_value_v2": 1000}),
        (CEILING, {}, {"brightness_pct": 1}, {"bright_value_v2": 21}),
        (CEILING, {}, {"brightness_step_pct": -100}, None),
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
        # colder and warmer than it can be
        (CEILING, {}, {"color_temp_kelvin": 9000}, {"temp_value_v2": 1000}),
        (CEILING, {}, {"color_temp_kelvin": 2000}, {"temp_value_v2": 0}),
        ("kelvin", {}, {"color_temp_kelvin": 4000}, {"temp_value": 4000}),
        ("kelvin", {}, {"color_temp_kelvin": 2000}, {"temp_value": 2200}),
        # a colour is as bright as the white before it
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
        (
            "coloured",
            {},
            {"brightness": 51},
            {"colour_data_v2": '{"h":10,"s":1000,"v":200}'},
        ),
        (
            "coloured",
            {"colour_data_v2": "{}"},
            {"hs_color": (10, 100)},
            {"colour_data_v2": '{"h":10,"s":1000,"v":1000}'},
        ),
        (
            "coloured",
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
    sent: dict[str, JsonValue] | None,
) -> None:
    """Only what has to change is sent, all in one request."""
    await driver.report(device_id, **report)
    unique_id = main_of(device_id)
    # dimmed to nothing is off
    expected = {"switch_led": False} if sent is None else sent
    assert await driver.call(Platform.LIGHT, unique_id, "turn_on", **data) == expected


@pytest.mark.parametrize(
    ("report", "service", "sent"),
    [
        ({}, "turn_off", {"switch_led": False}),
        ({}, "toggle", {"switch_led": False}),
        ({"switch_led": False}, "toggle", {"switch_led": True}),
    ],
)
async def test_a_light_is_turned_off_and_toggled(
    driver: Driver,
    report: dict[str, JsonValue],
    service: str,
    sent: dict[str, JsonValue],
) -> None:
    """On and off, as it is not."""
    await driver.report(CEILING, **report)
    assert await driver.call(Platform.LIGHT, main_of(CEILING), service) == sent
