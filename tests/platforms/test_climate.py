"""Climates: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.components.climate import ClimateEntityFeature as Feature
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

THERMOSTAT = "hallway_thermostat_temp_set"
RADIATOR = "bathroom_radiator_temp_set"
HEATER = "bathroom_heater_temp_set"
PRESETS = "presets_temp_set"

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.CLIMATE,
    Platform.NUMBER,
    Platform.SENSOR,
    Platform.SWITCH,
]
DEVICES = {
    "hallway_thermostat": demo("hallway_thermostat"),
    "bathroom_radiator": demo("bathroom_radiator"),
    "bathroom_heater": demo("bathroom_heater"),
    # only presets, and a valve that is open or closed
    "presets": device(
        "wk",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "mode": enum("comfort eco", "eco"),
            "valve_state": boolean(False, "r"),
        },
    ),
    # a thermostat that only cools, and one with only a number
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
    # presets, and one of them is off; there is no other way to turn it off
    "fireplace": device(
        "dbl",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "mode": enum("off flames embers", "embers"),
        },
    ),
    # a single option is not a choice
    "only_off": device(
        "dbl", {"temp_set": integer(5, 35, 20, unit="℃"), "mode": enum("off", "off")}
    ),
    # fan coils, whose valves report a word and a number
    "coil": device(
        "wk",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "level": enum("low high", "low"),
            "valve_state": enum("open close", "close", "r"),
        },
    ),
    "open_degree": device(
        "wk",
        {
            "temp_set": integer(5, 35, 20, unit="℃"),
            "valve_open_degree": integer(0, 100, 0, "r", unit="%"),
        },
    ),
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features_of_a_thermostat(driver: Driver) -> None:
    """Modes, presets, limits and temperatures follow from its data points."""
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
        # limits without a range
        ({"upper_temp": 200, "lower_temp": 200}, "auto", {"max_temp": 35}),
        # out of range, but shown
        ({"temp_set": 400}, "auto", {"temperature": 40.0}),
        ({"mode": "party"}, "heat", {"preset_mode": "party"}),
        # never reported
        ({"mode": ""}, "unknown", {"hvac_action": "idle"}),
    ],
)
async def test_a_thermostat_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, shown: dict[str, Any]
) -> None:
    """Each report changes state or attributes."""
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
async def test_services_of_a_thermostat(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.CLIMATE, THERMOSTAT, service, **data) == sent


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("toggle", {}, {"switch": True}),
        ("set_hvac_mode", {"hvac_mode": "heat"}, {"mode": "manual", "switch": True}),
        (
            "set_temperature",
            {"temperature": 19, "hvac_mode": "auto"},
            {"temp_set": 190, "switch": True},
        ),
        # a target does not turn it on
        ("set_temperature", {"temperature": 19}, {"temp_set": 190}),
        ("set_preset_mode", {"preset_mode": "eco"}, {"mode": "eco"}),
    ],
)
async def test_a_mode_turns_it_on(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """A mode turns a thermostat on that is off."""
    await driver.report("hallway_thermostat", switch=False)
    assert await driver.call(Platform.CLIMATE, THERMOSTAT, service, **data) == sent


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "why"),
    [
        (THERMOSTAT, "set_preset_mode", {"preset_mode": "x"}, "not_valid_preset_mode"),
        (THERMOSTAT, "set_hvac_mode", {"hvac_mode": "dry"}, "not_valid_hvac_mode"),
        (
            THERMOSTAT,
            "set_temperature",
            {"temperature": 20, "hvac_mode": "dry"},
            "not_valid_hvac_mode",
        ),
        (
            "bare_temp_set",
            "set_temperature",
            {"temperature": 20, "hvac_mode": "off"},
            "not_valid_hvac_mode",
        ),
        (THERMOSTAT, "set_temperature", {"temperature": 36}, "temp_out_of_range"),
        (
            THERMOSTAT,
            "set_temperature",
            {"target_temp_low": 18, "target_temp_high": 22},
            "missing_target_temperature_range_entity_feature",
        ),
        ("coil_temp_set", "set_fan_mode", {"fan_mode": "x"}, "not_valid_fan_mode"),
        ("coil_temp_set", "turn_off", {}, "service_not_supported"),
        ("coil_temp_set", "turn_on", {}, "service_not_supported"),
        ("coil_temp_set", "toggle", {}, "service_not_supported"),
        ("only_off_temp_set", "turn_off", {}, "service_not_supported"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.CLIMATE, unique_id, service, why, **data)


async def test_a_reported_preset_can_be_set(driver: Driver) -> None:
    """The device has used an option that its specification lacks."""
    await driver.report("hallway_thermostat", mode="party")
    await driver.report("hallway_thermostat", mode="eco")
    assert await driver.call(
        Platform.CLIMATE, THERMOSTAT, "set_preset_mode", preset_mode="party"
    ) == {"mode": "party"}


@pytest.mark.parametrize(
    ("unique_id", "mode", "sent"),
    [
        (RADIATOR, "heat", [{"mode": "manual"}]),
        # no data point has this only mode
        (PRESETS, "heat_cool", []),
        ("bare_temp_set", "heat_cool", []),
    ],
)
async def test_the_current_mode_can_be_sent_again(
    driver: Driver, unique_id: str, mode: str, sent: list[dict[str, JsonValue]]
) -> None:
    """A thermostat without a switch gets its mode again, if it has one."""
    assert driver.state(Platform.CLIMATE, unique_id).state == mode
    requests = await driver.requests(
        Platform.CLIMATE, unique_id, "set_hvac_mode", hvac_mode=mode
    )
    assert requests == sent


async def test_presets_with_an_option_for_off(driver: Driver) -> None:
    """A preset is always active."""
    fireplace = "fireplace_temp_set"
    state = driver.state(Platform.CLIMATE, fireplace)
    assert state.state == "heat"
    assert state.attributes["hvac_modes"] == ["off", "heat"]
    assert state.attributes["preset_modes"] == ["flames", "embers"]
    assert await driver.call(Platform.CLIMATE, fireplace, "toggle") == {"mode": "off"}
    assert driver.state(Platform.CLIMATE, fireplace).state == "off"


@pytest.mark.parametrize(
    ("service", "data"),
    [("turn_on", {}), ("toggle", {}), ("set_hvac_mode", {"hvac_mode": "heat"})],
)
@pytest.mark.parametrize(
    ("device_id", "option"), [("bathroom_radiator", "manual"), ("fireplace", "flames")]
)
async def test_turning_on_after_the_mode_turned_it_off(
    driver: Driver, device_id: str, option: str, service: str, data: dict[str, Any]
) -> None:
    """It gets the mode of plain heating, or the first preset."""
    unique_id = f"{device_id}_temp_set"
    await driver.report(device_id, mode="off")
    assert await driver.call(Platform.CLIMATE, unique_id, service, **data) == {
        "mode": option
    }
    assert driver.state(Platform.CLIMATE, unique_id).state == "heat"


async def test_a_fan_coil(driver: Driver) -> None:
    """A thermostat may have a fan."""
    coil = "coil_temp_set"
    state = driver.state(Platform.CLIMATE, coil)
    assert state.attributes["fan_modes"] == ["low", "high"]
    assert await driver.call(
        Platform.CLIMATE, coil, "set_fan_mode", fan_mode="high"
    ) == {"level": "high"}
    await driver.report("coil", level="low")
    assert driver.state(Platform.CLIMATE, coil).attributes["fan_mode"] == "low"


@pytest.mark.parametrize(
    ("device_id", "report", "action"),
    [
        ("coil", {"valve_state": "open"}, "heating"),
        ("coil", {"valve_state": "close"}, "idle"),
        ("open_degree", {"valve_open_degree": 1}, "heating"),
        ("open_degree", {"valve_open_degree": 0}, "idle"),
    ],
)
async def test_an_open_valve_heats(
    driver: Driver, device_id: str, report: dict[str, JsonValue], action: str
) -> None:
    """Every open position means heating."""
    await driver.report(device_id, **report)
    state = driver.state(Platform.CLIMATE, f"{device_id}_temp_set")
    assert state.attributes["hvac_action"] == action


async def test_other_points_keep_their_entities(driver: Driver) -> None:
    """Locks, limits and windows have entities; measured values are shown in both."""
    driver.state(Platform.SWITCH, "hallway_thermostat_child_lock")
    driver.state(Platform.NUMBER, "hallway_thermostat_upper_temp")
    driver.state(Platform.SENSOR, "hallway_thermostat_temp_current")
    driver.state(Platform.SWITCH, "bathroom_radiator_window_check")
    driver.state(Platform.BINARY_SENSOR, "bathroom_radiator_window_state")


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
    await driver.report("bathroom_radiator", mode="on", work_state="closed")
    state = driver.state(Platform.CLIMATE, RADIATOR)
    assert (state.state, state.attributes["preset_mode"]) == ("heat", "on")
    assert state.attributes["hvac_action"] == "idle"


async def test_presets_of_a_heater(driver: Driver) -> None:
    """Options without a mode of Home Assistant are presets; one means plain heating."""
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


async def test_only_presets(driver: Driver) -> None:
    """A preset is always active."""
    state = driver.state(Platform.CLIMATE, PRESETS)
    assert state.state == "heat_cool"
    assert state.attributes["hvac_modes"] == ["heat_cool"]
    assert state.attributes["preset_modes"] == ["comfort", "eco"]
    assert state.attributes["hvac_action"] == "idle"
    await driver.report("presets", valve_state=True)
    state = driver.state(Platform.CLIMATE, PRESETS)
    assert state.attributes["hvac_action"] == "heating"


async def test_the_work_state_shows_the_only_mode(driver: Driver) -> None:
    """A thermostat that only cools has no other mode."""
    state = driver.state(Platform.CLIMATE, "cooling_temp_set")
    assert state.attributes["hvac_modes"] == ["off", "cool"]
    assert (state.state, state.attributes["hvac_action"]) == ("cool", "cooling")
    assert driver.state(Platform.CLIMATE, "both_temp_set").state == "heat_cool"
    await driver.report("cooling", switch="")
    assert driver.state(Platform.CLIMATE, "cooling_temp_set").state == "unknown"


async def test_a_set_point_is_enough(driver: Driver) -> None:
    """A climate with only a set point is always on."""
    state = driver.state(Platform.CLIMATE, "bare_temp_set")
    assert state.attributes["hvac_modes"] == ["heat_cool"]
    assert state.attributes["current_temperature"] is None
    assert state.attributes["supported_features"] == Feature.TARGET_TEMPERATURE
