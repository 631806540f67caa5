"""Diagnostics tell all there is to know of a device, and nothing private."""

import json
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import until
from tests.platforms.documents import boolean, device, enum, integer, packed

from .conftest import write_files

SOCKET = device(
    "cz",
    {
        "switch_1": boolean(value=True),
        "cur_power": integer(0, 50_000, 123, "r", unit="W", scale=1),
    },
)
LOCK = device(
    "ms",
    {
        "unlock_fingerprint": integer(0, 999, 3, "r"),
        "unlock_switch": enum("single double", "single"),
        "ble_unlock_check": packed("Raw", "AAH//zY2MDkz"),
        "temporary_password_creat": packed("Raw", "c2VjcmV0", "rw"),
        "remote_no_dp_key": packed("Raw", "AAAB"),
        "latitude": integer(-900, 900, 525, "r", scale=1),
    },
)
PRIVATE = {
    "ble_unlock_check",
    "temporary_password_creat",
    "remote_no_dp_key",
    "latitude",
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a socket and a lock."""
    return write_files(tmp_path, {"socket": SOCKET, "lock": LOCK})


class Downloads:
    """Downloads diagnostics as users do."""

    def __init__(
        self, hass: HomeAssistant, client: ClientSessionGenerator, entry: Any
    ) -> None:
        """Take the config entry."""
        self._hass = hass
        self._client = client
        self._path = f"/api/diagnostics/config_entry/{entry.entry_id}"
        self._entry = entry

    async def entry(self) -> dict[str, Any]:
        """Return those of the account."""
        return await self._get(self._path)

    async def device(self, identifier: str) -> dict[str, Any]:
        """Return those of a device."""
        known = dr.async_get(self._hass).async_get_device_by_identifier(
            (DOMAIN, identifier), self._entry.entry_id
        )
        assert known is not None
        return await self._get(f"{self._path}/device/{known.id}")

    async def _get(self, path: str) -> dict[str, Any]:
        assert await async_setup_component(self._hass, "diagnostics", {})
        response = await (await self._client()).get(path)
        assert response.status == HTTPStatus.OK
        data: dict[str, Any] = (await response.json())["data"]
        return data


@pytest.fixture
def downloads(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, loaded: MockConfigEntry
) -> Downloads:
    """Return what downloads diagnostics."""
    return Downloads(hass, hass_client, loaded)


async def test_a_point_tells_what_became_of_it(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """Specification, raw and decoded value, time, and the entities it feeds."""
    socket = loaded.runtime_data.devices["socket"]
    item: JsonObject = {"code": "cur_power", "value": 456, "t": 1_700_000_000_000}
    await simulator.report("socket", [item])
    await until(lambda: socket.raw("cur_power") == 456)
    told = await downloads.device("socket")
    point = told["data_points"]["cur_power"]
    assert (point["raw"], point["value"]) == (456, 45.6)
    assert (point["type"], point["access"]) == ("Integer", "r")
    values = json.loads(point["specification"]["status"]["values"])
    assert values["unit"] == "W"
    assert datetime.fromisoformat(point["reported_at"]).year == 2023
    assert told["device"]["reported_at"] == point["reported_at"]
    assert point["entity_ids"] == ["sensor.device_power"]
    assert told["device"]["id"] not in ("socket", "")
    assert told["warnings"] == []


async def test_what_is_private_stays_so(downloads: Downloads) -> None:
    """Keys, passwords and places, whether they are text, bytes or numbers."""
    points = (await downloads.device("lock"))["data_points"]
    redacted = {code for code, point in points.items() if "REDACTED" in str(point)}
    assert redacted == PRIVATE
    for code in PRIVATE:
        assert points[code]["raw"] == points[code]["value"] == "**REDACTED**"
        assert points[code]["entity_ids"]
    assert points["unlock_fingerprint"]["value"] == 3
    assert points["unlock_switch"]["value"] == "single"


async def test_warnings_do_not_quote_what_is_private(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """A place beyond the range is a place all the same."""
    lock = loaded.runtime_data.devices["lock"]
    await simulator.report("lock", {"latitude": 9876, "unlock_fingerprint": 5432})
    await until(lambda: lock.raw("latitude") == 9876)
    assert "987.6" in lock.warnings["latitude"]
    told = await downloads.device("lock")
    assert "latitude: **REDACTED**" in told["warnings"]
    assert any("5432" in warning for warning in told["warnings"])
    assert "987" not in json.dumps(told)


async def test_the_account_tells_of_hub_and_calls(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """With every device in it; its own service device has none."""
    await until(lambda: loaded.runtime_data.push.is_connected)
    told = await downloads.entry()
    assert told["hub"]["state"] == "connected"
    assert told["hub"]["last_error"] is None
    assert told["calls"]["by_endpoint"] == simulator.calls()["by_endpoint"]
    assert told["account"]["problem"] is None
    assert len(told["devices"]) == 2
    account = await downloads.device(loaded.entry_id)
    assert account.keys() == told.keys() - {"devices"}
