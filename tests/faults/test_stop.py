"""Home Assistant stops without delay while a call hangs."""

import asyncio
from typing import Any

import pytest
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.coordinator import Coordinator
from simulator import Simulator
from tests.conftest import let_time_pass, until

from .conftest import COMMANDS, HUB
from .table import LIST

LISTS = "GET /v1.0/users/{uid}/devices"
HANGS: dict[str, Any] = {"hang": 5}


async def stop(
    hass: HomeAssistant, entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """Stop as Home Assistant does, and check that no task is left."""
    coordinator: Coordinator = entry.runtime_data
    async with asyncio.timeout(3):
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
        await hass.async_block_till_done()
        await until(lambda: not coordinator.push.is_connected)
    stored = hass_storage[f"{DOMAIN}.{entry.entry_id}"]["data"]
    assert stored["devices"].keys() == {"socket", "probe"}
    assert not [
        task for task in asyncio.all_tasks() if task.get_name() == f"{DOMAIN} hub"
    ]


async def test_device_list_hangs(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    """A pull is running."""
    simulator.add_fault(LIST, HANGS)
    simulator.clear_calls()
    let_time_pass(hass, 45 * 60)
    await until(lambda: simulator.calls()["by_endpoint"].get(LISTS))
    await stop(hass, loaded, hass_storage)


async def test_command_hangs(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    """The service call keeps waiting; the integration does not cancel it."""
    simulator.add_fault(COMMANDS, {"hang": 1, "code": 2008, "msg": "no"})
    coordinator = loaded.runtime_data
    command = asyncio.create_task(
        coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    )
    await asyncio.sleep(0.1)
    await stop(hass, loaded, hass_storage)
    with pytest.raises(HomeAssistantError):
        await command


async def test_hub_is_down(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    """The connection is retried continuously."""
    simulator.drop_hub(30)
    await until(lambda: not loaded.runtime_data.push.is_connected)
    await stop(hass, loaded, hass_storage)


async def test_hub_configuration_hangs(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    """A renewal is running."""
    simulator.add_fault(HUB, HANGS)
    simulator.clear_calls()
    loaded.runtime_data.push.hub.renew()
    await until(lambda: simulator.calls()["total"] == 1)
    await stop(hass, loaded, hass_storage)


async def reload_during_a_command(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> asyncio.Task[None]:
    """Return a command whose answer comes after a reload; count calls from then."""
    coordinator: Coordinator = entry.runtime_data
    command = asyncio.create_task(
        coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    )
    simulator.clear_calls()
    await until(lambda: simulator.calls()["total"])
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(lambda: entry.runtime_data.push.is_connected)
    simulator.clear_calls()
    return command


async def test_command_refused_after_a_reload(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Another login would invalidate the token of the client that has taken over."""
    simulator.add_fault(COMMANDS, {"hang": 1, "code": 1010, "msg": "token invalid"})
    command = await reload_during_a_command(hass, simulator, loaded)
    with pytest.raises(HomeAssistantError) as caught:
        await command
    assert caught.value.translation_key == "closed"
    assert simulator.calls()["total"] == 0


async def test_command_accepted_after_a_reload(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The pull of the reload has read the status already, or the next one does."""
    simulator.add_fault(COMMANDS, {"hang": 1, "result": True})
    await (await reload_during_a_command(hass, simulator, loaded))
    let_time_pass(hass, 60)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] == 0
