"""Air conditioners: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

AIR_CONDITIONER = "bedroom_air_conditioner_temp_set"
HUMIDIFYING = "humidifying_temp_set"

PLATFORMS = [Platform.CLIMATE]
DEVICES = {
    "bedroom_air_conditioner": demo("bedroom_air_conditioner"),
    # swing as an enum, target humidity, a unit of both scales, no mode
    "humidifying": device(
        "kt",
        {
            "switch": boolean(value=True),
            "temp_set": integer(16, 86, 23, unit="℃ ℉"),
            "temp_current": integer(-7, 98, 22, "r", unit="℃ ℉"),
            "humidity_set": integer(30, 80, 50, unit="%", step=5),
            "swing": enum("off small large", "small"),
            "switch_horizontal": enum("narrow wide", "narrow"),
        },
    ),
}


async def test_features_of_an_air_conditioner(driver: Driver) -> None:
    """It has modes for heating and cooling, and swings in both directions."""
    await driver.report("bedroom_air_conditioner", switch=True)
    state = driver.state(Platform.CLIMATE, AIR_CONDITIONER)
    assert state.state == "cool"
    assert (
        state.attributes.items()
        >= {
            "hvac_modes": ["off", "heat", "cool", "heat_cool", "dry", "fan_only"],
            "fan_modes": ["auto", "low", "mid", "high", "strong"],
            "fan_mode": "auto",
            "swing_modes": ["on", "off"],
            "swing_mode": "on",
            "swing_horizontal_mode": "off",
            "current_humidity": 52,
            "temperature": 24,
            "current_temperature": 26,
            "min_temp": 16,
            "max_temp": 31,
        }.items()
    )
    assert "preset_modes" not in state.attributes
    assert "hvac_action" not in state.attributes


@pytest.mark.parametrize(
    ("report", "state", "shown"),
    [
        ({"mode": "auto"}, "heat_cool", {}),
        ({"mode": "hot"}, "heat", {}),
        ({"mode": "wet"}, "dry", {}),
        ({"mode": "wind"}, "fan_only", {}),
        ({"fan_speed_enum": "strong"}, "cool", {"fan_mode": "strong"}),
        ({"switch_vertical": False}, "cool", {"swing_mode": "off"}),
        ({"switch_horizontal": True}, "cool", {"swing_horizontal_mode": "on"}),
        ({"humidity_current": 61}, "cool", {"current_humidity": 61}),
        ({"temp_current": 21}, "cool", {"current_temperature": 21}),
        ({"temp_set": 30}, "cool", {"temperature": 30}),
        # the active scale is °F
        (
            {"temp_unit_convert": "f", "temp_set_f": 70, "temp_current_f": 86},
            "cool",
            {"temperature": 21.1, "current_temperature": 30},
        ),
    ],
)
async def test_an_air_conditioner_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report changes state or attributes."""
    await driver.report("bedroom_air_conditioner", switch=True, **report)
    now = driver.state(Platform.CLIMATE, AIR_CONDITIONER)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("service", "data", "why"),
    [
        ("set_swing_mode", {"swing_mode": "x"}, "not_valid_swing_mode"),
        (
            "set_swing_horizontal_mode",
            {"swing_horizontal_mode": "x"},
            "not_valid_horizontal_swing_mode",
        ),
        ("set_humidity", {"humidity": 29}, "humidity_out_of_range"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.CLIMATE, HUMIDIFYING, service, why, **data)


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("set_fan_mode", {"fan_mode": "low"}, {"fan_speed_enum": "low"}),
        ("set_swing_mode", {"swing_mode": "off"}, {"switch_vertical": False}),
        ("set_swing_mode", {"swing_mode": "on"}, {"switch_vertical": True}),
        (
            "set_swing_horizontal_mode",
            {"swing_horizontal_mode": "on"},
            {"switch_horizontal": True},
        ),
        (
            "set_hvac_mode",
            {"hvac_mode": "heat_cool"},
            {"mode": "auto", "switch": True},
        ),
        ("turn_on", {}, {"switch": True}),
        ("turn_off", {}, {"switch": False}),
        ("toggle", {}, {"switch": True}),
        ("set_temperature", {"temperature": 25}, {"temp_set": 25}),
    ],
)
async def test_services_of_an_air_conditioner(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.CLIMATE, AIR_CONDITIONER, service, **data) == sent


async def test_the_active_scale_is_followed(driver: Driver) -> None:
    """When the device changes to °F, the twins in °F are read and set."""
    await driver.report("bedroom_air_conditioner", temp_unit_convert="f", temp_set_f=77)
    state = driver.state(Platform.CLIMATE, AIR_CONDITIONER)
    assert state.attributes["temperature"] == 25
    assert state.attributes["current_temperature"] == 26.1
    assert state.attributes["min_temp"] == 16.1
    assert await driver.call(
        Platform.CLIMATE, AIR_CONDITIONER, "set_temperature", temperature=20
    ) == {"temp_set_f": 68}


async def test_enum_swing_and_humidity(driver: Driver) -> None:
    """A swing may have several options, and a target humidity has limits."""
    state = driver.state(Platform.CLIMATE, HUMIDIFYING)
    assert state.state == "cool"
    assert (
        state.attributes.items()
        >= {
            "hvac_modes": ["off", "cool"],
            "swing_modes": ["off", "small", "large"],
            "swing_mode": "small",
            "humidity": 50,
            "min_humidity": 30,
            "max_humidity": 80,
            "target_humidity_step": 5,
            # a unit of both scales: the scale of the home is used
            "temperature": 23,
        }.items()
    )
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_swing_mode", swing_mode="large"
    ) == {"swing": "large"}
    assert await driver.call(
        Platform.CLIMATE,
        HUMIDIFYING,
        "set_swing_horizontal_mode",
        swing_horizontal_mode="narrow",
    ) == {"switch_horizontal": "narrow"}
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_humidity", humidity=57
    ) == {"humidity_set": 55}
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_hvac_mode", hvac_mode="cool"
    ) == {"switch": True}
    await driver.report(
        "humidifying", humidity_set=65, swing="off", switch_horizontal="wide"
    )
    shown = driver.state(Platform.CLIMATE, HUMIDIFYING).attributes
    assert (shown["humidity"], shown["swing_mode"]) == (65, "off")
    assert shown["swing_horizontal_mode"] == "wide"
