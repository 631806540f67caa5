"""Climates and water heaters with other words than most, and targets by mode."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import Point, boolean, device, enum, integer
from .conftest import Driver

TARGET = integer(16, 31, 24, unit="℃")


def by_mode(category: str, mode: Point) -> dict[str, Any]:
    """Return a heat pump with a target for each mode."""
    return device(
        category,
        {
            "switch": boolean(value=True),
            "mode": mode,
            "set_heating_temp": integer(15, 40, 28, unit="℃"),
            "set_cold_temp": integer(8, 30, 12, unit="℃"),
            "set_auto_temp": integer(8, 40, 26, unit="℃"),
            "temp_current": integer(-30, 130, 20, "r", unit="℃"),
        },
    )


PLATFORMS = [Platform.CLIMATE, Platform.WATER_HEATER]
DEVICES = {
    "spelled": device(
        "kt",
        {
            "PowerOnOff": boolean(value=False),
            "SetTemp": TARGET,
            "Mode": enum("Cold Hot Wind", "Cold"),
            "CurrentTemp": integer(-20, 100, 27, "r", unit="℃"),
            "WindSpeed": enum("low high", "low"),
        },
    ),
    "plain": device(
        "kt",
        {
            "Power": boolean(value=True),
            "temperature": TARGET,
            "room_temperature": integer(-20, 100, 27, "r", unit="℃"),
            "mode": enum("cold hot", "cold"),
            "work_state": enum("Cooling Idle", "Idle", "r"),
        },
    ),
    "airy": device(
        "kt",
        {
            "switch": boolean(value=True),
            "temp_set": TARGET,
            "fan_mode": enum("auto on circulate", "on"),
            "vertical": boolean(value=True),
            "horizontal": boolean(value=False),
        },
    ),
    # "off" is only reported, or may be sent as well
    "reports_off": device(
        "qn",
        {
            "switch": boolean(value=True),
            "temp_set": TARGET,
            "mode": enum("eco", "off"),
        },
    ),
    "ends_eco": device(
        "qn",
        {
            "switch": boolean(value=True),
            "temp_set": TARGET,
            "mode": enum("off eco", "off"),
        },
    ),
    "cools_and_off": device(
        "kt",
        {
            "switch": boolean(value=True),
            "temp_set": TARGET,
            "mode": enum("off cold hot", "cold"),
        },
    ),
    "boiler": device(
        "rs",
        {
            "switch": boolean(value=True),
            "temp_set": TARGET,
            "mode": enum("off eco", "off"),
        },
    ),
    "pool": by_mode("rs", enum("Auto Heating_Smart Cooling_Smart", "Heating_Smart")),
    "pump": by_mode("wk", enum("heat_mode cool_mode auto_mode", "cool_mode")),
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_a_climate_is_off_by_any_switch(driver: Driver) -> None:
    """It shows its power, and turns on and off, by other codes too."""
    climate = "spelled_SetTemp"
    state = driver.state(Platform.CLIMATE, climate)
    assert state.state == "off"
    assert state.attributes["current_temperature"] == 27
    assert state.attributes["fan_modes"] == ["low", "high"]
    assert await driver.call(Platform.CLIMATE, climate, "turn_on") == {
        "PowerOnOff": True
    }
    assert driver.state(Platform.CLIMATE, climate).state == "cool"
    sent = await driver.call(
        Platform.CLIMATE, climate, "set_hvac_mode", hvac_mode="heat"
    )
    assert sent == {"Mode": "Hot"}
    sent = await driver.call(
        Platform.CLIMATE, climate, "set_hvac_mode", hvac_mode="off"
    )
    assert sent == {"PowerOnOff": False}


@pytest.mark.parametrize(
    ("device_id", "state", "modes"),
    [
        ("reports_off", "heat", {"off", "heat"}),
        ("ends_eco", "heat", {"off", "heat"}),
        ("cools_and_off", "cool", {"off", "heat", "cool"}),
    ],
)
async def test_off_beside_a_switch_is_no_power_state(
    driver: Driver, device_id: str, state: str, modes: set[str]
) -> None:
    """The switch says that it is on."""
    climate = f"{device_id}_temp_set"
    shown = driver.state(Platform.CLIMATE, climate)
    assert shown.state == state
    assert {*shown.attributes["hvac_modes"]} == modes
    sent = await driver.call(
        Platform.CLIMATE, climate, "set_hvac_mode", hvac_mode="off"
    )
    assert sent == {"switch": False}


async def test_off_beside_the_switch_of_a_water_heater(driver: Driver) -> None:
    """It heats plainly, and the switch turns it off."""
    heater = "boiler_temp_set"
    state = driver.state(Platform.WATER_HEATER, heater)
    assert state.state == "on"
    assert state.attributes["operation_list"] == ["on", "eco", "off"]
    for operation, sent in (
        ("eco", {"mode": "eco"}),
        ("on", {"mode": "off"}),
        ("off", {"switch": False}),
    ):
        assert (
            await driver.call(
                Platform.WATER_HEATER,
                heater,
                "set_operation_mode",
                operation_mode=operation,
            )
            == sent
        )


async def test_off_ends_a_preset(driver: Driver) -> None:
    """It is what the product does plainly."""
    climate = "ends_eco_temp_set"
    assert driver.state(Platform.CLIMATE, climate).attributes["preset_mode"] == "none"
    for preset, option in (("eco", "eco"), ("none", "off")):
        sent = await driver.call(
            Platform.CLIMATE, climate, "set_preset_mode", preset_mode=preset
        )
        assert sent == {"mode": option}


@pytest.mark.parametrize(
    ("platform", "device_id", "option", "code", "shown", "limits"),
    [
        (Platform.WATER_HEATER, "pool", "Heating_Smart", "heating", 28, (15, 40)),
        (Platform.WATER_HEATER, "pool", "Cooling_Smart", "cold", 12, (8, 30)),
        (Platform.WATER_HEATER, "pool", "Auto", "auto", 26, (8, 40)),
        (Platform.CLIMATE, "pump", "heat_mode", "heating", 28, (15, 40)),
        (Platform.CLIMATE, "pump", "cool_mode", "cold", 12, (8, 30)),
        (Platform.CLIMATE, "pump", "auto_mode", "auto", 26, (8, 40)),
    ],
)
async def test_the_target_follows_the_mode(
    driver: Driver,
    platform: Platform,
    device_id: str,
    option: str,
    code: str,
    shown: int,
    limits: tuple[int, int],
) -> None:
    """Each mode has a target of its own, with limits of its own."""
    await driver.report(device_id, mode=option)
    heater = f"{device_id}_set_heating_temp"
    attributes = driver.state(platform, heater).attributes
    assert attributes["temperature"] == shown
    assert (attributes["min_temp"], attributes["max_temp"]) == limits
    sent = await driver.call(platform, heater, "set_temperature", temperature=20)
    assert sent == {f"set_{code}_temp": 20}


@pytest.mark.parametrize(
    ("platform", "heater", "data", "sent"),
    [
        (
            Platform.CLIMATE,
            "pump_set_heating_temp",
            {"hvac_mode": "heat"},
            {"set_heating_temp": 22, "mode": "heat_mode"},
        ),
        (
            Platform.WATER_HEATER,
            "pool_set_heating_temp",
            {"operation_mode": "Cooling_Smart"},
            {"set_cold_temp": 22, "mode": "Cooling_Smart"},
        ),
    ],
)
async def test_a_target_for_another_mode(
    driver: Driver,
    platform: Platform,
    heater: str,
    data: dict[str, str],
    sent: dict[str, JsonValue],
) -> None:
    """It is set together with the mode."""
    assert (
        await driver.call(platform, heater, "set_temperature", temperature=22, **data)
        == sent
    )


async def test_a_target_that_is_called_a_temperature(driver: Driver) -> None:
    """It is no measurement: it can be set."""
    climate = "plain_temperature"
    state = driver.state(Platform.CLIMATE, climate)
    assert state.attributes["temperature"] == 24
    assert state.attributes["current_temperature"] == 27
    assert state.attributes["hvac_action"] == "idle"
    sent = await driver.call(
        Platform.CLIMATE, climate, "set_temperature", temperature=20
    )
    assert sent == {"temperature": 20}


async def test_a_climate_blows_by_other_codes(driver: Driver) -> None:
    """Its fan and both of its swings are part of it."""
    shown = driver.state(Platform.CLIMATE, "airy_temp_set").attributes
    assert shown["fan_mode"] == "on"
    assert shown["fan_modes"] == ["auto", "on", "circulate"]
    assert (shown["swing_mode"], shown["swing_horizontal_mode"]) == ("on", "off")
