"""What was recorded of infrared hubs and their remotes, and what comes of it.

The recordings lie beside the checkout; without them there is nothing to try.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import REAL_DEVICES, entity_id_of
from tests.homes import write_files
from tests.infrared_home import AIR, HOME, HUB, PROJECTOR, emitted, read_remotes

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")


def recorded(number: int) -> Any:
    """Return a recording."""
    (path,) = RECORDED.glob(f"{number}_*.json")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture
def changes() -> dict[str, dict[str, Any]]:
    """Return what differs from the home of the other tests, by device id."""
    return {}


@pytest.fixture
def device_files(tmp_path: Path, changes: dict[str, dict[str, Any]]) -> Path:
    """Return a folder with the device files."""
    documents = {
        device_id: {**document, **changes.get(device_id, {})}
        for device_id, document in HOME.items()
    }
    extra = {key: value for key, value in changes.items() if key not in HOME}
    return write_files(tmp_path, {**documents, **extra})


async def test_an_air_conditioner(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """Its range (26), its state (24), and its state alone (23)."""
    keys, states = recorded(26)["answer"]["result"], recorded(24)["answer"]["result"]
    simulator.add_fault(f"GET *{AIR}/keys", {"result": keys})
    simulator.add_fault("GET */batch", {"result": [states[0] | {"devId": AIR}]})
    await read_remotes(hass, loaded)
    entity_id = entity_id_of(hass, Platform.CLIMATE, f"{AIR}_air_conditioner")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "cool"
    assert state.attributes["hvac_modes"] == ["off", "cool", "fan_only", "dry"]
    assert state.attributes["temperature"] == 29
    assert state.attributes["fan_mode"] == "medium"
    assert (state.attributes["min_temp"], state.attributes["max_temp"]) == (18, 30)

    alone = recorded(23)["answer"]["result"]
    simulator.add_fault("GET */ac/status", {"result": alone})
    assert await async_setup_component(hass, "homeassistant", {})
    await hass.services.async_call(
        "homeassistant", "update_entity", {"entity_id": entity_id}, blocking=True
    )
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "off"
    assert state.attributes["fan_mode"] == "low"


@pytest.mark.parametrize("code", [28, 29])
async def test_the_specification_of_a_hub(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator, code: int
) -> None:
    """Empty (28) or refused (29), the hub has its remotes and sends."""
    answer = recorded(code)["answer"]
    then = (
        {"code": answer["code"], "msg": answer["msg"]}
        if "code" in answer
        else {"result": answer["specification"]["result"]}
    )
    simulator.add_fault(f"GET */{HUB}/specifications", then)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await read_remotes(hass, loaded)
    entity_id = entity_id_of(hass, Platform.REMOTE, f"{HUB}_infrared")
    data = {"entity_id": entity_id, "device": "Projector", "command": ["power"]}
    await hass.services.async_call("remote", "send_command", data, blocking=True)
    assert len(emitted(simulator)) == 1


def _air_conditioning_hub() -> dict[str, Any]:
    """Return the hub of recording 30: a climate by its own data points."""
    if not RECORDED.is_dir():
        return {}
    document = recorded(30)
    status = {item["code"]: item["value"] for item in document["answer"]["status"]}
    ranges = document["specification"]
    points: dict[str, Any] = {
        "infared_switch": {"type": "Boolean", "value": {}},
        "target_temp": {"type": "Integer", "value": ranges["target_temp"]},
        "mode": {"type": "Enum", "value": {"range": ranges["mode"]}},
        "fan_level": {"type": "Enum", "value": {"range": ranges["fan_level"]}},
    }
    return {
        "category": document["answer"]["category"],
        "function": points,
        "status_range": points,
        "status": {code: status[code] for code in points},
    }


@pytest.mark.parametrize("changes", [{HUB: _air_conditioning_hub()}], ids=["30"])
async def test_a_hub_that_is_a_climate(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Its own climate stays, and that of its remote is disabled at first."""
    await read_remotes(hass, loaded)
    registry = er.async_get(hass)
    climates = {
        entity.unique_id: entity.disabled_by
        for entity in er.async_entries_for_config_entry(registry, loaded.entry_id)
        if entity.domain == Platform.CLIMATE
    }
    remote = f"{AIR}_air_conditioner"
    assert climates.pop(remote) is er.RegistryEntryDisabler.INTEGRATION
    assert climates == {f"{HUB}_target_temp": None}
    state = hass.states.get(entity_id_of(hass, Platform.CLIMATE, f"{HUB}_target_temp"))
    assert state is not None
    assert state.state == "off"
    modes = {"off", "heat", "cool", "heat_cool", "dry", "fan_only"}
    assert {*state.attributes["hvac_modes"]} == modes
    assert state.attributes["fan_modes"] == ["auto", "low", "middle", "high"]
    assert state.attributes["temperature"] == 23


def _own_remote() -> dict[str, Any]:
    """Return the remote of recording 31: a sub-device of the category of old hubs."""
    if not RECORDED.is_dir():
        return {}
    answer = recorded(31)["answer"]
    status = {item["code"]: item["value"] for item in answer["status"]}
    return {"category": answer["category"], "status": status, "sub": answer["sub"]}


@pytest.mark.parametrize("changes", [{PROJECTOR: _own_remote()}], ids=["31"])
async def test_a_remote_with_data_points(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It is a remote and no hub; its data points are disabled at first."""
    await read_remotes(hass, loaded)
    assert entity_id_of(hass, Platform.REMOTE, f"{PROJECTOR}_remote")
    registry = er.async_get(hass)
    as_hub = f"{PROJECTOR}_infrared"
    assert not registry.async_get_entity_id(Platform.REMOTE, DOMAIN, as_hub)
    hubs = [hub.id for hub in loaded.runtime_data.extras.remotes.hubs]
    assert hubs == [HUB]


async def test_what_clients_have_observed(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """A remote that was saved (33), and success without emission (34)."""
    saved = recorded(33)["answer"]["save_result"]["result"]
    assert isinstance(saved, str)
    assert recorded(34)["answer"]["success"] is True
    await read_remotes(hass, loaded)
    simulator.silence_remote(AIR, is_silent=True)
    entity_id = entity_id_of(hass, Platform.CLIMATE, f"{AIR}_air_conditioner")
    await hass.services.async_call(
        "climate", "turn_on", {"entity_id": entity_id}, blocking=True
    )
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "cool"
    assert emitted(simulator) == []
