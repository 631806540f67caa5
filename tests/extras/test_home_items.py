"""Scenes and groups of projects that have no service for them, or no homes."""

from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from simulator import Simulator
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import Look
from .home_items import DAY

LAMP = device("dj", {"switch_led": boolean(value=True)})
# the name of the extra, the calls that it makes, and the kind in unique ids
each_kind = pytest.mark.parametrize(
    ("name", "calls", "kind"),
    [("scenes", "* *scene*", "scene"), ("groups", "* *thing/group*", "group")],
    ids=["scenes", "groups"],
)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of two lamps."""
    return write_files(tmp_path, {"one": LAMP, "two": LAMP})


@pytest.fixture(autouse=True)
def _group(simulator: Simulator) -> None:
    """Have a group beside the scenes that every home has."""
    simulator.put_group("1", name="Lamps", devices=["one", "two"])


def are_there(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> bool:
    """Return whether there are entities of a kind."""
    registry = er.async_get(hass)
    return any(
        entity.unique_id.startswith(f"{entry.entry_id}_{kind}_")
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id)
    )


@each_kind
@pytest.mark.parametrize("code", [28841101, 1106, 1108])
async def test_a_project_without_the_service_stays_silent(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    name: str,
    calls: str,
    kind: str,
    code: int,
) -> None:
    """Diagnostics have one line; it is asked again after a day."""
    simulator.add_fault(calls, {"code": code, "msg": "no"})
    await look()
    assert not are_there(hass, loaded, kind)
    line = loaded.runtime_data.extras.summary[name]["refusal"]
    assert line == f"the project has no such service ({code})"
    simulator.clear_faults()
    await look(DAY)
    assert are_there(hass, loaded, kind)


@pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])
async def test_a_custom_project_has_neither(
    hass: HomeAssistant, loaded: MockConfigEntry, look: Look
) -> None:
    """Nothing is asked."""
    await look()
    assert not loaded.runtime_data.extras.summary.keys() & {"scenes", "groups"}
    assert not are_there(hass, loaded, "scene")
    assert not are_there(hass, loaded, "group")


@pytest.mark.parametrize("name", ["scenes", "groups"])
async def test_broken_items_of_the_store_are_left_out(
    loaded: MockConfigEntry, name: str
) -> None:
    """The others are taken; one without a name is called by its id."""
    extra = getattr(loaded.runtime_data.extras, name)
    broken = [5, {"id": "", "home_id": "1"}, {"id": "2"}, {"id": 3, "home_id": "1"}]
    extra.take({name: [*broken, {"id": "whole", "home_id": "1"}]})
    assert [(item.id, item.name) for item in extra.items.values()] == [
        ("whole", "whole")
    ]
    extra.take([])
    assert extra.items == {}
