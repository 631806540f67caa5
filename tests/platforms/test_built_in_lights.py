"""Lights that are part of another device."""

import pytest
from homeassistant.const import Platform

from ..documents import demo, device, enum, integer
from .conftest import Driver
from .lights import BRIGHT, ON

PLATFORMS = [Platform.LIGHT]
DEVICES = {
    "bedroom_air_conditioner": demo("bedroom_air_conditioner"),
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
    "ceiling": device("xdd", {"switch_led": ON, "switch_night_light": ON}),
    # several lights
    # other spellings of a panel's backlight
    "other_panel": device("kg", {"backlight_switch": ON}),
    "third_panel": device("kg", {"backlight": ON}),
    "panel": device(
        "kg",
        {
            "switch_backlight": ON,
            "basic_indicator": ON,
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
}


async def test_the_light_of_a_fan(driver: Driver) -> None:
    """The light is not the main feature, so it has a name of its own."""
    state = driver.state(Platform.LIGHT, "fan_light")
    assert state.attributes["friendly_name"] == "Device Light"
    assert state.attributes["brightness"] == 255
    assert state.attributes["color_temp_kelvin"] == 2700
    assert state.attributes["max_color_temp_kelvin"] == 6500
    assert await driver.call(
        Platform.LIGHT, "fan_light", "turn_on", brightness=128, color_temp_kelvin=6500
    ) == {"bright_value": 50, "temp_value": 100}
    assert await driver.call(Platform.LIGHT, "fan_light", "turn_off") == {
        "light": False
    }
    await driver.report("fan", light=True, bright_value=20, temp_value=0)
    state = driver.state(Platform.LIGHT, "fan_light")
    assert state.state == "on"
    assert state.attributes["brightness"] == 53
    assert state.attributes["color_temp_kelvin"] == 2700


@pytest.mark.parametrize(
    ("device_id", "code"),
    [
        ("bedroom_air_conditioner", "light"),
        ("panel", "switch_backlight"),
        ("other_panel", "backlight_switch"),
        ("third_panel", "backlight"),
        ("panel", "basic_indicator"),
        ("ceiling", "switch_night_light"),
    ],
)
async def test_a_light_beside_the_main_feature(
    driver: Driver, device_id: str, code: str
) -> None:
    """It can be turned on and off."""
    unique_id = f"{device_id}_{code}"
    state = driver.state(Platform.LIGHT, unique_id)
    assert state.state == "on"
    assert state.attributes["supported_color_modes"] == ["onoff"]
    for service, value in (("turn_off", False), ("toggle", True), ("turn_on", True)):
        assert await driver.call(Platform.LIGHT, unique_id, service) == {code: value}
    await driver.report(device_id, **{code: False})
    assert driver.state(Platform.LIGHT, unique_id).state == "off"


async def test_the_floodlight_of_a_camera(driver: Driver) -> None:
    """Its brightness is an attribute of the light."""
    light = "camera_floodlight_switch"
    state = driver.state(Platform.LIGHT, light)
    assert state.attributes["friendly_name"] == "Device Floodlight"
    assert state.attributes["brightness"] == 255
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=1) == {
        "floodlight_lightness": 1
    }
    await driver.report("camera", floodlight_lightness=100)
    assert driver.state(Platform.LIGHT, light).attributes["brightness"] == 255
    await driver.report("camera", floodlight_switch=False)
    assert driver.state(Platform.LIGHT, light).state == "off"


async def test_a_remote_control_of_lights(driver: Driver) -> None:
    """It shows the states that it sends to the lights."""
    light = "remote_switch_controller"
    state = driver.state(Platform.LIGHT, light)
    assert state.attributes["color_temp_kelvin"] == 6500
    assert state.attributes["effect_list"] == ["off", "scene", "music"]
    assert await driver.call(Platform.LIGHT, light, "turn_on", brightness=255) == {
        "bright_controller": 1000
    }
    await driver.report("remote", bright_controller=10, temp_controller=0)
    state = driver.state(Platform.LIGHT, light)
    assert state.attributes["brightness"] == 1
    assert state.attributes["color_temp_kelvin"] == 2700
    await driver.report("remote", work_mode="music")
    assert driver.state(Platform.LIGHT, light).attributes["effect"] == "music"
    await driver.report("remote", switch_controller=False)
    assert driver.state(Platform.LIGHT, light).state == "off"
