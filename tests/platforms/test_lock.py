"""Locks: what they tell, what they do, and what they refuse."""

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.conftest import entity_id_of, until

from ..documents import boolean, demo, device
from .conftest import Driver

BOTH = "both_ways_lock_motor_state"
MOTOR = {"lock_motor_state": boolean(True, "r")}
PLATFORMS = [Platform.LOCK]
DEVICES = {
    # it tells, and that is all
    "front_door_lock": demo("front_door_lock"),
    "bolt": device("jtmspro", MOTOR | {"manual_lock": boolean(value=False)}),
    "both_ways": device("mk", MOTOR | {"lock": boolean(value=False)}),
}


async def serve(hass: HomeAssistant, service: str, entity_id: str) -> None:
    """Lock or unlock."""
    await hass.services.async_call(
        "lock", service, {"entity_id": entity_id}, blocking=True
    )


async def test_state_is_that_of_the_motor(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The motor tells true while the lock is open."""
    lock = entity_id_of(hass, "lock", "front_door_lock_lock_motor_state")
    assert hass.states.is_state(lock, "locked")
    await simulator.report("front_door_lock", {"lock_motor_state": True})
    await until(lambda: hass.states.is_state(lock, "unlocked"))
    await simulator.report("front_door_lock", {"lock_motor_state": False})
    await until(lambda: hass.states.is_state(lock, "locked"))


async def test_lock_that_only_tells_refuses_both(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """No data point does it, so nothing is sent and the user is told why."""
    lock = entity_id_of(hass, "lock", "front_door_lock_lock_motor_state")
    simulator.clear_calls()
    for service in ("lock", "unlock"):
        with pytest.raises(ServiceValidationError) as refused:
            await serve(hass, service, lock)
        assert refused.value.translation_key == f"{service}s_only_by_hand"
    assert simulator.calls()["total"] == 0


async def test_bolt_locks_and_never_unlocks(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Shooting the bolt is all that its data point does."""
    lock = entity_id_of(hass, "lock", "bolt_lock_motor_state")
    assert hass.states.is_state(lock, "unlocked")
    await serve(hass, "lock", lock)
    assert simulator.device("bolt").status["manual_lock"] is True
    await simulator.report("bolt", {"lock_motor_state": False})
    await until(lambda: hass.states.is_state(lock, "locked"))
    with pytest.raises(ServiceValidationError):
        await serve(hass, "unlock", lock)
    assert simulator.device("bolt").status["manual_lock"] is True


async def test_point_that_does_both(
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
    """It may be given all the same."""
    assert await driver.call(Platform.LOCK, BOTH, service, code="1234") == {
        "lock": locks
    }
    # what the motor does then it tells itself
    await driver.report("both_ways", lock_motor_state=not locks)
    expected = "locked" if locks else "unlocked"
    assert driver.state(Platform.LOCK, BOTH).state == expected


async def test_a_motor_that_says_nothing(driver: Driver) -> None:
    """Nobody knows then."""
    await driver.report("both_ways", lock_motor_state="")
    assert driver.state(Platform.LOCK, BOTH).state == "unknown"


async def test_no_latch_is_opened(driver: Driver) -> None:
    """No data point does it."""
    await driver.refused(Platform.LOCK, BOTH, "open", "service_not_supported")
