"""Events: each press fires one event."""

import base64
import json
import time
from typing import Any

import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import entity_id_of, until

from ..corrections.steps import correct
from ..documents import boolean, demo, device, enum, integer, packed

DEVICES = {
    "front_door_bell": demo("front_door_bell"),
    "front_door_lock": demo("front_door_lock"),
    "remote": device(
        "wxkg",
        {
            "switch_mode1": enum("click double_click press", "click", "r"),
            "switch_type_2": enum("Single-Click long_press", "", "r"),
            "switch3_value": enum("single_click double_click", "", "r"),
            "scene_1": enum("scene", "", "r"),
            "scene_2": boolean(None, "r"),
        },
    ),
    "gate": device(
        "mk",
        {
            "doorbell_active": packed("String", ""),
            "alarm_message": packed("String", ""),
            # a writable data point is a setting
            "switch_type_1": enum("flip sync", "flip"),
            "unlock_ble_ibeacon": integer(0, 999, 0),
            "unlock_card": enum("first second", "", "r"),
        },
    ),
}


class Happened:
    """The events that an entity has fired."""

    def __init__(self, hass: HomeAssistant, unique_id: str) -> None:
        """Follow the entity with a unique id."""
        self.entity_id = entity_id_of(hass, "event", unique_id)
        self.types: list[str] = []
        self.last: dict[str, Any] = {}
        self._states: list[str] = []
        async_track_state_change_event(hass, self.entity_id, self._on_change)

    @callback
    def _on_change(self, event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None and state.state not in (*self._states, "unavailable"):
            self._states.append(state.state)
            self.types.append(state.attributes["event_type"])
            self.last = dict(state.attributes)


async def press(simulator: Simulator, code: str, value: JsonValue, at: int) -> None:
    """Let the remote report a press, ``at`` in ms since the epoch."""
    await simulator.report("remote", [{"code": code, "value": value, "t": at}])


async def deliver(simulator: Simulator, message_id: str, value: str, at: int) -> None:
    """Deliver a press with the id of its message, for the first time or again.

    The time is in whole seconds as text, as recorded from the cloud.
    """
    item: JsonObject = {"code": "switch_mode1", "value": value, "t": str(at // 1000)}
    await simulator.publish(
        4, {"dataId": message_id, "devId": "remote", "status": [item]}
    )


async def settle(hass: HomeAssistant, simulator: Simulator) -> None:
    """Wait until every message has arrived; the hub keeps their order."""
    marker = entity_id_of(hass, "select", "gate_switch_type_1")
    before = hass.states.get(marker)
    assert before is not None
    value = "sync" if before.state == "flip" else "flip"
    await simulator.report("gate", {"switch_type_1": value})
    await until(lambda: hass.states.is_state(marker, value))


async def test_every_press_counts(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Equal presses are two events even within a second; a repeated message is one."""
    button = Happened(hass, "remote_switch_mode1")
    state = hass.states.get(button.entity_id)
    assert state is not None
    assert state.state == "unknown"
    assert state.attributes["device_class"] == "button"
    assert state.attributes["event_types"] == ["click", "double_click", "press"]
    now = time.time_ns() // 1_000_000
    for message_id, pressed, at in (
        ("a", "click", now - 9000),
        ("b", "click", now - 5000),
        ("c", "click", now - 5000),
        ("b", "click", now - 5000),
        ("d", "press", now - 1000),
        ("a", "click", now - 9000),
        # a late report fires no event
        ("e", "double_click", now - 7000),
    ):
        await deliver(simulator, message_id, pressed, at)
    await settle(hass, simulator)
    assert button.types == ["click", "click", "click", "press"]


async def test_a_button_with_one_kind_of_press(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A press fires an event, a release does not."""
    button = Happened(hass, "remote_scene_2")
    now = time.time_ns() // 1_000_000
    for value, at in ((True, now - 3000), (False, now - 2000), (True, now - 1000)):
        await press(simulator, "scene_2", value, at)
    await settle(hass, simulator)
    assert button.types == ["pressed", "pressed"]
    assert button.last["event_types"] == ["pressed"]


async def test_a_scene_switch_counts_equal_presses(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """This holds for each spelling of its buttons."""
    button = Happened(hass, "remote_switch3_value")
    now = time.time_ns() // 1_000_000
    for at in (now - 2000, now - 1000):
        await press(simulator, "switch3_value", "single_click", at)
    await settle(hass, simulator)
    assert button.types == ["single_click", "single_click"]
    assert button.last["friendly_name"] == "Device Button 3"


async def test_options_that_describe_one_event(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each card fires the same event: the door is unlocked."""
    unlocked = Happened(hass, "gate_unlock_card")
    await simulator.report("gate", {"unlock_card": "second"})
    await settle(hass, simulator)
    assert unlocked.types == ["unlocked"]
    assert unlocked.last["option"] == "second"


async def test_a_pull_fires_no_event(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each list contains the last press, which has fired its event already."""
    button = Happened(hass, "remote_switch_mode1")
    pulled_at = loaded.runtime_data.pulled_at
    await simulator.report("remote", {"switch_mode1": "press"}, silent=True)
    simulator.drop_hub(0)
    await until(lambda: loaded.runtime_data.pulled_at != pulled_at)
    device = loaded.runtime_data.devices["remote"]
    await until(lambda: device.value("switch_mode1") == "press")
    await settle(hass, simulator)
    assert button.types == []
    await simulator.report("remote", {"switch_mode1": "press"})
    await settle(hass, simulator)
    assert button.types == ["press"]


async def test_a_restart_fires_no_event(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A repeated last report after the restart fires no event either."""
    button = Happened(hass, "remote_switch_mode1")
    now = time.time_ns() // 1_000_000
    await deliver(simulator, "a", "press", now)
    await settle(hass, simulator)
    assert button.types == ["press"]
    pressed_at = hass.states.get(button.entity_id)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await deliver(simulator, "a", "press", now)
    await settle(hass, simulator)
    assert button.types == ["press"]
    restored = hass.states.get(button.entity_id)
    assert restored is not None
    assert pressed_at is not None
    assert restored.state == pressed_at.state


async def test_options_become_slugs_and_grow(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An option out of the range fires an event, too."""
    button = Happened(hass, "remote_switch_type_2")
    scene = Happened(hass, "remote_scene_1")
    await simulator.report("remote", {"switch_type_2": "Single-Click"})
    await simulator.report("remote", {"switch_type_2": "triple_click"})
    now = time.time_ns() // 1_000_000
    await press(simulator, "scene_1", "scene", now - 1000)
    await press(simulator, "scene_1", "scene", now)
    await settle(hass, simulator)
    assert button.types == ["single_click", "triple_click"]
    assert button.last["event_types"] == ["single_click", "long_press", "triple_click"]
    assert scene.types == ["scene", "scene"]


async def test_sleeping_button_fires_events(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The cloud reports it as offline between two presses."""
    button = Happened(hass, "remote_switch_mode1")
    await simulator.set_online("remote", online=False)
    await until(lambda: not loaded.runtime_data.devices["remote"].online)
    assert hass.states.is_state(button.entity_id, "unknown")
    await simulator.report("remote", {"switch_mode1": "click"})
    await settle(hass, simulator)
    assert button.types == ["click"]


async def test_doorbell_rings_at_a_press_not_at_a_release(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each report of true is a ring."""
    bell = Happened(hass, "front_door_lock_doorbell")
    now = time.time_ns() // 1_000_000
    for age, pressed in enumerate((True, False, True, True)):
        at = now - 1000 * (4 - age)
        await simulator.report(
            "front_door_lock", [{"code": "doorbell", "value": pressed, "t": at}]
        )
    await settle(hass, simulator)
    assert bell.types == ["ring", "ring", "ring"]
    assert bell.last["device_class"] == "doorbell"


async def test_doorbell_of_a_camera(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each text is a ring; an empty text is not."""
    bell = Happened(hass, "gate_doorbell_active")
    await simulator.report("gate", {"doorbell_active": "1700000000"})
    await simulator.report("gate", {"doorbell_active": ""})
    await settle(hass, simulator)
    assert bell.types == ["ring"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("ipc_doorbell", "doorbell"),
        ("ipc_human", "human"),
        ("ipc_something_new", "message"),
        (None, "message"),
    ],
)
async def test_camera_message_fires_its_command(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    command: str | None,
    expected: str,
) -> None:
    """The event is the command; the address of the picture is not recorded."""
    message = {"v": "3.0", "files": [["/place/of/picture.jpeg", "0123456789abcdef"]]}
    if command:
        message["cmd"] = command
    wire = base64.b64encode(json.dumps(message).encode()).decode()
    raw = Happened(hass, "front_door_bell_alarm_message")
    text = Happened(hass, "gate_alarm_message")
    await simulator.report("front_door_bell", {"alarm_message": wire})
    await simulator.report("gate", {"alarm_message": wire})
    await settle(hass, simulator)
    assert raw.types == text.types == [expected]
    assert "0123456789abcdef" not in str(raw.last)


async def test_pictures_are_events(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A picture of a camera or a doorbell fires an event."""
    movement = Happened(hass, "front_door_bell_movement_detect_pic")
    picture = Happened(hass, "front_door_bell_doorbell_pic")
    wire = base64.b64encode(b"http://pictures.example/1.jpeg").decode()
    for code in ("movement_detect_pic", "doorbell_pic"):
        await simulator.report("front_door_bell", {code: wire})
    await settle(hass, simulator)
    assert movement.types == ["motion"]
    assert movement.last["device_class"] == "motion"
    assert picture.types == ["picture"]


async def test_unlock_events(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The same finger twice fires two events; a sensor shows the finger."""
    finger = Happened(hass, "front_door_lock_unlock_fingerprint")
    beacon = Happened(hass, "gate_unlock_ble_ibeacon")
    alarm = Happened(hass, "front_door_lock_alarm_lock")
    now = time.time_ns() // 1_000_000
    for number, at in ((3, now - 2000), (3, now - 1000), (0, now)):
        await simulator.report(
            "front_door_lock",
            [{"code": "unlock_fingerprint", "value": number, "t": at}],
        )
    await simulator.report("gate", {"unlock_ble_ibeacon": 7})
    await simulator.report("front_door_lock", {"alarm_lock": "pry"})
    await settle(hass, simulator)
    # the first one waits for a name, and the others for the first
    await until(lambda: len(finger.types) == 3)
    assert finger.last["number"] == 0
    await until(lambda: beacon.types == ["unlocked"])
    assert beacon.last["number"] == 7
    assert alarm.types == ["pry"]
    sensor = entity_id_of(hass, "sensor", "front_door_lock_unlock_fingerprint")
    assert hass.states.is_state(sensor, "0")


async def test_an_event_is_called_as_a_correction_says(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Automations list that name; other presses keep theirs."""
    names = [{"option": "press", "name": "Held down"}]
    await correct(hass, loaded, "remote", "switch_mode1", option_names=names)
    expected = ["click", "double_click", "Held down"]
    entity_id = entity_id_of(hass, "event", "remote_switch_mode1")
    await until(lambda: event_types(hass, entity_id) == expected)
    button = Happened(hass, "remote_switch_mode1")
    for pressed in ("press", "click"):
        await simulator.report("remote", {"switch_mode1": pressed})
    await settle(hass, simulator)
    assert button.types == ["Held down", "click"]


def event_types(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return the types of events of an entity."""
    state = hass.states.get(entity_id)
    return [] if state is None else state.attributes.get("event_types", [])
