"""Climates whose modes, valves and sensors are more precise than their switch."""

from typing import Any

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from simulator.json_types import JsonValue

from ..documents import Point, boolean, device, enum, integer
from .conftest import Driver

TARGET = integer(5, 35, 20, unit="℃")


def thermostat(category: str = "wk", **points: Point) -> dict[str, Any]:
    """Return a thermostat with a target and these data points."""
    return device(category, {"temp_set": TARGET, **points})


PLATFORMS = [Platform.CLIMATE, Platform.SENSOR]
DEVICES = {
    "presets": thermostat("wkf", mode=enum("off comfort eco", "off")),
    "plain": thermostat("wkf", mode=enum("off auto manual", "off")),
    "scheduled": thermostat("wk", mode=enum("off auto", "off")),
    "valve": thermostat(
        "wkf",
        mode=enum("auto manual off", "auto"),
        position=integer(0, 100, 40, "r", unit="%"),
    ),
    # only heating, because of the floor sensor or the modes
    "floor": thermostat(
        switch=boolean(value=True), temp_floor=integer(0, 50, 24, "r", unit="℃")
    ),
    "hot": thermostat(switch=boolean(value=True), mode=enum("hot eco", "eco")),
    "cold": thermostat(switch=boolean(value=True), mode=enum("cold eco", "eco")),
    "hot_and_cold": thermostat(
        switch=boolean(value=True), mode=enum("hot cold eco", "eco")
    ),
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


@pytest.mark.parametrize(
    ("device_id", "sent"),
    [
        ("presets", {"mode": "comfort"}),
        ("plain", {"mode": "manual"}),
        ("scheduled", {"mode": "auto"}),
    ],
)
async def test_without_a_switch_the_mode_turns_it_on(
    driver: Driver, device_id: str, sent: dict[str, JsonValue]
) -> None:
    """The mode is plain heating, or the first option that is not off."""
    unique_id = f"{device_id}_temp_set"
    assert driver.state(Platform.CLIMATE, unique_id).state == "off"
    assert await driver.call(Platform.CLIMATE, unique_id, "turn_on") == sent
    assert driver.state(Platform.CLIMATE, unique_id).state != "off"


@pytest.mark.parametrize(
    ("service", "data"),
    [
        ("turn_on", {}),
        ("set_hvac_mode", {"hvac_mode": "heat"}),
    ],
)
async def test_turning_on_keeps_the_current_mode(
    hass: HomeAssistant, driver: Driver, service: str, data: dict[str, Any]
) -> None:
    """No command is sent."""
    await driver.report("presets", mode="eco")
    entity_id = driver.state(Platform.CLIMATE, "presets_temp_set").entity_id
    await hass.services.async_call(
        Platform.CLIMATE, service, {"entity_id": entity_id, **data}, blocking=True
    )
    state = driver.state(Platform.CLIMATE, "presets_temp_set")
    assert (state.state, state.attributes["preset_mode"]) == ("heat", "eco")


async def test_the_position_of_a_valve_shows_heating(driver: Driver) -> None:
    """The position is used if there is no other data point for it."""
    state = driver.state(Platform.CLIMATE, "valve_temp_set")
    assert state.attributes["hvac_action"] == "heating"
    await driver.report("valve", position=0)
    state = driver.state(Platform.CLIMATE, "valve_temp_set")
    assert state.attributes["hvac_action"] == "idle"
    driver.state(Platform.SENSOR, "valve_position")


@pytest.mark.parametrize(
    ("device_id", "state", "modes"),
    [
        ("floor", "heat", ["off", "heat"]),
        ("hot", "heat", ["off", "heat"]),
        ("cold", "cool", ["off", "cool"]),
        ("hot_and_cold", "heat_cool", ["off", "heat", "cool", "heat_cool"]),
    ],
)
async def test_the_only_mode_follows_from_the_data_points(
    driver: Driver, device_id: str, state: str, modes: list[str]
) -> None:
    """Floor heating only heats; so does a thermostat with a mode for heat only."""
    shown = driver.state(Platform.CLIMATE, f"{device_id}_temp_set")
    assert shown.state == state
    assert set(shown.attributes["hvac_modes"]) == set(modes)
