"""Locks: their states, their commands, and refused commands."""

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import entity_id_of

from ..documents import boolean, demo, device
from .conftest import Driver

BOTH = "both_ways_lock_motor_state"
MOTOR = {"lock_motor_state": boolean(True, "r")}
PLATFORMS = [Platform.BINARY_SENSOR, Platform.LOCK]
DEVICES = {
    "front_door_lock": demo("front_door_lock"),
    "bolt": device("jtmspro", MOTOR | {"manual_lock": boolean(value=False)}),
    "both_ways": device("mk", MOTOR | {"lock": boolean(value=False)}),
}


async def serve(hass: HomeAssistant, service: str, entity_id: str) -> None:
    """Call a service of a lock."""
    await hass.services.async_call(
        "lock", service, {"entity_id": entity_id}, blocking=True
    )


@pytest.mark.parametrize("device_id", ["front_door_lock", "bolt"])
async def test_a_lock_that_nothing_unlocks_is_a_binary_sensor(
    hass: HomeAssistant, driver: Driver, device_id: str
) -> None:
    """It shows what the motor reports: true while the lock is open."""
    unique_id = f"{device_id}_lock_motor_state"
    assert not er.async_get(hass).async_get_entity_id("lock", DOMAIN, unique_id)
    await driver.report(device_id, lock_motor_state=True)
    state = driver.state(Platform.BINARY_SENSOR, unique_id)
    assert (state.state, state.attributes["device_class"]) == ("on", "lock")
    await driver.report(device_id, lock_motor_state=False)
    assert driver.state(Platform.BINARY_SENSOR, unique_id).state == "off"


async def test_point_that_locks_and_unlocks(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """True locks, false unlocks."""
    lock = entity_id_of(hass, "lock", "both_ways_lock_motor_state")
    await serve(hass, "lock", lock)
    assert simulator.device("both_ways").status["lock"] is True
    await serve(hass, "unlock", lock)
    assert simulator.device("both_ways").status["lock"] is False


@pytest.mark.parametrize(("service", "locks"), [("lock", True), ("unlock", False)])
async def test_a_code_is_not_needed(driver: Driver, service: str, locks: bool) -> None:
    """A code is accepted."""
    assert await driver.call(Platform.LOCK, BOTH, service, code="1234") == {
        "lock": locks
    }
    # the motor reports the result
    await driver.report("both_ways", lock_motor_state=not locks)
    expected = "locked" if locks else "unlocked"
    assert driver.state(Platform.LOCK, BOTH).state == expected


async def test_a_motor_without_a_report(driver: Driver) -> None:
    """The state is unknown."""
    await driver.report("both_ways", lock_motor_state="")
    assert driver.state(Platform.LOCK, BOTH).state == "unknown"


async def test_opening_the_latch_is_refused(driver: Driver) -> None:
    """No data point opens the latch."""
    await driver.refused(Platform.LOCK, BOTH, "open", "service_not_supported")
