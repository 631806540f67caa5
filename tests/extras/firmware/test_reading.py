"""When firmware is asked for, and what the update entities show of it."""

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until
from tests.firmware import (
    FIRMWARE,
    calls_of,
    enable,
    state_of,
)

from ..conftest import Look
from .conftest import DAY, MAIN, VACUUM


async def test_nothing_is_asked_while_no_entity_is_enabled(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Each device has a disabled entity; the remote of a brand has none."""
    await look(DAY)
    assert calls_of(simulator) == {}
    registry = er.async_get(hass)
    entries = er.async_entries_for_config_entry(registry, loaded.entry_id)
    assert {each.unique_id for each in entries} == {
        "vacuum_firmware",
        "socket_firmware",
    }
    assert all(each.disabled_by for each in entries)


async def test_enabled_devices_are_asked_once_a_day(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """A restart asks nothing, and a device enabled later is asked alone."""
    await enable(hass, loaded, "vacuum")
    assert calls_of(simulator) == {}
    assert state_of(hass, MAIN).state == "unknown"
    await look()
    assert calls_of(simulator) == {FIRMWARE: 1}
    await look(3600)
    await enable(hass, loaded, "socket")
    simulator.clear_calls()
    await hass.config_entries.async_reload(loaded.entry_id)
    assert simulator.calls()["total"] <= 3
    assert state_of(hass, MAIN).state == "on"
    await look(60)
    assert calls_of(simulator) == {FIRMWARE: 1}
    assert state_of(hass, "socket_firmware").state == "off"
    for _ in range(8):
        await look(3 * 3600)
    assert calls_of(simulator) == {FIRMWARE: 3}


async def test_the_modules_of_a_device(
    hass: HomeAssistant, read: MockConfigEntry
) -> None:
    """Each has an entity; the others come at no cost, so they are enabled."""
    state = state_of(hass, MAIN)
    assert state.state == "on"
    assert state.name == "Vacuum Firmware"
    assert state.attributes["title"] == "Wi-Fi"
    assert state.attributes["installed_version"] == "1.4.2"
    assert state.attributes["latest_version"] == "1.5.0"
    assert state.attributes["release_summary"] == "Quieter"
    mcu = state_of(hass, "vacuum_firmware_9")
    assert (mcu.state, mcu.name) == ("off", "Vacuum Firmware MCU")
    assert mcu.attributes["installed_version"] == "2.0.1"
    assert state_of(hass, "vacuum_firmware_12").name == "Vacuum Firmware 12"
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, "vacuum"), read.entry_id
    )
    assert registered is not None
    assert registered.sw_version == "1.4.2"


async def test_release_notes(
    hass: HomeAssistant, read: MockConfigEntry, hass_ws_client: Any
) -> None:
    """Home Assistant's dialog asks for them."""
    client = await hass_ws_client(hass)
    for unique_id, notes in (
        ("vacuum_firmware", "Quieter"),
        ("vacuum_firmware_9", None),
    ):
        entity_id = entity_id_of(hass, "update", unique_id)
        await client.send_json_auto_id(
            {"type": "update/release_notes", "entity_id": entity_id}
        )
        assert (await client.receive_json())["result"] == notes


async def test_a_module_that_an_answer_leaves_out_stays(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """Half an answer takes nothing away."""
    entry: JsonValue = {"type": 9, "current_version": "2.0.2", "upgrade_status": 0}
    simulator.add_fault("GET */firmware", {"result": [entry]})
    await look(DAY)
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.4.2"
    mcu = state_of(hass, "vacuum_firmware_9")
    assert mcu.attributes["installed_version"] == "2.0.2"


async def test_a_device_that_goes_is_forgotten(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """And one that comes has a disabled entity."""
    await simulator.unbind("vacuum")
    registry = er.async_get(hass)
    await until(
        lambda: not registry.async_get_entity_id("update", DOMAIN, "vacuum_firmware")
    )
    assert not read.runtime_data.extras.firmware.modules_of("vacuum")
    await simulator.bind("vacuum", VACUUM)
    await until(lambda: read.runtime_data.is_idle)
    await look()
    await until(
        lambda: registry.async_get_entity_id("update", DOMAIN, "vacuum_firmware")
    )


@pytest.mark.parametrize(
    "document",
    [
        None,
        {"service": ["x"], "devices": 3},
        {"devices": {"vacuum": None, "socket": {"asked_at": "x"}}},
        {"devices": {"vacuum": {"asked_at": 1, "modules": [3, {}, {"channel": 0}]}}},
    ],
)
async def test_a_broken_store_is_read_anew(
    hass: HomeAssistant, read: MockConfigEntry, document: JsonValue, look: Look
) -> None:
    """Nothing of it breaks the entities."""
    read.runtime_data.extras.firmware.change(document)
    await look(DAY + 60)
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.4.2"
