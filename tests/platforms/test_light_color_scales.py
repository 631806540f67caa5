"""Lights whose colors count to 1000 where the specification says 255, or nothing."""

import json
from typing import Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator.json_types import JsonValue

from ..documents import Document, boolean, device, enum, integer, packed
from .conftest import Driver

_TO_255: Final[dict[str, JsonValue]] = {
    "h": {"min": 0, "max": 360, "scale": 0, "step": 1},
    "s": {"min": 0, "max": 255, "scale": 0, "step": 1},
    "v": {"min": 0, "max": 255, "scale": 0, "step": 1},
}


def light(
    category: str, described: dict[str, JsonValue], color: str, product_id: str
) -> Document:
    """Return a light that shows a color."""
    return device(
        category,
        {
            "switch_led": boolean(value=True),
            "work_mode": enum("white colour scene", "colour"),
            "colour_data": ({"type": "Json", "value": described}, "rw", color),
        },
    ) | {"product_id": product_id}


PLATFORMS: Final = [Platform.LIGHT]
DEVICES: Final = {
    "strip": light("dd", {}, '{"h":0,"s":0,"v":200}', "strip"),
    "ceiling": light("xdd", {}, '{"h":0,"s":0,"v":200}', "ceiling"),
    "bulb": light("dj", {}, '{"h":0,"s":0,"v":200}', "bulb"),
    # the color is declared as text
    "text": device(
        "dj",
        {
            "switch_led": boolean(value=True),
            "work_mode": enum("white colour scene", "colour"),
            "colour_data": packed("String", '{"h":0,"s":255,"v":51}', "rw"),
        },
    )
    | {"product_id": "text"},
    # the modes are written in capitals
    "capitals": device(
        "dj",
        {
            "SwitchLed": boolean(value=True),
            "WorkMode": enum("White Colour", "White"),
            "BrightValue": integer(10, 1000, 505),
            "ColourData": packed("Json", '{"h":0,"s":1000,"v":1000}', "rw"),
        },
    )
    | {"product_id": "capitals"},
    "wrong": light("dd", _TO_255, '{"h":0,"s":0,"v":1000}', "wrong"),
}


def value_sent(sent: dict[str, JsonValue]) -> int:
    """Return the brightness of the color in a command."""
    written = json.loads(str(sent["colour_data"]))
    return int(written["v"])


@pytest.mark.parametrize(
    ("device_id", "brightness"), [("strip", 51), ("ceiling", 51), ("bulb", 200)]
)
async def test_without_a_range(driver: Driver, device_id: str, brightness: int) -> None:
    """Strips and ceiling lights count to 1000, bulbs to 255."""
    shown = driver.state(Platform.LIGHT, f"{device_id}_switch_led")
    assert shown.attributes["brightness"] == brightness


async def test_a_color_under_a_text_type(driver: Driver) -> None:
    """It is read as JSON, and sent back as JSON text."""
    shown = driver.state(Platform.LIGHT, "text_switch_led")
    assert shown.attributes["brightness"] == 51
    sent = await driver.call(
        Platform.LIGHT, "text_switch_led", "turn_on", brightness=102
    )
    assert sent["colour_data"] == '{"h":0,"s":255,"v":102}'


async def test_beyond_the_range(driver: Driver) -> None:
    """A color to 1000 is shown, and sent."""
    shown = driver.state(Platform.LIGHT, "wrong_switch_led")
    assert shown.attributes["brightness"] == 255
    sent = await driver.call(
        Platform.LIGHT, "wrong_switch_led", "turn_on", brightness_pct=50
    )
    assert value_sent(sent) == pytest.approx(500, abs=6)


async def test_what_was_learned_outlives_a_restart(
    hass: HomeAssistant, driver: Driver, loaded: MockConfigEntry
) -> None:
    """Although the present color would fit the specification."""
    await driver.report("wrong", colour_data='{"h":0,"s":0,"v":200}')
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    shown = driver.state(Platform.LIGHT, "wrong_switch_led")
    assert shown.attributes["brightness"] == 51
    sent = await driver.call(
        Platform.LIGHT, "wrong_switch_led", "turn_on", brightness_pct=100
    )
    assert value_sent(sent) == 1000


async def test_modes_in_capitals(driver: Driver) -> None:
    """They are read and sent as the product spells them."""
    bulb = "capitals_SwitchLed"
    shown = driver.state(Platform.LIGHT, bulb)
    assert shown.attributes["color_mode"] == "white"
    assert shown.attributes["brightness"] == 128
    sent = await driver.call(Platform.LIGHT, bulb, "turn_on", hs_color=(120, 100))
    assert sent["WorkMode"] == "Colour"
    assert driver.state(Platform.LIGHT, bulb).attributes["color_mode"] == "hs"
    sent = await driver.call(Platform.LIGHT, bulb, "turn_on", white=255)
    assert sent == {"WorkMode": "White", "BrightValue": 1000}
