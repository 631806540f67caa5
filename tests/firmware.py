"""Firmware in tests: the calls about it, and the update entities."""

from typing import Final

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.extras import firmware_updates
from simulator import Simulator
from simulator.json_types import JsonObject

from .conftest import entity_id_of, let_time_pass, until

FIRMWARE: Final = "GET /v2.0/cloud/thing/{id}/firmware"
INSTALL: Final = "POST /v2.0/cloud/thing/{id}/firmware/{channel}"
PROGRESS: Final = "GET /v2.0/cloud/thing/{id}/firmware/{channel}/progress"
SMART_HOME: Final = "GET /v1.0/devices/{id}/upgrade-infos"
INDUSTRY: Final = "GET /v1.0/iot-03/devices/{id}/upgrade-infos"
NOT_SUBSCRIBED: Final[JsonObject] = {"code": 28841101, "msg": "not subscribed"}


def ask_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the progress of an update often, and wait shortly for answers."""
    monkeypatch.setattr(firmware_updates, "POLL_INTERVAL", 0.1)
    timeout = "custom_components.tuya_cloud.cloud.timing.REQUEST_TIMEOUT"
    monkeypatch.setattr(timeout, 0.5)


async def enable(hass: HomeAssistant, entry: MockConfigEntry, *devices: str) -> None:
    """Enable the entities of main modules; Home Assistant reloads soon after."""
    registry = er.async_get(hass)
    before = entry.runtime_data
    for device_id in devices:
        entity_id = entity_id_of(hass, "update", f"{device_id}_firmware")
        registry.async_update_entity(entity_id, disabled_by=None)
    await hass.async_block_till_done()
    # Home Assistant reloads the entry half a minute later
    let_time_pass(hass, 31)
    await until(lambda: entry.state is ConfigEntryState.LOADED)
    await hass.async_block_till_done()
    assert entry.runtime_data is not before


def state_of(hass: HomeAssistant, unique_id: str) -> State:
    """Return the state of an update entity."""
    state = hass.states.get(entity_id_of(hass, "update", unique_id))
    assert state is not None
    return state


def calls_of(simulator: Simulator) -> dict[str, int]:
    """Return the number of calls about firmware, by endpoint."""
    return {
        name: count
        for name, count in simulator.calls()["by_endpoint"].items()
        if "firmware" in name or "upgrade" in name
    }


async def install(hass: HomeAssistant, unique_id: str) -> None:
    """Install the newest firmware."""
    data = {"entity_id": entity_id_of(hass, "update", unique_id)}
    await hass.services.async_call("update", "install", data, blocking=True)


async def refused(hass: HomeAssistant, unique_id: str, key: str) -> None:
    """Install, which is refused with a translation key."""
    with pytest.raises(HomeAssistantError) as refusal:
        await install(hass, unique_id)
    assert refusal.value.translation_key == key
