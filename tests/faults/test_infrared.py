"""Faults of infrared hubs: lists, keys, states, commands, learning."""

import asyncio
import time
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.extras.extras import Extras
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from tests.conftest import entity_id_of
from tests.homes import bind, read_extras, write_files
from tests.infrared_home import (
    AIR,
    CODE,
    HOME,
    HUB,
    PROJECTOR,
    TELEVISION,
    emitted,
    read_remotes,
)

from .conftest import PROBE, SOCKET, issues_of, state_of

SCENE: Final = "POST */scenes/command"
DAY: Final = 24 * 3600


pytestmark = pytest.mark.usefixtures("learns_fast")


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with an infrared hub, its remotes, a socket and a probe."""
    return write_files(tmp_path, {**HOME, "socket": SOCKET, "probe": PROBE})


def extras_of(entry: MockConfigEntry) -> Extras:
    """Return what the account holds beyond data points."""
    extras: Extras = entry.runtime_data.extras
    return extras


def air(hass: HomeAssistant) -> str:
    """Return the entity id of the air conditioner."""
    return entity_id_of(hass, Platform.CLIMATE, f"{AIR}_air_conditioner")


async def order(
    hass: HomeAssistant, service: str, device_id: str, *commands: str, **data: Any
) -> str:
    """Call a service of a remote; return the translation key of a refusal, or ""."""
    data["entity_id"] = entity_id_of(hass, Platform.REMOTE, f"{device_id}_remote")
    data["command"] = [*commands]
    try:
        await hass.services.async_call(Platform.REMOTE, service, data, blocking=True)
    except HomeAssistantError as refusal:
        return str(refusal.translation_key)
    return ""


async def test_service_of_infrared_missing(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One call a day, one line in diagnostics, no issue."""
    simulator.add_fault("*/infrareds/*", {"code": 28841101, "msg": "No permissions"})
    simulator.clear_calls()
    await read_remotes(hass, loaded)
    endpoint = "GET /v2.0/infrareds/{id}/remotes"
    assert simulator.calls()["by_endpoint"][endpoint] == 1
    summary = extras_of(loaded).summary["remotes"]
    assert summary["refusal"] == "the project has no such service (28841101)"
    assert issues_of(hass) == []
    simulator.clear_faults()
    later = int(time.time()) + DAY + 1
    monkeypatch.setattr(Clock, "epoch", lambda _: later)
    await read_remotes(hass, loaded)
    assert extras_of(loaded).summary["remotes"]["refusal"] == ""
    assert extras_of(loaded).remotes.by_id


async def test_hub_that_is_none_for_the_cloud(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """The answer 2009, recorded of hubs, hides no other hub."""
    await bind(hass, simulator, loaded, "attic", {**HOME[HUB], "name": "Attic"})
    simulator.add_fault("GET */infrareds/attic/*", {"code": 2009, "msg": "no"})
    await read_remotes(hass, loaded)
    assert state_of(hass, air(hass)) == "off"


async def test_list_of_remotes_empty(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It may be half an answer: the device list says what is there."""
    simulator.add_fault("GET */remotes", {"result": []})
    extras_of(with_remotes).read_again()
    await read_extras(hass, with_remotes)
    assert await order(hass, "send_command", TELEVISION, "mute") == ""
    assert emitted(simulator) == ["mute"]


async def test_keys_of_one_remote_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """The remote is there, and says that it has no such key."""
    simulator.add_fault(f"GET *{TELEVISION}/keys", {"code": 2003, "msg": "no"})
    await read_remotes(hass, loaded)
    assert state_of(hass, air(hass)) == "off"
    key = await order(hass, "send_command", TELEVISION, "mute")
    assert key == "infrared_no_such_key"


async def test_states_of_air_conditioners_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """What was commanded is shown from then on."""
    simulator.add_fault("GET */ac/status*", {"code": 28841101, "msg": "no"})
    await read_remotes(hass, loaded)
    assert state_of(hass, air(hass)) == STATE_UNKNOWN
    data = {"entity_id": air(hass), "hvac_mode": "heat"}
    await hass.services.async_call("climate", "set_hvac_mode", data, blocking=True)
    assert state_of(hass, air(hass)) == "heat"
    assert issues_of(hass) == []


async def test_no_answer_to_a_key(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The hub may have emitted the code: a second one may undo the first."""
    simulator.add_fault("POST */raw/command", {"drop": True, "after": True})
    key = await order(hass, "send_command", TELEVISION, "power", num_repeats=2)
    assert key == "network"
    assert emitted(simulator) == ["power"]


async def test_command_with_the_result_false(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Only true means accepted."""
    simulator.add_fault("POST */raw/command", {"result": False})
    key = await order(hass, "send_command", TELEVISION, "power")
    assert key == "command_rejected"


async def test_hub_of_a_remote_offline(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The cloud knows before it says so."""
    simulator.device(HUB).online = False
    key = await order(hass, "send_command", TELEVISION, "power")
    assert key == "device_offline"
    assert state_of(hass, air(hass)) == "unavailable"


async def test_temperature_refused_in_a_mode_without_one(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Tuya's page wants one in every mode; a product may not."""
    simulator.add_fault(SCENE, {"code": 2052, "msg": "no temperature"}, times=1)
    simulator.add_fault(SCENE, {"result": True})
    data = {"entity_id": air(hass), "hvac_mode": "dry"}
    await hass.services.async_call("climate", "set_hvac_mode", data, blocking=True)
    assert state_of(hass, air(hass)) == "dry"
    assert simulator.calls()["total"] == 2


async def test_nothing_received_while_learning(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The hub does not go on listening."""
    key = await order(hass, "learn_command", PROJECTOR, "zoom", timeout=1)
    assert key == "infrared_nothing_received"
    assert not simulator.receive_code(HUB, CODE)


async def test_learned_code_not_saved(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The keys that were known can still be sent."""
    simulator.add_fault("PUT */remotes/*", {"code": 28841105, "msg": "no"})
    learning = hass.async_create_task(order(hass, "learn_command", PROJECTOR, "zoom"))
    while not learning.done():
        simulator.receive_code(HUB, CODE)
        await asyncio.sleep(0.02)
    assert await learning == "api_not_subscribed"
    assert await order(hass, "send_command", PROJECTOR, "lens_shift") == ""
    assert len(emitted(simulator)) == 1


async def test_remote_that_emits_nothing(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The answer is true, as recorded of a brand: nothing tells it from success."""
    simulator.silence_remote(TELEVISION, is_silent=True)
    assert await order(hass, "send_command", TELEVISION, "power") == ""
    assert emitted(simulator) == []
    readme = Path(__file__).parents[2] / "README.md"
    assert "although the hub emits nothing" in " ".join(
        readme.read_text("utf-8").split()
    )
