"""Climates: what they show, and what their services send."""

from typing import Any

import pytest
from homeassistant.components.climate import ClimateEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.exceptions import ServiceValidationError

from simulator.json_types import JsonValue

from .conftest import Driver
from .documents import boolean, demo, device, enum, integer

THERMOSTAT = "hallway_thermostat_temp_set"
AIR_CONDITIONER = "bedroom_air_conditioner_temp_set"
RADIATOR = "bathroom_radiator_temp_set"
HEATER = "bathroom_heater_temp_set"
HUMIDIFYING = "humidifying_temp_set"
PRESETS = "presets_temp_set"

DEVICES = {
    "hallway_thermostat": demo("hallway_thermostat"),
    "bedroom_air_conditioner": demo("bedroom_air_conditioner"),
    "bathroom_radiator": demo("bathroom_radiator"),
    "bathroom_heater": demo("bathroom_heater"),
    # enum swing, target humidity, a unit that is both, no mode
    "humidifying": device(
        "kt",
        {
            "switch": boolean(value=True),
            "temp_set": integer(16, 86, 23, unit="℃ ℉"),
            "temp_current": integer(-7, 98, 22, "r", unit="℃ ℉"),
            "humidity_set": integer(30, 80, 50, unit="%", step=5),
            "swing": enum("off small large", "small"),
        },
    ),
    # nothing but presets, and a valve that is open or closed
    "presets": device(
        "wk",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "mode": enum("comfort eco", "eco"),
            "valve_state": boolean(False, "r"),
        },
    ),
    # a thermostat that cools, and one that tells nothing but a number
    "cooling": device(
        "wk",
        {
            "switch": boolean(value=True),
            "temp_set": integer(5, 35, 20, unit="℃"),
            "work_state": enum("cooling idle", "cooling", "r"),
        },
    ),
    "both": device(
        "wk",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "work_state": enum("cooling heating", "heating", "r"),
        },
    ),
    "bare": device("wk", {"temp_set": integer(5, 35, 20, unit="℃")}),
}


async def test_a_thermostat_shows_what_it_is(driver: Driver) -> None:
    """Modes, presets, limits and temperatures come from its points."""
    state = driver.state(Platform.CLIMATE, THERMOSTAT)
    assert state.state == "auto"
    shown = state.attributes
    assert shown["friendly_name"] == "Hall thermostat"
    assert shown["hvac_modes"] == ["off", "heat", "auto"]
    assert shown["preset_modes"] == ["none", "eco", "holiday"]
    assert shown["preset_mode"] == "none"
    assert (shown["min_temp"], shown["max_temp"]) == (5, 35)
    assert shown["target_temp_step"] == 0.5
    assert shown["temperature"] == 21.0
    assert shown["current_temperature"] == 21.3
    assert shown["hvac_action"] == "idle"
    assert shown["supported_features"] == (
        Feature.TARGET_TEMPERATURE
        | Feature.PRESET_MODE
        | Feature.TURN_ON
        | Feature.TURN_OFF
    )


@pytest.mark.parametrize(
    ("report", "state", "shown"),
    [
        ({"temp_current": 187}, "auto", {"current_temperature": 18.7}),
        ({"temp_set": 235}, "auto", {"temperature": 23.5}),
        ({"mode": "manual"}, "heat", {"preset_mode": "none"}),
        ({"mode": "eco"}, "heat", {"preset_mode": "eco"}),
        ({"switch": False}, "off", {"hvac_action": "off"}),
        ({"work_state": "heating"}, "auto", {"hvac_action": "heating"}),
        ({"upper_temp": 250, "lower_temp": 150}, "auto", {"max_temp": 25}),
        ({"upper_temp": 250, "lower_temp": 150}, "auto", {"min_temp": 15}),
        # limits that leave nothing between them
        ({"upper_temp": 200, "lower_temp": 200}, "auto", {"max_temp": 35}),
        # beyond what was promised: shown all the same
        ({"temp_set": 400}, "auto", {"temperature": 40.0}),
        ({"mode": "party"}, "heat", {"preset_mode": "party"}),
        # never reported
        ({"mode": ""}, "unknown", {"hvac_action": "idle"}),
    ],
)
async def test_a_thermostat_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report is seen in state or attributes."""
    await driver.report("hallway_thermostat", **report)
    now = driver.state(Platform.CLIMATE, THERMOSTAT)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("set_temperature", {"temperature": 22.4}, {"temp_set": 225}),
        (
            "set_temperature",
            {"temperature": 19, "hvac_mode": "heat"},
            {"temp_set": 190, "mode": "manual"},
        ),
        (
            "set_temperature",
            {"temperature": 7, "hvac_mode": "off"},
            {"temp_set": 70, "switch": False},
        ),
        ("set_hvac_mode", {"hvac_mode": "heat"}, {"mode": "manual"}),
        ("set_hvac_mode", {"hvac_mode": "auto"}, {"switch": True}),
        ("set_hvac_mode", {"hvac_mode": "off"}, {"switch": False}),
        ("set_preset_mode", {"preset_mode": "holiday"}, {"mode": "holiday"}),
        ("set_preset_mode", {"preset_mode": "none"}, {"mode": "manual"}),
        ("turn_on", {}, {"switch": True}),
        ("turn_off", {}, {"switch": False}),
        ("toggle", {}, {"switch": False}),
    ],
)
async def test_a_thermostat_is_driven(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.CLIMATE, THERMOSTAT, service, **data) == sent


async def test_a_mode_turns_it_on(driver: Driver) -> None:
    """What is off is turned on with the mode."""
    await driver.report("hallway_thermostat", switch=False)
    assert await driver.call(
        Platform.CLIMATE, THERMOSTAT, "set_hvac_mode", hvac_mode="heat"
    ) == {"mode": "manual", "switch": True}


async def test_an_option_made_up_cannot_be_sent(driver: Driver) -> None:
    """What the device reports beyond its promise it need not take."""
    await driver.report("hallway_thermostat", mode="party")
    with pytest.raises(ServiceValidationError):
        await driver.call(
            Platform.CLIMATE, THERMOSTAT, "set_preset_mode", preset_mode="party"
        )


async def test_other_points_keep_their_entities(driver: Driver) -> None:
    """Locks, limits and windows are not the climate's; what is measured is both."""
    driver.state(Platform.SWITCH, "hallway_thermostat_child_lock")
    driver.state(Platform.NUMBER, "hallway_thermostat_upper_temp")
    driver.state(Platform.SENSOR, "hallway_thermostat_temp_current")
    driver.state(Platform.SWITCH, "bathroom_radiator_window_check")
    driver.state(Platform.BINARY_SENSOR, "bathroom_radiator_window_state")


async def test_an_air_conditioner_shows_what_it_is(driver: Driver) -> None:
    """It chooses between heating and cooling, and leads the air both ways."""
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
    ],
)
async def test_an_air_conditioner_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report is seen in state or attributes."""
    await driver.report("bedroom_air_conditioner", switch=True, **report)
    now = driver.state(Platform.CLIMATE, AIR_CONDITIONER)
    assert now.state == state
    assert now.attributes.items() >= shown.items()


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("set_fan_mode", {"fan_mode": "low"}, {"fan_speed_enum": "low"}),
        ("set_swing_mode", {"swing_mode": "off"}, {"switch_vertical": False}),
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
        ("set_temperature", {"temperature": 25}, {"temp_set": 25}),
    ],
)
async def test_an_air_conditioner_is_driven(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.CLIMATE, AIR_CONDITIONER, service, **data) == sent


async def test_the_scale_that_counts_is_followed(driver: Driver) -> None:
    """Once the device counts in °F, its twins are read and set."""
    await driver.report("bedroom_air_conditioner", temp_unit_convert="f", temp_set_f=77)
    state = driver.state(Platform.CLIMATE, AIR_CONDITIONER)
    assert state.attributes["temperature"] == 25
    assert state.attributes["current_temperature"] == 26.1
    assert state.attributes["min_temp"] == 16.1
    assert await driver.call(
        Platform.CLIMATE, AIR_CONDITIONER, "set_temperature", temperature=20
    ) == {"temp_set_f": 68}


async def test_a_radiator_valve_is_turned_off_by_its_mode(driver: Driver) -> None:
    """Without a switch, off is an option of the mode; the rest are presets."""
    state = driver.state(Platform.CLIMATE, RADIATOR)
    assert state.state == "heat"
    assert state.attributes["hvac_modes"] == ["off", "heat", "auto"]
    assert state.attributes["preset_modes"] == ["none", "on"]
    assert state.attributes["hvac_action"] == "heating"
    assert await driver.call(Platform.CLIMATE, RADIATOR, "turn_off") == {"mode": "off"}
    await driver.report("bathroom_radiator", mode="off")
    assert driver.state(Platform.CLIMATE, RADIATOR).state == "off"
    assert await driver.call(Platform.CLIMATE, RADIATOR, "turn_on") == {
        "mode": "manual"
    }
    await driver.report("bathroom_radiator", mode="on", work_state="closed")
    state = driver.state(Platform.CLIMATE, RADIATOR)
    assert (state.state, state.attributes["preset_mode"]) == ("heat", "on")
    assert state.attributes["hvac_action"] == "idle"


async def test_a_heater_keeps_its_presets(driver: Driver) -> None:
    """Options that Home Assistant has no mode for; one of them is plain heating."""
    await driver.report("bathroom_heater", switch=True, mode="auto")
    state = driver.state(Platform.CLIMATE, HEATER)
    assert state.state == "auto"
    assert state.attributes["hvac_modes"] == ["off", "heat", "auto"]
    assert state.attributes["preset_modes"] == ["none", "smart", "eco"]
    assert await driver.call(
        Platform.CLIMATE, HEATER, "set_hvac_mode", hvac_mode="heat"
    ) == {"mode": "smart"}
    await driver.report("bathroom_heater", mode="eco", work_state="warming")
    state = driver.state(Platform.CLIMATE, HEATER)
    assert (state.state, state.attributes["hvac_action"]) == ("heat", "idle")
    assert await driver.call(
        Platform.CLIMATE, HEATER, "set_preset_mode", preset_mode="none"
    ) == {"mode": "auto"}


async def test_enum_swing_and_humidity(driver: Driver) -> None:
    """A swing may have more than on and off; a target humidity has its limits."""
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
            # a unit of both scales says nothing: that of the home
            "temperature": 23,
        }.items()
    )
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_swing_mode", swing_mode="large"
    ) == {"swing": "large"}
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_humidity", humidity=57
    ) == {"humidity_set": 55}
    assert await driver.call(
        Platform.CLIMATE, HUMIDIFYING, "set_hvac_mode", hvac_mode="cool"
    ) == {"switch": True}


async def test_nothing_but_presets(driver: Driver) -> None:
    """It cannot be without a preset then."""
    state = driver.state(Platform.CLIMATE, PRESETS)
    assert state.state == "heat_cool"
    assert state.attributes["hvac_modes"] == ["heat_cool"]
    assert state.attributes["preset_modes"] == ["comfort", "eco"]
    assert state.attributes["hvac_action"] == "idle"
    await driver.report("presets", valve_state=True)
    state = driver.state(Platform.CLIMATE, PRESETS)
    assert state.attributes["hvac_action"] == "heating"


async def test_the_work_state_tells_what_it_can(driver: Driver) -> None:
    """A thermostat that only ever cools has no other mode."""
    state = driver.state(Platform.CLIMATE, "cooling_temp_set")
    assert state.attributes["hvac_modes"] == ["off", "cool"]
    assert (state.state, state.attributes["hvac_action"]) == ("cool", "cooling")
    assert driver.state(Platform.CLIMATE, "both_temp_set").state == "heat_cool"
    await driver.report("cooling", switch="")
    assert driver.state(Platform.CLIMATE, "cooling_temp_set").state == "unknown"


async def test_a_number_is_enough(driver: Driver) -> None:
    """A set point alone makes a climate that is always on."""
    state = driver.state(Platform.CLIMATE, "bare_temp_set")
    assert state.attributes["hvac_modes"] == ["heat_cool"]
    assert state.attributes["current_temperature"] is None
    assert state.attributes["supported_features"] == Feature.TARGET_TEMPERATURE
