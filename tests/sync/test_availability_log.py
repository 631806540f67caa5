"""Push and devices that become unavailable are logged once, and once when back.

A cloud that does not answer is part of tests/faults/test_a_running_home.py.
"""

import logging
from functools import partial
from pathlib import Path

import pytest
from homeassistant.const import STATE_ON, STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import LOGGER
from simulator import Simulator
from tests.conftest import entity_id_of, until
from tests.documents import boolean, device

from ..homes import write_files

SOCKET = device("cz", {"switch_1": boolean(value=True)}) | {"name": "Socket"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    """Return level and text of what was logged while the test ran, at info or above."""
    return [
        (record.levelno, record.getMessage())
        for record in caplog.get_records("call")
        if record.name == LOGGER.name and record.levelno >= logging.INFO
    ]


@pytest.mark.parametrize("is_pushed", [True, False])
async def test_a_device_that_is_offline(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    *,
    is_pushed: bool,
) -> None:
    """One line when it goes, one when it is back, however it becomes known."""
    caplog.set_level(logging.INFO, LOGGER.name)
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    for _ in range(2):
        for online, state in ((False, STATE_UNAVAILABLE), (True, STATE_ON)):
            for _ in range(2):
                if is_pushed:
                    await simulator.set_online("socket", online=online)
                else:
                    simulator.cloud.home.devices["socket"].online = online
                    await loaded.runtime_data.try_again()
                await until(partial(hass.states.is_state, switch, state))
    offline, online_again = (
        (logging.INFO, "Socket is offline"),
        (logging.INFO, "Socket is online again"),
    )
    assert lines(caplog) == [offline, online_again] * 2


async def test_push_that_is_lost(
    simulator: Simulator, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """One line for the loss and all failures after it, one for the new connection."""
    caplog.set_level(logging.INFO, LOGGER.name)
    push = loaded.runtime_data.push
    for _ in range(2):
        simulator.drop_hub(1)
        await until(lambda: not push.is_connected)
        push.retry()
        await until(lambda: push.is_connected)
    texts = [text for _, text in lines(caplog)]
    assert len(texts) == 4
    assert texts[0] == texts[2]
    assert texts[0].startswith("Push is down, so states are polled: ")
    assert texts[1] == texts[3] == "Push is up again"
