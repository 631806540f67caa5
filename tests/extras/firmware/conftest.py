"""A home with a vacuum of three modules, whose firmware is read."""

from pathlib import Path
from typing import Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device
from tests.firmware import ask_often, enable
from tests.homes import write_files

from ..conftest import Look

DAY: Final = 24 * 3600
# the unique id of the entity of the vacuum's main module
MAIN: Final = "vacuum_firmware"

SOCKET: Final = device("cz", {"switch_1": boolean(value=True)})
VACUUM: Final = SOCKET | {
    "name": "Vacuum",
    "firmware": [
        {"type": 0, "current_version": "1.4.2", "version": "1.5.0", "desc": "Quieter"},
        {"type": 9, "current_version": "2.0.1"},
        {"type": 12, "current_version": "7"},
    ],
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the files of a vacuum with three modules, a socket and a remote."""
    remote = SOCKET | {"category": "infrared_tv", "name": "Remote"}
    files = {"vacuum": VACUUM, "socket": SOCKET | {"name": "Socket"}, "remote": remote}
    return write_files(tmp_path, files)


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the update entities, ask for the progress often, wait shortly."""
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", ["update"])
    ask_often(monkeypatch)


@pytest.fixture
async def read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> MockConfigEntry:
    """Return the entry after the firmware of the vacuum was read."""
    await enable(hass, loaded, "vacuum")
    await until(lambda: loaded.runtime_data.push.is_connected)
    await look()
    simulator.clear_calls()
    return loaded
