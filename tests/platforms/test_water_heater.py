"""Water heaters: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.components.water_heater import WaterHeaterEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from simulator.json_types import JsonValue

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

BOILER = "utility_boiler_temp_set"
HEAT_PUMP = "heat_pump_temp_set"

PLATFORMS = [Platform.SENSOR, Platform.WATER_HEATER]
DEVICES = {
    "utility_boiler": demo("utility_boiler"),
    "heat_pump": device(
        "znrb",
        {
            "switch": boolean(value=False),
            "temp_set": integer(15, 75, 60, unit="℃"),
            "temp_current": integer(-30, 100, 42, "r", unit="℃"),
        },
    ),
    "always_on": device(
        "rs", {"temp_set": integer(15, 75, 60), "mode": enum("off eco", "eco")}
    ),
    "saving": device(
        "rs",
        {"temp_set": integer(15, 75, 60), "mode": enum("eco energy boost", "energy")},
    ),
    "fahrenheit": device(
        "rs",
        {
            "temp_set_f": integer(86, 167, 122, unit="℉"),
            "temp_current_f": integer(32, 212, 104, "r", unit="℉"),
        },
    ),
    "bare": device("rs", {"temp_set": integer(15, 75, 60)}),
    # turned off in two ways
    "twice": device(
        "rs",
        {
            "switch": boolean(value=False),
            "temp_set": integer(15, 75, 60),
            "mode": enum("off eco", "eco"),
        },
    ),
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features_of_a_boiler(driver: Driver) -> None:
    """Operations, limits and temperatures follow from its data points."""
    state = driver.state(Platform.WATER_HEATER, BOILER)
    assert state.state == "eco"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Boiler",
            "operation_list": ["eco", "standard", "performance", "off"],
            "operation_mode": "eco",
            "temperature": 55,
            "current_temperature": 52,
            "min_temp": 30,
            "max_temp": 75,
            "target_temp_step": 1,
            "supported_features": Feature.TARGET_TEMPERATURE
            | Feature.OPERATION_MODE
            | Feature.ON_OFF,
        }.items()
    )
    driver.state(Platform.SENSOR, "utility_boiler_temp_current")


@pytest.mark.parametrize(
    ("report", "state", "shown"),
    [
        ({"switch": False}, "off", {"operation_mode": "off"}),
        ({"mode": "boost"}, "performance", {}),
        ({"mode": "standard"}, "standard", {}),
        ({"mode": "night"}, "night", {}),
        ({"temp_set": 70}, "eco", {"temperature": 70}),
        ({"temp_current": 71}, "eco", {"current_temperature": 71}),
        (
            {"temp_unit_convert": "f", "temp_set": 71},
            "eco",
            {"temperature": 71, "max_temp": 75},
        ),
        ({"switch": ""}, "unknown", {}),
        ({"mode": ""}, "unknown", {}),
    ],
)
async def test_a_boiler_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report changes state or attributes."""
    await driver.report("utility_boiler", **report)
    now = driver.state(Platform.WATER_HEATER, BOILER)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("set_temperature", {"temperature": 61}, {"temp_set": 61}),
        (
            "set_temperature",
            {"temperature": 61, "operation_mode": "performance"},
            {"temp_set": 61, "mode": "boost"},
        ),
        (
            "set_temperature",
            {"temperature": 40, "operation_mode": "off"},
            {"temp_set": 40, "switch": False},
        ),
        ("set_operation_mode", {"operation_mode": "standard"}, {"mode": "standard"}),
        ("set_operation_mode", {"operation_mode": "off"}, {"switch": False}),
        ("turn_on", {}, {"switch": True}),
        ("turn_off", {}, {"switch": False}),
    ],
)
async def test_services_of_a_boiler(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.WATER_HEATER, BOILER, service, **data) == sent


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("turn_on", {}, {"switch": True}),
        (
            "set_operation_mode",
            {"operation_mode": "eco"},
            {"mode": "eco", "switch": True},
        ),
        (
            "set_temperature",
            {"temperature": 61, "operation_mode": "standard"},
            {"temp_set": 61, "mode": "standard", "switch": True},
        ),
        # a target does not turn it on
        ("set_temperature", {"temperature": 61}, {"temp_set": 61}),
    ],
)
async def test_an_operation_turns_it_on(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """A boiler that is off is turned on in the same request."""
    await driver.report("utility_boiler", switch=False)
    assert await driver.call(Platform.WATER_HEATER, BOILER, service, **data) == sent


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "why"),
    [
        (
            BOILER,
            "set_operation_mode",
            {"operation_mode": "electric"},
            "not_valid_operation_mode",
        ),
        (
            BOILER,
            "set_temperature",
            {"temperature": 61, "operation_mode": "electric"},
            "not_an_option",
        ),
        (
            "bare_temp_set",
            "set_temperature",
            {"temperature": 61, "operation_mode": "off"},
            "not_an_option",
        ),
        (BOILER, "set_temperature", {"temperature": 76}, "out_of_range"),
        # no data point for the away mode
        (BOILER, "set_away_mode", {"away_mode": True}, "service_not_supported"),
        ("bare_temp_set", "turn_on", {}, "service_not_supported"),
        ("bare_temp_set", "turn_off", {}, "service_not_supported"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.WATER_HEATER, unique_id, service, why, **data)


async def test_a_boiler_in_fahrenheit(driver: Driver) -> None:
    """Home Assistant converts both ways."""
    boiler = "fahrenheit_temp_set_f"
    shown = driver.state(Platform.WATER_HEATER, boiler).attributes
    assert (shown["temperature"], shown["current_temperature"]) == (50, 40)
    assert await driver.call(
        Platform.WATER_HEATER, boiler, "set_temperature", temperature=60
    ) == {"temp_set_f": 140}
    await driver.report("fahrenheit", temp_set_f=86, temp_current_f=95)
    shown = driver.state(Platform.WATER_HEATER, boiler).attributes
    assert (shown["temperature"], shown["current_temperature"]) == (30, 35)


async def test_a_single_operation(driver: Driver) -> None:
    """It can be chosen, and no command is sent."""
    state = driver.state(Platform.WATER_HEATER, "bare_temp_set")
    assert state.attributes["operation_list"] == [state.state] == ["on"]
    requests = await driver.requests(
        Platform.WATER_HEATER,
        "bare_temp_set",
        "set_operation_mode",
        operation_mode="on",
    )
    assert requests == []


async def test_a_boiler_that_is_off_stays_off(driver: Driver) -> None:
    """The switch has priority over the modes."""
    state = driver.state(Platform.WATER_HEATER, "twice_temp_set")
    assert (state.state, state.attributes["operation_list"]) == (
        "off",
        ["on", "eco", "off"],
    )
    assert await driver.call(
        Platform.WATER_HEATER,
        "twice_temp_set",
        "set_operation_mode",
        operation_mode="off",
    ) == {"switch": False}


async def test_an_operation_is_an_option_of_the_specification(driver: Driver) -> None:
    """A reported option with the same meaning is not sent."""
    await driver.report("utility_boiler", mode="Eco")
    assert driver.state(Platform.WATER_HEATER, BOILER).state == "eco"
    assert await driver.call(
        Platform.WATER_HEATER, BOILER, "set_operation_mode", operation_mode="eco"
    ) == {"mode": "eco"}


async def test_a_heat_pump_without_modes(driver: Driver) -> None:
    """It has one operation, which turns it on."""
    state = driver.state(Platform.WATER_HEATER, HEAT_PUMP)
    assert state.state == "off"
    assert state.attributes["operation_list"] == ["heat_pump", "off"]
    assert await driver.call(
        Platform.WATER_HEATER,
        HEAT_PUMP,
        "set_operation_mode",
        operation_mode="heat_pump",
    ) == {"switch": True}
    await driver.report("heat_pump", switch=True)
    assert driver.state(Platform.WATER_HEATER, HEAT_PUMP).state == "heat_pump"


async def test_a_mode_that_is_off(driver: Driver) -> None:
    """Without a switch, off may be an option of the mode."""
    state = driver.state(Platform.WATER_HEATER, "always_on_temp_set")
    assert state.attributes["operation_list"] == ["off", "eco"]
    assert await driver.call(
        Platform.WATER_HEATER,
        "always_on_temp_set",
        "set_operation_mode",
        operation_mode="off",
    ) == {"mode": "off"}


@pytest.mark.parametrize(
    ("operation", "option"),
    [("eco", "eco"), ("energy", "energy"), ("performance", "boost")],
)
async def test_two_options_with_one_meaning(
    driver: Driver, operation: str, option: str
) -> None:
    """The second option keeps its own name, so that both can be chosen."""
    unique_id = "saving_temp_set"
    assert driver.state(Platform.WATER_HEATER, unique_id).state == "energy"
    assert await driver.call(
        Platform.WATER_HEATER,
        unique_id,
        "set_operation_mode",
        operation_mode=operation,
    ) == {"mode": option}
    assert driver.state(Platform.WATER_HEATER, unique_id).state == operation


async def test_a_boiler_that_cannot_be_turned_off(
    hass: HomeAssistant, driver: Driver
) -> None:
    """It is always on, and no command is sent."""
    state = driver.state(Platform.WATER_HEATER, "bare_temp_set")
    await hass.services.async_call(
        Platform.WATER_HEATER,
        "set_operation_mode",
        {"entity_id": state.entity_id, "operation_mode": "on"},
        blocking=True,
    )
    assert driver.state(Platform.WATER_HEATER, "bare_temp_set").state == "on"
