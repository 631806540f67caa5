"""Fans: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.components.fan import FanEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulator.json_types import JsonValue
from tests.conftest import entity_id_of

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

FAN = "living_room_fan_switch"
PURIFIER = "living_room_air_purifier_switch"
CEILING = "ceiling_fan_switch"
PLAIN = "plain_switch"
HOOD = "hood_switch_fan"

PLATFORMS = [Platform.FAN, Platform.LIGHT, Platform.SELECT, Platform.SWITCH]
DEVICES = {
    "living_room_fan": demo("living_room_fan"),
    "living_room_air_purifier": demo("living_room_air_purifier"),
    # a light with a fan, with named speeds and presets among them
    "ceiling": device(
        "fsd",
        {
            "switch": boolean(value=True),
            "fan_switch": boolean(value=False),
            "fan_speed_enum": enum("auto sleep low middle high", "low"),
            "switch_led": boolean(value=True),
        },
    ),
    "percent": device(
        "fskg",
        {"switch": boolean(value=True), "fan_speed_percent": integer(0, 100, 40)},
    ),
    "plain": device("fs", {"switch": boolean(value=True)}),
    "falling": device(
        "fs",
        {
            "switch": boolean(value=True),
            "fan_speed_enum": enum("auto High Mid Low", "High"),
        },
    ),
    "counted_down": device(
        "fs", {"switch": boolean(value=True), "fan_speed": enum("3 2 1", "3")}
    ),
    "unknown_words": device(
        "fs", {"switch": boolean(value=True), "fan_speed": enum("gale high", "gale")}
    ),
    "tens": device(
        "fs",
        {"switch": boolean(value=True), "fan_speed": integer(0, 100, 10, step=10)},
    ),
    "odd_tens": device(
        "fs",
        {"switch": boolean(value=True), "fan_speed": integer(1, 100, 11, step=10)},
    ),
    # a dehumidifier with a fan without a choice, and one with speeds
    "dry": device("cs", {"switch": boolean(value=True)}),
    "dry_and_blow": device(
        "cs",
        {"switch": boolean(value=True), "fan_speed_enum": enum("low high", "high")},
    ),
    # what is called a speed only has presets
    "two_speeds": device(
        "kj",
        {
            "Power": boolean(value=True),
            "fan_speed_enum": enum("auto Sleep", "auto"),
            "fan_level": enum("auto low middle high", "low"),
        },
    ),
    "ventilation": device(
        "xfj",
        {
            "switch": boolean(value=True),
            "fan_speed_enum": enum("auto smart", "auto"),
            "supply_fan_speed": enum("low mid high", "mid"),
        },
    ),
    # more than a fan, with other codes
    "hood": device(
        "yyj",
        {
            "switch": boolean(value=True),
            "switch_fan": boolean(value=True),
            "windspeed": enum("1 2 3", "1"),
            "fan_mode": enum("fresh nature", "fresh"),
            "shake": boolean(value=False),
        },
    ),
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features_of_a_fan(driver: Driver) -> None:
    """Speed, presets, direction and oscillation follow from its data points."""
    state = driver.state(Platform.FAN, FAN)
    assert state.state == "on"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Living room fan",
            "percentage": 33,
            "preset_modes": ["nature", "sleep", "fresh"],
            "preset_mode": "nature",
            "direction": "forward",
            "oscillating": False,
            "supported_features": Feature.SET_SPEED
            | Feature.OSCILLATE
            | Feature.DIRECTION
            | Feature.PRESET_MODE
            | Feature.TURN_ON
            | Feature.TURN_OFF,
        }.items()
    )
    driver.state(Platform.LIGHT, "living_room_fan_light")
    driver.state(Platform.SELECT, "living_room_fan_angle_horizontal")


@pytest.mark.parametrize(
    ("report", "state", "shown"),
    [
        ({"switch": False}, "off", {}),
        ({"switch": ""}, "unknown", {}),
        ({"fan_speed": 6}, "on", {"percentage": 100}),
        ({"fan_speed": 9}, "on", {"percentage": 100}),
        ({"mode": "sleep"}, "on", {"preset_mode": "sleep"}),
        ({"mode": "storm"}, "on", {"preset_mode": "storm"}),
        ({"fan_direction": "reverse"}, "on", {"direction": "reverse"}),
        ({"switch_horizontal": True}, "on", {"oscillating": True}),
    ],
)
async def test_a_fan_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report changes state or attributes."""
    await driver.report("living_room_fan", **report)
    now = driver.state(Platform.FAN, FAN)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("turn_on", {}, {"switch": True}),
        ("turn_on", {"percentage": 50}, {"switch": True, "fan_speed": 3}),
        ("turn_on", {"preset_mode": "sleep"}, {"switch": True, "mode": "sleep"}),
        (
            "turn_on",
            {"percentage": 50, "preset_mode": "sleep"},
            {"switch": True, "fan_speed": 3, "mode": "sleep"},
        ),
        # without a speed, it is off
        ("turn_on", {"percentage": 0}, {"switch": False}),
        ("turn_off", {}, {"switch": False}),
        ("toggle", {}, {"switch": False}),
        ("increase_speed", {"percentage_step": 50}, {"fan_speed": 5}),
        ("set_percentage", {"percentage": 100}, {"fan_speed": 6}),
        ("set_percentage", {"percentage": 1}, {"fan_speed": 1}),
        ("set_percentage", {"percentage": 0}, {"switch": False}),
        ("increase_speed", {}, {"fan_speed": 3}),
        ("decrease_speed", {"percentage_step": 17}, {"fan_speed": 1}),
        ("decrease_speed", {}, {"fan_speed": 1}),
        ("decrease_speed", {"percentage_step": 50}, {"switch": False}),
        ("set_preset_mode", {"preset_mode": "fresh"}, {"mode": "fresh"}),
        ("set_direction", {"direction": "reverse"}, {"fan_direction": "reverse"}),
        ("set_direction", {"direction": "forward"}, {"fan_direction": "forward"}),
        ("oscillate", {"oscillating": True}, {"switch_horizontal": True}),
        ("oscillate", {"oscillating": False}, {"switch_horizontal": False}),
    ],
)
async def test_services_of_a_fan(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.FAN, FAN, service, **data) == sent


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("toggle", {}, {"switch": True}),
        ("set_percentage", {"percentage": 50}, {"fan_speed": 3, "switch": True}),
        ("increase_speed", {}, {"fan_speed": 3, "switch": True}),
        (
            "set_preset_mode",
            {"preset_mode": "sleep"},
            {"mode": "sleep", "switch": True},
        ),
    ],
)
async def test_speed_and_preset_turn_it_on(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """A fan that is off is turned on in the same request."""
    await driver.report("living_room_fan", switch=False)
    assert await driver.call(Platform.FAN, FAN, service, **data) == sent


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "why"),
    [
        (FAN, "set_preset_mode", {"preset_mode": "storm"}, "not_valid_preset_mode"),
        (FAN, "turn_on", {"preset_mode": "storm"}, "not_valid_preset_mode"),
        (FAN, "set_direction", {"direction": "up"}, "not_an_option"),
        (PLAIN, "set_percentage", {"percentage": 50}, "service_not_supported"),
        (PLAIN, "increase_speed", {}, "service_not_supported"),
        (PLAIN, "set_preset_mode", {"preset_mode": "x"}, "service_not_supported"),
        (PLAIN, "set_direction", {"direction": "forward"}, "service_not_supported"),
        (PLAIN, "oscillate", {"oscillating": True}, "service_not_supported"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.FAN, unique_id, service, why, **data)


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("increase_speed", {}, {"fan_speed_enum": "high"}),
        ("increase_speed", {"percentage_step": 5}, {"fan_speed_enum": "high"}),
        ("decrease_speed", {}, {"fan_speed_enum": "low"}),
        ("set_percentage", {"percentage": 100}, {"fan_speed_enum": "high"}),
        ("set_percentage", {"percentage": 0}, {"fan_switch": False}),
        ("set_preset_mode", {"preset_mode": "sleep"}, {"fan_speed_enum": "sleep"}),
        ("turn_off", {}, {"fan_switch": False}),
        ("toggle", {}, {"fan_switch": False}),
    ],
)
async def test_services_of_a_fan_with_named_speeds(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each step is the next named speed."""
    await driver.report("ceiling", fan_switch=True, fan_speed_enum="middle")
    state = driver.state(Platform.FAN, CEILING)
    assert (state.state, state.attributes["percentage"]) == ("on", 66)
    assert await driver.call(Platform.FAN, CEILING, service, **data) == sent


async def test_named_speeds_and_presets_among_them(driver: Driver) -> None:
    """Only speeds have a percentage."""
    state = driver.state(Platform.FAN, CEILING)
    assert state.state == "off"
    assert state.attributes["percentage"] == 33
    assert state.attributes["preset_modes"] == ["auto", "sleep"]
    assert await driver.call(Platform.FAN, CEILING, "turn_on", percentage=60) == {
        "fan_switch": True,
        "fan_speed_enum": "middle",
    }
    assert await driver.call(Platform.FAN, CEILING, "turn_on", preset_mode="auto") == {
        "fan_switch": True,
        "fan_speed_enum": "auto",
    }
    await driver.report("ceiling", fan_speed_enum="sleep", fan_switch=True)
    state = driver.state(Platform.FAN, CEILING)
    assert (state.attributes["percentage"], state.attributes["preset_mode"]) == (
        None,
        "sleep",
    )
    driver.state(Platform.LIGHT, "ceiling_switch_led")


async def test_a_speed_in_percent(driver: Driver) -> None:
    """Zero is off, not a speed."""
    state = driver.state(Platform.FAN, "percent_switch")
    assert state.attributes["percentage"] == 40
    assert state.attributes["percentage_step"] == 1
    assert await driver.call(
        Platform.FAN, "percent_switch", "set_percentage", percentage=73
    ) == {"fan_speed_percent": 73}
    await driver.report("percent", fan_speed_percent=0)
    state = driver.state(Platform.FAN, "percent_switch")
    assert state.attributes["percentage"] == 0
    assert await driver.call(Platform.FAN, "percent_switch", "increase_speed") == {
        "fan_speed_percent": 1
    }


@pytest.mark.parametrize(
    ("device_id", "code", "speeds"),
    [
        ("falling", "fan_speed_enum", {"High": 100, "Mid": 66, "Low": 33}),
        ("counted_down", "fan_speed", {"3": 100, "2": 66, "1": 33}),
        # unknown options keep their order
        ("unknown_words", "fan_speed", {"gale": 50, "high": 100}),
        ("tens", "fan_speed", {10: 10, 50: 50, 100: 100}),
        ("odd_tens", "fan_speed", {1: 10, 11: 20, 91: 100}),
    ],
)
async def test_a_faster_speed_is_a_higher_percentage(
    driver: Driver, device_id: str, code: str, speeds: dict[JsonValue, int]
) -> None:
    """This holds for each order of the options, and a set speed is read back."""
    unique_id = f"{device_id}_switch"
    for speed, percentage in speeds.items():
        sent = await driver.call(
            Platform.FAN, unique_id, "set_percentage", percentage=percentage
        )
        assert sent == {code: speed}
        state = driver.state(Platform.FAN, unique_id)
        assert state.attributes["percentage"] == percentage


async def test_a_purifier_keeps_its_switch(hass: HomeAssistant, driver: Driver) -> None:
    """The fan replaces the switch, whose entity is disabled by default."""
    state = driver.state(Platform.FAN, PURIFIER)
    assert state.attributes["percentage"] == 50
    assert state.attributes["preset_modes"] == ["manual", "auto", "sleep"]
    assert is_disabled(hass, Platform.SWITCH, PURIFIER)
    await driver.report("living_room_air_purifier", fan_speed_enum="4", mode="sleep")
    state = driver.state(Platform.FAN, PURIFIER)
    assert state.attributes["percentage"] == 100
    assert state.attributes["preset_mode"] == "sleep"
    assert await driver.call(
        Platform.FAN, PURIFIER, "set_percentage", percentage=1
    ) == {"fan_speed_enum": "1"}
    assert await driver.call(
        Platform.FAN, PURIFIER, "set_preset_mode", preset_mode="manual"
    ) == {"mode": "manual"}
    assert await driver.call(Platform.FAN, PURIFIER, "turn_on") == {"switch": True}
    await driver.report("living_room_air_purifier", switch=False)
    assert driver.state(Platform.FAN, PURIFIER).state == "off"


async def test_the_fan_of_a_dehumidifier(hass: HomeAssistant, driver: Driver) -> None:
    """It has a name of its own, and is disabled if it has no options."""
    state = driver.state(Platform.FAN, "dry_and_blow_switch")
    assert state.attributes["friendly_name"] == "Device Fan"
    assert state.attributes["percentage"] == 100
    assert is_disabled(hass, Platform.FAN, "dry_switch")


def is_disabled(hass: HomeAssistant, platform: Platform, unique_id: str) -> bool:
    """Return whether the integration has disabled a registered entity."""
    entity_id = entity_id_of(hass, platform, unique_id)
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None
    return entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("turn_on", {"percentage": 100}, {"switch_fan": True, "windspeed": "3"}),
        ("turn_off", {}, {"switch_fan": False}),
        ("increase_speed", {}, {"windspeed": "2"}),
        ("set_preset_mode", {"preset_mode": "nature"}, {"fan_mode": "nature"}),
        ("oscillate", {"oscillating": True}, {"shake": True}),
    ],
)
async def test_a_fan_with_other_codes(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """It has the same services."""
    assert await driver.call(Platform.FAN, HOOD, service, **data) == sent


async def test_a_fan_with_other_codes_shows_reports(driver: Driver) -> None:
    """The switch of the device is not the switch of its fan."""
    await driver.report("hood", windspeed="3", fan_mode="nature", shake=True)
    state = driver.state(Platform.FAN, HOOD)
    assert state.state == "on"
    shown = {"percentage": 100, "preset_mode": "nature", "oscillating": True}
    assert state.attributes.items() >= shown.items()
    await driver.report("hood", switch_fan=False)
    assert driver.state(Platform.FAN, HOOD).state == "off"
    assert driver.state(Platform.SWITCH, "hood_switch").state == "on"


async def test_a_fan_that_is_on_or_off(driver: Driver) -> None:
    """A fan may have only a switch."""
    state = driver.state(Platform.FAN, PLAIN)
    assert state.attributes["supported_features"] == Feature.TURN_ON | Feature.TURN_OFF
    for service, on in (("turn_off", False), ("toggle", True), ("turn_on", True)):
        assert await driver.call(Platform.FAN, PLAIN, service) == {"switch": on}
    # the highest speed
    assert await driver.call(Platform.FAN, PLAIN, "turn_on", percentage=50) == {
        "switch": True
    }


async def test_speeds_and_presets_are_told_apart(driver: Driver) -> None:
    """Of two points, the one with low and high is the speed."""
    fan = "two_speeds_Power"
    state = driver.state(Platform.FAN, fan)
    assert (
        state.attributes.items()
        >= {
            "percentage": 33,
            "preset_modes": ["auto", "Sleep"],
            "preset_mode": "auto",
        }.items()
    )
    sent = await driver.call(Platform.FAN, fan, "set_percentage", percentage=100)
    assert sent == {"fan_level": "high"}
    sent = await driver.call(Platform.FAN, fan, "set_preset_mode", preset_mode="Sleep")
    assert sent == {"fan_speed_enum": "Sleep"}
    sent = await driver.call(Platform.FAN, fan, "turn_off")
    assert sent == {"Power": False}


async def test_a_speed_by_another_code(driver: Driver) -> None:
    """What has speeds is the speed, and the first has presets."""
    fan = "ventilation_switch"
    state = driver.state(Platform.FAN, fan)
    assert state.attributes["preset_modes"] == ["auto", "smart"]
    sent = await driver.call(Platform.FAN, fan, "set_percentage", percentage=33)
    assert sent == {"supply_fan_speed": "low"}
