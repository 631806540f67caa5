"""Updates: installed, followed to their end, and refused."""

import asyncio

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras import firmware_updates
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import until
from tests.firmware import (
    FIRMWARE,
    INSTALL,
    PROGRESS,
    calls_of,
    enable,
    install,
    refused,
    state_of,
)

from ..conftest import Look
from .conftest import MAIN


async def test_an_update_is_followed_by_messages(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While they tell the progress, only its end is asked for."""
    monkeypatch.setattr(firmware_updates, "POLL_INTERVAL", 20)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.02)
    task = hass.async_create_task(install(hass, MAIN))
    await until(lambda: state_of(hass, MAIN).attributes["update_percentage"])
    assert state_of(hass, MAIN).attributes["in_progress"] is True
    with pytest.raises(HomeAssistantError):
        await install(hass, MAIN)
    await task
    state = state_of(hass, MAIN)
    await until(lambda: state_of(hass, MAIN).state == "off")
    state = state_of(hass, MAIN)
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
    await install(hass, MAIN)
    assert calls_of(simulator)[PROGRESS] >= 2
    await until(lambda: state_of(hass, MAIN).state == "off")


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
    assert state_of(hass, MAIN).attributes["in_progress"] is False
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
    await until(lambda: state_of(hass, MAIN).state == "off")
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.5.0"


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
    """The call says what is true; without a number it is the main module."""
    protocol = 1002 if message["bizCode"] == "deviceOtaProgress" else 20
    await simulator.publish(protocol, message | {"devId": "vacuum"})
    simulator.offer_firmware("vacuum")
    await until(lambda: calls_of(simulator).get(PROGRESS))
    await until(lambda: state_of(hass, MAIN).attributes["in_progress"] is False)


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
    await refused(hass, MAIN, key)
    await until(lambda: calls_of(simulator).get(FIRMWARE))
    state = state_of(hass, MAIN)
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
    await refused(hass, MAIN, "update_timed_out")


@pytest.mark.parametrize(
    "then", [{"code": 28841101, "msg": "no"}, {"code": 1109, "msg": "no"}]
)
async def test_without_the_progress_call_messages_decide(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, then: JsonObject
) -> None:
    """A refused call is not made again."""
    simulator.add_fault("GET */progress", then)
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.12)
    await install(hass, MAIN)
    assert calls_of(simulator)[PROGRESS] == 1
    await until(lambda: state_of(hass, MAIN).state == "off")


async def test_a_progress_call_that_fails_is_made_again(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The network was away for a moment, also at the end."""
    simulator.drop_hub(60)
    simulator.add_fault("GET */progress", {"http": 502}, times=4)
    simulator.add_fault("GET */firmware", {"http": 502})
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.02)
    await install(hass, MAIN)
    await until(lambda: read.runtime_data.is_idle)
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.4.2"


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
    await refused(hass, MAIN, key)
    assert state_of(hass, MAIN).attributes["in_progress"] is False
    assert read.runtime_data.is_idle


async def test_an_update_outlives_the_integration(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """Unloading ends the wait, and no error is shown."""
    simulator.offer_firmware("vacuum", version="1.5.0", step=30)
    task = hass.async_create_task(install(hass, MAIN))
    await until(lambda: state_of(hass, MAIN).attributes["in_progress"])
    await hass.config_entries.async_unload(read.entry_id)
    await task
