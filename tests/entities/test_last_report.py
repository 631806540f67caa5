"""The last report sensor of each device."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device

from ..homes import bind, enable_everything, write_files

SOCKET = device("cz", {"switch_1": boolean(value=True)})
REPORTED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


async def last_report(hass: HomeAssistant, device_id: str) -> State:
    """Return the state after the next update."""
    let_time_pass(hass, 61)
    await hass.async_block_till_done()
    unique_id = f"{device_id}_last_report"
    state = hass.states.get(entity_id_of(hass, Platform.SENSOR, unique_id))
    assert state is not None
    return state


async def test_the_last_report_is_shown(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The time is shown while the device is offline, and after a restart."""
    entity_id = entity_id_of(hass, Platform.SENSOR, "socket_last_report")
    registered = er.async_get(hass).async_get(entity_id)
    assert registered is not None
    assert registered.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    await enable_everything(hass, loaded)
    assert (await last_report(hass, "socket")).state == STATE_UNKNOWN

    item: JsonObject = {
        "code": "switch_1",
        "value": False,
        "t": REPORTED_AT.timestamp() * 1000,
    }
    await simulator.report("socket", [item])
    switch = loaded.runtime_data.devices["socket"]
    await until(lambda: switch.value("switch_1") is False)
    await simulator.set_online("socket", online=False)
    await until(lambda: not switch.online)
    state = await last_report(hass, "socket")
    assert datetime.fromisoformat(state.state) == REPORTED_AT

    await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert (await last_report(hass, "socket")).state == state.state


async def test_a_device_bound_while_running_has_one_too(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The sensor is removed with the device."""
    registry = er.async_get(hass)
    await bind(hass, simulator, loaded, "new", SOCKET)
    await until(lambda: "new" in loaded.runtime_data.devices)
    await hass.async_block_till_done()
    entity_id = entity_id_of(hass, Platform.SENSOR, "new_last_report")
    await simulator.unbind("new")
    await until(lambda: "new" not in loaded.runtime_data.devices)
    await hass.async_block_till_done()
    assert registry.async_get(entity_id) is None
