"""Who opens a door lock, and how: events with person and means."""

import json
from functools import partial
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.extras import lock_people
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import REAL_DEVICES, entity_id_of, until
from tests.documents import boolean, device, integer, packed

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
PLATFORMS = [Platform.BINARY_SENSOR, Platform.EVENT]
PEOPLE: Final = "GET /v1.0/smart-lock/devices/{id}/users"
OPENINGS: Final = "GET /v1.1/devices/{id}/door-lock/open-logs"

NUMBER: Final = integer(0, 999, 0, "r")
RAW: Final = packed("Raw", "")
DEVICES: Final = {
    "door": device(
        "ms",
        {
            "unlock_fingerprint": NUMBER,
            "unlock_card": NUMBER,
            "unlock_temporary": NUMBER,
            "hijack": packed("String", ""),
        },
    )
    | {"lock": {"people": {"unlock_fingerprint": {"3": "Anna", "4": "Ben"}}}},
    "gate": device(
        "mk",
        {
            "unlock_card_kit": RAW,
            "unlock_phone_remote_kit": RAW,
            "closed_opened_kit": RAW,
            "initiative_message": packed("Raw", ""),
            "manual_lock": boolean(value=False, access="r"),
            "hijack": boolean(value=False, access="r"),
        },
    )
    | {"lock": {"people": {"unlock_password": {"1": "Cleo"}}}},
}


class Openings:
    """The events of the locks, in their order."""

    def __init__(self, hass: HomeAssistant, simulator: Simulator) -> None:
        """Follow every event entity."""
        self.hass = hass
        self.simulator = simulator
        self.fired: list[dict[str, Any]] = []
        entity_ids = [state.entity_id for state in hass.states.async_all("event")]
        async_track_state_change_event(hass, entity_ids, self._on_change)

    @callback
    def _on_change(self, event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        assert state is not None
        wanted = ("event_type", "means", "number", "member", "person", "option")
        self.fired.append(
            {key: state.attributes[key] for key in wanted if key in state.attributes}
        )

    async def report(self, device_id: str, code: str, value: JsonValue) -> Any:
        """Let a lock report, and return the event that follows."""
        count = len(self.fired)
        await self.simulator.report(device_id, {code: value})
        await until(lambda: len(self.fired) > count)
        return self.fired[-1]

    @property
    def calls(self) -> tuple[int, int]:
        """Return how often people and openings were asked for."""
        calls = self.simulator.calls()["by_endpoint"]
        return calls.get(PEOPLE, 0), calls.get(OPENINGS, 0)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return what is added to the clock."""
    added = [0.0]
    real = Clock.now
    monkeypatch.setattr(Clock, "now", lambda clock: real(clock) + added[0])
    return added


@pytest.fixture
async def openings(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> Openings:
    """Return the openings of the locks from now on."""
    followed = Openings(hass, simulator)
    assert followed.calls == (0, 0)
    return followed


async def test_the_name_is_asked_for_once(
    hass: HomeAssistant, loaded: MockConfigEntry, openings: Openings
) -> None:
    """All names come with the first one, and are kept over a restart."""
    anna = {
        "event_type": "unlocked",
        "means": "fingerprint",
        "number": 3,
        "person": "Anna",
    }
    assert await openings.report("door", "unlock_fingerprint", 3) == anna
    assert await openings.report("door", "unlock_fingerprint", 3) == anna
    ben = anna | {"number": 4, "person": "Ben"}
    assert await openings.report("door", "unlock_fingerprint", 4) == ben
    assert openings.calls == (1, 0)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert await openings.report("door", "unlock_fingerprint", 3) == anna
    assert openings.calls == (1, 0)


async def test_openings_keep_their_order(
    openings: Openings, simulator: Simulator
) -> None:
    """Those that arrive while a name is asked for wait, and each is an event."""
    simulator.add_fault("GET */users", {"hang": 0.2})
    for number in (3, 4, 4, 3):
        await simulator.report("door", {"unlock_fingerprint": number})
    await until(lambda: len(openings.fired) == 4)
    people = [event["person"] for event in openings.fired]
    assert people == ["Anna", "Ben", "Ben", "Anna"]
    assert openings.calls == (1, 0)


async def test_a_number_without_a_name(openings: Openings, now: list[float]) -> None:
    """It is asked for again after a day, and another one after an hour."""
    unknown = {"event_type": "unlocked", "means": "card", "number": 12}
    assert await openings.report("door", "unlock_card", 12) == unknown
    assert openings.calls == (1, 1)
    assert await openings.report("door", "unlock_card", 12) == unknown
    assert "person" not in await openings.report("door", "unlock_card", 13)
    assert openings.calls == (1, 1)
    now[0] += lock_people.LOCK_PAUSE
    assert await openings.report("door", "unlock_card", 12) == unknown
    assert openings.calls == (1, 1)
    await openings.report("door", "unlock_card", 13)
    assert openings.calls == (2, 2)
    now[0] += lock_people.LONG_PAUSE
    lock = openings.simulator.device("door").door_lock
    assert lock is not None
    lock.people["unlock_card"] = {"12": "Dora"}
    assert (await openings.report("door", "unlock_card", 12))["person"] == "Dora"


async def test_a_name_that_only_the_record_has(
    openings: Openings, simulator: Simulator
) -> None:
    """The newest opening with a name counts."""
    logs: list[JsonValue] = [
        {
            "nick_name": name,
            "status": {"code": "unlock_temporary", "value": number},
        }
        for name, number in (("", "7"), ("Guest", "8"), ("Past", "8"))
    ]
    simulator.add_fault("GET */open-logs", {"result": {"logs": logs}})
    event = await openings.report("door", "unlock_temporary", 8)
    assert event["person"] == "Guest"
    assert openings.calls == (1, 1)


@pytest.mark.parametrize(
    ("then", "later"),
    [
        ({"code": 28841105, "msg": "no"}, (1, 1)),
        ({"code": 1108, "msg": "no path"}, (1, 1)),
        ({"body": "not json"}, (1, 1)),
        ({"result": {}}, (2, 2)),
    ],
)
async def test_without_the_service_the_number_is_all(
    openings: Openings,
    simulator: Simulator,
    now: list[float],
    caplog: pytest.LogCaptureFixture,
    then: JsonObject,
    later: tuple[int, int],
) -> None:
    """It is asked for again after a day, and nothing is logged."""
    simulator.add_fault("GET *open-logs", then)
    simulator.add_fault("GET */users", then)
    caplog.clear()
    assert "person" not in await openings.report("door", "unlock_fingerprint", 3)
    now[0] += lock_people.LOCK_PAUSE
    await openings.report("door", "unlock_fingerprint", 4)
    assert openings.calls == later
    assert [record for record in caplog.records if record.levelno > 20] == []
    simulator.clear_faults()
    now[0] += lock_people.LONG_PAUSE
    event = await openings.report("door", "unlock_fingerprint", 3)
    assert event["person"] == "Anna"


async def test_an_event_waits_for_its_name_some_seconds(
    openings: Openings, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it comes without."""
    monkeypatch.setattr(lock_people, "PATIENCE", 0.05)
    simulator.add_fault("GET */users", {"hang": 1})
    event = await openings.report("door", "unlock_fingerprint", 3)
    assert event == {"event_type": "unlocked", "means": "fingerprint", "number": 3}


async def test_no_call_is_made_while_calls_are_tight(
    openings: Openings, loaded: MockConfigEntry
) -> None:
    """Numbers are shown."""
    loaded.runtime_data.ledger.record("GET /v1.0/devices/{id}", 26_000)
    assert "person" not in await openings.report("door", "unlock_fingerprint", 3)
    assert openings.calls == (0, 0)


async def test_duress_as_a_text(openings: Openings) -> None:
    """It tells with what the lock was opened, and so who it was."""
    event = await openings.report("door", "hijack", "unlock_fingerprint-03")
    assert event == {
        "event_type": "duress",
        "means": "fingerprint",
        "number": 3,
        "person": "Anna",
    }
    event = await openings.report("door", "hijack", "yes")
    assert event == {"event_type": "duress", "means": "hijack"}


async def test_duress_as_a_boolean(hass: HomeAssistant, openings: Openings) -> None:
    """It is a binary sensor."""
    duress = entity_id_of(hass, "binary_sensor", "gate_hijack")
    await openings.simulator.report("gate", {"hijack": True})
    await until(lambda: hass.states.is_state(duress, "on"))


@pytest.mark.parametrize(
    ("value", "member", "person"),
    [
        ("AAAAAQAA", {"member": 1}, {"person": "Cleo"}),
        ("AAAAAgAA", {"member": 2}, {}),
        ("AAUAAgAA", {"number": 5, "member": 2}, {}),
        ("AAA=", {}, {}),
    ],
)
async def test_packed_openings(
    openings: Openings, value: str, member: dict[str, int], person: dict[str, str]
) -> None:
    """The same bytes at every unlock are an event each."""
    expected = {"event_type": "unlocked", "means": "card"} | member | person
    for _ in range(2):
        assert await openings.report("gate", "unlock_card_kit", value) == expected


@pytest.mark.parametrize(
    ("value", "state"),
    [("AQAB", "on"), ("AQAC", "off"), ("AQAJ", "unknown"), ("AQ==", "unknown")],
)
async def test_packed_state_of_the_door(
    hass: HomeAssistant, openings: Openings, value: str, state: str
) -> None:
    """Its last byte tells."""
    door = entity_id_of(hass, "binary_sensor", "gate_closed_opened_kit")
    shown = hass.states.get(door)
    assert shown is not None
    assert (shown.state, shown.attributes["device_class"]) == ("unknown", "door")
    first = "AQAC" if state == "on" else "AQAB"
    await openings.simulator.report("gate", {"closed_opened_kit": first})
    await until(lambda: not hass.states.is_state(door, "unknown"))
    await openings.simulator.report("gate", {"closed_opened_kit": value})
    await until(lambda: hass.states.is_state(door, state))


def recorded(name: str) -> Any:
    """Return a recorded file."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
class TestRecorded:
    """What real locks have sent."""

    async def test_a_manual_lock(self, hass: HomeAssistant, openings: Openings) -> None:
        """The message of a lock that is locked by hand."""
        message = recorded("03_lock_push_manual_lock_homebridge303")["message"]
        data = message["data"] | {"devId": "gate"}
        await openings.simulator.publish(message["protocol"], data)
        manual = entity_id_of(hass, "binary_sensor", "gate_manual_lock")
        await until(lambda: hass.states.is_state(manual, "on"))

    async def test_somebody_at_a_video_lock(self, openings: Openings) -> None:
        """The message of version 5.0, with its picture and film."""
        message = recorded("04_lock_initiative_message_v5")["message"]
        [value] = [
            value
            for _, code, value in message["history_newest_first"]
            if code == "initiative_message"
        ]
        event = await openings.report("gate", "initiative_message", value)
        assert event["event_type"] == "door_lock_video"

    async def test_a_remote_unlock(
        self, hass: HomeAssistant, openings: Openings
    ) -> None:
        """The points of one unlocking: opened, by a member, closed."""
        received = recorded("10_lock_local_dps_unlock_tuya-local5649")["message"]
        door = entity_id_of(hass, "binary_sensor", "gate_closed_opened_kit")
        states = iter(("on", "off"))
        for each in received["received"]:
            if value := each.get("22"):
                event = await openings.report("gate", "unlock_phone_remote_kit", value)
                assert (event["means"], event["member"]) == ("phone_remote", 2)
            if value := each.get("35"):
                await openings.simulator.report("gate", {"closed_opened_kit": value})
                await until(partial(hass.states.is_state, door, next(states)))
        assert next(states, None) is None

    async def test_equal_values_are_events(self, openings: Openings) -> None:
        """A lock sends the same bytes for app, card and code."""
        status = recorded("11_lock_update_smartlife27")["message"]["status_of_one_lock"]
        for _ in range(2):
            event = await openings.report(
                "gate", "unlock_card_kit", status["unlock_card_kit"]
            )
            assert event["member"] == 1
