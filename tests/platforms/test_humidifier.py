"""Humidifiers and dehumidifiers: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

HUMIDIFIER = "nursery_humidifier_switch"
DEHUMIDIFIER = "cellar_dehumidifier_switch"
SPRAY = "spray_switch_spray"

PLATFORMS = [
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
]
DEVICES = {
    "nursery_humidifier": demo("nursery_humidifier"),
    "cellar_dehumidifier": demo("cellar_dehumidifier"),
    "spray": device("jsq", {"switch_spray": boolean(value=True)}),
    "options": device(
        "cs",
        {
            "switch": boolean(value=True),
            "dehumidify_set_enum": enum("continuous 60 50 40", "50"),
        },
    ),
    "spelled": device(
        "cs",
        {
            "Power": boolean(value=True),
            "SetHumidity": integer(30, 80, 50, unit="%"),
            "CurrentHumidity": integer(0, 100, 61, "r", unit="%"),
        },
    ),
    "words": device(
        "cs",
        {
            "switch": boolean(value=True),
            "dehumidify_set_enum": enum("low high 1 2", "low"),
        },
    ),
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features(driver: Driver) -> None:
    """The category decides on the device class, and the target has its limits."""
    state = driver.state(Platform.HUMIDIFIER, DEHUMIDIFIER)
    assert state.state == "on"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Cellar dehumidifier",
            "device_class": "dehumidifier",
            "humidity": 50,
            "current_humidity": 63,
            "min_humidity": 35,
            "max_humidity": 70,
            "target_humidity_step": 5,
            "available_modes": ["auto", "continuous", "drying"],
            "mode": "auto",
        }.items()
    )
    state = driver.state(Platform.HUMIDIFIER, HUMIDIFIER)
    assert state.attributes["device_class"] == "humidifier"
    assert state.attributes["available_modes"] == ["large", "middle", "small", "auto"]
    state = driver.state(Platform.HUMIDIFIER, SPRAY)
    assert state.state == "on"
    assert "available_modes" not in state.attributes


@pytest.mark.parametrize(
    ("report", "state", "shown"),
    [
        ({"switch": False}, "off", {}),
        ({"switch": ""}, "unknown", {}),
        ({"humidity_indoor": 48}, "on", {"current_humidity": 48}),
        ({"dehumidify_set_value": 65}, "on", {"humidity": 65}),
        ({"mode": "drying"}, "on", {"mode": "drying"}),
        ({"mode": "gentle"}, "on", {"mode": "gentle"}),
    ],
)
async def test_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report changes state or attributes."""
    await driver.report("cellar_dehumidifier", **report)
    now = driver.state(Platform.HUMIDIFIER, DEHUMIDIFIER)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "sent"),
    [
        (DEHUMIDIFIER, "turn_on", {}, {"switch": True}),
        (DEHUMIDIFIER, "turn_off", {}, {"switch": False}),
        (DEHUMIDIFIER, "toggle", {}, {"switch": False}),
        (DEHUMIDIFIER, "set_humidity", {"humidity": 58}, {"dehumidify_set_value": 60}),
        (DEHUMIDIFIER, "set_mode", {"mode": "continuous"}, {"mode": "continuous"}),
        (HUMIDIFIER, "turn_off", {}, {"switch": False}),
        (HUMIDIFIER, "set_humidity", {"humidity": 80}, {"humidity_set": 80}),
        (HUMIDIFIER, "set_mode", {"mode": "small"}, {"mode": "small"}),
        (SPRAY, "turn_off", {}, {"switch_spray": False}),
    ],
)
async def test_services(
    driver: Driver,
    unique_id: str,
    service: str,
    data: dict[str, Any],
    sent: dict[str, JsonValue],
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.HUMIDIFIER, unique_id, service, **data) == sent


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "why"),
    [
        (DEHUMIDIFIER, "set_humidity", {"humidity": 71}, "humidity_out_of_range"),
        (DEHUMIDIFIER, "set_mode", {"mode": "gentle"}, "not_an_option"),
        (SPRAY, "set_mode", {"mode": "auto"}, "service_not_supported"),
        (SPRAY, "set_humidity", {"humidity": 50}, "service_not_supported"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.HUMIDIFIER, unique_id, service, why, **data)


async def test_a_humidifier_that_is_off_is_turned_on(driver: Driver) -> None:
    """A humidifier and a diffuser each use their own data points."""
    await driver.report(
        "nursery_humidifier",
        switch=False,
        humidity_current=51,
        humidity_set=60,
        mode="large",
    )
    state = driver.state(Platform.HUMIDIFIER, HUMIDIFIER)
    assert state.state == "off"
    assert (
        state.attributes.items()
        >= {"current_humidity": 51, "humidity": 60, "mode": "large"}.items()
    )
    assert await driver.call(Platform.HUMIDIFIER, HUMIDIFIER, "toggle") == {
        "switch": True
    }
    await driver.report("spray", switch_spray=False)
    assert driver.state(Platform.HUMIDIFIER, SPRAY).state == "off"
    assert await driver.call(Platform.HUMIDIFIER, SPRAY, "turn_on") == {
        "switch_spray": True
    }


@pytest.mark.parametrize(("humidity", "option"), [(40, "40"), (47, "50"), (60, "60")])
async def test_a_target_may_be_an_enum_of_numbers(
    driver: Driver, humidity: int, option: str
) -> None:
    """The nearest number is set; other options belong to the select."""
    unique_id = "options_switch"
    state = driver.state(Platform.HUMIDIFIER, unique_id)
    shown = state.attributes
    assert (shown["min_humidity"], shown["max_humidity"]) == (40, 60)
    assert shown["humidity"] == 50
    assert await driver.call(
        Platform.HUMIDIFIER, unique_id, "set_humidity", humidity=humidity
    ) == {"dehumidify_set_enum": option}
    await driver.report("options", dehumidify_set_enum="continuous")
    assert "humidity" not in driver.state(Platform.HUMIDIFIER, unique_id).attributes
    driver.state(Platform.SELECT, "options_dehumidify_set_enum")


async def test_a_target_beyond_the_options_is_shown(driver: Driver) -> None:
    """What the device has reported may be set as well."""
    await driver.report("options", dehumidify_set_enum="35")
    attributes = driver.state(Platform.HUMIDIFIER, "options_switch").attributes
    assert (attributes["humidity"], attributes["min_humidity"]) == (35, 35)
    sent = await driver.call(
        Platform.HUMIDIFIER, "options_switch", "set_humidity", humidity=36
    )
    assert sent == {"dehumidify_set_enum": "35"}


@pytest.mark.parametrize("unique_id", ["spray_switch_spray", "words_switch"])
async def test_a_missing_target_is_refused(driver: Driver, unique_id: str) -> None:
    """The error has the reason."""
    assert "humidity" not in driver.state(Platform.HUMIDIFIER, unique_id).attributes
    await driver.refused(
        Platform.HUMIDIFIER,
        unique_id,
        "set_humidity",
        "service_not_supported",
        humidity=50,
    )


async def test_a_dehumidifier_has_a_fan(driver: Driver) -> None:
    """One data point switches both, and no switch entity exists."""
    fan = driver.state(Platform.FAN, DEHUMIDIFIER)
    assert (fan.state, fan.attributes["percentage"]) == ("on", 50)
    assert await driver.call(
        Platform.FAN, DEHUMIDIFIER, "set_percentage", percentage=100
    ) == {"fan_speed_enum": "high"}
    assert await driver.call(
        Platform.FAN, DEHUMIDIFIER, "oscillate", oscillating=True
    ) == {"swing": True}
    with pytest.raises(AssertionError, match=DEHUMIDIFIER):
        driver.state(Platform.SWITCH, DEHUMIDIFIER)
    driver.state(Platform.SENSOR, "cellar_dehumidifier_humidity_indoor")


async def test_codes_in_other_spellings(driver: Driver) -> None:
    """Target and measured humidity are found by any of their names."""
    humidifier = "spelled_Power"
    state = driver.state(Platform.HUMIDIFIER, humidifier)
    assert state.attributes["humidity"] == 50
    assert state.attributes["current_humidity"] == 61
    sent = await driver.call(
        Platform.HUMIDIFIER, humidifier, "set_humidity", humidity=45
    )
    assert sent == {"SetHumidity": 45}
