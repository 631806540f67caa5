"""Faults of the stored file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, override

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import let_time_pass, until

from .conftest import SWITCH, TEMPERATURE, issues_of, state_of
from .table import EVERYTHING

DAY: Final = "2026-01-31"


class StoredFiles(Mapping[str, Any]):
    """The JSON files in a folder, by name."""

    def __init__(self, folder: Path) -> None:
        """Read from a folder, which may not exist yet."""
        self._folder = folder

    @override
    def __getitem__(self, name: str) -> Any:
        """Return the content of a file."""
        return json.loads((self._folder / name).read_text(encoding="utf-8"))

    @override
    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files."""
        return (path.name for path in self._folder.glob("*"))

    @override
    def __len__(self) -> int:
        """Return the number of files."""
        return len(list(self))


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Return a configuration folder of its own for Home Assistant."""
    return hass_tmp_config_dir


@pytest.fixture
def hass_storage(hass_config_dir: str) -> Mapping[str, Any]:
    """Return the stored files; other tests keep them in memory."""
    return StoredFiles(Path(hass_config_dir) / ".storage")


@pytest.fixture
async def stored(hass: HomeAssistant, loaded: MockConfigEntry) -> Path:
    """Return the stored file of an entry that was set up and unloaded."""
    assert await hass.config_entries.async_unload(loaded.entry_id)
    return Path(hass.config.path(".storage", f"{DOMAIN}.{loaded.entry_id}"))


def changed(path: Path, **changes: Any) -> dict[str, Any]:
    """Return the content of a stored file, with changes to its data."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document["data"] |= changes
    return document


def write(path: Path, document: Any) -> None:
    """Replace the content of a stored file."""
    path.write_text(json.dumps(document), encoding="utf-8")


def copies_of(path: Path) -> list[Any]:
    """Return the contents of the kept copies."""
    return [
        json.loads(copy.read_text(encoding="utf-8"))
        for copy in path.parent.glob(f"{path.name}.corrupt.*")
    ]


async def set_up_with(
    hass: HomeAssistant, entry: MockConfigEntry, path: Path, document: Any
) -> None:
    """Set up the entry with another stored file."""
    write(path, document)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def assert_copy_is_kept(
    hass: HomeAssistant, entry: MockConfigEntry, path: Path, document: Any
) -> None:
    """Check for all states, a copy of the file, and a correct file afterwards."""
    await set_up_with(hass, entry, path, document)
    assert (state_of(hass, SWITCH), state_of(hass, TEMPERATURE)) == ("on", "21.5")
    assert copies_of(path) == [document]
    assert issues_of(hass) == []

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, SWITCH) == "on"
    assert len(copies_of(path)) == 1


@pytest.mark.parametrize(
    "document",
    [
        *([], ["a"], "a", 5, True, None),
        {"version": 1},
        {"data": {}},
        {"version": "1", "data": {}},
        {"version": None, "data": {}},
        {"version": 0, "data": {}},
        {"version": 1, "data": []},
        {"version": 1, "data": "a"},
        {"version": 1, "data": 0},
        {"version": 1, "data": False},
        *(
            {"version": 1, "data": {part: value}}
            for part in ("specifications", "devices", "shared", "calls", "extras")
            for value in (None, 5, "a", ["a", {}], {"a": 5}, {"a": {"document": 5}})
            if (part, value) != ("shared", ["a"])
        ),
    ],
    ids=json.dumps,
)
async def test_stored_file_of_a_wrong_shape(
    hass: HomeAssistant, loaded: MockConfigEntry, stored: Path, document: Any
) -> None:
    """A wrong file, in any JSON shape, is copied and replaced."""
    await assert_copy_is_kept(hass, loaded, stored, document)


async def test_stored_file_of_a_newer_version(
    hass: HomeAssistant, loaded: MockConfigEntry, stored: Path
) -> None:
    """The integration was downgraded to an earlier version."""
    document = changed(stored) | {"version": 2}
    await assert_copy_is_kept(hass, loaded, stored, document)


async def test_stored_file_partly_damaged(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, stored: Path
) -> None:
    """The correct parts are used while the cloud is unavailable."""
    data: dict[str, Any] = changed(stored)["data"]
    nobody = {"document": {"id": None}, "readings": {}}
    document = changed(
        stored,
        devices={**data["devices"], "probe": 5, "": nobody, "nobody": nobody},
        specifications={**data["specifications"], "other": {"document": {}}},
        shared=[5, ["a"], "socket"],
        calls={DAY: {"GET /": 5, "PUT /": "a", "POST /": True}, "today": {"GET /": 5}},
    )
    simulator.add_fault(EVERYTHING, {"http": 502})
    await set_up_with(hass, loaded, stored, document)
    coordinator = loaded.runtime_data
    assert coordinator.devices.keys() == {"socket"}
    assert state_of(hass, SWITCH) == STATE_UNAVAILABLE
    assert coordinator.ledger.days[DAY] == {"GET /": 5}
    assert "today" not in coordinator.ledger.days
    assert copies_of(stored) == [document]

    simulator.clear_faults()
    let_time_pass(hass, 45 * 60)
    await until(lambda: state_of(hass, TEMPERATURE) == "21.5")
    assert state_of(hass, SWITCH) == "on"


async def test_stored_time_out_of_range(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, stored: Path
) -> None:
    """Diagnostics work; the fixture that searches them for secrets proves it."""
    devices = changed(stored)["data"]["devices"]
    devices["socket"]["readings"]["switch_1"]["reported_at"] = 10**18
    simulator.add_fault(EVERYTHING, {"http": 502})
    await set_up_with(hass, loaded, stored, changed(stored, devices=devices))
    socket = loaded.runtime_data.devices["socket"]
    assert (socket.value("switch_1"), socket.reported_at) == (True, None)
