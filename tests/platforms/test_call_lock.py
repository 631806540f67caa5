"""Locks that calls of the cloud unlock: by ticket, in several ways, or with a code."""

import logging
from collections.abc import Callable
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import Document, boolean, device, integer

PLATFORMS = [Platform.BINARY_SENSOR, Platform.EVENT, Platform.LOCK]
ASKED: Final = "GET /v1.0/devices/{id}/door-lock/remote-unlocks"
TICKET: Final = "POST /v1.0/devices/{id}/door-lock/password-ticket"
OPERATE: Final = "POST /v1.0/smart-lock/devices/{id}/password-free/door-operate"
OPEN: Final = "POST /v1.0/devices/{id}/door-lock/password-free/open-door"
CODE: Final = "POST /v1.0/devices/{id}/door-lock/open-door"
COMMAND: Final = "POST /v1.0/devices/{id}/commands"

MOTOR: Final = {"lock_motor_state": boolean(value=False, access="r")}
RING: Final = {"doorbell": boolean(value=False, access="r")}


def lock(category: str, points: Document | None = None, **options: Any) -> Document:
    """Return a lock with options of the simulator."""
    document = device(category, MOTOR if points is None else points)
    return document | {"lock": {"digits": 7} | options}


DEVICES: Final = {
    "door": lock("ms"),
    "boolean": lock("jtmspro", takes=["operate boolean"], refuses_with=1109),
    "latch": lock(
        "mk",
        {"unlock_card": integer(0, 99, 0, "r")},
        takes=["open door"],
        can_lock=False,
    ),
    "by_point": lock("ms", MOTOR | {"openclose_door": boolean(value=False)}, takes=[]),
    "coded": lock(
        "ms",
        remote_unlocks={"remoteUnlockWithoutPwd": False, "remoteUnlockWithPwd": True},
        takes=["code"],
        code="7391846",
    ),
    "opened": lock(
        "ms",
        MOTOR | {"unlock_fingerprint": integer(0, 99, 0, "r")},
        people={"unlock_fingerprint": {"3": "Anna"}},
    ),
    "closed": lock("ms", remote_unlocks={"remoteUnlockWithoutPwd": False}),
    "stubborn": lock("ms", takes=[], refuses_with=0),
    "sleeper": lock("jtmspro", MOTOR | RING, sleeps=True),
    "simple": device("mk", MOTOR | {"lock": boolean(value=False)}),
    "unheard": device("ms", MOTOR),
}
BY_CALL: Final = (
    "door",
    "boolean",
    "latch",
    "by_point",
    "coded",
    "stubborn",
    "sleeper",
)


class House:
    """The locks of the account, and the calls they cost."""

    def __init__(self, hass: HomeAssistant, simulator: Simulator) -> None:
        """Take a Home Assistant with the account."""
        self.hass = hass
        self.simulator = simulator

    def id_of(self, device_id: str) -> str:
        """Return the entity id of a lock."""
        code = "unlock_card" if device_id == "latch" else "lock_motor_state"
        return entity_id_of(self.hass, "lock", f"{device_id}_{code}")

    def state(self, device_id: str) -> State:
        """Return the state of a lock."""
        state = self.hass.states.get(self.id_of(device_id))
        assert state is not None
        return state

    async def order(self, service: str, device_id: str, **data: Any) -> dict[str, int]:
        """Call a service of a lock, and return the calls it costs."""
        self.simulator.clear_calls()
        target = {"entity_id": self.id_of(device_id)}
        try:
            await self.hass.services.async_call(
                "lock", service, target | data, blocking=True
            )
        finally:
            calls: dict[str, int] = self.simulator.calls()["by_endpoint"]
        return calls

    async def refusal(self, service: str, device_id: str, **data: Any) -> str:
        """Return the translation key of a refusal."""
        with pytest.raises(HomeAssistantError) as refusal:
            await self.order(service, device_id, **data)
        assert str(refusal.value)
        return str(refusal.value.translation_key)


async def first_look(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time come at which locks are asked, and wait for the answers."""
    let_time_pass(hass, FIRST_LOOK + 1)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


@pytest.fixture
async def house(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> House:
    """Return the house after the first look at its locks."""
    await first_look(hass, loaded)
    return House(hass, simulator)


async def test_what_locks_can_do_is_asked_once(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each costs one call, after the start, and none at a restart or the next day."""
    before = simulator.calls()["by_endpoint"]
    assert before.get(ASKED, 0) == 0
    await first_look(hass, loaded)
    house = House(hass, simulator)
    assert simulator.calls()["by_endpoint"][ASKED] == len(DEVICES) - 1
    assert TICKET not in simulator.calls()["by_endpoint"]
    for device_id in BY_CALL:
        assert house.state(device_id).state != "unavailable"
    registry = er.async_get(hass)
    for device_id in ("closed", "unheard"):
        unique_id = f"{device_id}_lock_motor_state"
        assert not registry.async_get_entity_id("lock", DOMAIN, unique_id)
        assert registry.async_get_entity_id("binary_sensor", DOMAIN, unique_id)
    assert house.state("simple").state == "locked"
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert house.state("door").state == "locked"
    assert house.state("coded").attributes["code_format"] == r"^\d+$"
    assert simulator.calls()["total"] <= 3
    await first_look(hass, loaded)
    let_time_pass(hass, 24 * 3600)
    await until(lambda: loaded.runtime_data.is_idle)
    assert ASKED not in simulator.calls()["by_endpoint"]


async def test_a_lock_keeps_what_a_person_made_of_the_binary_sensor(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It takes its place, with name and area."""
    registry = er.async_get(hass)
    unique_id = "door_lock_motor_state"
    old = entity_id_of(hass, "binary_sensor", unique_id)
    registry.async_update_entity(old, name="Front", icon="mdi:home")
    await first_look(hass, loaded)
    assert registry.async_get(old) is None
    new = registry.async_get(entity_id_of(hass, "lock", unique_id))
    assert new is not None
    assert (new.name, new.icon) == ("Front", "mdi:home")


async def test_the_usual_way(house: House) -> None:
    """A ticket and a call, and the motor reports."""
    assert house.state("door").state == "locked"
    assert await house.order("unlock", "door") == {TICKET: 1, OPERATE: 1}
    await until(lambda: house.state("door").state == "unlocked")
    assert await house.order("lock", "door") == {TICKET: 1, OPERATE: 1}
    await until(lambda: house.state("door").state == "locked")


@pytest.mark.parametrize(
    ("device_id", "first", "then"),
    [
        (
            "boolean",
            {TICKET: 3, OPERATE: 2, OPEN: 1},
            {TICKET: 1, OPERATE: 1},
        ),
        ("latch", {TICKET: 2, OPERATE: 1, OPEN: 1}, {TICKET: 1, OPEN: 1}),
        (
            "by_point",
            {TICKET: 2, OPERATE: 1, OPEN: 1, COMMAND: 1},
            {COMMAND: 1},
        ),
    ],
)
async def test_the_way_that_worked_is_remembered(
    hass: HomeAssistant,
    house: House,
    loaded: MockConfigEntry,
    device_id: str,
    first: dict[str, int],
    then: dict[str, int],
) -> None:
    """The ways are tried in order, each with a ticket; a restart keeps the last."""
    assert await house.order("unlock", device_id) == first
    assert await house.order("unlock", device_id) == then
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert await house.order("unlock", device_id) == then


async def test_diagnostics_show_what_is_known(
    hass: HomeAssistant, house: House, loaded: MockConfigEntry
) -> None:
    """What a lock lets be done, and the way that worked."""
    await house.order("unlock", "latch")
    shown = await async_get_config_entry_diagnostics(hass, loaded)
    locks = [each["lock"] for each in shown["devices"] if "lock" in each]
    assert len(locks) == len(DEVICES) - 1
    known = {"remote_unlocks": ["remoteUnlockWithoutPwd"]}
    assert known | {"ways": {"unlock": "open door"}} in locks
    assert {"remote_unlocks": [], "ways": {}} in locks


async def test_a_lock_without_a_motor_state(house: House) -> None:
    """Whether it is locked is unknown, so both buttons are there."""
    state = house.state("latch")
    assert (state.state, state.attributes["assumed_state"]) == ("unknown", True)
    assert await house.refusal("lock", "latch") == "lock_refused"


async def test_a_code_where_the_lock_wants_one(house: House) -> None:
    """It travels encrypted; a wrong one is refused, and so is none."""
    assert await house.order("unlock", "coded", code="7391846") == {TICKET: 1, CODE: 1}
    await until(lambda: house.state("coded").state == "unlocked")
    assert await house.refusal("unlock", "coded", code="7391847") == "lock_refused"
    with pytest.raises(ServiceValidationError):
        await house.order("unlock", "coded")
    assert house.simulator.calls()["total"] == 0


async def test_a_sleeping_lock_says_how_to_wake_it(
    house: House, simulator: Simulator
) -> None:
    """Nothing else is tried, and it stays available."""
    with pytest.raises(HomeAssistantError, match="Wake it at the door") as refusal:
        await house.order("unlock", "sleeper")
    assert refusal.value.translation_key == "lock_asleep"
    assert simulator.calls()["by_endpoint"] == {TICKET: 1, OPERATE: 1}
    assert house.state("sleeper").state == "locked"
    await simulator.report("sleeper", {"doorbell": True})
    await house.order("unlock", "sleeper")
    await until(lambda: house.state("sleeper").state == "unlocked")


async def test_a_lock_that_refuses_everything_is_asked_again(
    hass: HomeAssistant, house: House, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """When the app has closed it meanwhile, it is a binary sensor again."""
    assert await house.refusal("unlock", "stubborn") == "lock_refused"
    stubborn = simulator.device("stubborn").door_lock
    assert stubborn is not None
    stubborn.remote_unlocks["remoteUnlockWithoutPwd"] = False
    simulator.clear_calls()
    await first_look(hass, loaded)
    assert simulator.calls()["by_endpoint"][ASKED] == len(DEVICES) - 1
    registry = er.async_get(hass)
    unique_id = "stubborn_lock_motor_state"
    assert not registry.async_get_entity_id("lock", DOMAIN, unique_id)
    assert registry.async_get_entity_id("binary_sensor", DOMAIN, unique_id)


@pytest.mark.parametrize(
    ("then", "why", "tries"),
    [
        ({"http": 502}, "http_status", 1),
        ({"drop": True, "after": True}, "network", 1),
        ({"body": "not json"}, "bad_answer", 1),
        ({"code": 2001, "msg": "offline"}, "device_offline", 1),
        ({"code": 500, "msg": "busy"}, "busy", 1),
        ({"code": 28841105, "msg": "no"}, "api_not_subscribed", 2),
        ({"code": 1108, "msg": "no path"}, "request", 2),
        ({"omit": ["result"]}, "lock_refused", 2),
    ],
)
async def test_what_may_have_moved_the_lock_is_not_tried_again(
    house: House, simulator: Simulator, then: JsonObject, why: str, tries: int
) -> None:
    """Another way is tried only if the lock has not moved for certain."""
    simulator.add_fault("POST */password-free/*", then)
    assert await house.refusal("lock", "door") == why
    assert simulator.calls()["by_endpoint"][OPERATE] == tries


@pytest.mark.parametrize("then", [{"code": 28841105, "msg": "no"}, {"result": {}}])
async def test_no_ticket_no_order(
    house: House, simulator: Simulator, then: JsonObject
) -> None:
    """The reason is shown."""
    simulator.add_fault("POST */password-ticket", then)
    why = "api_not_subscribed" if "code" in then else "bad_answer"
    assert await house.refusal("unlock", "door") == why
    assert OPERATE not in simulator.calls()["by_endpoint"]


@pytest.mark.parametrize(
    ("then", "refusal"),
    [
        ({"code": 28841105, "msg": "no"}, "the project has no such service (28841105)"),
        ({"code": 1106, "msg": "no"}, "the project has no such service (1106)"),
        ({"drop": True}, "network"),
        ({"result": {"open": True}}, "bad_answer"),
    ],
)
async def test_without_the_service_locks_stay_as_they_are(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    then: JsonObject,
    refusal: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Diagnostics have a line, and nothing is logged above debug."""
    delays = "custom_components.tuya_cloud.cloud.timing.RETRY_DELAYS"
    monkeypatch.setattr(delays, (0.01, 0.01))
    simulator.add_fault("GET */remote-unlocks", then)
    caplog.clear()
    await first_look(hass, loaded)
    assert loaded.runtime_data.extras.summary["locks"]["refusal"] == refusal
    assert [r for r in caplog.records if r.levelno > logging.INFO] == []
    assert entity_id_of(hass, "binary_sensor", "door_lock_motor_state")


async def test_a_user_has_the_locks_asked_again(
    hass: HomeAssistant, house: House, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """One that the app has opened meanwhile is a lock then."""
    closed = simulator.device("closed").door_lock
    assert closed is not None
    closed.remote_unlocks["remoteUnlockWithoutPwd"] = True
    loaded.runtime_data.extras.read_again()
    await first_look(hass, loaded)
    assert house.state("closed").state == "locked"


async def test_a_lock_shows_who_has_opened_it(
    house: House, simulator: Simulator
) -> None:
    """The person, or else the means."""

    def changed_by() -> Any:
        return house.state("opened").attributes.get("changed_by")

    assert changed_by() is None
    await simulator.report("opened", {"unlock_fingerprint": 3})
    await until(lambda: changed_by() == "Anna")
    await simulator.report("opened", {"unlock_fingerprint": 9})
    await until(lambda: changed_by() == "fingerprint")


async def test_a_new_lock_is_asked_alone(
    hass: HomeAssistant, house: House, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The others have said what they can do."""
    simulator.clear_calls()
    await simulator.bind("shed", lock("ms"))
    await until(lambda: "shed" in loaded.runtime_data.devices)
    await first_look(hass, loaded)
    assert simulator.calls()["by_endpoint"][ASKED] == 1
    assert house.state("shed").state == "locked"


def broken() -> dict[str, Callable[[Any], None]]:
    """Return what may be wrong with the stored document, by name."""
    return {
        "no object": lambda stored: stored.update(document=[1]),
        "no lists": lambda stored: stored["document"].update(unlocks={"door": 1}),
        "no objects": lambda stored: stored["document"].update(ways=1, names={"a": 2}),
        "no texts": lambda stored: stored["document"].update(
            unlocks={"door": [1]}, ways={"door": {"unlock": 1}}
        ),
    }


@pytest.mark.parametrize("damage", broken().values(), ids=broken())
async def test_a_damaged_store(
    hass: HomeAssistant,
    house: House,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
    damage: Callable[[Any], None],
) -> None:
    """The usable parts are used."""
    await hass.config_entries.async_unload(loaded.entry_id)
    [stored] = [
        document["data"]["extras"]["locks"]
        for key, document in hass_storage.items()
        if key.startswith(f"{DOMAIN}.")
    ]
    damage(stored)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    await first_look(hass, loaded)
    assert len(hass.states.async_all("binary_sensor")) > 0
