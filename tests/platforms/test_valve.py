"""Valves: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.const import Platform

from ..documents import boolean, demo, device
from .conftest import Driver

VALVE = "garden_valve_switch"

PLATFORMS = [Platform.NUMBER, Platform.VALVE]
DEVICES = {
    "garden_valve": demo("garden_valve"),
    "irrigation": device(
        "ggq", {"switch_1": boolean(value=True), "switch_2": boolean(value="")}
    ),
}


async def test_a_valve_shows_reports(driver: Driver) -> None:
    """A switch that is off is a closed valve."""
    state = driver.state(Platform.VALVE, VALVE)
    assert state.state == "closed"
    assert state.attributes["friendly_name"] == "Garden valve"
    assert state.attributes["device_class"] == "water"
    await driver.report("garden_valve", switch=True)
    assert driver.state(Platform.VALVE, VALVE).state == "open"
    assert await driver.call(Platform.VALVE, VALVE, "toggle") == {"switch": False}
    driver.state(Platform.NUMBER, "garden_valve_countdown")


async def test_services_of_a_valve(driver: Driver) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.VALVE, VALVE, "open_valve") == {"switch": True}
    assert await driver.call(Platform.VALVE, VALVE, "close_valve") == {"switch": False}
    assert await driver.call(Platform.VALVE, VALVE, "toggle") == {"switch": True}


async def test_several_valves(driver: Driver) -> None:
    """Each valve has its number; without a report, its state is unknown."""
    first = driver.state(Platform.VALVE, "irrigation_switch_1")
    assert first.state == "open"
    assert "1" in first.attributes["friendly_name"]
    assert driver.state(Platform.VALVE, "irrigation_switch_2").state == "unknown"
    assert await driver.call(Platform.VALVE, "irrigation_switch_2", "open_valve") == {
        "switch_2": True
    }
    assert await driver.call(Platform.VALVE, "irrigation_switch_1", "close_valve") == {
        "switch_1": False
    }
    await driver.report("irrigation", switch_1=True, switch_2=False)
    assert driver.state(Platform.VALVE, "irrigation_switch_1").state == "open"
    assert driver.state(Platform.VALVE, "irrigation_switch_2").state == "closed"


@pytest.mark.parametrize(
    ("service", "data"), [("stop_valve", {}), ("set_valve_position", {"position": 50})]
)
async def test_a_valve_without_positions(
    driver: Driver, service: str, data: dict[str, Any]
) -> None:
    """It is open or closed, and cannot stop in between."""
    await driver.refused(
        Platform.VALVE, VALVE, service, "service_not_supported", **data
    )
