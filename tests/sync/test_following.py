"""Devices that are added, removed or changed while running."""

from functools import partial
from pathlib import Path

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.device import Device
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, demo, device, integer

from ..homes import bind, write_files

# longer than the time between two reconciling pulls (seconds)
NEXT_PULL = 34 * 60

SOCKET = device("cz", {"switch_1": boolean(value=True)}) | {"name": "Socket"}
GATEWAY = demo("zigbee_gateway") | {"name": "Gateway"}
NEW = device(
    "wsdcg", {"va_temperature": integer(-200, 600, 215, "r", unit="℃", scale=1)}
) | {"name": "New", "sub": True, "gateway": "gateway", "room": "Hall"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a socket and a gateway."""
    return write_files(tmp_path, {"socket": SOCKET, "gateway": GATEWAY})


def registered(
    hass: HomeAssistant, entry: MockConfigEntry, device_id: str
) -> dr.DeviceEntry | None:
    """Return a device's entry in the registry; None: it has none."""
    registry = dr.async_get(hass)
    return registry.async_get_device_by_identifier((DOMAIN, device_id), entry.entry_id)


async def test_a_device_bound_while_running_works_at_once(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It has its entities and its gateway, and its reports are pushed."""
    await bind(hass, simulator, loaded, "new", NEW)
    await until(lambda: registered(hass, loaded, "new"))
    await hass.async_block_till_done()
    new, gateway = (registered(hass, loaded, each) for each in ("new", "gateway"))
    assert new is not None
    assert gateway is not None
    assert new.via_device_id == gateway.id
    sensor = entity_id_of(hass, Platform.SENSOR, "new_va_temperature")
    assert hass.states.is_state(sensor, "21.5")

    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    await simulator.report("new", {"va_temperature": 195})
    await until(lambda: hass.states.is_state(sensor, "19.5"))


async def test_a_device_unbound_while_running_is_removed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It leaves both registries with its entities; bound again, it returns."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    await simulator.unbind("socket")
    await until(lambda: registered(hass, loaded, "socket") is None)
    await hass.async_block_till_done()
    assert hass.states.get(switch) is None
    assert er.async_get(hass).async_get(switch) is None

    await bind(hass, simulator, loaded, "socket", SOCKET)
    await until(lambda: hass.states.is_state(switch, STATE_ON))


async def test_changes_without_push_are_found_by_the_next_pull(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The pull finds new, removed, renamed and offline devices."""
    home = simulator.cloud.home
    home.devices.pop("gateway")
    home.devices["new"] = Device.from_json("new", NEW)
    home.devices["socket"].name = "Renamed"
    home.devices["socket"].online = False
    let_time_pass(hass, NEXT_PULL)
    await until(lambda: registered(hass, loaded, "new"))
    await hass.async_block_till_done()
    assert registered(hass, loaded, "gateway") is None
    socket = registered(hass, loaded, "socket")
    assert socket is not None
    assert socket.name == "Renamed"
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    assert hass.states.is_state(switch, STATE_UNAVAILABLE)


async def test_a_name_is_followed_unless_the_user_chose_one(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Names given by the user stay, and ids never change."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    await simulator.rename("socket", "Heater")
    await until(lambda: _name(registered(hass, loaded, "socket")) == "Heater")
    await hass.async_block_till_done()
    state = hass.states.get(switch)
    assert state is not None
    assert state.name.startswith("Heater")

    socket = registered(hass, loaded, "socket")
    assert socket is not None
    dr.async_get(hass).async_update_device(socket.id, name_by_user="Mine")
    er.async_get(hass).async_update_entity(switch, name="My switch")
    await simulator.rename("socket", "Fridge")
    await until(lambda: _name(registered(hass, loaded, "socket")) == "Fridge")
    await hass.async_block_till_done()
    socket = registered(hass, loaded, "socket")
    assert socket is not None
    assert socket.name_by_user == "Mine"
    state = hass.states.get(switch)
    assert state is not None
    assert state.name.endswith("My switch")
    assert entity_id_of(hass, Platform.SWITCH, "socket_switch_1") == switch


async def test_a_device_goes_offline_and_online(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The cloud's message is shown; a report proves that the device is online."""
    switch = entity_id_of(hass, Platform.SWITCH, "socket_switch_1")
    for online, state in ((False, STATE_UNAVAILABLE), (True, STATE_ON)):
        await simulator.set_online("socket", online=online)
        await until(partial(hass.states.is_state, switch, state))
    await simulator.set_online("socket", online=False)
    await until(lambda: hass.states.is_state(switch, STATE_UNAVAILABLE))
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: hass.states.is_state(switch, STATE_OFF))


async def test_only_devices_that_left_the_account_can_be_deleted(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    simulator: Simulator,
    loaded: MockConfigEntry,
) -> None:
    """A listed device would return; the service device is removed with its entry."""
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)
    registry = dr.async_get(hass)
    gone = registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={(DOMAIN, "gone")}, name="Gone"
    )
    for device_id, deletable in (
        ("socket", False),
        (loaded.entry_id, False),
        ("gone", True),
    ):
        known = registered(hass, loaded, device_id)
        assert known is not None
        answer = await client.remove_device(known.id)
        assert answer["success"] is deletable
    assert registry.async_get(gone.id) is None


async def test_no_device_can_be_deleted_while_the_entry_is_not_loaded(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, loaded: MockConfigEntry
) -> None:
    """An entry that is not loaded does not know its devices."""
    assert await async_setup_component(hass, "config", {})
    assert await hass.config_entries.async_unload(loaded.entry_id)
    known = registered(hass, loaded, "socket")
    assert known is not None
    answer = await (await hass_ws_client(hass)).remove_device(known.id)
    assert not answer["success"]
    assert "rejected by integration" in answer["error"]["message"]


def _name(known: dr.DeviceEntry | None) -> str | None:
    return None if known is None else known.name
