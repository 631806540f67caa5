"""A custom project with more devices than a batch, and reports in AES-GCM."""

from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.sync.pull_schedule import PullSchedule
from simulator import Simulator

from .conftest import entity_id_of, until
from .flows.steps import SOCKET
from .homes import write_files

DEVICES = 110  # more than one page of an asset and five batches
MONTH = 31 * 24 * 3600


@pytest.fixture
def project_type() -> ProjectType:
    """Return the project type with assets."""
    return ProjectType.CUSTOM


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of many sockets; every third is on."""
    return write_files(
        tmp_path,
        {
            f"socket{number}": SOCKET | {"status": {"switch_1": number % 3 == 0}}
            for number in range(DEVICES)
        },
    )


def state_of(hass: HomeAssistant, number: int) -> str:
    """Return the state of a socket's switch."""
    state = hass.states.get(entity_id_of(hass, "switch", f"socket{number}_switch_1"))
    assert state is not None
    return state.state


async def test_every_device_has_its_own_status(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Statuses come from pages and batches, later from reports in AES-GCM."""
    coordinator: Coordinator = loaded.runtime_data
    assert len(coordinator.devices) == DEVICES
    assert coordinator.push.hub.state is ChannelState.CONNECTED
    for number in range(DEVICES):
        assert state_of(hass, number) == ("on" if number % 3 == 0 else "off")

    for number in (1, 25, 109):
        await simulator.report(f"socket{number}", {"switch_1": True})
    await until(lambda: all(state_of(hass, each) == "on" for each in (1, 25, 109)))
    assert state_of(hass, 2) == "off"
    assert coordinator.push.hub.undecodable == 0


async def test_commands_are_confirmed_by_reports(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Commands use the endpoint of custom projects."""
    simulator.clear_calls()
    await hass.services.async_call(
        "switch",
        "turn_off",
        {"entity_id": entity_id_of(hass, "switch", "socket0_switch_1")},
        blocking=True,
    )
    await until(lambda: loaded.runtime_data.push.hub.last_message_at)
    assert simulator.device("socket0").status["switch_1"] is False
    assert state_of(hass, 0) == "off"
    assert simulator.calls()["by_endpoint"] == {
        "POST /v1.0/iot-03/devices/{id}/commands": 1
    }


async def test_many_batches_are_read_less_often(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reconciling pulls of a month stay below ten thousand calls."""
    delays: list[float] = []
    monkeypatch.setattr(
        PullSchedule, "within", lambda _self, delay: delays.append(delay)
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    simulator.clear_calls()
    assert await entry.runtime_data.try_again()
    calls = simulator.calls()["total"]
    assert calls > 15
    assert MONTH / delays[-1] * calls < 10_000
