"""Remotes and their keys are read rarely, and half answers do no harm."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras.remotes import Remotes
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from tests.conftest import until
from tests.homes import bind, read_extras, write_files
from tests.infrared_home import AIR, HOME, HUB, PROJECTOR, TELEVISION, read_remotes

DAY: Final = 24 * 3600


@pytest.fixture
def home() -> Mapping[str, Any]:
    """Return the device files of the home."""
    return HOME


@pytest.fixture
def device_files(tmp_path: Path, home: Mapping[str, Any]) -> Path:
    """Return a folder with the device files."""
    return write_files(tmp_path, home)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the time of the wall clock, which a test may set."""
    time = [1_800_000_000]
    monkeypatch.setattr(Clock, "epoch", lambda _: time[0])
    return time


def calls(simulator: Simulator) -> dict[str, int]:
    """Return the calls about infrared since this was last asked, by their end."""
    made = {
        endpoint.rpartition("/")[2]: count
        for endpoint, count in simulator.calls()["by_endpoint"].items()
        if "infrared" in endpoint
    }
    simulator.clear_calls()
    return made


def remotes_of(entry: MockConfigEntry) -> Remotes:
    """Return the remotes of an account."""
    remotes: Remotes = entry.runtime_data.extras.remotes
    return remotes


async def test_what_remotes_cost(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator, now: list[int]
) -> None:
    """The keys of brands are read once, learned ones and the list each day."""
    assert calls(simulator) == {}
    await read_remotes(hass, loaded)
    first = {"remotes": 1, "keys": 2, "learning-codes": 1, "batch": 1}
    assert calls(simulator) == first
    remotes = remotes_of(loaded)
    assert remotes.by_id.keys() == {AIR, TELEVISION, PROJECTOR}
    assert remotes.by_id[PROJECTOR].is_own
    assert remotes.by_id[AIR].is_air_conditioner
    now[0] += DAY
    await read_extras(hass, loaded)
    assert calls(simulator) == {"remotes": 1, "learning-codes": 1, "batch": 1}
    loaded.runtime_data.extras.read_again()
    await read_extras(hass, loaded)
    assert calls(simulator)["keys"] == 2


@pytest.mark.parametrize(
    "home", [{TELEVISION: {**HOME[TELEVISION], "gateway": "", "sub": False}}]
)
async def test_a_home_without_a_hub(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """There is nothing to ask for."""
    await read_remotes(hass, loaded)
    assert calls(simulator) == {}


async def test_a_project_without_the_service(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """Diagnostics say so, and it is not asked for again before a day is over."""
    simulator.add_fault("*/infrareds/*", {"code": 28841101, "msg": "No permissions"})
    await read_remotes(hass, loaded)
    assert calls(simulator) == {"remotes": 1}
    summary = loaded.runtime_data.extras.summary["remotes"]
    assert summary["refusal"] == "the project has no such service (28841101)"
    await read_remotes(hass, loaded)
    assert calls(simulator) == {}


async def test_one_refused_hub_does_not_hide_the_other(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """A hub that is none for the cloud (2009) has no remotes."""
    await bind(hass, simulator, loaded, "second", {**HOME[HUB], "name": "Second"})
    simulator.add_fault("GET */infrareds/second/*", {"code": 2009, "msg": "no"})
    await read_remotes(hass, loaded)
    assert remotes_of(loaded).by_id.keys() == {AIR, TELEVISION, PROJECTOR}
    assert loaded.runtime_data.extras.summary["remotes"]["refusal"] == ""


@pytest.mark.parametrize(
    ("match", "then"),
    [
        ("GET */remotes", {"result": []}),
        ("GET */remotes", {"omit": ["result"]}),
        (
            "GET */remotes",
            {"result": [None, {}, {"remote_id": ""}, {"remote_id": [1]}]},
        ),
        ("GET */remotes", {"result": {"list": []}}),
        ("GET */remotes", {"code": 2009, "msg": "not support this device"}),
        ("GET */remotes", {"code": 1106, "msg": "permission deny"}),
        ("GET */remotes", {"http": 502}),
        ("GET */learning-codes", {"code": 2003, "msg": "no"}),
        ("GET */learning-codes", {"body": "{"}),
        ("GET */keys", {"code": 2009, "msg": "no"}),
    ],
)
async def test_known_remotes_stay(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    simulator: Simulator,
    now: list[int],
    match: str,
    then: Any,
) -> None:
    """A remote whose device is there keeps its keys, also if an answer has none."""
    await read_extras(hass, loaded)
    known = dict(remotes_of(loaded).by_id)
    simulator.add_fault(match, then)
    now[0] += DAY
    loaded.runtime_data.extras.read_again()
    await read_extras(hass, loaded)
    assert remotes_of(loaded).by_id == known


@pytest.mark.parametrize(
    "then", [{"code": 2009, "msg": "no"}, {"result": {}}, {"result": {"key_list": 5}}]
)
async def test_a_remote_whose_keys_are_refused(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    simulator: Simulator,
    now: list[int],
    then: Any,
) -> None:
    """It has none, the others have theirs, and the next day they are read."""
    simulator.add_fault(f"GET *{TELEVISION}/keys", then, times=1)
    await read_extras(hass, loaded)
    assert remotes_of(loaded).by_id[TELEVISION].keys == ()
    assert remotes_of(loaded).by_id[AIR].is_air_conditioner
    now[0] += DAY
    await read_extras(hass, loaded)
    assert remotes_of(loaded).by_id[TELEVISION].find("mute")


async def test_a_new_remote_is_read_soon(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """One that is bound, and nothing when another device is."""
    await read_remotes(hass, loaded)
    calls(simulator)
    await bind(hass, simulator, loaded, "fan", {**HOME[TELEVISION], "name": "Fan"})
    await until(lambda: "fan" in loaded.runtime_data.devices)
    await read_extras(hass, loaded)
    assert remotes_of(loaded).by_id["fan"].find("mute")
    assert calls(simulator)["remotes"] == 1
    lamp = {**HOME[TELEVISION], "category": "dj", "infrared": {}, "gateway": ""}
    await bind(hass, simulator, loaded, "lamp", {**lamp, "sub": False})
    await until(lambda: "lamp" in loaded.runtime_data.devices)
    await read_extras(hass, loaded)
    assert calls(simulator) == {}


async def test_a_remote_that_leaves(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator, now: list[int]
) -> None:
    """Its entities go with its device."""
    await read_extras(hass, loaded)
    unique_id = f"{AIR}_air_conditioner"
    registry = er.async_get(hass)
    assert registry.async_get_entity_id(Platform.CLIMATE, DOMAIN, unique_id)
    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.unbind(AIR)
    await until(lambda: AIR not in loaded.runtime_data.devices)
    await hass.async_block_till_done()
    assert not registry.async_get_entity_id(Platform.CLIMATE, DOMAIN, unique_id)
    now[0] += DAY
    await read_extras(hass, loaded)
    assert AIR not in remotes_of(loaded).by_id


@pytest.mark.parametrize(
    "home", [{**HOME, HUB: {**HOME[HUB], "category": "hwktwkq"}}], ids=["hwktwkq"]
)
async def test_the_remote_of_an_air_conditioning_hub(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The hub is a climate itself, so that of its remote is disabled at first."""
    await read_extras(hass, loaded)
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        Platform.CLIMATE, DOMAIN, f"{AIR}_air_conditioner"
    )
    assert entity_id is not None
    entity = registry.async_get(entity_id)
    assert entity is not None
    assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION


@pytest.mark.parametrize(
    ("home", "is_hub"),
    [
        ({**HOME, HUB: {**HOME[HUB], "category": "qt"}}, True),
        ({HUB: {**HOME[HUB], "category": "qt"}}, False),
    ],
    ids=["with remotes", "without"],
)
async def test_the_category_of_old_hubs(
    hass: HomeAssistant, loaded: MockConfigEntry, *, is_hub: bool
) -> None:
    """Tuya uses it for other things too: a hub is what has remotes."""
    await read_extras(hass, loaded)
    registry = er.async_get(hass)
    unique_id = f"{HUB}_infrared"
    entity_id = registry.async_get_entity_id(Platform.REMOTE, DOMAIN, unique_id)
    assert (entity_id is not None) is is_hub


STATES: Final = {"power_on": "c42230110226", "M0_T19_S0": "c42230110226"}


@pytest.mark.parametrize(
    "home",
    [
        {
            **HOME,
            PROJECTOR: {
                **HOME[PROJECTOR],
                "infrared": {
                    "category_id": 5,
                    "brand_id": 999999,
                    "learned": STATES,
                },
            },
        }
    ],
    ids=["learned"],
)
async def test_a_learned_air_conditioner(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It is a remote, and the buttons of its many states are disabled at first."""
    await read_extras(hass, loaded)
    registry = er.async_get(hass)
    disabled = {
        entity.unique_id: bool(entity.disabled_by)
        for entity in er.async_entries_for_config_entry(registry, loaded.entry_id)
        if entity.unique_id.startswith(f"{PROJECTOR}_")
        and entity.domain in (Platform.BUTTON, Platform.REMOTE)
    }
    assert disabled == {
        f"{PROJECTOR}_remote": False,
        f"{PROJECTOR}_key_power_on": False,
        f"{PROJECTOR}_key_M0_T19_S0": True,
    }


@pytest.mark.parametrize("document", [None, [], {"remotes": 5, "considered": {}}, "x"])
async def test_a_broken_document(
    hass: HomeAssistant, loaded: MockConfigEntry, document: Any
) -> None:
    """What is stored may be anything."""
    remotes = remotes_of(loaded)
    remotes.take(document)
    assert remotes.by_id == {}
    assert remotes.here == []
    loaded.runtime_data.extras.air_states.take(document)
