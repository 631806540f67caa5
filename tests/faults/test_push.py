"""Faults of the hub."""

import time

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util.ssl import get_default_context
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.endpoints import get_hub_configuration
from custom_components.tuya_cloud.cloud.errors import BadAnswerError
from custom_components.tuya_cloud.cloud.hub_client import HubClient
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject, JsonValue
from tests.cloud.builders import account_of
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import device, enum, integer
from tests.homes import bind

from .conftest import (
    HUB,
    HUMIDITY,
    SWITCH,
    TEMPERATURE,
    issues_of,
    pull,
    state_of,
)
from .table import EVERYTHING, LIST

LISTS = "GET /v1.0/users/{uid}/devices"


async def lose_push(simulator: Simulator, coordinator: Coordinator) -> None:
    """Cut the hub's connection, and wait until the integration notices."""
    simulator.drop_hub(0.2)
    await until(lambda: not coordinator.push.is_connected)


async def wait_for_push(coordinator: Coordinator) -> None:
    """Wait until push is connected."""
    await until(lambda: coordinator.push.is_connected)


async def test_hub_refuses_the_credentials(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """New credentials are fetched, and no state is lost."""
    coordinator = loaded.runtime_data
    simulator.drop_hub(0.5, refuse=True)
    await until(lambda: not coordinator.push.is_connected)
    await simulator.report("socket", {"switch_1": False}, silent=True)
    await wait_for_push(coordinator)
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert issues_of(hass) == []


async def test_configuration_refused_as_not_subscribed(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Devices are polled; the issue is removed when push works."""
    simulator.add_fault(HUB, {"code": 28841106, "msg": "no permission"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert issues_of(hass) == ["push_not_authorized"]
    assert state_of(hass, SWITCH) == "on"
    await simulator.report("socket", {"switch_1": False})
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, SWITCH) == "off")

    simulator.clear_faults()
    assert await entry.runtime_data.try_again()
    assert issues_of(hass) == []
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: state_of(hass, SWITCH) == "on")


async def test_configuration_refused_temporarily(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The call is retried, without a repair issue."""
    simulator.add_fault(HUB, {"http": 502}, times=6)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert state_of(hass, SWITCH) == "on"
    assert issues_of(hass) == []
    await wait_for_push(entry.runtime_data)


async def test_reports_sent_while_the_hub_is_down(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The reports are lost, but the device list has their values."""
    coordinator = loaded.runtime_data
    await lose_push(simulator, coordinator)
    simulator.clear_calls()
    for value in range(100):
        await simulator.report("probe", {"va_temperature": value})
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert state_of(hass, TEMPERATURE) == "9.9"
    assert simulator.calls()["by_endpoint"][LISTS] == 1


async def test_shared_device_changed_while_the_hub_is_down(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Its state is right within a minute of the hub's return, despite a failed list."""
    simulator.device("probe").shared = True
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    assert coordinator.devices.keys() == {"socket"}
    let_time_pass(hass, 6 * 60)
    await until(lambda: state_of(hass, TEMPERATURE) == "21.5")

    await lose_push(simulator, coordinator)
    await simulator.report("probe", {"va_temperature": 250}, silent=True)
    await simulator.set_online("socket", online=False)
    simulator.clear_calls()
    await wait_for_push(coordinator)
    await until(lambda: state_of(hass, TEMPERATURE) == "25.0")
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    assert simulator.calls()["by_endpoint"][LISTS] == 2

    # the account's own devices are listed first
    simulator.add_fault(LIST, {"result": []}, times=1)
    simulator.add_fault(LIST, {"code": 99999999}, times=1)
    await lose_push(simulator, coordinator)
    await simulator.report("probe", {"va_temperature": 260}, silent=True)
    await wait_for_push(coordinator)
    await until(lambda: coordinator.is_idle)
    assert state_of(hass, TEMPERATURE) == "25.0"
    let_time_pass(hass, 100)
    await until(lambda: state_of(hass, TEMPERATURE) == "26.0")


async def test_hub_unreachable_for_long(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Failed attempts to connect do not delay the polls."""
    simulator.add_fault(HUB, {"http": 502})
    assert await hass.config_entries.async_setup(entry.entry_id)
    attempts = "POST /v1.0/open-hub/access/config"
    before = simulator.calls()["by_endpoint"][attempts]
    await until(lambda: simulator.calls()["by_endpoint"][attempts] > before + 8)
    await simulator.report("socket", {"switch_1": False})
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, SWITCH) == "off")


async def test_connection_to_the_hub_lost_repeatedly(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When the reserve is used up, a loss causes no pull; the next pull is enough."""
    monkeypatch.setattr("custom_components.tuya_cloud.sync.pull_schedule.RESERVE", 4)
    coordinator = loaded.runtime_data
    for _ in range(8):
        await lose_push(simulator, coordinator)
        await wait_for_push(coordinator)
        await hass.async_block_till_done(wait_background_tasks=False)
    await lose_push(simulator, coordinator)
    await simulator.report("socket", {"switch_1": False})
    await wait_for_push(coordinator)
    await hass.async_block_till_done(wait_background_tasks=False)
    assert simulator.calls()["by_endpoint"][LISTS] <= 5
    assert state_of(hass, SWITCH) == "on"
    let_time_pass(hass, 45 * 60)
    await until(lambda: state_of(hass, SWITCH) == "off")


async def test_changes_missing_on_a_connected_hub(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A connection without messages is renewed only when changes were missed."""
    coordinator = loaded.runtime_data
    first = coordinator.push.hub.connected_at
    # the connection must last for a whole interval between pulls
    for minutes in (40, 80):
        await pull(hass, coordinator, within=minutes * 60)
        assert coordinator.push.hub.connected_at == first
    await simulator.report("socket", {"switch_1": False}, silent=True)
    let_time_pass(hass, 120 * 60)
    await until(lambda: state_of(hass, SWITCH) == "off")
    await until(lambda: coordinator.push.hub.connected_at != first)
    await wait_for_push(coordinator)


async def test_unreadable_message(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Unreadable messages do not prevent the next report."""
    for payload in (b"", b"\xff\x00", b"[]", b'{"protocol": 4}', b'{"data": "x"}'):
        await simulator.publish_raw(payload)
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 5


async def test_message_too_large(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A message that no device can have sent is not parsed."""
    await simulator.publish_raw(b'{"protocol":4,"data":"%s"}' % (b" " * 2**21))
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 1


async def test_account_moved_to_a_foreign_host(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Nothing is sent to a host that is neither chosen nor Tuya's."""
    simulator.change_account(platform_url="https://openapi.tuyaeu.example")
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert state_of(hass, SWITCH) == "on"
    assert entry.runtime_data.api.endpoint == simulator.endpoint


async def test_hub_moved_to_a_host_without_encryption(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The connection would show user name and password to everyone on the way."""
    moved: JsonObject = {
        "url": "tcp://203.0.113.7:1883",
        "client_id": "client",
        "username": "user",
        "password": "0" * 32,
        "source_topic": {"device": "topic"},
        "expire_time": 7200,
    }
    simulator.add_fault(HUB, {"result": moved})
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    assert isinstance(coordinator.push.hub.last_error, BadAnswerError)
    await simulator.report("socket", {"switch_1": False}, silent=True)
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, SWITCH) == "off")


async def test_message_with_wrong_encryption(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The message is encrypted for another client, or cut off."""
    await simulator.publish_raw(
        b'{"protocol":4,"pv":"2.0","t":1,"data":"AAAAAAAAAAAAAAAAAAAAAA==","sign":""}'
    )
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 1


async def test_report_of_an_unknown_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The device may be in another home of the account."""
    await simulator.publish(
        4, {"devId": "nobody", "status": [{"code": "switch_1", "value": False}]}
    )
    await simulator.report("probe", {"va_temperature": 1})
    await until(lambda: state_of(hass, TEMPERATURE) == "0.1")
    assert state_of(hass, SWITCH) == "on"
    assert loaded.runtime_data.devices.keys() == {"socket", "probe"}


async def test_report_with_broken_items(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A correct item is used, and the broken ones are skipped."""
    await simulator.publish(
        4,
        {
            "devId": "probe",
            "status": [
                None,
                7,
                {},
                {"code": 1, "value": 2},
                {"code": "va_temperature", "value": {}},
                {"code": "va_temperature", "value": 230, "t": "soon"},
            ],
        },
    )
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert state_of(hass, SWITCH) == "on"


async def test_report_of_a_device_marked_offline(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A report proves that the device is online."""
    await simulator.set_online("probe", online=False)
    await until(lambda: state_of(hass, TEMPERATURE) == STATE_UNAVAILABLE)
    await simulator.report("probe", {"va_temperature": 240})
    await until(lambda: state_of(hass, TEMPERATURE) == "24.0")


async def test_offline_message_arrives_late(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Messages may arrive twice and out of order."""
    now = time.time_ns() // 1_000_000_000
    for kind, said_at in (("offline", now), ("online", now + 1), ("offline", now)):
        await simulator.publish(
            20, {"bizCode": kind, "devId": "probe", "bizData": {"time": said_at}}
        )
    # an old report does not prove that the device is online
    await simulator.publish(
        20, {"bizCode": "offline", "devId": "socket", "bizData": {"time": now}}
    )
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    assert state_of(hass, TEMPERATURE) == "21.5"
    late: list[JsonObject] = [{"code": "switch_1", "value": True, "t": now - 100}]
    first: list[JsonObject] = [{"code": "switch_1", "value": True, "t": now}]
    await simulator.publish(4, {"devId": "socket", "status": [*first]})
    await until(lambda: state_of(hass, SWITCH) == "on")
    await simulator.set_online("socket", online=False)
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    await simulator.publish(4, {"devId": "socket", "status": [*late]})
    await simulator.report("probe", {"va_temperature": 1})
    await until(lambda: state_of(hass, TEMPERATURE) == "0.1")
    assert state_of(hass, SWITCH) == STATE_UNAVAILABLE


async def test_report_older_than_the_known_value(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices send missed reports later."""
    now = time.time_ns() // 1_000_000
    for value, made_at in ((250, now - 1_000), (999, now - 60_000), (251, now)):
        await simulator.report(
            "probe", [{"code": "va_temperature", "value": value, "t": made_at}]
        )
        if value == 999:
            assert state_of(hass, TEMPERATURE) != "99.9"
    await until(lambda: state_of(hass, TEMPERATURE) == "25.1")
    shown = loaded.runtime_data.devices["probe"].readings["va_temperature"]
    assert shown.raw == 251


async def deliver(
    simulator: Simulator,
    device_id: str,
    message_id: str,
    code: str,
    value: JsonValue,
    at: JsonValue,
) -> None:
    """Deliver a report as recorded from the cloud: its message has an id."""
    item: JsonObject = {"code": code, "value": value, "t": at}
    await simulator.publish(
        4, {"dataId": message_id, "devId": device_id, "status": [item]}
    )


async def test_report_with_a_time_before_2015(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A sensor that has just woken sends such times."""
    probe = loaded.runtime_data.devices["probe"]
    now = time.time_ns() // 1_000_000
    await deliver(simulator, "probe", "a", "va_temperature", 230, now)
    await deliver(simulator, "probe", "b", "va_temperature", 231, "2")
    await until(lambda: state_of(hass, TEMPERATURE) == "23.1")
    assert probe.reported_at == now
    await deliver(simulator, "probe", "c", "va_humidity", 51, 1)
    await until(lambda: state_of(hass, HUMIDITY) == "51")
    assert probe.readings["va_humidity"].reported_at is None


async def test_message_delivered_again(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Times are in whole seconds, so the time does not tell that it is older."""
    now = str(time.time_ns() // 1_000_000_000)
    await deliver(simulator, "socket", "a", "switch_1", False, now)
    await until(lambda: state_of(hass, SWITCH) == "off")
    await deliver(simulator, "socket", "b", "switch_1", True, now)
    await until(lambda: state_of(hass, SWITCH) == "on")
    await deliver(simulator, "socket", "a", "switch_1", False, now)
    await deliver(simulator, "probe", "c", "va_temperature", 230, now)
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert state_of(hass, SWITCH) == "on"


async def test_two_equal_presses_within_a_second(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Each message is a press, and one that is delivered again is none."""
    remote = device("wxkg", {"switch_mode1": enum("click press", "click", "r")})
    simulator.cloud.home.devices["remote"] = Device.from_json("remote", remote)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    button = entity_id_of(hass, "event", "remote_switch_mode1")
    presses: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            presses.append(state.attributes["event_type"])

    async def pressed(count: int) -> None:
        await until(lambda: len(presses) >= count)

    async_track_state_change_event(hass, button, note)
    now = str(time.time_ns() // 1_000_000_000)
    for message_id, count in (("a", 1), ("b", 2), ("a", 2), ("b", 2)):
        await deliver(simulator, "remote", message_id, "switch_mode1", "click", now)
        await pressed(count)
    await deliver(simulator, "probe", "c", "va_temperature", 230, now)
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert presses == ["click", "click"]


async def let_plan_expire(simulator: Simulator, coordinator: Coordinator) -> None:
    """Let the plan expire, so that the hub's configuration is refused too."""
    simulator.add_fault(EVERYTHING, {"code": 28841002, "msg": "expired"})
    coordinator.push.hub.renew_at = 0.0  # the credentials expire, too
    await lose_push(simulator, coordinator)


async def test_plan_expires_and_is_renewed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices become unavailable, commands show the reason, and all recovers."""
    coordinator = loaded.runtime_data
    await let_plan_expire(simulator, coordinator)
    let_time_pass(hass, 100)
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    assert issues_of(hass) == ["plan_expired"]
    with pytest.raises(HomeAssistantError) as refused:
        await coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    assert refused.value.translation_key == "plan_expired"
    assert issues_of(hass) == ["plan_expired"]

    simulator.clear_faults()
    let_time_pass(hass, 45 * 60)
    await until(lambda: state_of(hass, SWITCH) == "on")
    await wait_for_push(coordinator)
    await coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert issues_of(hass) == []


async def test_plan_expires_option_to_keep_states_is_on(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The option keeps the last states."""
    hass.config_entries.async_update_entry(entry, options={"keep_last_states": True})
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    await let_plan_expire(simulator, coordinator)
    let_time_pass(hass, 100)
    await until(lambda: coordinator.problem)
    assert not coordinator.available
    assert state_of(hass, SWITCH) == "on"
    assert issues_of(hass) == ["plan_expired"]


async def test_session_ended_repeatedly(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each time a new login follows; the third time creates a repair issue."""
    coordinator = loaded.runtime_data
    for number in range(1, 4):
        simulator.revoke_tokens()
        await pull(hass, coordinator, within=number * 45 * 60)
        assert issues_of(hass) == (["session_contested"] if number == 3 else [])
    assert coordinator.problem is None


async def test_two_homes_from_one_backup(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Both have the same account and hub client, so each sends the other away."""
    coordinator = loaded.runtime_data
    rival = TuyaApi(
        async_get_clientsession(hass), account_of(simulator, ProjectType.SMART_HOME)
    )
    for number in range(1, 4):
        await wait_for_push(coordinator)
        await rival.login()
        configuration = await get_hub_configuration(
            rival, f"{DOMAIN}.{loaded.entry_id}"
        )
        async with HubClient(configuration, get_default_context(), lambda _: None):
            await until(lambda: not coordinator.push.is_connected)
        await simulator.report("socket", {"switch_1": number % 2 == 0}, silent=True)
        await pull(hass, coordinator, within=number * 45 * 60)
        assert state_of(hass, SWITCH) == ("off", "on")[number % 2 == 0]
    assert issues_of(hass) == ["session_contested"]


async def test_flood_of_reports(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each piece is added to the sum, while few states of the power are written."""
    count = 600
    points = {
        "add_ele": integer(0, 50000, 0, "r", unit="kwh", scale=3, step=100),
        "cur_power": integer(0, 50000, 0, "r", unit="W"),
    }
    await bind(hass, simulator, loaded, "meter", device("cz", points))
    await until(lambda: "meter" in loaded.runtime_data.devices)
    await wait_for_push(loaded.runtime_data)
    await hass.async_block_till_done()
    power = entity_id_of(hass, "sensor", "meter_cur_power")
    total = entity_id_of(hass, "sensor", "meter_add_ele")
    written: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if state := event.data["new_state"]:
            written.append(state.state)

    async_track_state_change_event(hass, [power], note)
    for number in range(1, count + 1):
        await simulator.report("meter", {"cur_power": number, "add_ele": 100})
    await until(lambda: state_of(hass, power) == str(count))
    assert float(state_of(hass, total) or 0) == pytest.approx(count / 10)
    assert len(written) < count / 2
