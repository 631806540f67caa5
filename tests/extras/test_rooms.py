"""Rooms of the app become the areas of new devices, once."""

import logging
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import until
from tests.documents import boolean, device
from tests.homes import write_files

from .conftest import Look

DAY = 24 * 3600
WEEK = 7 * DAY
HOMES = "GET /v1.0/users/*/homes"
SOCKET = device("cz", {"switch_1": boolean(value=True)})
# device id: name of the home, name of the room
PLACES = {
    "oven": ("", "Kitchen"),
    "kettle": ("", "Kitchen"),
    "lamp": ("", "Hall"),
    "stove": ("Cottage", "kitchen"),
    "radio": ("", ""),
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of sockets in two homes."""
    return write_files(
        tmp_path,
        {
            name: SOCKET | {"name": name, "home": home, "room": room}
            for name, (home, room) in PLACES.items()
        },
    )


class Areas:
    """The areas of an entry's devices."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Take the entry."""
        self.devices = dr.async_get(hass)
        self.areas = ar.async_get(hass)
        self.entry = entry

    def registered(self, device_id: str) -> dr.DeviceEntry:
        """Return a device of the registry."""
        found = self.devices.async_get_device_by_identifier(
            (DOMAIN, device_id), self.entry.entry_id
        )
        assert found is not None
        return found

    def of(self, device_id: str) -> str | None:
        """Return the name of a device's area."""
        area_id = self.registered(device_id).area_id
        area = self.areas.async_get_area(area_id) if area_id else None
        return area.name if area else None

    def choose(self, device_id: str, name: str | None) -> None:
        """Put a device into an area, as a user does."""
        area_id = self.areas.async_get_or_create(name).id if name else None
        self.devices.async_update_device(self.registered(device_id).id, area_id=area_id)

    @property
    def all(self) -> dict[str, str | None]:
        """Return the areas of all devices."""
        return {device_id: self.of(device_id) for device_id in PLACES}


@pytest.fixture
def areas(hass: HomeAssistant, entry: MockConfigEntry) -> Areas:
    """Return the areas of the home."""
    return Areas(hass, entry)


def room_calls(simulator: Simulator) -> int:
    """Return how many calls the rooms have cost."""
    return sum(
        count
        for endpoint, count in simulator.calls()["by_endpoint"].items()
        if "/rooms" in endpoint or "/assets" in endpoint
    )


def home_calls(simulator: Simulator) -> int:
    """Return how often the homes were listed."""
    calls = simulator.calls()["by_endpoint"]
    return int(calls.get("GET /v1.0/users/{uid}/homes", 0))


async def shown(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Return what diagnostics show of the rooms."""
    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    rooms: dict[str, Any] = diagnostics["extras"].get("rooms", {})
    return rooms


async def test_new_devices_are_placed_in_their_rooms(
    simulator: Simulator, loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """A name that two homes share tells the homes; a device without a room has none."""
    assert set(areas.all.values()) == {None}
    assert room_calls(simulator) == 0
    await look()
    assert areas.all == {
        "oven": "Linden Street: Kitchen",
        "kettle": "Linden Street: Kitchen",
        "lamp": "Hall",
        "stove": "Cottage: kitchen",
        "radio": None,
    }
    # two homes, three rooms
    assert room_calls(simulator) == 5
    assert home_calls(simulator) == 1


async def test_a_device_has_the_number_of_its_maker(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, areas: Areas
) -> None:
    """It comes with the list of devices, and survives a restart."""
    assert areas.registered("lamp").serial_number == simulator.device("lamp").uuid
    await hass.config_entries.async_unload(loaded.entry_id)
    simulator.add_fault("*", {"http": 502})
    assert await hass.config_entries.async_setup(loaded.entry_id)
    assert areas.registered("lamp").serial_number == simulator.device("lamp").uuid


async def test_a_restart_costs_nothing_and_a_week_later_they_are_read_again(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """The time of the next read survives the restart."""
    await look()
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert simulator.calls()["total"] <= 3
    await look(WEEK - 60)
    assert room_calls(simulator) == 0
    await look(60)
    assert room_calls(simulator) == 5


async def test_an_area_that_a_user_has_chosen_stays(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
) -> None:
    """Before the first read, after it, and also if it is none."""
    areas.choose("oven", "Cellar")
    await look()
    assert areas.of("oven") == "Cellar"
    areas.choose("kettle", "Attic")
    areas.choose("lamp", None)
    simulator.device("oven").room = "Hall"
    await look(WEEK)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await look(WEEK)
    assert [areas.of(each) for each in ("oven", "kettle", "lamp")] == [
        "Cellar",
        "Attic",
        None,
    ]


async def test_a_device_gets_its_area_when_it_gets_a_room(
    simulator: Simulator, loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """The rooms are read again a week later."""
    await look()
    simulator.device("radio").room = "Hall"
    await look(WEEK)
    assert areas.of("radio") == "Hall"


async def test_a_device_that_joins_is_placed_within_minutes(
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
) -> None:
    """One that comes back is a new one."""
    await look()
    simulator.clear_calls()
    new = SOCKET | {"name": "Fan", "room": "Attic"}
    devices = loaded.runtime_data.devices
    await simulator.bind("fan", new)
    await until(lambda: "fan" in devices)
    await look()
    assert areas.of("fan") == "Attic"
    assert room_calls(simulator) == 6

    await simulator.unbind("fan")
    await until(lambda: "fan" not in devices)
    await simulator.bind("fan", new | {"room": "Hall"})
    await until(lambda: "fan" in devices)
    areas.choose("fan", None)
    await look()
    assert areas.of("fan") == "Hall"
    simulator.clear_calls()
    await look()
    assert room_calls(simulator) == 0


@pytest.mark.parametrize("code", [28841101, 28841105, 1106, 1108])
async def test_a_project_without_homes_stays_silent(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
    caplog: pytest.LogCaptureFixture,
    code: int,
) -> None:
    """Diagnostics say so; it is asked again after a day, or when a user wants it."""
    simulator.add_fault(HOMES, {"code": code, "msg": "no"})
    simulator.clear_calls()
    await look()
    assert await shown(hass, loaded) == {
        "read_at": None,
        "refusal": f"the project has no such service ({code})",
    }
    # one for all that want to know the homes
    assert home_calls(simulator) == 1
    await look(DAY - 60)
    assert home_calls(simulator) == 1
    loaded.runtime_data.extras.read_again()
    await look()
    assert home_calls(simulator) == 2
    loud = [record for record in caplog.records if record.levelno > logging.DEBUG]
    assert not [record for record in loud if "rooms" in record.getMessage()]

    simulator.clear_faults()
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    result = await hass.config_entries.options.async_configure(
        form["flow_id"], {"monthly_call_budget": 26_000, "look_again": True}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert "look_again" not in loaded.options
    await hass.async_block_till_done()
    await look()
    assert areas.of("lamp") == "Hall"
    assert (await shown(hass, loaded))["refusal"] == ""


async def test_a_user_looks_again_without_a_change(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
) -> None:
    """Saving the same options does not reload the entry, but reads."""
    options = {
        "fill_history": False,
        "keep_last_states": False,
        "monthly_call_budget": 26_000,
        "push_way": "automatic",
    }
    hass.config_entries.async_update_entry(loaded, options=options)
    await look()
    simulator.device("radio").room = "Hall"
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    await hass.config_entries.options.async_configure(
        form["flow_id"], options | {"look_again": True}
    )
    await look()
    assert areas.of("radio") == "Hall"


@pytest.mark.parametrize(
    "then",
    [
        {"http": 502},
        {"drop": True},
        {"body": "not json"},
        {"result": {"odd": 1}},
        {"result": 7},
    ],
)
async def test_a_failure_is_retried_after_an_hour(
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
    then: dict[str, Any],
) -> None:
    """Nothing is placed by halves."""
    simulator.add_fault("GET *homes*", then)
    await look()
    assert set(areas.all.values()) == {None}
    simulator.clear_faults()
    await look(3590)
    assert set(areas.all.values()) == {None}
    await look(10)
    assert areas.of("lamp") == "Hall"


async def test_a_room_or_home_that_is_refused_is_left_out(
    simulator: Simulator, loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """The others are placed."""
    cottage = next(
        home for home, name in simulator.cloud.home.homes.items() if name == "Cottage"
    )
    hall = next(
        room for room, name in simulator.cloud.home.rooms().items() if name == "Hall"
    )
    no: JsonObject = {"code": 1106, "msg": "permission deny"}
    simulator.add_fault(f"GET /v1.0/homes/{cottage}/rooms", no)
    simulator.add_fault(f"GET /v1.0/homes/*/rooms/{hall}/devices", no)
    await look()
    assert areas.all == dict.fromkeys(PLACES) | {"oven": "Kitchen", "kettle": "Kitchen"}


@pytest.mark.parametrize(
    ("match", "then", "reason"),
    [
        (
            "GET */rooms",
            {"code": 1106, "msg": "no"},
            "the project has no such service (1106)",
        ),
        (
            "GET */rooms",
            {"code": 28841105, "msg": "no"},
            "the project has no such service (28841105)",
        ),
        (
            "GET */rooms/*/devices",
            {"code": 28841105, "msg": "no"},
            "the project has no such service (28841105)",
        ),
        ("GET */rooms/*/devices", {"http": 502}, "http_status"),
    ],
)
async def test_rooms_that_cannot_be_read_place_nothing(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
    match: str,
    then: JsonObject,
    reason: str,
) -> None:
    """Diagnostics say why."""
    simulator.add_fault(match, then)
    await look()
    assert set(areas.all.values()) == {None}
    assert (await shown(hass, loaded))["refusal"] == reason


async def test_rooms_in_another_shape_are_read(
    simulator: Simulator, loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """A bare list, and a room without a name."""
    rooms = {name: room for room, name in simulator.cloud.home.rooms().items()}
    hall: JsonObject = {"room_id": str(rooms["Hall"]), "name": "Hall"}
    simulator.add_fault("GET */rooms", {"result": [hall, {"room_id": 5}]})
    await look()
    assert areas.of("lamp") == "Hall"


async def test_no_call_is_spent_while_the_budget_is_tight(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    areas: Areas,
    look: Look,
) -> None:
    """The rooms wait for the next month."""
    budget = loaded.runtime_data.ledger.budget
    loaded.runtime_data.ledger.budget = 1
    await look(DAY)
    assert room_calls(simulator) == 0
    loaded.runtime_data.ledger.budget = budget
    await look()
    assert areas.of("lamp") == "Hall"


@pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])
async def test_assets_of_a_custom_project_are_rooms(
    loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """A device beside the rooms is in the house itself."""
    await look()
    assert areas.all == {
        "oven": "Linden Street: Kitchen",
        "kettle": "Linden Street: Kitchen",
        "lamp": "Hall",
        "stove": "Cottage: kitchen",
        "radio": "Linden Street",
    }


@pytest.mark.parametrize("project_type", [ProjectType.PROJECT_ONLY])
async def test_a_project_without_a_user_has_the_rooms_of_its_devices(
    loaded: MockConfigEntry, areas: Areas, look: Look
) -> None:
    """The homes are those of the user that the devices belong to."""
    await look()
    assert areas.of("lamp") == "Hall"
