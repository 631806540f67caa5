"""The integration's section on the system health page."""

from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device

from .homes import write_files

SOCKET = device("cz", {"switch_1": boolean(value=True)})


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a socket."""
    return write_files(tmp_path, {"socket": SOCKET})


async def health(hass: HomeAssistant) -> dict[str, Any]:
    """Return the section, after the check of the cloud."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    info: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    if "can_reach_cloud" in info:
        info["can_reach_cloud"] = await info["can_reach_cloud"]
    return info


async def test_a_running_account(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices and calls are counted, and the data center is checked."""
    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    calls = simulator.calls()["total"]
    assert await health(hass) == {
        "accounts": "1/1",
        "devices": 1,
        "push_connected": 1,
        "calls_this_month": calls,
        "can_reach_cloud": "ok",
    }


async def test_an_account_that_is_not_set_up(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Nothing is counted or checked."""
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await health(hass) == {
        "accounts": "0/1",
        "devices": 0,
        "push_connected": 0,
        "calls_this_month": 0,
    }
