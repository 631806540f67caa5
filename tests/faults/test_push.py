"""Faults of the connection to the hub."""

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import (
    HomeAssistant,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
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
from simulator.json_types import JsonObject
from tests.cloud.builders import account_of
from tests.conftest import let_time_pass, until

from .conftest import (
    HUB,
    SWITCH,
    TEMPERATURE,
    issues_of,
    pull,
    state_of,
)
from .table import EVERYTHING, LIST

LISTS = "GET /v1.0/users/{uid}/devices"


async def wait_for_push(coordinator: Coordinator) -> None:
    """Wait until push is connected."""
    await until(lambda: coordinator.push.is_connected)


async def lose_push(simulator: Simulator, coordinator: Coordinator) -> None:
    """Cut the hub's connection, and wait until the integration notices."""
    simulator.drop_hub(0.2)
    await until(lambda: not coordinator.push.is_connected)


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
