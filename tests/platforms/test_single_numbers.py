"""Devices with a single number, and entities with the name of their device."""

import pytest
from homeassistant.const import Platform

from ..documents import boolean, device, enum, integer
from .conftest import Driver

ON = boolean(value=True)
SECONDS = integer(0, 86400, 0, unit="s")

DEVICES = {
    "plug": device(
        "cz", {"switch_1": ON, "countdown_1": SECONDS, "switch_usb1": ON, "own_1": ON}
    ),
    "uncounted": device("kg", {"switch": ON}),
    "dimmer": device(
        "tgkg",
        {
            "switch_led_1": ON,
            "bright_value_1": integer(10, 1000, 500),
            "brightness_min_1": integer(10, 1000, 10),
            "countdown": SECONDS,
            "countdown_1": SECONDS,
        },
    ),
    "curtain": device("clkg", {"control_1": enum("open stop close", "stop")}),
    # the name without the number belongs to another entity
    "thermometer": device(
        "wsdcg",
        {"temp_current": integer(0, 99, 20, "r"), "temp_1": integer(0, 99, 20, "r")},
    ),
    # the light is not the main feature
    "diffuser": device("xxj", {"switch": ON, "switch_spray": ON, "switch_led": ON}),
    "night_light_plug": device("cz", {"switch_1": ON, "switch_led": ON}),
}


@pytest.mark.parametrize(
    ("platform", "unique_id", "name"),
    [
        (Platform.SWITCH, "plug_switch_1", "Device"),
        (Platform.NUMBER, "plug_countdown_1", "Device Countdown"),
        (Platform.SWITCH, "plug_switch_usb1", "Device USB"),
        # a code without a meaning keeps its number
        (Platform.SWITCH, "plug_own_1", "Device Own 1"),
        (Platform.SWITCH, "uncounted_switch", "Device"),
        (Platform.LIGHT, "dimmer_switch_led_1", "Device"),
        (Platform.NUMBER, "dimmer_brightness_min_1", "Device Minimum brightness"),
        (Platform.NUMBER, "dimmer_countdown_1", "Device Countdown 1"),
        (Platform.COVER, "curtain_control_1", "Device"),
        (Platform.SENSOR, "thermometer_temp_1", "Device Temperature 1"),
        (Platform.SWITCH, "diffuser_switch", "Device Power"),
        (Platform.LIGHT, "diffuser_switch_led", "Device Light"),
        (Platform.SWITCH, "night_light_plug_switch_1", "Device"),
        (Platform.LIGHT, "night_light_plug_switch_led", "Device Light"),
    ],
)
async def test_a_number_is_shown_if_it_is_needed(
    driver: Driver, platform: Platform, unique_id: str, name: str
) -> None:
    """The main entity has the name of its device."""
    assert driver.state(platform, unique_id).name == name
