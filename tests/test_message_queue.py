"""A home by the message queue alone: start, restart, options, diagnostics, unload."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator

from .conftest import entity_id_of, entry_data, let_time_pass, until
from .flows.steps import SOCKET
from .homes import start_with_queue, write_files

CONFIGURATION = "open-hub"
ALL_TYPES = [
    ProjectType.SMART_HOME,
    ProjectType.CUSTOM,
    ProjectType.PROJECT_ONLY,
]
# the calls of a first start and of a restart, for one device in one asset
FIRST = {ProjectType.SMART_HOME: 3, ProjectType.CUSTOM: 9, ProjectType.PROJECT_ONLY: 4}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of one socket."""
    return write_files(tmp_path, {"socket": SOCKET})


@pytest.fixture
async def home(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> Coordinator:
    """Set up a home whose user has chosen the queue."""
    return await start_with_queue(hass, simulator, entry)


def state_of(hass: HomeAssistant) -> str:
    """Return the state of the socket."""
    state = hass.states.get(entity_id_of(hass, "switch", "socket_switch_1"))
    assert state is not None
    return state.state


@pytest.mark.parametrize("project_type", ALL_TYPES)
@pytest.mark.parametrize("iot_core", [False, True])
@pytest.mark.parametrize("mode", ["ecb", "gcm"])
async def test_reports_arrive_for_every_project_type(
    hass: HomeAssistant,
    simulator: Simulator,
    home: Coordinator,
    project_type: ProjectType,
    *,
    iot_core: bool,
    mode: str,
) -> None:
    """Neither start nor restart asks for the hub, or for any more than the devices."""
    simulator.change_queue(iot_core=iot_core, mode=mode)
    first = simulator.calls()
    assert first["total"] <= FIRST[project_type]
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: state_of(hass) == "on")
    await hass.services.async_call(
        "switch",
        "turn_off",
        {"entity_id": entity_id_of(hass, "switch", "socket_switch_1")},
        blocking=True,
    )
    assert home.pending_commands
    await until(lambda: not home.pending_commands)

    [entry] = hass.config_entries.async_entries("tuya_cloud")
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    again = simulator.calls()
    assert again["total"] < first["total"]
    assert not [each for each in again["by_endpoint"] if CONFIGURATION in each]


async def test_diagnostics_say_which_way_is_used(
    hass: HomeAssistant, simulator: Simulator, home: Coordinator
) -> None:
    """The queue is connected from the start, and delivers with its first message."""
    [entry] = hass.config_entries.async_entries("tuya_cloud")

    async def shown() -> dict[str, Any]:
        hub: dict[str, Any] = (await async_get_config_entry_diagnostics(hass, entry))[
            "hub"
        ]
        return hub

    assert (await shown()).items() >= {
        ("way", "queue"),
        ("state", "connected"),
        ("is_delivering", False),
    }
    sensor = hass.states.get(entity_id_of(hass, "binary_sensor", _of(entry, "push")))
    assert sensor is not None
    assert sensor.state == "off"
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: home.push.is_connected)
    assert (await shown())["is_delivering"] is True
    sensor = hass.states.get(entity_id_of(hass, "binary_sensor", _of(entry, "push")))
    assert sensor is not None
    assert sensor.state == "on"


def _of(entry: MockConfigEntry, key: str) -> str:
    return f"{entry.entry_id}_{key}"


async def test_states_are_compared_rarely_once_the_queue_delivers(
    hass: HomeAssistant, simulator: Simulator, home: Coordinator
) -> None:
    """Until then they are polled."""
    lists = "GET /v1.0/users/{uid}/devices"
    before = home.pulled_at
    let_time_pass(hass, 100)
    await until(lambda: home.pulled_at != before)
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: home.push.is_connected)
    before = home.pulled_at
    let_time_pass(hass, 300)
    await until(lambda: home.pulled_at != before)
    await until(lambda: home.is_idle)
    simulator.clear_calls()
    let_time_pass(hass, 1500)
    await hass.async_block_till_done()
    assert lists not in simulator.calls()["by_endpoint"]


async def test_the_option_switches_between_the_ways(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """One way at a time feeds the home."""
    assert loaded.runtime_data.push.channel.way == "hub"
    simulator.change_queue(is_on=True)
    for way in ("queue", "hub", "automatic"):
        form = await hass.config_entries.options.async_init(loaded.entry_id)
        await hass.config_entries.options.async_configure(
            form["flow_id"], {"monthly_call_budget": 26_000, "push_way": way}
        )
        await hass.async_block_till_done()
        assert loaded.state is ConfigEntryState.LOADED
        push = loaded.runtime_data.push
        assert push.channel.way == ("queue" if way == "queue" else "hub")
        assert push.channel.state is ChannelState.CONNECTED
        await until(partial(connections_are, simulator, way))


def connections_are(simulator: Simulator, way: str) -> bool:
    """Return whether the way is connected, and the other one is not."""
    cloud = simulator.cloud
    expected = (0, 1) if way == "queue" else (1, 0)
    return (cloud.hub.connected, cloud.queue.connected) == expected


async def test_the_hub_alone_never_tries_the_queue(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The user has chosen it."""
    simulator.change_queue(is_on=True)
    simulator.add_fault("POST /v1.0/open-hub/access/config", {"code": 28841106})
    hass.config_entries.async_update_entry(entry, options={"push_way": "hub"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert simulator.cloud.queue.connected == 0


async def test_unloading_leaves_nothing(
    hass: HomeAssistant, simulator: Simulator, home: Coordinator
) -> None:
    """No task, timer or connection of the queue is left."""
    [entry] = hass.config_entries.async_entries("tuya_cloud")
    assert simulator.cloud.queue.connected == 1
    assert await hass.config_entries.async_unload(entry.entry_id)
    await until(lambda: simulator.cloud.queue.connected == 0)
    assert not [task for task in asyncio.all_tasks() if "tuya_cloud" in task.get_name()]


async def test_two_accounts_of_a_project_are_fed_by_one_connection(
    hass: HomeAssistant, simulator: Simulator, home: Coordinator
) -> None:
    """The other one waits at the cloud, and counts as pushed all the same."""
    second = MockConfigEntry(
        domain="tuya_cloud",
        title="Second",
        unique_id="second",
        data=entry_data(simulator, ProjectType.PROJECT_ONLY),
        options={"push_way": "queue"},
    )
    second.add_to_hass(hass)
    assert await hass.config_entries.async_setup(second.entry_id)
    await until(lambda: simulator.cloud.queue.connected == 2)
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: second.runtime_data.push.is_connected)
    await until(lambda: home.push.is_connected)
    assert state_of(hass) == "on"
    assert await hass.config_entries.async_unload(second.entry_id)
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass) == "off")
