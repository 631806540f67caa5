"""Valves: what they show, and what their services send."""

from homeassistant.const import Platform

from .conftest import Driver
from .documents import boolean, demo, device

VALVE = "garden_valve_switch"

DEVICES = {
    "garden_valve": demo("garden_valve"),
    "irrigation": device(
        "ggq", {"switch_1": boolean(value=True), "switch_2": boolean(value="")}
    ),
}


async def test_a_valve_shows_reports(driver: Driver) -> None:
    """Off is closed."""
    state = driver.state(Platform.VALVE, VALVE)
    assert state.state == "closed"
    assert state.attributes["friendly_name"] == "Garden valve"
    assert state.attributes["device_class"] == "water"
    await driver.report("garden_valve", switch=True)
    assert driver.state(Platform.VALVE, VALVE).state == "open"
    driver.state(Platform.NUMBER, "garden_valve_countdown")


async def test_a_valve_is_driven(driver: Driver) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.VALVE, VALVE, "open_valve") == {"switch": True}
    assert await driver.call(Platform.VALVE, VALVE, "close_valve") == {"switch": False}
    assert await driver.call(Platform.VALVE, VALVE, "toggle") == {"switch": True}


async def test_several_valves(driver: Driver) -> None:
    """Each has its number; one that never reported is unknown."""
    first = driver.state(Platform.VALVE, "irrigation_switch_1")
    assert first.state == "open"
    assert "1" in first.attributes["friendly_name"]
    assert driver.state(Platform.VALVE, "irrigation_switch_2").state == "unknown"
    assert await driver.call(Platform.VALVE, "irrigation_switch_2", "open_valve") == {
        "switch_2": True
    }
