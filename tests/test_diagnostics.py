"""Diagnostics contain all data of a device except private data."""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import REAL_DEVICES, until
from tests.documents import boolean, device, enum, integer, packed

from .homes import documents_in, write_files

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
        "unlock_password": integer(0, 999, 7, "r"),
        "unlock_switch": enum("single double", "single"),
        "ble_unlock_check": packed("Raw", "AAH//zY2MDkz"),
        "remote_pd_setkey_check": packed("Raw", "AAH//zY2MDkzNTA0"),
        "check_code_set": packed("Raw", "NTgxNDQz"),
        "temporary_password_creat": packed("Raw", "c2VjcmV0", "rw"),
        "remote_no_dp_key": packed("Raw", "AAAB"),
        "latitude": integer(-900, 900, 525, "r", scale=1),
        "phone_number": integer(0, 10**12, 491701234567, "r"),
        "unheard_of": packed("String", "Anna's door", "rw"),
        "switch_schedule": packed("Raw", "AQID"),
        "schedule_password": packed("String", "4711"),
    },
)
CAMERA = device(
    "sp",
    {
        "movement_detect_pic": packed("Raw", "L3BpY3R1cmVzLzE="),
        "alarm_message": packed("String", '{"files": ["door.jpg"]}'),
        "device_info": packed("Json", '{"serial": "SN-0815", "wifi_name": "Home"}'),
        "sd_storge": packed("String", "100|40|60"),
        "motion_switch": boolean(value=True),
    },
)
HIDDEN = {
    "ble_unlock_check": ("12 characters", "9 bytes"),
    "remote_pd_setkey_check": ("16 characters", "12 bytes"),
    "check_code_set": ("8 characters", "6 bytes"),
    "temporary_password_creat": ("8 characters", "6 bytes"),
    "remote_no_dp_key": ("4 characters", "3 bytes"),
    "latitude": None,
    "phone_number": None,
    "unheard_of": ("11 characters", "11 characters"),
    "schedule_password": ("4 characters", "4 characters"),
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a socket, a lock and a camera."""
    return write_files(tmp_path, {"socket": SOCKET, "lock": LOCK, "camera": CAMERA})


class Downloads:
    """A client that downloads diagnostics as users do."""

    def __init__(
        self, hass: HomeAssistant, client: ClientSessionGenerator, entry: Any
    ) -> None:
        """Take the config entry."""
        self._hass = hass
        self._client = client
        self._path = f"/api/diagnostics/config_entry/{entry.entry_id}"
        self._entry = entry

    async def entry(self) -> dict[str, Any]:
        """Return the diagnostics of the account."""
        return await self._get(self._path)

    async def device(self, identifier: str) -> dict[str, Any]:
        """Return the diagnostics of a device."""
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
    """Return a client for diagnostics."""
    return Downloads(hass, hass_client, loaded)


async def test_a_point_is_shown_with_its_entities(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """Specification, raw and decoded value, time, and entities are shown."""
    socket = loaded.runtime_data.devices["socket"]
    item: JsonObject = {"code": "cur_power", "value": 456, "t": 1_700_000_000_000}
    await simulator.report("socket", [item])
    await until(lambda: socket.raw("cur_power") == 456)
    shown = await downloads.device("socket")
    point = shown["data_points"]["cur_power"]
    assert (point["raw"], point["value"]) == (456, 45.6)
    assert (point["type"], point["access"]) == ("Integer", "r")
    values = json.loads(point["specification"]["status"]["values"])
    assert values["unit"] == "W"
    assert datetime.fromisoformat(point["reported_at"]).year == 2023
    assert shown["device"]["reported_at"] == point["reported_at"]
    assert point["entity_ids"] == ["sensor.device_power"]
    assert shown["device"]["id"] not in ("socket", "")
    assert shown["warnings"] == []


async def test_private_values_are_redacted(downloads: Downloads) -> None:
    """Free text and bytes are redacted, and numbers of places and persons.

    The size of the value is shown.
    """
    points = (await downloads.device("lock"))["data_points"]
    redacted = {code for code, point in points.items() if "REDACTED" in str(point)}
    assert redacted == HIDDEN.keys()
    for code, sizes in HIDDEN.items():
        shown = points[code]["raw"], points[code]["value"]
        if sizes is None:
            assert shown == ("**REDACTED**", "**REDACTED**")
        else:
            assert shown == tuple(f"**REDACTED** ({size})" for size in sizes)
        assert points[code]["entity_ids"]
    assert points["unlock_fingerprint"]["value"] == 3
    assert points["unlock_password"]["value"] == 7
    assert points["unlock_switch"]["value"] == "single"
    assert points["switch_schedule"]["value"] == "010203"


async def test_pictures_and_messages_of_cameras_are_redacted(
    downloads: Downloads,
) -> None:
    """Raw and decoded values are redacted."""
    shown = await downloads.device("camera")
    points = shown["data_points"]
    assert points["device_info"]["value"] == "**REDACTED** (2 fields)"
    assert points["sd_storge"]["value"] == "100|40|60"
    assert points["motion_switch"]["value"] is True
    text = json.dumps(shown)
    for secret in ("L3BpY3R1", b"/pictures".hex(), "door.jpg", "SN-0815", "Home"):
        assert secret not in text


def free_texts(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text, JSON and bytes of a device file, raw and decoded."""
    for code, value in document["status"].items():
        described = document["status_range"].get(code) or document["function"].get(code)
        if not value or described is None:
            continue
        if described["type"] in ("String", "Json", "Raw"):
            yield value if isinstance(value, str) else json.dumps(value)
        if described["type"] == "Raw" and "*" not in value:
            yield base64.b64decode(value).hex()


@pytest.mark.skipif(not REAL_DEVICES.is_dir(), reason="no files of real devices")
@pytest.mark.parametrize("device_files", [REAL_DEVICES])
async def test_real_locks_and_cameras_are_redacted(downloads: Downloads) -> None:
    """Free text is redacted; the fill level of a memory card is shown."""
    account = await downloads.entry()
    texts = {
        text
        for document in documents_in(REAL_DEVICES).values()
        if document["category"] in ("jtmspro", "ms", "sp", "mal")
        for text in free_texts(document)
        if len(text) > 2 and "|" not in text and "*" not in text
    }
    assert len(texts) > 10
    shown = {
        str(told_point[key])
        for device in account["devices"]
        for told_point in device["data_points"].values()
        for key in ("raw", "value")
        if device["device"]["category"] in ("jtmspro", "ms", "sp", "mal")
    }
    assert not texts & shown


async def test_warnings_do_not_quote_private_values(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """A position out of range is private, too."""
    lock = loaded.runtime_data.devices["lock"]
    reports: JsonObject = {
        "latitude": 9876,
        "unlock_fingerprint": 5432,
        "switch_schedule": "door code 1234",
        "unlock_switch": ["door code 1234"],
    }
    await simulator.report("lock", reports)
    await until(lambda: lock.raw("latitude") == 9876)
    assert "987.6" in lock.warnings["latitude"]
    shown = await downloads.device("lock")
    assert "latitude: **REDACTED**" in shown["warnings"]
    assert "unlock_switch: **REDACTED**" in shown["warnings"]
    assert shown["data_points"]["unlock_switch"]["raw"] == "**REDACTED** (1 items)"
    assert any("5432" in warning for warning in shown["warnings"])
    assert "987" not in json.dumps(shown)


async def test_the_account_shows_hub_and_calls(
    simulator: Simulator, loaded: MockConfigEntry, downloads: Downloads
) -> None:
    """The account's diagnostics include every device; the service device has none."""
    await until(lambda: loaded.runtime_data.push.is_connected)
    shown = await downloads.entry()
    assert shown["hub"]["state"] == "connected"
    assert shown["hub"]["last_error"] is None
    assert shown["calls"]["by_endpoint"] == simulator.calls()["by_endpoint"]
    assert shown["account"]["problem"] is None
    assert len(shown["devices"]) == 3
    account = await downloads.device(loaded.entry_id)
    assert account.keys() == shown.keys() - {"devices"}


async def test_an_account_that_is_not_loaded_shows_the_reason(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """The diagnostics of entry and service device show the same reason."""
    simulator.add_fault("*", {"code": 28841002, "msg": "expired"})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    known = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, entry.entry_id)}
    )
    downloads = Downloads(hass, hass_client, entry)
    shown = await downloads.entry()
    assert shown["account"]["state"] == "setup_retry"
    assert shown["account"]["problem"] == "plan_expired"
    assert shown["account"]["endpoint"] == simulator.ready["endpoint"]
    assert shown["devices"] == []
    assert known.identifiers == {(DOMAIN, entry.entry_id)}
    assert await downloads.device(entry.entry_id) == shown
    assert not [secret for secret in simulator.secrets() if secret in json.dumps(shown)]
