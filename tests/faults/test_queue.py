"""Faults of the message queue, in a home that uses it alone or in place of the hub."""

import asyncio
import time
from typing import Any

import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device, enum, integer
from tests.homes import start_with_queue, write_files

from .conftest import HUB, PROBE, SOCKET, SWITCH, TEMPERATURE, issues_of, pull, state_of

REFUSED: JsonObject = {"code": 28841106, "msg": "no permission"}
LISTS = "GET /v1.0/users/{uid}/devices"
HOUR = 3600


@pytest.fixture
def device_files(tmp_path: Any) -> Any:
    """Return a folder with a socket, a probe, a plug that counts, and a button."""
    plug = device(
        "cz", {"add_ele": integer(0, 50_000, 0, "r", unit="kW·h", scale=3, step=100)}
    ) | {"name": "Plug"}
    button = device("wxkg", {"switch_mode1": enum("click double_click", "", "r")})
    return write_files(
        tmp_path,
        {"socket": SOCKET, "probe": PROBE, "plug": plug, "button": button}
        | {"bell": device("sp", {"doorbell": boolean(value=False, access="r")})},
    )


@pytest.fixture
async def queue_home(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> Coordinator:
    """Set up the home with the queue as the user's choice."""
    coordinator = await start_with_queue(hass, simulator, entry)
    assert coordinator.push.queue.state is ChannelState.CONNECTED
    return coordinator


async def taken(simulator: Simulator) -> None:
    """Wait until every message has been acknowledged."""
    await until(lambda: simulator.cloud.queue.waiting == 0)


async def press(simulator: Simulator, message_id: str) -> None:
    """Let the button report a press, as an equal value at the same second each time."""
    second = str(time.time_ns() // 1_000_000_000)
    item: JsonObject = {"code": "switch_mode1", "value": "click", "t": second}
    await simulator.publish(
        4, {"dataId": message_id, "devId": "button", "status": [item]}
    )
    await taken(simulator)


async def test_queue_refuses_the_project(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The user has to switch it on; until then the states are polled."""
    hass.config_entries.async_update_entry(entry, options={"push_way": "queue"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert issues_of(hass) == ["queue_refused"]
    await simulator.report("socket", {"switch_1": False})
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert HUB not in simulator.calls()["by_endpoint"]

    simulator.change_queue(is_on=True)
    assert await entry.runtime_data.try_again()
    assert issues_of(hass) == []
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: state_of(hass, SWITCH) == "on")


async def test_queue_without_an_active_rule(
    hass: HomeAssistant, simulator: Simulator, queue_home: Coordinator
) -> None:
    """It is silent, so it does not count as push until a message has arrived."""
    simulator.change_queue(has_rule=False)
    assert not queue_home.push.is_connected
    await pull(hass, queue_home, within=100)
    assert issues_of(hass) == []
    await simulator.report("socket", {"switch_1": False})
    let_time_pass(hass, 300)
    await until(lambda: state_of(hass, SWITCH) == "off")
    await until(lambda: issues_of(hass) == ["queue_silent"])
    assert (await diagnosed(hass, queue_home))["last_error"] == "queue_silent"

    simulator.change_queue(has_rule=True)
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: state_of(hass, SWITCH) == "on")
    assert issues_of(hass) == []
    assert queue_home.push.is_connected


async def diagnosed(hass: HomeAssistant, coordinator: Coordinator) -> dict[str, Any]:
    """Return the hub's part of the diagnostics."""
    [entry] = hass.config_entries.async_entries("tuya_cloud")
    assert entry.runtime_data is coordinator
    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    hub: dict[str, Any] = diagnostics["hub"]
    return hub


async def test_hub_refused_while_the_queue_delivers(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The queue takes over, and the repair goes with its first message."""
    simulator.add_fault(HUB, REFUSED)
    simulator.change_queue(is_on=True)
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator: Coordinator = entry.runtime_data
    assert issues_of(hass) == ["push_not_authorized"]
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert issues_of(hass) == []
    shown = await diagnosed(hass, coordinator)
    assert (shown["way"], shown["state"], shown["last_error"]) == (
        "queue",
        "connected",
        None,
    )
    # a loss of the queue is no refusal, and the hub is not asked again
    attempts = simulator.calls()["by_endpoint"][HUB]
    simulator.drop_queue(0.2)
    await until(lambda: not coordinator.push.is_connected)
    assert issues_of(hass) == []
    await until(lambda: coordinator.push.is_connected)
    assert simulator.calls()["by_endpoint"][HUB] == attempts
    # the service is switched off: the hub is tried again, and is allowed now
    simulator.clear_faults()
    simulator.change_queue(is_on=False)
    simulator.drop_queue(0)
    await until(lambda: coordinator.push.hub.state is ChannelState.CONNECTED)
    assert (await diagnosed(hass, coordinator))["way"] == "hub"
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: state_of(hass, SWITCH) == "on")


async def test_hub_refuses_connections_while_the_queue_delivers(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The queue takes over, and no more credentials are asked for."""
    simulator.drop_hub(60, refuse=True)
    simulator.change_queue(is_on=True)
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator: Coordinator = entry.runtime_data
    await until(lambda: coordinator.push.queue.state is ChannelState.CONNECTED)
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert coordinator.push.channel is coordinator.push.queue
    assert issues_of(hass) == []
    attempts = simulator.calls()["by_endpoint"][HUB]
    await asyncio.sleep(0.3)
    assert simulator.calls()["by_endpoint"][HUB] == attempts


async def test_queue_falls_silent_in_place_of_the_hub(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The hub is tried again; it may be allowed now."""
    simulator.add_fault(HUB, REFUSED)
    simulator.change_queue(is_on=True)
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator: Coordinator = entry.runtime_data
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: coordinator.push.is_connected)
    simulator.clear_faults()
    simulator.change_queue(has_rule=False)
    await pull(hass, coordinator, within=100)
    await simulator.report("probe", {"va_temperature": 230})
    # the last pull has to be after the last message
    await pull(hass, coordinator, within=2 * 45 * 60)
    await until(lambda: coordinator.push.hub.state is ChannelState.CONNECTED)
    assert coordinator.push.channel is coordinator.push.hub
    assert issues_of(hass) == []


async def test_hub_accepted_while_the_queue_is_silent(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Only one way feeds the home: the hub, once it is allowed."""
    simulator.add_fault(HUB, REFUSED)
    simulator.change_queue(is_on=True, has_rule=False)
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator: Coordinator = entry.runtime_data
    await until(lambda: simulator.cloud.queue.connected == 1)
    assert issues_of(hass) == ["push_not_authorized"]
    simulator.clear_faults()
    assert await coordinator.try_again()
    assert coordinator.push.hub.state is ChannelState.CONNECTED
    await until(lambda: simulator.cloud.queue.connected == 0)
    assert issues_of(hass) == []


async def test_outage_of_an_hour_with_redelivery(
    hass: HomeAssistant, simulator: Simulator, queue_home: Coordinator
) -> None:
    """One pull shows the states; sums count every piece, and no late event fires."""
    counted = entity_id_of(hass, "sensor", "plug_add_ele")
    pressed = entity_id_of(hass, "event", "button_switch_mode1")
    rung = entity_id_of(hass, "event", "bell_doorbell")
    seen: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            seen.append(state.state)

    async_track_state_change_event(hass, TEMPERATURE, note)
    await simulator.report("probe", {"va_temperature": 200})
    await simulator.report("plug", {"add_ele": 100})
    await until(lambda: state_of(hass, counted) == "0.1")
    simulator.drop_queue(0.5)
    await until(lambda: queue_home.push.queue.state is not ChannelState.CONNECTED)
    simulator.change_queue(age=HOUR)
    for value in (210, 190, 230):
        await simulator.report("probe", {"va_temperature": value})
        await simulator.report("plug", {"add_ele": 100})
    await simulator.report("button", {"switch_mode1": "click"})
    await simulator.report("bell", {"doorbell": True})
    simulator.change_queue(age=0)
    simulator.clear_calls()
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    await taken(simulator)
    await until(lambda: state_of(hass, counted) == "0.4")
    assert {state for state in seen if state != "unavailable"} == {"20.0", "23.0"}
    assert state_of(hass, pressed) == "unknown"
    assert state_of(hass, rung) == "unknown"
    assert simulator.calls()["by_endpoint"] == {LISTS: 1}

    await press(simulator, "fresh")
    await until(lambda: state_of(hass, pressed) != "unknown")


async def test_queue_delivers_late_while_connected(
    hass: HomeAssistant,
    simulator: Simulator,
    queue_home: Coordinator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pull shows the states, which may be newer than the messages."""
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: queue_home.push.is_connected)
    await pull(hass, queue_home, within=100)
    monkeypatch.setattr("custom_components.tuya_cloud.sync.incoming.LATE_AFTER", 50)
    await asyncio.sleep(0.3)
    simulator.change_queue(age=0.2)
    await simulator.report("socket", {"switch_1": False})
    await taken(simulator)
    assert state_of(hass, SWITCH) == "on"
    simulator.clear_calls()
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert simulator.calls()["by_endpoint"] == {LISTS: 1}


async def test_queue_delivers_a_message_again(
    hass: HomeAssistant, simulator: Simulator, queue_home: Coordinator
) -> None:
    """Two presses of one second are two events; a repetition is none."""
    pressed = entity_id_of(hass, "event", "button_switch_mode1")
    times = []
    for message_id in ("first", "first", "second", "first"):
        await press(simulator, message_id)
        await hass.async_block_till_done()
        times.append(state_of(hass, pressed))
    first, again, second, once_more = times
    assert first == again
    assert second == once_more
    assert first != second


async def test_queue_delivers_again_after_a_restart(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    queue_home: Coordinator,
) -> None:
    """What was taken before the restart is no event after it."""
    pressed = entity_id_of(hass, "event", "button_switch_mode1")
    await press(simulator, "first")
    before = state_of(hass, pressed)
    assert await hass.config_entries.async_unload(entry.entry_id)
    item: JsonObject = {"code": "switch_mode1", "value": "click"}
    message: JsonObject = {"dataId": "first", "devId": "button", "status": [item]}
    await simulator.publish(4, message)
    simulator.clear_calls()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await taken(simulator)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] <= 3
    assert state_of(hass, pressed) == before
    await press(simulator, "first")
    await hass.async_block_till_done()
    assert state_of(hass, pressed) == before
    await press(simulator, "second")
    await until(lambda: state_of(hass, pressed) != before)


@pytest.mark.parametrize("age", [0, HOUR])
async def test_queue_keeps_reports_while_home_assistant_is_off(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    queue_home: Coordinator,
    age: int,
) -> None:
    """A sum is complete after the start; what is long ago is no event."""
    counted = entity_id_of(hass, "sensor", "plug_add_ele")
    pressed = entity_id_of(hass, "event", "button_switch_mode1")
    await simulator.report("plug", {"add_ele": 100})
    await until(lambda: state_of(hass, counted) == "0.1")
    assert await hass.config_entries.async_unload(entry.entry_id)
    simulator.change_queue(age=age)
    for _ in range(3):
        await simulator.report("plug", {"add_ele": 100})
    await simulator.report("button", {"switch_mode1": "click"})
    simulator.change_queue(age=0)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await taken(simulator)
    await until(lambda: state_of(hass, counted) == "0.4")
    assert (state_of(hass, pressed) == "unknown") is (age == HOUR)


async def test_unreadable_message_in_the_queue(
    hass: HomeAssistant, simulator: Simulator, queue_home: Coordinator
) -> None:
    """It is acknowledged, or the queue would send it again and again."""
    for payload in ("", "bm8gSlNPTg==", "e30=", "A" * 5_000_000):
        simulator.cloud.queue.publish_frame({"payload": payload})
    await taken(simulator)
    assert queue_home.push.queue.undecodable == 4
    assert queue_home.push.queue.reconnects == 0
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")


async def test_queue_sends_both_sets_of_messages(
    hass: HomeAssistant, simulator: Simulator, queue_home: Coordinator
) -> None:
    """The second message repeats the first, so it is no second event."""
    pressed = entity_id_of(hass, "event", "button_switch_mode1")
    await press(simulator, "first")
    before = state_of(hass, pressed)
    simulator.change_queue(iot_core=True)
    await press(simulator, "first")
    await simulator.set_online("socket", online=False)
    await until(lambda: state_of(hass, SWITCH) == "unavailable")
    assert state_of(hass, pressed) == before
