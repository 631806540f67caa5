"""A home with project-only access: states are polled, commands are sent."""

from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.sync.pull_schedule import PullSchedule
from simulator import Simulator

from .conftest import entity_id_of
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


async def test_states_are_polled_and_the_hub_is_not_used(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
) -> None:
    """Set-up does not wait for push, and the next pull shows a change."""
    coordinator: Coordinator = loaded.runtime_data
    entity_id = entity_id_of(hass, "switch", "socket_switch_1")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "off"
    assert coordinator.hub.state is not ChannelState.CONNECTED
    assert coordinator.available

    await simulator.report("socket", {"switch_1": True})
    assert await coordinator.try_again()
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "on"
    assert HUB not in simulator.calls()["by_endpoint"]
    assert simulator.cloud.hub.connected == 0


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
    assert simulator.calls()["total"] == 3 * calls
    assert len(delays) == 4
    assert delays == pytest.approx([minutes * 60] * 4, rel=0.01)
    assert MONTH / delays[-1] * calls < 10_000
