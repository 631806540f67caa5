"""Faults of door locks: tickets, ways, codes, names, passwords."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras import lock_people
from custom_components.tuya_cloud.extras.lock_records import INTERVAL
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device, integer
from tests.homes import write_files

from .conftest import issues_of, state_of

ASKED: Final = "GET /v1.0/devices/{id}/door-lock/remote-unlocks"
OPERATE: Final = "POST /v1.0/smart-lock/devices/{id}/password-free/door-operate"
OPEN: Final = "POST /v1.0/devices/{id}/door-lock/password-free/open-door"
CODE: Final = "7391846"
LOCK: Final = device(
    "ms",
    {
        "lock_motor_state": boolean(value=False, access="r"),
        "unlock_fingerprint": integer(0, 999, 0, "r"),
        "doorbell": boolean(value=False, access="r"),
    },
)
WITH_CODE: Final = {
    "remote_unlocks": {"remoteUnlockWithPwd": True},
    "takes": ["code"],
    "code": CODE,
}
PEOPLE: Final = {"people": {"unlock_fingerprint": {"3": "Anna"}}}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with locks."""
    return write_files(
        tmp_path,
        {
            "door": LOCK | {"lock": PEOPLE, "name": "Door"},
            "latch": LOCK | {"lock": {"takes": ["open door"]}},
            "sleeper": LOCK | {"lock": {"sleeps": True}},
            "coded": LOCK | {"lock": WITH_CODE},
        },
    )


async def look(hass: HomeAssistant, entry: MockConfigEntry, after: float) -> None:
    """Let some seconds pass, and wait for what is due then."""
    let_time_pass(hass, after + 1)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


@pytest.fixture
async def asked(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> MockConfigEntry:
    """Return the entry after its locks were asked what they can do."""
    await look(hass, loaded, FIRST_LOOK)
    simulator.clear_calls()
    return loaded


def lock_of(hass: HomeAssistant, device_id: str) -> str:
    """Return the entity id of a lock."""
    return entity_id_of(hass, "lock", f"{device_id}_lock_motor_state")


async def order(hass: HomeAssistant, service: str, device_id: str, **data: Any) -> str:
    """Order a lock; return the translation key of a refusal, or ""."""
    target = {"entity_id": lock_of(hass, device_id), **data}
    try:
        await hass.services.async_call("lock", service, target, blocking=True)
    except HomeAssistantError as refusal:
        return str(refusal.translation_key)
    return ""


async def opening(hass: HomeAssistant, simulator: Simulator, number: int) -> Any:
    """Let somebody open the door by fingerprint; return the event's attributes."""
    event = entity_id_of(hass, "event", "door_unlock_fingerprint")
    before = state_of(hass, event)
    await simulator.report("door", {"unlock_fingerprint": number})
    await until(lambda: state_of(hass, event) != before)
    state = hass.states.get(event)
    assert state is not None
    return state.attributes


async def test_service_of_locks_missing(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """They stay binary sensors; diagnostics say why, and no issue."""
    simulator.add_fault("GET */remote-unlocks", {"code": 28841105, "msg": "no API"})
    await look(hass, loaded, FIRST_LOOK)
    assert entity_id_of(hass, "binary_sensor", "door_lock_motor_state")
    refusal = loaded.runtime_data.extras.summary["locks"]["refusal"]
    assert refusal == "the project has no such service (28841105)"
    assert issues_of(hass) == []
    simulator.clear_faults()
    loaded.runtime_data.extras.read_again()
    await look(hass, loaded, FIRST_LOOK)
    assert hass.states.is_state(lock_of(hass, "door"), "locked")


async def test_one_lock_cannot_be_asked(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The others can."""
    simulator.add_fault("GET */door/door-lock/*", {"code": 1106, "msg": "denied"})
    await look(hass, loaded, FIRST_LOOK)
    assert hass.states.is_state(lock_of(hass, "latch"), "locked")
    assert entity_id_of(hass, "binary_sensor", "door_lock_motor_state")


async def test_lock_asleep(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The sentence says how to wake it, and it stays available."""
    assert await order(hass, "unlock", "sleeper") == "lock_asleep"
    assert hass.states.is_state(lock_of(hass, "sleeper"), "locked")
    await simulator.report("sleeper", {"doorbell": True})
    assert await order(hass, "unlock", "sleeper") == ""


async def test_success_with_the_result_false(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The next way is tried, and remembered over a restart."""
    assert await order(hass, "unlock", "latch") == ""
    calls = simulator.calls()["by_endpoint"]
    assert (calls[OPERATE], calls[OPEN]) == (1, 1)
    assert await hass.config_entries.async_reload(asked.entry_id)
    await hass.async_block_till_done()
    simulator.clear_calls()
    assert await order(hass, "unlock", "latch") == ""
    calls = simulator.calls()["by_endpoint"]
    assert (OPERATE in calls, calls[OPEN]) == (False, 1)


async def test_no_answer_to_an_unlock(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The lock may have moved: nothing is sent again."""
    simulator.add_fault("POST */door-operate", {"drop": True, "after": True})
    assert await order(hass, "unlock", "door") == "network"
    assert simulator.calls()["by_endpoint"][OPERATE] == 1
    await until(lambda: hass.states.is_state(lock_of(hass, "door"), "unlocked"))


async def test_ticket_that_is_not_valid(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The next order takes a new one."""
    stale: JsonObject = {"ticket_id": "stale", "ticket_key": "00", "expire_time": 0}
    simulator.add_fault("POST */password-ticket", {"result": stale})
    assert await order(hass, "unlock", "door") == "request"
    assert await order(hass, "unlock", "coded", code=CODE) == "bad_answer"
    simulator.clear_faults()
    assert await order(hass, "unlock", "door") == ""


async def test_code_that_is_wrong(hass: HomeAssistant, asked: MockConfigEntry) -> None:
    """It is refused; the right one opens."""
    assert await order(hass, "unlock", "coded", code="7391847") == "lock_refused"
    assert await order(hass, "unlock", "coded") == "add_default_code"
    assert await order(hass, "unlock", "coded", code=CODE) == ""


async def test_unlocking_switched_off_in_the_app(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The lock is asked again, and is a binary sensor then."""
    door = simulator.device("door").door_lock
    assert door is not None
    door.remote_unlocks["remoteUnlockWithoutPwd"] = False
    assert await order(hass, "unlock", "door") == "lock_refused"
    await look(hass, asked, FIRST_LOOK)
    assert entity_id_of(hass, "binary_sensor", "door_lock_motor_state")


async def test_service_of_names_missing(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The event has the number, and nothing is asked again that day."""
    simulator.add_fault("GET */users", {"code": 28841105, "msg": "no API"})
    simulator.add_fault("GET */open-logs", {"code": 28841105, "msg": "no API"})
    event = await opening(hass, simulator, 3)
    assert (event["number"], event.get("person")) == (3, None)
    simulator.clear_calls()
    await opening(hass, simulator, 3)
    assert simulator.calls()["total"] == 0
    assert issues_of(hass) == []


async def test_name_that_comes_too_late(
    hass: HomeAssistant,
    simulator: Simulator,
    asked: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The event comes without it."""
    monkeypatch.setattr(lock_people, "PATIENCE", 0.05)
    simulator.add_fault("GET */users", {"hang": 2})
    event = await opening(hass, simulator, 3)
    assert "person" not in event


async def test_temporary_password_refused(
    hass: HomeAssistant, simulator: Simulator, asked: MockConfigEntry
) -> None:
    """The action shows the reason, and its digits are nowhere."""
    [door] = dr.async_get(hass).async_get_devices(identifiers={(DOMAIN, "door")})
    password = {
        "device_id": door.id,
        "name": "Guest",
        "code": CODE,
        "ends": (dt_util.now() + timedelta(hours=1)).isoformat(),
    }
    words = f"password {CODE} is not accepted"
    simulator.add_fault("POST */temp-password", {"code": 2301, "msg": words})
    with pytest.raises(HomeAssistantError) as refusal:
        await hass.services.async_call(
            DOMAIN, "create_temporary_password", password, blocking=True
        )
    assert refusal.value.translation_key == "command_rejected"
    assert CODE not in str(refusal.value)
    simulator.clear_faults()
    await hass.services.async_call(
        DOMAIN, "create_temporary_password", password, blocking=True
    )


async def test_log_of_a_silent_lock_refused(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The next read, a quarter of an hour later, has it all."""
    hass.config_entries.async_update_entry(entry, options={"read_records": ["door"]})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    simulator.add_fault("GET */report-logs", {"code": 1109, "msg": "illegal"})
    await simulator.report("door", {"doorbell": True}, silent=True)
    await look(hass, entry, INTERVAL)
    bell = entity_id_of(hass, "event", "door_doorbell")
    assert hass.states.is_state(bell, "unknown")
    simulator.clear_faults()
    await look(hass, entry, INTERVAL)
    assert not hass.states.is_state(bell, "unknown")
