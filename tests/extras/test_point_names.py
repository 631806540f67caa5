"""Gangs have the names that users give them in the app."""

from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until
from tests.documents import boolean, device, thing, thing_property
from tests.homes import read_things, write_files

from .conftest import Look

DAY = 24 * 3600
NAMES = "GET /v1.0/devices/{id}/multiple-names"
WALL = device("kg", {f"switch_{number}": boolean(value=True) for number in (1, 2)}) | {
    "name": "Wall",
    "point_names": {"switch_1": "Ceiling", "switch_2": "  "},
}
BARE = thing(
    "kg",
    [thing_property(f"switch_{number}", number, "bool") for number in (1, 2)],
    {"switch_1": True, "switch_2": False},
) | {"name": "Bare", "point_names": {"switch_2": "Porch"}}
SOCKET = device("cz", {"switch_1": boolean(value=True)}) | {"name": "Socket"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of two wall switches and a socket."""
    files = {"wall": WALL, "other": WALL | {"point_names": {}}, "socket": SOCKET}
    return write_files(tmp_path, files)


class Gangs:
    """The gangs of an entry's devices."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Take the entry."""
        self.devices = dr.async_get(hass)
        self.entry = entry

    def registered(self, device_id: str, number: int) -> dr.ChildDeviceEntry:
        """Return a gang of the registry."""
        found = self.devices.async_get_child_device_by_identifier(
            (DOMAIN, f"{device_id}_gang_{number}"), self.entry.entry_id
        )
        assert found is not None
        return found

    def names(self, device_id: str) -> list[str | None]:
        """Return the names of a device's two gangs."""
        return [self.registered(device_id, number).name for number in (1, 2)]


@pytest.fixture
def gangs(hass: HomeAssistant, entry: MockConfigEntry) -> Gangs:
    """Return the gangs of the home."""
    return Gangs(hass, entry)


def name_calls(simulator: Simulator) -> int:
    """Return how many calls the names have cost."""
    return int(simulator.calls()["by_endpoint"].get(NAMES, 0))


async def test_gangs_are_named_as_in_the_app(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    gangs: Gangs,
    look: Look,
) -> None:
    """One call for each device with gangs, once; the names survive a restart."""
    assert gangs.names("wall") == ["Switch 1", "Switch 2"]
    await look()
    assert gangs.names("wall") == ["Ceiling", "Switch 2"]
    assert gangs.names("other") == ["Switch 1", "Switch 2"]
    assert name_calls(simulator) == 2
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert gangs.names("wall") == ["Ceiling", "Switch 2"]
    await look(30 * DAY)
    assert name_calls(simulator) == 2
    state = hass.states.get(entity_id_of(hass, "switch", "wall_switch_1"))
    assert state is not None
    assert state.name == "Ceiling"


async def test_a_name_that_a_user_gave_in_home_assistant_stays(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """The app's name is only the one behind it."""
    registered = gangs.registered("wall", 1)
    gangs.devices.async_update_child_device(registered.id, name_by_user="Mine")
    await look()
    assert gangs.registered("wall", 1).name_by_user == "Mine"


async def test_a_new_name_is_pushed(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """It takes no call, once the number of the data point is known."""
    await look()
    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.report("wall", {"switch_2": False})
    await until(lambda: loaded.runtime_data.devices["wall"].raw("switch_2") is False)
    await simulator.rename_point("wall", "switch_2", "Stairs")
    await until(lambda: gangs.names("wall") == ["Ceiling", "Stairs"])
    await simulator.rename_point("wall", "switch_2", "")
    await until(lambda: gangs.names("wall") == ["Ceiling", "Switch 2"])
    await look()
    assert name_calls(simulator) == 2


async def test_a_new_name_of_an_unknown_number_is_read(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """The names of that one device are read again."""
    await look()
    await until(lambda: loaded.runtime_data.push.is_connected)
    await simulator.rename_point("other", "switch_1", "Cellar")
    await until(
        lambda: "other" not in str(loaded.runtime_data.extras.point_names.document)
    )
    await look()
    assert gangs.names("other") == ["Cellar", "Switch 2"]
    assert name_calls(simulator) == 3


async def test_a_device_that_joins_gets_its_names(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """One more call; again when it comes back."""
    await look()
    devices = loaded.runtime_data.devices
    await simulator.bind("new", WALL)
    await until(lambda: "new" in devices)
    await look()
    assert gangs.names("new") == ["Ceiling", "Switch 2"]
    await simulator.unbind("new")
    await until(lambda: "new" not in devices)
    await simulator.bind("new", WALL)
    await until(lambda: "new" in devices)
    await look()
    assert gangs.names("new") == ["Ceiling", "Switch 2"]
    assert name_calls(simulator) == 4


async def test_a_device_that_is_refused_is_asked_once(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """Its gangs keep their numbers; a user can have it asked again."""
    simulator.add_fault("GET */wall/multiple-names", {"code": 2003, "msg": "no"})
    await look()
    await look(DAY)
    assert gangs.names("wall") == ["Switch 1", "Switch 2"]
    assert name_calls(simulator) == 2
    simulator.clear_faults()
    loaded.runtime_data.extras.read_again()
    await look()
    assert gangs.names("wall") == ["Ceiling", "Switch 2"]
    assert name_calls(simulator) == 4


async def test_the_next_read_goes_on_where_one_has_failed(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """What was read is kept; a failure of the first is a failure of all."""
    simulator.add_fault("GET */wall/multiple-names", {"http": 502})
    await look()
    simulator.clear_faults()
    simulator.clear_calls()
    await look(DAY)
    assert gangs.names("wall") == ["Ceiling", "Switch 2"]
    assert name_calls(simulator) == 1


async def test_a_project_without_the_service_is_asked_one_call_a_day(
    simulator: Simulator, loaded: MockConfigEntry, gangs: Gangs, look: Look
) -> None:
    """The number of devices does not matter."""
    simulator.add_fault("GET */multiple-names", {"code": 28841105, "msg": "no"})
    await look()
    assert name_calls(simulator) == 1
    await look(DAY - 60)
    assert name_calls(simulator) == 1
    assert gangs.names("wall") == ["Switch 1", "Switch 2"]


@pytest.mark.parametrize(
    "result",
    [[], [7, {}, {"identifier": "switch_1"}, {"identifier": 5, "name": "x"}], {"a": 1}],
)
async def test_odd_answers_name_nothing(
    simulator: Simulator,
    loaded: MockConfigEntry,
    gangs: Gangs,
    look: Look,
    result: JsonValue,
) -> None:
    """The gangs keep their numbers."""
    simulator.add_fault("GET */multiple-names", {"result": result})
    await look()
    assert gangs.names("wall") == ["Switch 1", "Switch 2"]


class TestShadow:
    """A device that is read by its shadow."""

    @pytest.fixture
    def device_files(self, tmp_path: Path) -> Path:
        """Return the file of a device that only its thing model describes."""
        return write_files(tmp_path, {"bare": BARE})

    async def test_the_shadow_names_gangs(
        self, hass: HomeAssistant, loaded: MockConfigEntry, gangs: Gangs
    ) -> None:
        """It is read anyway, so the names take no call."""
        await read_things(hass, loaded)
        assert gangs.names("bare") == ["Switch 1", "Porch"]
