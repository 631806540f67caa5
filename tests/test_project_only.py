"""A home with project-only access: pushed where the cloud lets it, or else polled."""

from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.sync.pull_schedule import PullSchedule
from simulator import Simulator

from .conftest import entity_id_of, until
from .flows.steps import SOCKET
from .homes import write_files

HUB = "POST /v1.0/open-hub/access/config"
MONTH = 31 * 24 * 3600


@pytest.fixture
def project_type() -> ProjectType:
    """Return project-only access."""
    return ProjectType.PROJECT_ONLY


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of one socket."""
    return write_files(tmp_path, {"socket": SOCKET})


@pytest.fixture
def delays(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the delays of the scheduled pulls, and run none."""
    noted: list[float] = []
    monkeypatch.setattr(
        PullSchedule, "within", lambda _self, delay: noted.append(delay)
    )
    return noted


@pytest.fixture
def refused(simulator: Simulator) -> None:
    """Have the cloud refuse the hub to the project."""
    simulator.add_fault(HUB, {"code": 1106, "msg": "permission deny"})


async def test_states_are_pushed_where_the_cloud_lets_it(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The devices name the user that the hub serves; a restart knows it already."""
    coordinator: Coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    await until(lambda: coordinator.is_idle)
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: coordinator.devices["socket"].raw("switch_1"))
    entities = [each.entity_id for each in hass.states.async_all("binary_sensor")]
    assert any(entity_id.endswith("push_connected") for entity_id in entities)

    simulator.clear_calls()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert loaded.runtime_data.push.is_connected
    assert simulator.calls()["by_endpoint"] == {
        "GET /v1.0/token": 1,
        HUB: 1,
        "GET /v2.0/cloud/thing/device": 1,
        "GET /v1.0/devices": 1,
    }


@pytest.mark.usefixtures("refused")
async def test_states_are_polled_where_the_hub_is_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """There is nothing for the user to do, and the next pull shows a change."""
    coordinator: Coordinator = loaded.runtime_data
    entity_id = entity_id_of(hass, "switch", "socket_switch_1")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "off"
    assert coordinator.available
    await until(lambda: coordinator.push.hub.last_error)
    assert not ir.async_get(hass).issues

    await simulator.report("socket", {"switch_1": True})
    assert await coordinator.try_again()
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "on"
    assert not coordinator.push.is_connected


async def test_devices_of_several_users_have_no_hub(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The hub would serve one of them; the queue carries the devices of all."""
    simulator.add_fault(
        "GET /v1.0/devices",
        {
            "result": {
                "devices": [
                    {"id": "socket", "uid": "one", "status": []},
                    {"id": "lamp", "uid": "two", "status": []},
                ]
            }
        },
    )
    simulator.change_queue(is_on=True)
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator: Coordinator = entry.runtime_data
    await until(lambda: coordinator.push.queue.state is ChannelState.CONNECTED)
    assert coordinator.push.channel is coordinator.push.queue
    assert HUB not in simulator.calls()["by_endpoint"]


async def test_commands_reach_the_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The new state is shown at once."""
    entity_id = entity_id_of(hass, "switch", "socket_switch_1")
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": entity_id}, blocking=True
    )
    assert simulator.device("socket").status["switch_1"] is True
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "on"


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(
    ("copies", "calls", "minutes"), [(1, 2, 10), (19, 2, 10), (40, 5, 24.8)]
)
async def test_a_month_of_polling_stays_below_ten_thousand_calls(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    delays: list[float],
    copies: int,
    calls: int,
    minutes: float,
) -> None:
    """The rate depends on the number of devices, from the first poll on."""
    for number in range(1, copies):
        await simulator.bind(f"socket{number}", SOCKET)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator: Coordinator = entry.runtime_data
    assert len(coordinator.devices) == copies
    simulator.clear_calls()
    for _ in range(3):
        await coordinator.try_again()
    attempts = simulator.calls()["by_endpoint"][HUB]
    assert simulator.calls()["total"] - attempts == 3 * calls
    assert len(delays) == 4
    assert delays == pytest.approx([minutes * 60] * 4, rel=0.01)
    # each wait is shortened by up to half
    attempts_a_month = MONTH / (0.75 * timing.LONGEST_REFUSED_BACKOFF)
    assert MONTH / delays[-1] * calls + attempts_a_month < 10_000
