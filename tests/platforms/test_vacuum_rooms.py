"""The rooms of a vacuum's map, for Home Assistant's action to clean areas."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest
from homeassistant.components.vacuum import Segment, VacuumEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from simulator import Simulator
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import demo

from .conftest import Driver

PLATFORMS = [Platform.VACUUM]
ROBOT = "robot_vacuum_power_go"
MAP_CALL = "GET /v1.0/users/sweepers/file/{id}/realtime-map"
FIRST_LOOK = 2 * 60 + 1
PLAIN = demo("robot_vacuum")
del PLAIN["function"]["command_trans"]
DEVICES = {
    "robot_vacuum": demo("robot_vacuum"),
    "shy": demo("robot_vacuum") | {"map": {}},
    "plain": PLAIN,
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry calls after short delays."""
    cloud = "custom_components.tuya_cloud.cloud"
    monkeypatch.setattr(f"{cloud}.timing.RETRY_DELAYS", (0.01, 0.01))


async def look(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time come at which extras are read."""
    let_time_pass(hass, FIRST_LOOK)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


def cleans_areas(driver: Driver, unique_id: str) -> bool:
    """Return whether a vacuum cleans single areas."""
    features = driver.state(Platform.VACUUM, unique_id).attributes["supported_features"]
    return bool(VacuumEntityFeature(features) & VacuumEntityFeature.CLEAN_AREA)


def assign(hass: HomeAssistant, segments: list[Segment]) -> str:
    """Assign the second room to a kitchen, as a user does; return the area."""
    area = ar.async_get(hass).async_get_or_create("Kitchen")
    er.async_get(hass).async_update_entity_options(
        entity_id_of(hass, Platform.VACUUM, ROBOT),
        "vacuum",
        {
            "area_mapping": {area.id: ["2"]},
            "last_seen_segments": [
                {"id": each.id, "name": each.name, "group": each.group}
                for each in segments
            ],
        },
    )
    return area.id


ROOMS = [Segment("1", "Living room"), Segment("2", "Kitchen"), Segment("3", "Hall")]


async def test_rooms_are_read_once_a_week(
    hass: HomeAssistant, simulator: Simulator, driver: Driver, loaded: MockConfigEntry
) -> None:
    """Not at the start, and only of vacuums that clean single rooms."""
    counts: Mapping[str, int] = simulator.calls()["by_endpoint"]
    assert MAP_CALL not in counts
    assert not cleans_areas(driver, ROBOT)
    await look(hass, loaded)
    assert simulator.calls()["by_endpoint"][MAP_CALL] == 2
    assert cleans_areas(driver, ROBOT)
    assert not cleans_areas(driver, "shy_power_go")
    assert not cleans_areas(driver, "plain_power_go")
    # a restart costs none
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert cleans_areas(driver, ROBOT)
    await look(hass, loaded)
    assert MAP_CALL not in simulator.calls()["by_endpoint"]


async def test_an_area_is_cleaned(
    hass: HomeAssistant,
    driver: Driver,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The dialog lists the rooms; the action sends a frame with their numbers."""
    await look(hass, loaded)
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "vacuum/get_segments",
            "entity_id": entity_id_of(hass, Platform.VACUUM, ROBOT),
        }
    )
    answer = (await client.receive_json())["result"]
    assert [(each["id"], each["name"]) for each in answer["segments"]] == [
        (each.id, each.name) for each in ROOMS
    ]
    area = assign(hass, ROOMS)
    sent = await driver.call(
        Platform.VACUUM, ROBOT, "clean_area", cleaning_area_id=[area]
    )
    frame = base64.b64decode(str(sent["command_trans"]))
    assert frame == bytes.fromhex("aa000414010102 18")


async def test_other_rooms_than_assigned(
    hass: HomeAssistant, simulator: Simulator, driver: Driver, loaded: MockConfigEntry
) -> None:
    """Home Assistant asks to assign them anew."""
    await look(hass, loaded)
    assign(hass, ROOMS)
    vacuum_map = simulator.device("robot_vacuum").vacuum_map
    assert vacuum_map is not None
    vacuum_map.rooms = {"1": "Living room", "2": "Kitchen"}
    maps = loaded.runtime_data.extras.maps
    await maps.picture("robot_vacuum")
    issues = [
        issue.translation_key
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == "vacuum"
    ]
    assert issues == ["segments_changed"]


@pytest.mark.parametrize(
    ("match", "fault"),
    [
        ("GET */realtime-map", {"code": 28841105, "msg": "not authorized"}),
        ("GET */realtime-map", {"code": 2009, "msg": "not support this device"}),
        ("GET */realtime-map", {"result": [{"map_type": 0}, 3]}),
        ("GET /storage/*", {"http": 403}),
    ],
)
async def test_rooms_that_cannot_be_read(
    hass: HomeAssistant,
    simulator: Simulator,
    driver: Driver,
    loaded: MockConfigEntry,
    match: str,
    fault: dict[str, Any],
) -> None:
    """The vacuum cleans as before; a project without the service says so."""
    simulator.add_fault(match, fault)
    await look(hass, loaded)
    assert not cleans_areas(driver, ROBOT)
    refusal = loaded.runtime_data.extras.summary["maps"]["refusal"]
    assert ("no such service" in refusal) is (fault.get("code") == 28841105)


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"robot_vacuum": 3},
        {"robot_vacuum": {"rooms": [], "unknown": 7}},
        {"robot_vacuum": {"rooms": {"1": 7, "x": "Kitchen", "2": ""}}},
    ],
)
async def test_broken_documents(
    hass: HomeAssistant, driver: Driver, loaded: MockConfigEntry, document: Any
) -> None:
    """What does not fit is skipped."""
    maps = loaded.runtime_data.extras.maps
    maps.change(json.loads(json.dumps(document)))
    assert maps.rooms_of("robot_vacuum") == {}
    assert maps.unknown_layout_of("robot_vacuum") == ""
