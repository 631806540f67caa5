"""Events between two steps: nothing is lost, or the next pull finds it."""

import asyncio
from pathlib import Path

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device

from ..homes import bind, write_files

LIST = "GET /v1.0/users/*/devices"
# the next pull is due within this time, even while the hub is down (seconds)
NEXT_PULL = 34 * 60

SOCKET = device("cz", {"switch_1": boolean(value=True)}) | {"name": "Socket"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry calls after short delays."""
    cloud = "custom_components.tuya_cloud.cloud"
    monkeypatch.setattr(f"{cloud}.timing.RETRY_DELAYS", (0.01, 0.01))


async def test_a_report_that_arrives_before_the_list_is_kept(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The list was requested before the report, so its value is older."""
    old: JsonValue = [
        {
            "id": "socket",
            "name": "Socket",
            "online": True,
            "category": "cz",
            "product_id": "socket",
            "status": [{"code": "switch_1", "value": True}],
        }
    ]
    simulator.add_fault(LIST, {"hang": 1, "result": old}, times=1)
    setting_up = hass.async_create_task(hass.config_entries.async_setup(entry.entry_id))
    await until(lambda: simulator.cloud.hub.connected == 1)
    await asyncio.sleep(0.2)
    await simulator.report("socket", {"switch_1": False})
    assert await setting_up
    await hass.async_block_till_done()
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    await until(lambda: hass.states.is_state(switch, STATE_OFF))


async def test_a_slow_push_does_not_delay_the_start(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Statuses are read without push, and once more when it is connected."""
    monkeypatch.setattr("custom_components.tuya_cloud.sync.push.PATIENCE", 0.1)
    hub = "POST /v1.0/open-hub/access/config"
    simulator.add_fault(hub, {"hang": 1}, times=1)
    assert await hass.config_entries.async_setup(entry.entry_id)
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    assert hass.states.is_state(switch, STATE_ON)
    assert not entry.runtime_data.push.is_connected
    await until(lambda: entry.runtime_data.push.is_connected)
    lists = "GET /v1.0/users/{uid}/devices"
    await until(lambda: simulator.calls()["by_endpoint"][lists] == 2)


async def test_a_bound_device_that_cannot_be_read_is_found_by_the_next_pull(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The message about a new device always schedules a pull."""
    registry = dr.async_get(hass)
    simulator.add_fault(LIST, {"code": 500, "msg": "simulated"})
    await bind(hass, simulator, loaded, "new", SOCKET | {"name": "New"})
    await until(lambda: loaded.runtime_data.problem)
    simulator.clear_faults()
    assert "new" not in loaded.runtime_data.devices
    let_time_pass(hass, NEXT_PULL)
    await until(lambda: "new" in loaded.runtime_data.devices)
    known = registry.async_get_device_by_identifier((DOMAIN, "new"), loaded.entry_id)
    assert known is not None


async def test_a_status_that_cannot_be_read_keeps_the_sent_value(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The next pull corrects the state."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    simulator.add_fault("POST */commands", {"result": True}, times=1)
    simulator.add_fault("GET */status", {"http": 502})
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": switch}, blocking=True
    )
    let_time_pass(hass, 11)
    status = "GET /v1.0/devices/{id}/status"
    await until(lambda: status in simulator.calls()["by_endpoint"])
    await hass.async_block_till_done()
    assert hass.states.is_state(switch, STATE_OFF)
    let_time_pass(hass, NEXT_PULL)
    await until(lambda: hass.states.is_state(switch, STATE_ON))


async def test_a_pull_that_raises_an_unexpected_error_is_retried(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The error is logged, and the states are updated later."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    with monkeypatch.context() as defect:
        defect.setattr(loaded.runtime_data.devices, "adopt", None)
        let_time_pass(hass, NEXT_PULL)
        await until(lambda: "in an unforeseen way" in caplog.text)
    await simulator.report("socket", {"switch_1": False}, silent=True)
    let_time_pass(hass, NEXT_PULL)
    await until(lambda: hass.states.is_state(switch, STATE_OFF))


async def test_a_device_unbound_during_the_list_call_stays_removed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The list was requested before, so it still contains the device."""
    simulator.add_fault(
        LIST, {"hang": 0.5, "result": [{"id": "socket", "name": "Socket"}]}, times=1
    )
    let_time_pass(hass, NEXT_PULL)
    await asyncio.sleep(0.2)
    await simulator.unbind("socket")
    await until(lambda: not loaded.runtime_data.devices)
    pulled_at = loaded.runtime_data.pulled_at
    await until(lambda: loaded.runtime_data.pulled_at != pulled_at)
    assert not loaded.runtime_data.devices


async def test_a_device_that_goes_offline_during_the_list_call_is_offline(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The list was requested before, so it still has the device online."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    document: JsonObject = {"id": "socket", "name": "Socket", "online": True}
    simulator.add_fault(LIST, {"hang": 0.5, "result": [document]}, times=1)
    let_time_pass(hass, NEXT_PULL)
    await asyncio.sleep(0.2)
    await simulator.set_online("socket", online=False)
    await until(lambda: hass.states.is_state(switch, STATE_UNAVAILABLE))
    pulled_at = loaded.runtime_data.pulled_at
    await until(lambda: loaded.runtime_data.pulled_at != pulled_at)
    assert hass.states.is_state(switch, STATE_UNAVAILABLE)


async def test_an_unconfirmed_command_leads_to_a_read_despite_a_pull(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The pull's value is older than the command."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    simulator.add_fault("POST */commands", {"hang": 0.5, "result": True}, times=1)
    sending = hass.async_create_task(
        hass.services.async_call(
            "switch", "turn_off", {"entity_id": switch}, blocking=True
        )
    )
    await asyncio.sleep(0.2)
    assert await loaded.runtime_data.try_again()
    await sending
    assert hass.states.is_state(switch, STATE_OFF)
    let_time_pass(hass, 11)
    await until(lambda: hass.states.is_state(switch, STATE_ON))


async def test_a_newly_shared_device_is_added_at_once(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It does not wait for the daily list."""
    simulator.cloud.home.devices["new"] = Device.from_json(
        "new", SOCKET | {"name": "New", "shared": True}
    )
    received = loaded.runtime_data.push.hub.last_message_at
    await simulator.publish(20, {"bizCode": "share", "bizData": {"share": True}})
    await until(lambda: loaded.runtime_data.push.hub.last_message_at != received)
    let_time_pass(hass, 12)
    await until(lambda: "new" in loaded.runtime_data.devices)
