"""Scenes of the app are scenes, and its automations are switches."""

from pathlib import Path
from typing import Any

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud import async_remove_config_entry_device
from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.const import DOMAIN, home_identifier
from simulator import Simulator
from simulator.home import HOME_ID
from simulator.json_types import JsonObject
from tests.conftest import until
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import Look
from .home_items import DAY, NO_SERVICE, REFUSALS, act, enable

RULES = "GET /v2.0/cloud/scene/rule"
LAMP = device("dj", {"switch_led": boolean(value=True)}) | {"name": "Lamp"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of a lamp in each of two homes."""
    return write_files(tmp_path, {"lamp": LAMP, "other": LAMP | {"home": "Cottage"}})


@pytest.fixture
async def read(loaded: MockConfigEntry, look: Look) -> None:
    """Read the scenes for the first time."""
    await look()


def entity_of(hass: HomeAssistant, entry: MockConfigEntry, thing: str, key: str) -> str:
    """Return the entity id of a scene or an automation; "": there is none."""
    platform = "scene" if thing == "scene" else "switch"
    unique_id = f"{entry.entry_id}_{thing}_{key}"
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    return found or ""


def names(hass: HomeAssistant) -> set[str]:
    """Return the names of all scenes."""
    return {state.name for state in hass.states.async_all("scene")}


async def enabled_automation(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Enable the switch of the automation; return its entity id."""
    entity_id = entity_of(hass, entry, "automation", "AutoNightfall03")
    await enable(hass, [entity_id])
    assert hass.states.get(entity_id)
    return entity_id


def home_of(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry | None:
    """Return the device of the first home."""
    return dr.async_get(hass).async_get_device_by_identifier(
        home_identifier(entry.entry_id, str(HOME_ID)), entry.entry_id
    )


@pytest.mark.usefixtures("read")
async def test_scenes_belong_to_their_home(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """They are read with one call for each home, and one for the homes."""
    assert names(hass) == {"Linden Street Lights off", "Linden Street Leave home"}
    assert simulator.calls()["by_endpoint"][RULES] == 2
    home = home_of(hass, entry)
    assert home is not None
    assert (home.name, home.entry_type) == ("Linden Street", "service")
    assert not await async_remove_config_entry_device(hass, entry, home)


@pytest.mark.usefixtures("read")
async def test_a_scene_runs_with_one_call(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Its effects come by push."""
    await until(lambda: entry.runtime_data.push.is_connected)
    scene = entity_of(hass, entry, "scene", "SceneLightsOff1")
    simulator.clear_calls()
    await act(hass, "turn_on", scene)
    assert simulator.cloud.home.scenes["SceneLightsOff1"].runs == 1
    assert simulator.calls()["total"] == 1
    await until(lambda: entry.runtime_data.devices["lamp"].raw("switch_led") is False)


@pytest.mark.usefixtures("read")
async def test_a_restart_costs_no_call(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """The scenes come from the store; they are read again a day later."""
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert len(names(hass)) == 2
    assert simulator.calls()["total"] <= 3
    await look(DAY - 60)
    assert RULES not in simulator.calls()["by_endpoint"]
    await look(60)
    assert simulator.calls()["by_endpoint"][RULES] == 2


@pytest.mark.usefixtures("read")
async def test_scenes_come_change_and_go(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """A renamed one keeps its entity; one that is gone is unregistered."""
    kept = entity_of(hass, entry, "scene", "SceneLeaveHome2")
    simulator.put_scene("SceneLeaveHome2", name="Away")
    simulator.put_scene("SceneNew4", name="Film")
    simulator.put_scene("SceneFar5", name="Sleep", home="Cottage")
    simulator.remove_scene("SceneLightsOff1")
    await look(DAY)
    assert names(hass) == {
        "Linden Street Away",
        "Linden Street Film",
        "Cottage Sleep",
    }
    assert entity_of(hass, entry, "scene", "SceneLeaveHome2") == kept
    assert not entity_of(hass, entry, "scene", "SceneLightsOff1")

    simulator.put_scene("SceneNew4", enabled=False)
    await look(DAY)
    film = entity_of(hass, entry, "scene", "SceneNew4")
    assert hass.states.is_state(film, STATE_UNAVAILABLE)


@pytest.mark.usefixtures("read")
async def test_what_goes_while_the_entry_is_unloaded_is_unregistered(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """A registered scene without one of the app is removed at the next start."""
    registry = er.async_get(hass)
    ghost = registry.async_get_or_create(
        "scene",
        DOMAIN,
        f"{entry.entry_id}_scene_Ghost",
        config_entry=entry,
    )
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert registry.async_get(ghost.entity_id) is None
    assert len(names(hass)) == 2


@pytest.mark.usefixtures("read")
async def test_an_empty_list_is_believed_the_second_time(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """An expired plan returns empty lists; then the home goes with its scenes."""
    for scene_id in [*simulator.cloud.home.scenes]:
        simulator.remove_scene(scene_id)
    await look(DAY)
    assert len(names(hass)) == 2
    await look(DAY)
    assert names(hass) == set()
    assert home_of(hass, entry) is None


@pytest.mark.usefixtures("read")
async def test_automations_are_switches_that_start_disabled(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """One call switches; what happens in the app shows with the next read."""
    switch = await enabled_automation(hass, entry)
    assert hass.states.is_state(switch, STATE_ON)
    simulator.clear_calls()
    await act(hass, "turn_off", switch)
    assert hass.states.is_state(switch, STATE_OFF)
    assert simulator.cloud.home.scenes["AutoNightfall03"].enabled is False
    assert simulator.calls()["total"] == 1
    await act(hass, "turn_on", switch)
    assert simulator.cloud.home.scenes["AutoNightfall03"].enabled is True
    simulator.put_scene("AutoNightfall03", enabled=False)
    await look(DAY)
    assert hass.states.is_state(switch, STATE_OFF)
    simulator.put_scene("AutoNightfall03", name="Dusk")
    await look(DAY)
    state = hass.states.get(switch)
    assert state is not None
    assert state.name == "Linden Street Dusk"


async def test_the_older_calls_are_made_where_the_newer_are_refused(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
) -> None:
    """Scenes and automations work the same."""
    simulator.add_fault("* /v2.0/cloud/scene/*", NO_SERVICE)
    await look()
    assert len(names(hass)) == 2
    switch = await enabled_automation(hass, loaded)
    simulator.clear_calls()
    await act(hass, "turn_off", switch)
    await act(hass, "turn_on", switch)
    await act(hass, "turn_on", entity_of(hass, loaded, "scene", "SceneLightsOff1"))
    assert simulator.cloud.home.scenes["SceneLightsOff1"].runs == 1
    assert simulator.calls()["total"] == 3


async def test_automations_may_be_refused_alone(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Then the scenes are there."""
    simulator.add_fault("* /v2.0/cloud/scene/*", NO_SERVICE)
    simulator.add_fault("GET */automations", NO_SERVICE)
    await look()
    assert len(names(hass)) == 2
    assert not entity_of(hass, loaded, "automation", "AutoNightfall03")


@pytest.mark.usefixtures("read")
async def test_the_other_call_is_tried_when_one_is_refused(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The project may have lost one of its services since."""
    simulator.add_fault("* /v2.0/cloud/scene/*", NO_SERVICE)
    await act(hass, "turn_on", entity_of(hass, entry, "scene", "SceneLightsOff1"))
    assert simulator.cloud.home.scenes["SceneLightsOff1"].runs == 1


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2505, "msg": "scene does not exist"}, "command_rejected"),
        *REFUSALS,
    ],
)
async def test_a_refusal_shows_its_reason(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    then: JsonObject,
    key: str,
) -> None:
    """Of a scene and of an automation; the switch keeps its state."""
    switch = await enabled_automation(hass, entry)
    simulator.add_fault("* *scene*/*", then)
    simulator.add_fault("PUT *automations*", then)
    with pytest.raises(HomeAssistantError) as raised:
        await act(hass, "turn_on", entity_of(hass, entry, "scene", "SceneLightsOff1"))
    assert raised.value.translation_key == key
    with pytest.raises(HomeAssistantError) as raised:
        await act(hass, "turn_off", switch)
    assert raised.value.translation_key == key
    assert hass.states.is_state(switch, STATE_ON)


@pytest.mark.usefixtures("read")
async def test_a_home_that_is_refused_keeps_its_scenes(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, look: Look
) -> None:
    """The other home is read."""
    simulator.put_scene("SceneFar5", name="Sleep", home="Cottage")
    no: JsonObject = {"code": 1106, "msg": "permission deny"}
    simulator.add_fault(RULES, no, times=1)
    simulator.add_fault("GET /v1.1/homes/*", no, times=1)
    await look(DAY)
    assert names(hass) == {
        "Linden Street Lights off",
        "Linden Street Leave home",
        "Cottage Sleep",
    }


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"list": None},
        {"list": [7, {}, {"id": "", "name": "x"}], "has_more": True},
        {"list": [{"id": "Bare"}]},
    ],
)
async def test_odd_answers_are_read_as_far_as_they_go(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    result: Any,
) -> None:
    """A scene without a name is called by its id."""
    simulator.add_fault(RULES, {"result": result})
    await look()
    expected = (
        {"Linden Street Bare"} if result.get("list") == [{"id": "Bare"}] else set()
    )
    assert names(hass) <= expected | {"Cottage Bare"}
    assert bool(names(hass)) is bool(expected)


async def test_many_scenes_come_page_by_page(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """All of them are there."""
    for number in range(250):
        simulator.put_scene(f"Many{number}", name=f"Number {number}")
    await look()
    assert len(names(hass)) == 252


@pytest.mark.parametrize("project_type", [ProjectType.PROJECT_ONLY])
async def test_a_project_without_a_user_has_the_scenes_of_its_homes(
    hass: HomeAssistant, loaded: MockConfigEntry, look: Look
) -> None:
    """The homes are those of the user that the devices belong to."""
    await look()
    assert len(names(hass)) == 2
