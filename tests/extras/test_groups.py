"""Groups of the app are lights, switches and covers."""

from pathlib import Path
from typing import Any

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import until
from tests.documents import boolean, device, enum, integer
from tests.homes import write_files

from .conftest import Look
from .home_items import DAY, NO_SERVICE, REFUSALS, act, enable

WEEK = 7 * DAY
LIST = "GET /v2.1/cloud/thing/group"
MEMBERS = "GET /v2.1/cloud/thing/group/{group_id}/devices"
PROPERTIES = "POST /v2.1/cloud/thing/group/*/properties"
LAMP = device(
    "dj",
    {
        "switch_led": boolean(value=False),
        "bright_value_v2": integer(10, 1000, 500),
        "work_mode": enum("white scene", "white"),
    },
)
OTHER_LAMP = device(
    "dj",
    {
        "switch_led": boolean(value=True),
        "bright_value_v2": integer(10, 1000, 100),
        "work_mode": enum("white colour", "white"),
        "temp_value": integer(0, 255, 5),
    },
)
COVER = device(
    "cl",
    {
        "control": enum("open stop close", "open"),
        "percent_control": integer(0, 100, 20, unit="%"),
        "percent_state": integer(0, 100, 20, "r", unit="%"),
    },
)
STRIP = device("kg", {f"switch_{number}": boolean(value=True) for number in (1, 2)})
FILES = {
    "one": LAMP,
    "two": OTHER_LAMP,
    "left": COVER,
    "right": COVER,
    "strip": STRIP,
    "fan": device("cz", {"switch_1": boolean(value=False)}),
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of lamps, covers and switches."""
    return write_files(
        tmp_path, {key: each | {"name": key.title()} for key, each in FILES.items()}
    )


@pytest.fixture(autouse=True)
def groups(simulator: Simulator) -> None:
    """Have groups of each kind."""
    simulator.put_group("1", name="Lamps", devices=["one", "two"])
    simulator.put_group("2", name="Blinds", devices=["left", "right"])
    simulator.put_group("3", name="Strips", devices=["strip"])
    simulator.put_group("4", name="Nothing in common", devices=["one", "left"])


def entity_of(
    hass: HomeAssistant, entry: MockConfigEntry, platform: str, key: str
) -> str:
    """Return the entity id of a group; "": there is none."""
    unique_id = f"{entry.entry_id}_group_{key}"
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    return found or ""


def groups_of(hass: HomeAssistant, entry: MockConfigEntry) -> set[str]:
    """Return the unique ids of all groups, without that of the entry."""
    prefix = f"{entry.entry_id}_group_"
    return {
        each.unique_id.removeprefix(prefix)
        for each in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if each.unique_id.startswith(prefix)
    }


@pytest.fixture
async def shown(
    hass: HomeAssistant, loaded: MockConfigEntry, look: Look
) -> MockConfigEntry:
    """Return the entry with all groups enabled."""
    await look()
    registry = er.async_get(hass)
    entities = er.async_entries_for_config_entry(registry, loaded.entry_id)
    groups = [each.entity_id for each in entities if "_group_" in each.unique_id]
    await enable(hass, groups)
    await until(lambda: loaded.runtime_data.push.is_connected)
    return loaded


def attribute(hass: HomeAssistant, entity_id: str, name: str) -> Any:
    """Return an attribute of a state."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state.attributes.get(name)


async def test_groups_are_what_their_members_have_in_common(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """They start disabled; the list takes a call, and one for each group."""
    await look()
    assert groups_of(hass, loaded) == {
        "1_switch_led",
        "2_control",
        "3_switch_1",
        "3_switch_2",
    }
    calls = simulator.calls()["by_endpoint"]
    assert (calls[LIST], calls[MEMBERS]) == (1, 6)


async def test_a_group_shows_its_members(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """On if one is; the brightness is that of those that are on."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    assert hass.states.is_state(light, STATE_ON)
    assert attribute(hass, light, "friendly_name") == "Linden Street Lamps"
    dim = attribute(hass, light, "brightness")
    await simulator.report("one", {"switch_led": True})
    await until(lambda: attribute(hass, light, "brightness") > dim)
    await simulator.report("one", {"switch_led": False})
    await simulator.report("two", {"switch_led": False})
    await until(lambda: hass.states.is_state(light, STATE_OFF))
    cover = entity_of(hass, shown, "cover", "2_control")
    before = attribute(hass, cover, "current_position")
    await simulator.report("left", {"percent_state": 60, "percent_control": 60})
    await until(lambda: attribute(hass, cover, "current_position") != before)
    assert abs(attribute(hass, cover, "current_position") - before) == 20


async def test_a_group_is_commanded_in_one_call(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """All members obey; their reports follow."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    simulator.clear_calls()
    await act(hass, "turn_on", light, brightness=255)
    assert simulator.calls()["total"] == 1
    for member in ("one", "two"):
        status = simulator.device(member).status
        assert (status["switch_led"], status["bright_value_v2"]) == (True, 1000)
    assert hass.states.is_state(light, STATE_ON)
    await act(hass, "close_cover", entity_of(hass, shown, "cover", "2_control"))
    for member in ("left", "right"):
        assert simulator.device(member).status["control"] == "close"
    await act(hass, "turn_off", entity_of(hass, shown, "switch", "3_switch_2"))
    assert simulator.device("strip").status["switch_2"] is False
    assert simulator.device("strip").status["switch_1"] is True
    assert simulator.calls()["total"] == 3


async def test_a_group_is_available_while_a_member_is(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """What is offline does not count, unless all are."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    await simulator.set_online("two", online=False)
    await until(lambda: hass.states.is_state(light, STATE_OFF))
    await simulator.set_online("one", online=False)
    await until(lambda: hass.states.is_state(light, STATE_UNAVAILABLE))


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2008, "msg": "command or value not support"}, "command_rejected"),
        ({"result": {"result": False}}, "command_rejected"),
        *REFUSALS,
    ],
)
async def test_a_refusal_shows_its_reason(
    hass: HomeAssistant,
    simulator: Simulator,
    shown: MockConfigEntry,
    then: JsonObject,
    key: str,
) -> None:
    """The group shows its members still."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    simulator.add_fault(PROPERTIES, then)
    with pytest.raises(HomeAssistantError) as raised:
        await act(hass, "turn_off", light)
    assert raised.value.translation_key == key
    assert hass.states.is_state(light, STATE_ON)


async def test_a_success_without_a_result_is_one(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The answer may leave out what is empty."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    simulator.add_fault(PROPERTIES, {"body": '{"success": true, "t": 1700000000000}'})
    await act(hass, "turn_off", light)
    assert hass.states.is_state(light, STATE_OFF)


async def test_groups_come_change_and_go(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry, look: Look
) -> None:
    """Names and members follow once a week; a restart costs nothing."""
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(shown.entry_id)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] <= 3
    light = entity_of(hass, shown, "light", "1_switch_led")
    simulator.put_group("1", name="Table", devices=["one"])
    simulator.put_group("5", name="Fans", devices=["fan", "gone"])
    simulator.remove_group("2")
    await look(WEEK)
    assert entity_of(hass, shown, "light", "1_switch_led") == light
    assert attribute(hass, light, "friendly_name") == "Linden Street Table"
    assert hass.states.is_state(light, STATE_OFF)
    assert not entity_of(hass, shown, "cover", "2_control")
    assert entity_of(hass, shown, "switch", "5_switch_1")


async def test_a_member_that_leaves_and_returns(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry
) -> None:
    """The group goes on with the others, at once."""
    light = entity_of(hass, shown, "light", "1_switch_led")
    await simulator.unbind("two")
    await until(lambda: hass.states.is_state(light, STATE_OFF))
    await simulator.bind("two", OTHER_LAMP)
    await until(lambda: hass.states.is_state(light, STATE_ON))
    await simulator.report("two", {"switch_led": False})
    await until(lambda: hass.states.is_state(light, STATE_OFF))


async def test_the_older_list_is_read_where_the_newer_is_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Its secret keys are not kept."""
    simulator.add_fault("GET /v2.1/cloud/thing/group", NO_SERVICE)
    await look()
    assert len(groups_of(hass, loaded)) == 4
    kept = str(loaded.runtime_data.extras.groups.document)
    keys = [each.local_key for each in simulator.cloud.home.groups.values()]
    assert not [key for key in keys if key in kept]


async def test_a_group_whose_members_are_refused_keeps_those_it_has(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry, look: Look
) -> None:
    """A new one has none, and no entity."""
    match = "GET /v2.1/cloud/thing/group/*/devices"
    simulator.add_fault(match, {"code": 1106, "msg": "permission deny"})
    simulator.put_group("5", name="Fans", devices=["fan"])
    await look(WEEK)
    assert len(groups_of(hass, shown)) == 4
    assert hass.states.is_state(
        entity_of(hass, shown, "light", "1_switch_led"), STATE_ON
    )


async def test_an_empty_list_is_believed_the_second_time(
    hass: HomeAssistant, simulator: Simulator, shown: MockConfigEntry, look: Look
) -> None:
    """An expired plan returns empty lists."""
    for group_id in [*simulator.cloud.home.groups]:
        simulator.remove_group(group_id)
    await look(WEEK)
    assert len(groups_of(hass, shown)) == 4
    await look(WEEK)
    assert groups_of(hass, shown) == set()


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"data_list": None, "count": 5},
        {"data_list": [7, {}, {"group_id": ""}], "count": "many"},
        {"data_list": [{"group_id": "9"}], "count": 1},
    ],
)
async def test_odd_answers_are_no_groups(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    result: Any,
) -> None:
    """Nothing fails."""
    simulator.add_fault("GET /v2.1/cloud/thing/group*", {"result": result})
    await look()
    assert groups_of(hass, loaded) == set()
    assert loaded.runtime_data.extras.summary["groups"]["refusal"] == ""


async def test_many_groups_come_page_by_page(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """The cloud refuses pages of more than fifty."""
    for number in range(60):
        simulator.put_group(f"7{number:02}", name=f"G{number}", devices=["fan"])
    await look()
    assert len(groups_of(hass, loaded)) == 64
