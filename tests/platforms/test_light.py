"""Lights: what they show, and what their services send."""

import json
from typing import Any, Final

import pytest
from homeassistant.components.light import LightEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.catalog.lights import LAMPS
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of

from .conftest import Driver
from .documents import Point, boolean, demo, device, enum, integer, packed

CEILING: Final = "living_room_ceiling_light"
LAMP: Final = "reading_lamp"
WORKTOP: Final = "kitchen_worktop_light"
STRING: Final = "garden_string_lights"

ON: Final = boolean(value=True)
BRIGHT: Final = integer(10, 1000, 505)


def json_point(document: object) -> Point:
    """Return a writable JSON point that the specification does not describe."""
    return packed("Json", json.dumps(document), "rw")


DEVICES = {
    CEILING: demo(CEILING),
    LAMP: demo(LAMP),
    WORKTOP: demo(WORKTOP),
    STRING: demo(STRING),
    "stairs_dimmer": demo("stairs_dimmer"),
    "bedroom_air_conditioner": demo("bedroom_air_conditioner"),
    # colours as hex digits, white without a temperature
    "hexadecimal": device(
        "dj",
        {
            "switch_led": ON,
            "work_mode": enum("white colour scene", "white"),
            "bright_value_v2": BRIGHT,
            "colour_data_v2": packed("String", "00f003e80320", "rw"),
            "scene_data_v2": packed("String", "000e0d0000000000000000c803e8", "rw"),
        },
    ),
    "kelvin": device(
        "dj", {"switch_led": ON, "temp_value": integer(2200, 5000, 3000, unit="K")}
    ),
    "plain": device("dj", {"switch_led": ON}),
    "dimmable": device("dj", {"switch_led": ON, "bright_value": BRIGHT}),
    # coloured without white, its scenes never told
    "coloured": device(
        "dj",
        {
            "switch_led": ON,
            "work_mode": enum("colour scene music", "colour"),
            "colour_data_v2": json_point({"h": 10, "s": 1000, "v": 1000}),
            "scene_data_v2": packed("Json", "", "rw"),
        },
    ),
    "several": device(
        "dd",
        {
            "switch_led_1": ON,
            "bright_value_1": BRIGHT,
            "temp_value_1": integer(0, 1000, 0),
            "switch_led_2": boolean(value=False),
            "bright_value_2": integer(10, 1000, 1000),
        },
    ),
    # trimmed the wrong way round
    "mistrimmed": device(
        "tgq",
        {
            "switch_led_1": ON,
            "bright_value_1": BRIGHT,
            "brightness_min_1": integer(10, 1000, 900),
            "brightness_max_1": integer(10, 1000, 100),
        },
    ),
    "fan": device(
        "fs",
        {
            "switch": ON,
            "fan_speed": integer(1, 6, 2),
            "light": ON,
            "bright_value": integer(0, 100, 100),
            "temp_value": integer(0, 100, 0),
        },
    ),
    "dimmer": device(
        "dj",
        {
            "switch_1": ON,
            "bright_value_1": integer(25, 255, 25),
            "switch_2": ON,
            "bright_value_2": integer(25, 255, 255),
        },
    ),
    "camera": device(
        "sp", {"floodlight_switch": ON, "floodlight_lightness": integer(1, 100, 100)}
    ),
    "remote": device(
        "ykq",
        {
            "switch_controller": ON,
            "work_mode": enum("white colour scene music", "white"),
            "bright_controller": BRIGHT,
            "temp_controller": integer(0, 1000, 1000),
        },
    ),
    "humidifier": device(
        "jsq",
        {
            "switch_led": ON,
            "work_mode": enum("white colour", "colour"),
            "bright_value": integer(25, 255, 140),
            "colour_data_hsv": json_point({"h": 285, "s": 540, "v": 300}),
        },
    ),
}
# each a product of its own
for device_id, document in DEVICES.items():
    document["product_id"] = device_id

WHITE_SCENES: Final = ["night", "reading", "working", "leisure"]
COLOUR_SCENES: Final = ["soft", "colorful", "dazzling", "gorgeous"]
SCENES: Final = [*WHITE_SCENES, *COLOUR_SCENES]


def main_of(device_id: str) -> str:
    """Return the unique id of a device's one light."""
    return f"{device_id}_switch_led"


def scene(number: int, change: str, *steps: dict[str, int], duration: int = 70) -> str:
    """Return a scene as JSON text; a step holds what is not zero."""
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
    """Return a step of full colour."""
    return {"h": hue, "s": 1000, "v": 1000}


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
        ("coloured", ["hs"], ["off", "scene", "music", *SCENES]),
        ("humidifier", ["hs", "white"], None),
    ],
)
async def test_what_a_light_can_do_follows_from_its_points(
    driver: Driver, device_id: str, modes: list[str], effects: list[str] | None
) -> None:
    """Colour modes and effects; what is a lamp bears the device's name."""
    attributes = driver.state(Platform.LIGHT, main_of(device_id)).attributes
    name = DEVICES[device_id]["name"]
    is_lamp = DEVICES[device_id]["category"] in LAMPS
    assert attributes["friendly_name"] == (name if is_lamp else f"{name} Light")
    assert attributes["supported_color_modes"] == modes
    assert attributes.get("effect_list") == effects
    feature = LightEntityFeature.EFFECT if effects else LightEntityFeature(0)
    assert attributes["supported_features"] == feature


@pytest.mark.parametrize(
    ("unique_id", "warmest", "coldest"),
    [
        (main_of(CEILING), 2700, 6500),
        (main_of("kelvin"), 2200, 5000),
        ("fan_light", 2700, 6500),
    ],
)
async def test_temperatures_span_the_range(
    driver: Driver, unique_id: str, warmest: int, coldest: int
) -> None:
    """A range that counts kelvin says which."""
    attributes = driver.state(Platform.LIGHT, unique_id).attributes
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
            {"work_mode": "music"},
            {"color_mode": "onoff", "effect": "music", "brightness": None},
        ),
        # a mode that the specification does not name
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
    """Each report is seen in the attributes."""
    await driver.report(device_id, **report)
    state = driver.state(Platform.LIGHT, main_of(device_id))
    assert state.state == "on"
    attributes = dict(state.attributes)
    effects = shown.pop("effect_list", None)
    assert attributes.items() >= shown.items()
    if effects:
        assert attributes["effect_list"][: len(effects)] == effects


async def test_it_is_seen_going_off(driver: Driver) -> None:
    """What is off shines in no way."""
    await driver.report(CEILING, switch_led=False)
    state = driver.state(Platform.LIGHT, main_of(CEILING))
    assert state.state == "off"
    assert state.attributes["brightness"] is None
    assert state.attributes["color_mode"] is None


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


@pytest.mark.parametrize(
    ("device_id", "report", "data", "sent"),
    [
        (CEILING, {}, {"effect": "music"}, {"work_mode": "music"}),
        # the scene it holds
        (CEILING, {}, {"effect": "scene"}, {"work_mode": "scene"}),
        # an effect has colours and brightness of its own
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
        # whoever dims an effect ends it
        (
            CEILING,
            {"work_mode": "scene"},
            {"brightness": 255},
            {"work_mode": "white", "bright_value_v2": 1000},
        ),
        (
            "coloured",
            {"work_mode": "music"},
            {"brightness": 255},
            {"work_mode": "colour", "colour_data_v2": '{"h":10,"s":1000,"v":1000}'},
        ),
        (
            "coloured",
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
async def test_effects_begin_and_end(
    driver: Driver,
    device_id: str,
    report: dict[str, JsonValue],
    data: dict[str, Any],
    sent: dict[str, JsonValue],
) -> None:
    """Modes are effects, but for those of plain light."""
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
        # without white
        ("coloured", "night", scene(1, "static", {"h": 46, "s": 1000, "v": 716})),
        ("coloured", "reading", scene(2, "static", {"h": 132, "s": 0, "v": 1000})),
        # white of one temperature, in hex digits
        ("hexadecimal", "leisure", "030e0d0000000000000001f403e8"),
        (
            "hexadecimal",
            "soft",
            "04464602007803e803e800000000464602007803e8000a00000000",
        ),
    ],
)
async def test_a_scene_is_shown_and_seen(
    driver: Driver, device_id: str, effect: str, data: str
) -> None:
    """Mode and scene are sent; the scene that the light holds is named."""
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
        # someone's own
        (CEILING, {}, "scene"),
        (STRING, {"scene_data": scene(2, "static", {"s": 0, "v": 1000})}, "scene"),
        (
            STRING,
            {"scene_data": scene(2, "static", {"h": 132, "v": 1000})},
            "reading",
        ),
        ("hexadecimal", {}, "night"),
        ("hexadecimal", {"scene_data_v2": "000e0d0900000000000000c803e8"}, "scene"),
        ("coloured", {}, "scene"),
        ("coloured", {"scene_data_v2": '{"scene_num":1,"scene_units":[1]}'}, "scene"),
        ("coloured", {"scene_data_v2": '{"scene_num":1,"scene_units":[]}'}, "scene"),
        ("coloured", {"scene_data_v2": "[]"}, "scene"),
    ],
)
async def test_the_scene_a_light_holds_is_seen(
    driver: Driver, device_id: str, report: dict[str, JsonValue], effect: str
) -> None:
    """By its name if it is one of the standard, as its mode if not."""
    await driver.report(device_id, work_mode="scene", **report)
    state = driver.state(Platform.LIGHT, main_of(device_id))
    assert state.attributes["effect"] == effect


async def test_scenes_keep_their_own_entity(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Whoever enables it reads there in full what the light holds."""
    entity_id_of(hass, Platform.SENSOR, f"{CEILING}_scene_data_v2")


async def test_each_of_several_lights(driver: Driver) -> None:
    """They have points and numbers of their own."""
    first = driver.state(Platform.LIGHT, "several_switch_led_1")
    second = driver.state(Platform.LIGHT, "several_switch_led_2")
    assert (first.state, second.state) == ("on", "off")
    assert first.attributes["brightness"] == 128
    assert first.attributes["supported_color_modes"] == ["color_temp"]
    assert second.attributes["supported_color_modes"] == ["brightness"]
    assert first.attributes["friendly_name"] == "Device Light 1"
    assert second.attributes["friendly_name"] == "Device Light 2"
    assert await driver.call(
        Platform.LIGHT, "several_switch_led_2", "turn_on", brightness=255
    ) == {"switch_led_2": True, "bright_value_2": 1000}
    assert await driver.call(
        Platform.LIGHT, "several_switch_led_1", "turn_on", color_temp_kelvin=6500
    ) == {"temp_value_1": 1000}
    assert await driver.call(Platform.LIGHT, "several_switch_led_1", "turn_off") == {
        "switch_led_1": False
    }


@pytest.mark.parametrize(
    ("value", "brightness"), [(120, 1), (940, 255), (530, 128), (10, 1), (1000, 255)]
)
async def test_a_dimmer_shows_what_is_left_of_its_range(
    driver: Driver, value: int, brightness: int
) -> None:
    """Dimmest and brightest are those it was trimmed to."""
    await driver.report("stairs_dimmer", bright_value_1=value)
    state = driver.state(Platform.LIGHT, "stairs_dimmer_switch_led_1")
    assert state.attributes["brightness"] == brightness


@pytest.mark.parametrize(("brightness", "value"), [(1, 122), (255, 940), (128, 531)])
async def test_a_dimmer_keeps_to_its_range(
    driver: Driver, brightness: int, value: int
) -> None:
    """It follows when it is trimmed anew."""
    dimmer = "stairs_dimmer_switch_led_1"
    sent = await driver.call(Platform.LIGHT, dimmer, "turn_on", brightness=brightness)
    assert sent == {"bright_value_1": value}
    await driver.report("stairs_dimmer", brightness_max_1=500)
    assert await driver.call(Platform.LIGHT, dimmer, "turn_on", brightness=255) == {
        "bright_value_1": 500
    }
    driver.state(Platform.NUMBER, "stairs_dimmer_brightness_max_1")


async def test_a_range_without_a_length_is_no_range(driver: Driver) -> None:
    """The specification's own holds then."""
    light = "mistrimmed_switch_led_1"
    assert driver.state(Platform.LIGHT, light).attributes["brightness"] == 128
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=255) == {
        "bright_value_1": 1000
    }


async def test_the_light_of_a_fan(driver: Driver) -> None:
    """It is one of two things the device is, and has a name of its own."""
    state = driver.state(Platform.LIGHT, "fan_light")
    assert state.attributes["friendly_name"] == "Device Light"
    assert state.attributes["brightness"] == 255
    assert state.attributes["color_temp_kelvin"] == 2700
    assert await driver.call(
        Platform.LIGHT, "fan_light", "turn_on", brightness=128, color_temp_kelvin=6500
    ) == {"bright_value": 50, "temp_value": 100}
    assert await driver.call(Platform.LIGHT, "fan_light", "turn_off") == {
        "light": False
    }


async def test_the_light_of_what_is_no_lamp(driver: Driver) -> None:
    """It is a setting, and goes on and off."""
    display = "bedroom_air_conditioner_light"
    state = driver.state(Platform.LIGHT, display)
    assert state.state == "on"
    assert state.attributes["supported_color_modes"] == ["onoff"]
    sent = await driver.call(Platform.LIGHT, display, "turn_off")
    assert sent == {"light": False}


async def test_switches_with_a_brightness_are_lights(driver: Driver) -> None:
    """Some makers of dimmers spell them as sockets do."""
    first = driver.state(Platform.LIGHT, "dimmer_switch_1")
    assert first.attributes["brightness"] == 1
    assert first.attributes["friendly_name"] == "Device Light 1"
    assert await driver.call(
        Platform.LIGHT, "dimmer_switch_2", "turn_on", brightness=1
    ) == {"bright_value_2": 25}


async def test_the_floodlight_of_a_camera(driver: Driver) -> None:
    """Its brightness belongs to it."""
    light = "camera_floodlight_switch"
    state = driver.state(Platform.LIGHT, light)
    assert state.attributes["friendly_name"] == "Device Floodlight"
    assert state.attributes["brightness"] == 255
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=1) == {
        "floodlight_lightness": 1
    }


async def test_a_remote_control_of_lights(driver: Driver) -> None:
    """It shows what it makes of them."""
    light = "remote_switch_controller"
    state = driver.state(Platform.LIGHT, light)
    assert state.attributes["color_temp_kelvin"] == 6500
    assert state.attributes["effect_list"] == ["off", "scene", "music"]
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=255) == {
        "bright_controller": 1000
    }
