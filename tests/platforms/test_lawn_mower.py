"""Lawn mowers: their states and the commands of their services."""

import pytest
from homeassistant.components.lawn_mower import LawnMowerEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from tests.conftest import entity_id_of, until

from ..documents import demo, device, enum
from .conftest import Driver

MOWER = "lawn_mower_MachineControlCmd"
SIMPLE = "simple_MachineControlCmd"

PLATFORMS = [Platform.LAWN_MOWER]
DEVICES = {
    "lawn_mower": demo("lawn_mower"),
    "simple": device(
        "gcj",
        {
            "MachineControlCmd": enum("StartMowing StartReturnStation", None, "w"),
            "MachineStatus": enum("MOWING PAUSED", "PAUSED", "r"),
        },
    ),
}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("CHARGING", "docked"),
        ("CHARGING_WITH_TASK_SUSPEND", "docked"),
        ("MOWING", "mowing"),
        ("FIXED_MOWING", "mowing"),
        ("PAUSED", "paused"),
        ("PARK", "returning"),
        ("STANDBY", "idle"),
        ("EMERGENCY", "error"),
        ("LOCKED", "error"),
        ("ERROR", "error"),
        ("DANCING", "unknown"),
    ],
)
async def test_activities_of_a_mower(driver: Driver, status: str, state: str) -> None:
    """Each status has an activity."""
    await driver.report("lawn_mower", MachineStatus=status)
    assert driver.state(Platform.LAWN_MOWER, MOWER).state == state


@pytest.mark.parametrize(
    ("service", "sent"),
    [
        ("start_mowing", "StartMowing"),
        ("pause", "PauseWork"),
        ("stop", "CancelWork"),
        ("dock", "StartReturnStation"),
    ],
)
async def test_services_of_a_mower(driver: Driver, service: str, sent: str) -> None:
    """Each service sends one request."""
    state = driver.state(Platform.LAWN_MOWER, MOWER)
    assert state.attributes["friendly_name"] == "Lawn mower"
    assert await driver.call(Platform.LAWN_MOWER, MOWER, service) == {
        "MachineControlCmd": sent
    }


@pytest.mark.parametrize(
    ("service", "state"),
    [
        ("start_mowing", "mowing"),
        ("pause", "paused"),
        ("stop", "idle"),
        ("dock", "returning"),
    ],
)
async def test_a_mower_shows_the_activity_of_a_command(
    hass: HomeAssistant, driver: Driver, service: str, state: str
) -> None:
    """The report after a command changes the activity."""
    entity_id = entity_id_of(hass, Platform.LAWN_MOWER, MOWER)
    await driver.call(Platform.LAWN_MOWER, MOWER, service)
    await until(lambda: hass.states.is_state(entity_id, state), what=state)


@pytest.mark.parametrize("service", ["pause", "stop"])
async def test_a_missing_command_is_refused(driver: Driver, service: str) -> None:
    """No command is sent."""
    await driver.refused(Platform.LAWN_MOWER, SIMPLE, service, "service_not_supported")


async def test_a_paused_mower_resumes(driver: Driver) -> None:
    """Starting a paused mower sends the command to resume, if it has one."""
    await driver.report("lawn_mower", MachineStatus="PAUSED")
    assert await driver.call(Platform.LAWN_MOWER, MOWER, "start_mowing") == {
        "MachineControlCmd": "ContinueWork"
    }
    state = driver.state(Platform.LAWN_MOWER, SIMPLE)
    features = Feature.START_MOWING | Feature.DOCK
    assert state.attributes["supported_features"] == features
    assert await driver.call(Platform.LAWN_MOWER, SIMPLE, "start_mowing") == {
        "MachineControlCmd": "StartMowing"
    }
