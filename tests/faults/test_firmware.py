"""Faults of firmware: services, devices, updates."""

from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.extras import firmware_updates
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import let_time_pass, until
from tests.firmware import (
    FIRMWARE,
    INDUSTRY,
    NOT_SUBSCRIBED,
    PROGRESS,
    SMART_HOME,
    ask_often,
    calls_of,
    enable,
    install,
    refused,
    state_of,
)
from tests.homes import write_files

from .conftest import SOCKET, issues_of

# the unique id of the entity of the main module
MAIN: Final = "socket_firmware"
UPDATE: Final[JsonObject] = {
    "type": 0,
    "current_version": "1.0.0",
    "version": "1.1.0",
    "step": 0.02,
}
MCU: Final[JsonObject] = {"type": 9, "current_version": "2.0.1"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of two sockets with an update."""
    with_update = SOCKET | {"firmware": [UPDATE, MCU]}
    return write_files(
        tmp_path, {"socket": with_update, "other": with_update | {"name": "Other"}}
    )


@pytest.fixture(autouse=True)
def _ask_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the progress of an update often, and wait shortly."""
    ask_often(monkeypatch)


@pytest.fixture
async def enabled(hass: HomeAssistant, loaded: MockConfigEntry) -> MockConfigEntry:
    """Return the entry after a user has enabled the entities of the main modules."""
    await enable(hass, loaded, "socket", "other")
    await until(lambda: loaded.runtime_data.push.is_connected)
    return loaded


@pytest.fixture
async def read(
    hass: HomeAssistant, simulator: Simulator, enabled: MockConfigEntry
) -> MockConfigEntry:
    """Return the entry after the firmware was read."""
    await look(hass, enabled)
    simulator.clear_calls()
    return enabled


async def look(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time come to read what is due, and wait for the end."""
    let_time_pass(hass, FIRST_LOOK + 1)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


async def refused_in_place(hass: HomeAssistant, key: str) -> None:
    """Install, which is refused with a translation key and without a repair."""
    await refused(hass, MAIN, key)
    assert issues_of(hass) == []
    assert state_of(hass, MAIN).attributes["in_progress"] is False


async def test_no_service_for_firmware(
    hass: HomeAssistant, simulator: Simulator, enabled: MockConfigEntry
) -> None:
    """The project has none of the three."""
    simulator.add_fault("GET */firmware", NOT_SUBSCRIBED)
    simulator.add_fault("GET */upgrade-infos", NOT_SUBSCRIBED)
    await look(hass, enabled)
    assert calls_of(simulator) == {FIRMWARE: 1, SMART_HOME: 1, INDUSTRY: 1}
    document: Any = await async_get_config_entry_diagnostics(hass, enabled)
    summary = document["extras"]["firmware"]
    assert summary["refusal"] == "the project has no such service (28841101)"
    assert state_of(hass, MAIN).state == "unknown"
    assert issues_of(hass) == []
    await look(hass, enabled)
    assert sum(calls_of(simulator).values()) == 3


async def test_first_service_for_firmware_refused(
    hass: HomeAssistant, simulator: Simulator, enabled: MockConfigEntry
) -> None:
    """As recorded: the project is subscribed to another one."""
    simulator.add_fault("GET */firmware", NOT_SUBSCRIBED)
    await look(hass, enabled)
    assert state_of(hass, MAIN).state == "on"
    assert calls_of(simulator) == {FIRMWARE: 1, SMART_HOME: 2}


async def test_firmware_of_one_device_refused(
    hass: HomeAssistant, simulator: Simulator, enabled: MockConfigEntry
) -> None:
    """The other one is read."""
    simulator.add_fault("GET */other/*", {"code": 2009, "msg": "not support"})
    await look(hass, enabled)
    assert state_of(hass, MAIN).state == "on"
    assert state_of(hass, "other_firmware").state == "unknown"


async def test_firmware_answers_late(
    hass: HomeAssistant, simulator: Simulator, enabled: MockConfigEntry
) -> None:
    """Nothing else waits for it."""
    simulator.add_fault("GET */firmware", {"hang": 3})
    await look(hass, enabled)
    assert state_of(hass, MAIN).state == "unknown"
    assert enabled.runtime_data.problem is None


async def test_half_an_answer_about_firmware(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """A module is left out."""
    entry: JsonValue = {"type": 9, "current_version": "2.0.2"}
    simulator.add_fault("GET */firmware", {"result": [entry]})
    read.runtime_data.extras.read_again()
    await look(hass, read)
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.0.0"
    mcu = state_of(hass, "socket_firmware_9")
    assert mcu.attributes["installed_version"] == "2.0.2"


async def test_update_of_a_home_of_others(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The account is neither owner nor administrator."""
    simulator.device("socket").shared = True
    await refused_in_place(hass, "update_not_allowed")


async def test_update_runs_already(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The app has started it, and no message said so."""
    simulator.add_fault("POST */firmware/*", {"code": 2063, "msg": "upgrading"})
    await refused_in_place(hass, "update_running")


async def test_firmware_is_the_newest(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The app has installed it meanwhile."""
    simulator.offer_firmware("socket")
    await refused_in_place(hass, "up_to_date")


async def test_update_fails_half_way(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """The device goes on with what it has."""
    simulator.offer_firmware("socket", version="1.1.0", outcome="FAILED", step=0.02)
    await refused_in_place(hass, "update_failed")
    assert state_of(hass, MAIN).state == "on"


async def test_update_without_messages(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry
) -> None:
    """Push is down, and some calls fail."""
    simulator.drop_hub(60)
    simulator.add_fault("GET */progress", {"http": 502}, times=4)
    simulator.offer_firmware("socket", version="1.1.0", step=0.05)
    await install(hass, MAIN)
    assert calls_of(simulator)[PROGRESS] > 4
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.1.0"


async def test_update_without_an_end(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The device has lost power."""
    monkeypatch.setattr(firmware_updates, "LONGEST_UPDATE", 0.3)
    simulator.offer_firmware("socket", version="1.1.0", step=60)
    await refused_in_place(hass, "update_timed_out")
