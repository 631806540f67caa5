"""Lights that are part of something else."""

from homeassistant.const import Platform

from .conftest import Driver
from .documents import demo, device, enum, integer
from .lights import BRIGHT, ON

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
    """It is one of two things the device is, and has a name of its own."""
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


async def test_the_light_of_what_is_no_lamp(driver: Driver) -> None:
    """It is a setting, and goes on and off."""
    display = "bedroom_air_conditioner_light"
    state = driver.state(Platform.LIGHT, display)
    assert state.state == "on"
    assert state.attributes["supported_color_modes"] == ["onoff"]
    sent = await driver.call(Platform.LIGHT, display, "turn_off")
    assert sent == {"light": False}


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
