"""Dimmers: several lights, and the limited range of a light."""

import pytest
from homeassistant.const import Platform

from ..documents import boolean, demo, device, integer
from .conftest import Driver
from .lights import BRIGHT, ON

PLATFORMS = [Platform.LIGHT, Platform.NUMBER]
DEVICES = {
    "stairs_dimmer": demo("stairs_dimmer"),
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
    # limits in the wrong order
    "mistrimmed": device(
        "tgq",
        {
            "switch_led_1": ON,
            "bright_value_1": BRIGHT,
            "brightness_min_1": integer(10, 1000, 900),
            "brightness_max_1": integer(10, 1000, 100),
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
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_each_of_several_lights(driver: Driver) -> None:
    """Each light has its own data points and number."""
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
    await driver.report("several", switch_led_1=True, temp_value_1=0, bright_value_2=10)
    first = driver.state(Platform.LIGHT, "several_switch_led_1")
    second = driver.state(Platform.LIGHT, "several_switch_led_2")
    assert (first.state, first.attributes["color_temp_kelvin"]) == ("on", 2700)
    assert (second.state, second.attributes["brightness"]) == ("on", 1)


@pytest.mark.parametrize(
    ("value", "brightness"), [(120, 1), (940, 255), (530, 128), (10, 1), (1000, 255)]
)
async def test_a_dimmer_shows_its_limited_range(
    driver: Driver, value: int, brightness: int
) -> None:
    """The limits of the dimmer are the lowest and the highest brightness."""
    await driver.report("stairs_dimmer", bright_value_1=value)
    state = driver.state(Platform.LIGHT, "stairs_dimmer_switch_led_1")
    assert state.attributes["brightness"] == brightness


@pytest.mark.parametrize(("brightness", "value"), [(1, 122), (255, 940), (128, 531)])
async def test_a_dimmer_keeps_to_its_range(
    driver: Driver, brightness: int, value: int
) -> None:
    """It follows a change of the limits."""
    dimmer = "stairs_dimmer_switch_led_1"
    sent = await driver.call(Platform.LIGHT, dimmer, "turn_on", brightness=brightness)
    assert sent == {"bright_value_1": value}
    await driver.report("stairs_dimmer", brightness_max_1=500)
    assert await driver.call(Platform.LIGHT, dimmer, "turn_on", brightness=255) == {
        "bright_value_1": 500
    }
    driver.state(Platform.NUMBER, "stairs_dimmer_brightness_max_1")


async def test_an_empty_range_is_ignored(driver: Driver) -> None:
    """The range of the specification is used."""
    light = "mistrimmed_switch_led_1"
    assert driver.state(Platform.LIGHT, light).attributes["brightness"] == 128
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=255) == {
        "bright_value_1": 1000
    }


async def test_switches_with_a_brightness_are_lights(driver: Driver) -> None:
    """Some dimmers have the codes of sockets."""
    first = driver.state(Platform.LIGHT, "dimmer_switch_1")
    assert first.attributes["brightness"] == 1
    assert first.attributes["friendly_name"] == "Device Light 1"
    assert await driver.call(
        Platform.LIGHT, "dimmer_switch_2", "turn_on", brightness=1
    ) == {"bright_value_2": 25}
    await driver.report("dimmer", switch_1=False, bright_value_2=255)
    assert driver.state(Platform.LIGHT, "dimmer_switch_1").state == "off"
    second = driver.state(Platform.LIGHT, "dimmer_switch_2")
    assert second.attributes["brightness"] == 255
