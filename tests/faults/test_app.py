"""Faults of what the app holds beside devices: rooms, names, scenes and groups."""

import asyncio
import logging
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras.reader import LOOK_INTERVAL
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import let_time_pass, until
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import SOCKET, issues_of, state_of

DAY: Final = 24 * 3600
WEEK: Final = 7 * DAY
SCENE: Final = "scene.linden_street_lights_off"
NO_SERVICE: Final[JsonObject] = {"code": 28841105, "msg": "not authorized"}
WALL: Final = device(
    "kg", {f"switch_{number}": boolean(value=True) for number in (1, 2)}
) | {"name": "Wall", "room": "Kitchen", "point_names": {"switch_1": "Ceiling"}}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with a socket in the hall and a wall switch in the kitchen."""
    files = {"socket": SOCKET | {"room": "Hall"}, "wall": WALL}
    return write_files(tmp_path, files)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the time of the wall clock, which a test may set."""
    time = [1_800_000_000]
    monkeypatch.setattr(Clock, "epoch", lambda _: time[0])
    return time


class Home:
    """An entry whose extras are read."""

    def __init__(
        self, hass: HomeAssistant, entry: MockConfigEntry, now: list[int]
    ) -> None:
        """Take the entry and its clock."""
        self.hass = hass
        self.entry = entry
        self.now = now

    async def look(self, after: int = 0) -> None:
        """Let some seconds pass, and wait until all that is due is read."""
        self.now[0] += after
        let_time_pass(self.hass, LOOK_INTERVAL + 1)
        await until(lambda: self.entry.runtime_data.is_idle)
        await self.hass.async_block_till_done()

    def area_of(self, device_id: str) -> str | None:
        """Return the name of a device's area."""
        known = dr.async_get(self.hass).async_get_device_by_identifier(
            (DOMAIN, device_id), self.entry.entry_id
        )
        assert known is not None
        area = ar.async_get(self.hass).async_get_area(known.area_id or "")
        return area.name if area else None

    def refusal_of(self, name: str) -> str:
        """Return what diagnostics say of an extra."""
        refusal: str = self.entry.runtime_data.extras.summary[name]["refusal"]
        return refusal

    async def act(self, service: str, entity_id: str) -> None:
        """Call a service of an entity."""
        domain = entity_id.partition(".")[0]
        await self.hass.services.async_call(
            domain, service, {"entity_id": entity_id}, blocking=True
        )


@pytest.fixture
async def home(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, now: list[int]
) -> Home:
    """Return the home, with a group of its socket, before anything is read."""
    simulator.put_group("9", name="Sockets", devices=["socket"])
    return Home(hass, loaded, now)


@pytest.fixture
async def group(hass: HomeAssistant, home: Home) -> str:
    """Read everything, and return the entity id of the group, enabled."""
    await home.look()
    registry = er.async_get(hass)
    unique_id = f"{home.entry.entry_id}_group_9_switch_1"
    entity_id = registry.async_get_entity_id("switch", DOMAIN, unique_id)
    assert entity_id is not None
    registry.async_update_entity(entity_id, disabled_by=None)
    let_time_pass(hass, 31)
    await hass.async_block_till_done()
    return entity_id


async def test_service_of_the_app_missing(
    hass: HomeAssistant,
    simulator: Simulator,
    home: Home,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Check the log, diagnostics and calls of two days."""
    simulator.add_fault("GET */homes*", NO_SERVICE)
    simulator.clear_calls()
    await home.look()
    await home.look(DAY - 60)
    line = "the project has no such service (28841105)"
    for name in ("rooms", "scenes", "groups"):
        assert home.refusal_of(name) == line
    homes = "GET /v1.0/users/{uid}/homes"
    assert simulator.calls()["by_endpoint"][homes] == 1
    await home.look(60)
    assert simulator.calls()["by_endpoint"][homes] == 2
    assert issues_of(hass) == []
    loud = [
        record
        for record in caplog.records
        if record.levelno > logging.DEBUG and DOMAIN in record.name
    ]
    assert loud == []


async def test_list_of_homes_hangs(
    hass: HomeAssistant,
    simulator: Simulator,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Check a command meanwhile, and the area afterwards."""
    timing = "custom_components.tuya_cloud.cloud.timing"
    monkeypatch.setattr(f"{timing}.REQUEST_TIMEOUT", 0.5)
    simulator.add_fault("GET */homes", {"hang": 5})
    looking = hass.async_create_task(home.look())
    await asyncio.sleep(0.1)
    await home.act("turn_off", "switch.socket")
    await until(lambda: state_of(hass, "switch.socket") == "off")
    assert not looking.done()
    await looking
    assert home.refusal_of("rooms") == "timeout"
    simulator.clear_faults()
    await home.look(3600)
    assert home.area_of("socket") == "Hall"


async def test_room_refused(simulator: Simulator, home: Home) -> None:
    """Check the areas of both devices."""
    rooms = {name: room for room, name in simulator.cloud.home.rooms().items()}
    refused = f"GET /v1.0/homes/*/rooms/{rooms['Hall']}/devices"
    simulator.add_fault(refused, {"code": 1106, "msg": "permission deny"})
    await home.look()
    assert (home.area_of("socket"), home.area_of("wall")) == (None, "Kitchen")


async def test_names_of_gangs_refused(
    hass: HomeAssistant, simulator: Simulator, home: Home
) -> None:
    """Check the name of the first gang."""
    simulator.add_fault("GET */multiple-names", NO_SERVICE)
    await home.look()
    gang = dr.async_get(hass).async_get_child_device_by_identifier(
        (DOMAIN, "wall_gang_1"), home.entry.entry_id
    )
    assert gang is not None
    assert gang.name == "Switch 1"


async def test_scenes_of_iot_core_refused(simulator: Simulator, home: Home) -> None:
    """Check that a scene runs."""
    simulator.add_fault("* /v2.0/cloud/scene/*", NO_SERVICE)
    await home.look()
    await home.act("turn_on", SCENE)
    assert simulator.cloud.home.scenes["SceneLightsOff1"].runs == 1


async def test_scene_that_is_gone(simulator: Simulator, home: Home) -> None:
    """Check the reason."""
    await home.look()
    simulator.remove_scene("SceneLightsOff1")
    with pytest.raises(HomeAssistantError) as raised:
        await home.act("turn_on", SCENE)
    assert raised.value.translation_key == "command_rejected"


async def test_no_answer_to_a_scene(simulator: Simulator, home: Home) -> None:
    """Check that the cloud ran it once."""
    await home.look()
    trigger = "POST /v2.0/cloud/scene/rule/*/actions/trigger"
    simulator.add_fault(trigger, {"drop": True, "after": True})
    with pytest.raises(HomeAssistantError) as raised:
        await home.act("turn_on", SCENE)
    assert raised.value.translation_key == "network"
    assert simulator.cloud.home.scenes["SceneLightsOff1"].runs == 1


async def test_list_of_scenes_empty(
    hass: HomeAssistant, simulator: Simulator, home: Home
) -> None:
    """Check the scenes on both days."""
    await home.look()
    simulator.add_fault("GET /v2.0/cloud/scene/rule", {"result": {"list": []}})
    await home.look(DAY)
    assert hass.states.get(SCENE) is not None
    await home.look(DAY)
    assert hass.states.get(SCENE) is None


async def test_group_that_refuses(
    hass: HomeAssistant, simulator: Simulator, home: Home, group: str
) -> None:
    """Check the reason and the states of the group and its member."""
    refused = "POST /v2.1/cloud/thing/group/*/properties"
    simulator.add_fault(refused, {"code": 2008, "msg": "not supported"})
    with pytest.raises(HomeAssistantError) as raised:
        await home.act("turn_off", group)
    assert raised.value.translation_key == "command_rejected"
    assert state_of(hass, group) == state_of(hass, "switch.socket") == "on"


async def test_members_of_a_group_refused(
    hass: HomeAssistant, simulator: Simulator, home: Home, group: str
) -> None:
    """Check that the group still works."""
    refused = "GET /v2.1/cloud/thing/group/*/devices"
    simulator.add_fault(refused, {"code": 1106, "msg": "permission deny"})
    await home.look(WEEK)
    await home.act("turn_off", group)
    await until(lambda: state_of(hass, "switch.socket") == "off")
    assert state_of(hass, group) == "off"


@pytest.mark.parametrize(
    "document",
    [
        7,
        {"scenes": 7},
        {"scenes": [7, {}, {"id": "", "home_id": "1"}, {"id": "x"}], "homes": [1]},
        {"groups": [7, {}, {"id": 5}], "areas": 7, "seen": {}, "placed": [1]},
    ],
)
async def test_stored_scenes_damaged(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    simulator: Simulator,
    home: Home,
    document: Any,
) -> None:
    """Check that the entry is set up, and all is there after the next read."""
    await home.look()
    assert await hass.config_entries.async_unload(home.entry.entry_id)
    stored = hass_storage[f"{DOMAIN}.{home.entry.entry_id}"]["data"]["extras"]
    for name in ("rooms", "scenes", "groups", "point_names"):
        stored[name]["document"] = document
    assert await hass.config_entries.async_setup(home.entry.entry_id)
    await hass.async_block_till_done()
    assert home.entry.state is ConfigEntryState.LOADED
    assert hass.states.get(SCENE) is None
    await home.look(WEEK)
    assert hass.states.get(SCENE) is not None
    assert home.area_of("wall") == "Kitchen"
