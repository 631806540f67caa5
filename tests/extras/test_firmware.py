"""Update entities: versions, notes, progress, and installing, against the simulator."""

import asyncio
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.extras import firmware_updates
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import Look

DAY: Final = 24 * 3600
FIRMWARE: Final = "GET /v2.0/cloud/thing/{id}/firmware"
INSTALL: Final = "POST /v2.0/cloud/thing/{id}/firmware/{channel}"
PROGRESS: Final = "GET /v2.0/cloud/thing/{id}/firmware/{channel}/progress"
SMART_HOME: Final = "GET /v1.0/devices/{id}/upgrade-infos"
INDUSTRY: Final = "GET /v1.0/iot-03/devices/{id}/upgrade-infos"
REFUSED: Final[JsonObject] = {"code": 28841101, "msg": "This API is not subscribed"}

SOCKET: Final = device("cz", {"switch_1": boolean(value=True)})
VACUUM: Final = SOCKET | {
    "name": "Vacuum",
    "firmware": [
        {"type": 0, "current_version": "1.4.2", "version": "1.5.0", "desc": "Quieter"},
        {"type": 9, "current_version": "2.0.1"},
        {"type": 12, "current_version": "7"},
    ],
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of a vacuum with three modules, a socket and a remote."""
    remote = SOCKET | {"category": "infrared_tv", "name": "Remote"}
    files = {"vacuum": VACUUM, "socket": SOCKET | {"name": "Socket"}, "remote": remote}
    return write_files(tmp_path, files)


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the update entities, ask for the progress often, wait shortly."""
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", ["update"])
    monkeypatch.setattr(firmware_updates, "POLL_INTERVAL", 0.1)
    timeout = "custom_components.tuya_cloud.cloud.timing.REQUEST_TIMEOUT"
    monkeypatch.setattr(timeout, 0.5)


async def enable(hass: HomeAssistant, entry: MockConfigEntry, *devices: str) -> None:
    """Enable the entities of main modules; Home Assistant reloads soon after."""
    registry = er.async_get(hass)
    before = entry.runtime_data
    for device_id in devices:
        entity_id = entity_id_of(hass, "update", f"{device_id}_firmware")
        registry.async_update_entity(entity_id, disabled_by=None)
    await hass.async_block_till_done()
    let_time_pass(hass, 31)
    await until(lambda: entry.state is ConfigEntryState.LOADED)
    await hass.async_block_till_done()
    assert entry.runtime_data is not before


@pytest.fixture
async def read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> MockConfigEntry:
    """Return the entry after the firmware of the vacuum was read."""
    await enable(hass, loaded, "vacuum")
    await until(lambda: loaded.runtime_data.push.is_connected)
    await look()
    simulator.clear_calls()
    return loaded


def state_of(hass: HomeAssistant, unique_id: str = "vacuum_firmware") -> State:
    """Return the state of an update entity."""
    state = hass.states.get(entity_id_of(hass, "update", unique_id))
    assert state is not None
    return state


def calls_of(simulator: Simulator) -> dict[str, int]:
    """Return the number of calls about firmware, by endpoint."""
    return {
        name: count
        for name, count in simulator.calls()["by_endpoint"].items()
        if "firmware" in name or "upgrade" in name
    }


async def install(hass: HomeAssistant, unique_id: str = "vacuum_firmware") -> None:
    """Install the newest firmware."""
    await hass.services.async_call(
        "update",
        "install",
        {"entity_id": entity_id_of(hass, "update", unique_id)},
        blocking=True,
    )


async def refused(hass: HomeAssistant, key: str) -> None:
    """Install, which is refused with a translation key."""
    with pytest.raises(HomeAssistantError) as refusal:
        await install(hass)
    assert refusal.value.translation_key == key


async def extras_in_diagnostics(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Return what diagnostics say of the firmware."""
    document: Any = await async_get_config_entry_diagnostics(hass, entry)
    return document["extras"].get("firmware")


# -- what is asked, and when ----------------------------------------------------------


async def test_nothing_is_asked_while_no_entity_is_enabled(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Each device has a disabled entity; the remote of a brand has none."""
    await look(DAY)
    assert calls_of(simulator) == {}
    registry = er.async_get(hass)
    entries = er.async_entries_for_config_entry(registry, loaded.entry_id)
    assert {each.unique_id for each in entries} == {
        "vacuum_firmware",
        "socket_firmware",
    }
    assert all(each.disabled_by for each in entries)


async def test_enabled_devices_are_asked_once_a_day(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """A restart asks nothing, and a device enabled later is asked alone."""
    await enable(hass, loaded, "vacuum")
    assert calls_of(simulator) == {}
    assert state_of(hass).state == "unknown"
    await look()
    assert calls_of(simulator) == {FIRMWARE: 1}
    await look(3600)
    await enable(hass, loaded, "socket")
    simulator.clear_calls()
    await hass.config_entries.async_reload(loaded.entry_id)
    assert simulator.calls()["total"] <= 3
    assert state_of(hass).state == "on"
    await look(60)
    assert calls_of(simulator) == {FIRMWARE: 1}
    assert state_of(hass, "socket_firmware").state == "off"
    for _ in range(8):
        await look(3 * 3600)
    assert calls_of(simulator) == {FIRMWARE: 3}


async def test_the_modules_of_a_device(
    hass: HomeAssistant, read: MockConfigEntry
) -> None:
    """Each has an entity; the others come at no cost, so they are enabled."""
    state = state_of(hass)
    assert state.state == "on"
    assert state.name == "Vacuum Firmware"
    assert state.attributes["title"] == "Wi-Fi"
    assert state.attributes["installed_version"] == "1.4.2"
    assert state.attributes["latest_version"] == "1.5.0"
    assert state.attributes["release_summary"] == "Quieter"
    mcu = state_of(hass, "vacuum_firmware_9")
    assert (mcu.state, mcu.name) == ("off", "Vacuum Firmware MCU")
    assert mcu.attributes["installed_version"] == "2.0.1"
    assert state_of(hass, "vacuum_firmware_12").name == "Vacuum Firmware 12"
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, "vacuum"), read.entry_id
    )
    assert registered is not None
    assert registered.sw_version == "1.4.2"


async def test_release_notes(
    hass: HomeAssistant, read: MockConfigEntry, hass_ws_client: Any
) -> None:
    """Home Assistant's dialog asks for them."""
    client = await hass_ws_client(hass)
    for unique_id, notes in (
        ("vacuum_firmware", "Quieter"),
        ("vacuum_firmware_9", None),
    ):
        entity_id = entity_id_of(hass, "update", unique_id)
        await client.send_json_auto_id(
            {"type": "update/release_notes", "entity_id": entity_id}
        )
        assert (await client.receive_json())["result"] == notes


async def test_a_module_that_an_answer_leaves_out_stays(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """Half an answer takes nothing away."""
    entry: JsonValue = {"type": 9, "current_version": "2.0.2", "upgrade_status": 0}
    simulator.add_fault("GET */firmware", {"result": [entry]})
    await look(DAY)
    assert state_of(hass).attributes["installed_version"] == "1.4.2"
    mcu = state_of(hass, "vacuum_firmware_9")
    assert mcu.attributes["installed_version"] == "2.0.2"


# -- refusals -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused_calls", "answers"),
    [
        (["GET /v2.0/*/firmware"], SMART_HOME),
        (["GET /v2.0/*/firmware", "GET /v1.0/devices/*"], INDUSTRY),
    ],
)
async def test_another_service_is_asked(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    refused_calls: list[str],
    answers: str,
) -> None:
    """The one that answers is asked from then on, and installs."""
    for match in refused_calls:
        simulator.add_fault(f"{match}", REFUSED)
    await enable(hass, loaded, "vacuum", "socket")
    await look()
    assert calls_of(simulator)[answers] == 2
    assert state_of(hass).attributes["latest_version"] == "1.5.0"
    simulator.clear_calls()
    await look(DAY + 60)
    assert calls_of(simulator) == {answers: 2}
    simulator.clear_faults()
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.01)
    await install(hass)
    assert state_of(hass).attributes["installed_version"] == "1.5.0"


async def test_a_project_without_any_service(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Diagnostics say so in a line; it is asked again after a day."""
    for match in ("GET */firmware", "GET */upgrade-infos"):
        simulator.add_fault(match, REFUSED)
    await enable(hass, loaded, "vacuum", "socket")
    await look()
    assert calls_of(simulator) == {FIRMWARE: 1, SMART_HOME: 1, INDUSTRY: 1}
    summary = await extras_in_diagnostics(hass, loaded)
    assert summary["refusal"] == "the project has no such service (28841101)"
    assert state_of(hass).state == "unknown"
    await look(3600)
    assert sum(calls_of(simulator).values()) == 3
    simulator.clear_faults()
    await look(DAY)
    assert state_of(hass).state == "on"


async def test_a_service_that_is_lost_is_replaced(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """The subscription of one has ended."""
    simulator.add_fault("GET */firmware", REFUSED)
    await look(DAY + 60)
    assert calls_of(simulator) == {FIRMWARE: 2, SMART_HOME: 1}


@pytest.mark.parametrize(
    "then", [{"code": 1106, "msg": "permission deny"}, {"result": "odd"}, {"body": "{"}]
)
async def test_a_device_that_is_refused_keeps_the_others(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    look: Look,
    then: JsonObject,
) -> None:
    """It keeps what is known of it, too."""
    await enable(hass, read, "socket")
    simulator.add_fault("GET */vacuum/*", then)
    simulator.clear_calls()
    await look(DAY + 60)
    assert state_of(hass, "socket_firmware").state == "off"
    assert state_of(hass).state == "on"
    assert (await extras_in_diagnostics(hass, read))["refusal"] == ""
    simulator.clear_calls()
    await look(3700)
    assert calls_of(simulator) == {}


async def test_a_failure_on_the_way_is_gone_on_from(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """What was read before it counts."""
    await enable(hass, loaded, "vacuum", "socket")
    simulator.add_fault("GET */socket/firmware", {"http": 502})
    await look()
    assert state_of(hass).state == "on"
    assert state_of(hass, "socket_firmware").state == "unknown"
    simulator.clear_faults()
    simulator.clear_calls()
    await look(3700)
    assert state_of(hass, "socket_firmware").state == "off"
    assert calls_of(simulator) == {FIRMWARE: 1}


@pytest.mark.parametrize("then", [{"http": 502}, {"drop": True}, {"hang": 3}])
async def test_a_failure_is_tried_again_after_an_hour(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    then: JsonObject,
) -> None:
    """Nothing is known meanwhile."""
    await enable(hass, loaded, "vacuum")
    simulator.add_fault("GET */firmware", then)
    await look()
    assert state_of(hass).state == "unknown"
    with pytest.raises(HomeAssistantError) as refusal:
        await install(hass)
    assert refusal.value.translation_key is not None
    simulator.clear_faults()
    await look(3700)
    assert state_of(hass).state == "on"


async def test_a_user_has_it_read_again(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """The box in the options asks for everything."""
    read.runtime_data.extras.read_again()
    await look(60)
    assert calls_of(simulator) == {FIRMWARE: 1}


# -- updates --------------------------------------------------------------------------


async def test_an_update_is_followed_by_messages(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While they tell the progress, only its end is asked for."""
    monkeypatch.setattr(firmware_updates, "POLL_INTERVAL", 20)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.02)
    task = hass.async_create_task(install(hass))
    await until(lambda: state_of(hass).attributes["update_percentage"])
    assert state_of(hass).attributes["in_progress"] is True
    with pytest.raises(HomeAssistantError):
        await install(hass)
    await task
    state = state_of(hass)
    await until(lambda: state_of(hass).state == "off")
    state = state_of(hass)
    assert state.attributes["in_progress"] is False
    assert state.attributes["installed_version"] == "1.5.0"
    assert calls_of(simulator) == {INSTALL: 1, PROGRESS: 1, FIRMWARE: 1}
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, "vacuum"), read.entry_id
    )
    assert registered is not None
    assert registered.sw_version == "1.5.0"


async def test_an_update_is_followed_by_calls(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """Push is down."""
    simulator.drop_hub(60)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.05)
    await install(hass)
    assert calls_of(simulator)[PROGRESS] >= 2
    await until(lambda: state_of(hass).state == "off")


async def test_an_update_that_the_app_starts_is_shown(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """A message tells of it."""
    simulator.offer_firmware("vacuum", type=9, version="2.1", step=0.02)
    mcu = simulator.device("vacuum").firmware_modules[9]
    simulator.cloud.update_firmware(simulator.device("vacuum"), mcu)
    await until(
        lambda: state_of(hass, "vacuum_firmware_9").attributes["in_progress"] is True
    )
    assert state_of(hass).attributes["in_progress"] is False
    await until(
        lambda: (
            state_of(hass, "vacuum_firmware_9").attributes["installed_version"] == "2.1"
        )
    )
    assert INSTALL not in calls_of(simulator)


async def test_an_update_that_runs_when_it_is_read_is_shown(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """The answer says that it is running."""
    await enable(hass, loaded, "vacuum")
    simulator.drop_hub(60)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.1)
    module = simulator.device("vacuum").firmware_modules[0]
    simulator.cloud.update_firmware(simulator.device("vacuum"), module)
    await look()
    await until(lambda: state_of(hass).state == "off")
    assert state_of(hass).attributes["installed_version"] == "1.5.0"


@pytest.mark.parametrize(
    "message",
    [
        {"bizCode": "upgradeStatus", "bizData": {"upgradeStatus": "2"}},
        {"bizCode": "upgradeProcess", "bizData": {"progress": 40}},
        {"bizCode": "deviceOtaProgress", "bizData": {}},
    ],
)
async def test_a_message_is_a_hint(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    message: JsonObject,
) -> None:
    """The call says what is true; without a number the main module is meant."""
    protocol = 1002 if message["bizCode"] == "deviceOtaProgress" else 20
    await simulator.publish(protocol, message | {"devId": "vacuum"})
    simulator.offer_firmware("vacuum")
    await until(lambda: calls_of(simulator).get(PROGRESS))
    await until(lambda: state_of(hass).attributes["in_progress"] is False)


async def test_messages_that_lead_nowhere(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """An end without a beginning, an unknown module, a device that no entity shows."""
    ended: JsonObject = {"bizCode": "upgradeStatus", "bizData": {"upgradeStatus": "3"}}
    started: JsonObject = {"bizCode": "upgradeProcess", "bizData": {"progress": 4}}
    hub = read.runtime_data.push.hub
    before = hub.last_message_at
    unknown: JsonObject = {"bizData": {"firmwareType": 5, "progress": 4}}
    await simulator.publish(20, ended | {"devId": "vacuum"})
    await simulator.publish(20, started | unknown | {"devId": "vacuum"})
    await simulator.publish(20, started | {"devId": "socket"})
    await until(lambda: hub.last_message_at != before)
    await asyncio.sleep(0.2)
    assert calls_of(simulator) == {}


@pytest.mark.parametrize(
    ("outcome", "key"), [("FAILED", "update_failed"), ("TIMED_OUT", "update_timed_out")]
)
async def test_an_update_that_does_not_work(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    outcome: str,
    key: str,
) -> None:
    """The action shows it, and the update can be tried again."""
    simulator.offer_firmware("vacuum", version="1.5.0", outcome=outcome, step=0.02)
    await refused(hass, key)
    await until(lambda: calls_of(simulator).get(FIRMWARE))
    state = state_of(hass)
    assert (state.state, state.attributes["in_progress"]) == ("on", False)


async def test_an_update_without_an_end_is_given_up(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The device has lost power."""
    monkeypatch.setattr(firmware_updates, "LONGEST_UPDATE", 0.3)
    simulator.offer_firmware("vacuum", version="1.5.0", step=60)
    await refused(hass, "update_timed_out")


@pytest.mark.parametrize(
    "then", [{"code": 28841101, "msg": "no"}, {"code": 1109, "msg": "no"}]
)
async def test_without_the_progress_call_messages_decide(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, then: JsonObject
) -> None:
    """A refused call is not made again."""
    simulator.add_fault("GET */progress", then)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.12)
    await install(hass)
    assert calls_of(simulator)[PROGRESS] == 1
    await until(lambda: state_of(hass).state == "off")


async def test_a_progress_call_that_fails_is_made_again(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The network was away for a moment, also at the end."""
    simulator.drop_hub(60)
    simulator.add_fault("GET */progress", {"http": 502}, times=4)
    simulator.add_fault("GET */firmware", {"http": 502})
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.02)
    await install(hass)
    await until(lambda: read.runtime_data.is_idle)
    assert state_of(hass).attributes["installed_version"] == "1.4.2"


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2063, "msg": "device is upgrading"}, "update_running"),
        ({"code": 2064, "msg": "newest version"}, "up_to_date"),
        ({"code": 1106, "msg": "permission deny"}, "update_not_allowed"),
        ({"code": 2001, "msg": "device is offline"}, "device_offline"),
        ({"code": 28841105, "msg": "not authorized"}, "api_not_subscribed"),
        ({"result": False}, "command_rejected"),
        ({"drop": True}, "network"),
        ({"hang": 3}, "timeout"),
        ({"body": "{"}, "bad_answer"),
    ],
)
async def test_a_refused_update_says_why(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    then: JsonObject,
    key: str,
) -> None:
    """Only the owner may, it is running, it is the newest, and so on."""
    simulator.add_fault("POST */firmware/0", then)
    await refused(hass, key)
    assert state_of(hass).attributes["in_progress"] is False
    assert read.runtime_data.is_idle


async def test_an_update_outlives_the_integration(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """Unloading ends the wait, and no error is shown."""
    simulator.offer_firmware("vacuum", version="1.5.0", step=30)
    task = hass.async_create_task(install(hass))
    await until(lambda: state_of(hass).attributes["in_progress"])
    await hass.config_entries.async_unload(read.entry_id)
    await task


async def test_a_device_that_goes_is_forgotten(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """And one that comes has a disabled entity."""
    await simulator.unbind("vacuum")
    registry = er.async_get(hass)
    await until(
        lambda: not registry.async_get_entity_id("update", DOMAIN, "vacuum_firmware")
    )
    assert not read.runtime_data.extras.firmware.modules_of("vacuum")
    await simulator.bind("vacuum", VACUUM)
    await until(lambda: read.runtime_data.is_idle)
    await look()
    await until(
        lambda: registry.async_get_entity_id("update", DOMAIN, "vacuum_firmware")
    )


@pytest.mark.parametrize(
    "document",
    [
        None,
        {"service": ["x"], "devices": 3},
        {"devices": {"vacuum": None, "socket": {"asked_at": "x"}}},
        {"devices": {"vacuum": {"asked_at": 1, "modules": [3, {}, {"channel": 0}]}}},
    ],
)
async def test_a_broken_store_is_read_anew(
    hass: HomeAssistant, read: MockConfigEntry, document: JsonValue, look: Look
) -> None:
    """Nothing of it breaks the entities."""
    read.runtime_data.extras.firmware.change(document)
    await look(DAY + 60)
    assert state_of(hass).attributes["installed_version"] == "1.4.2"
