"""The asset tree of a custom project, whole or limited to some assets."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.assets import list_assets
from custom_components.tuya_cloud.cloud.endpoints import (
    count_devices,
    list_devices,
)
from custom_components.tuya_cloud.cloud.errors import (
    PermissionDeniedError,
)
from simulator import Simulator
from simulator.device import Device
from simulator.home import HOME_NAME, HOUSE_ASSET, room_id

from .builders import DEVICES, account_of

HALL, KITCHEN = str(room_id("Hall")), str(room_id("Kitchen"))
SUB_ASSETS = "GET /v1.0/iot-02/assets/{asset_id}/sub-assets"


@pytest.fixture
def project_type() -> ProjectType:
    """Return the project type with assets."""
    return ProjectType.CUSTOM


@pytest.fixture
async def many_rooms(
    socket_enabled: None, tmp_path: Path, session: aiohttp.ClientSession
) -> AsyncIterator[TuyaApi]:
    """Return the API of a project with a socket in each of 150 rooms."""
    async with Simulator(tmp_path) as running:
        for number in range(150):
            document = DEVICES["socket"] | {"room": f"Room {number}"}
            device = Device.from_json(f"socket{number}", document)
            running.cloud.home.devices[device.id] = device
        account = account_of(running, ProjectType.CUSTOM)
        yield TuyaApi(session, account)


def narrowed(session: aiohttp.ClientSession, account: Account, *assets: str) -> TuyaApi:
    """Return the API of an account that is limited to some assets."""
    return TuyaApi(session, replace(account, assets=assets))


def ids(devices: list[Any]) -> set[str]:
    """Return the ids of devices, and check that each occurs once."""
    found = {device["id"] for device in devices}
    assert len(found) == len(devices)
    return found


async def test_the_tree_is_listed_by_its_full_names(api: TuyaApi) -> None:
    """Parents come first, and the root is not listed."""
    assert {asset.id: asset.name for asset in await list_assets(api)} == {
        HOUSE_ASSET: HOME_NAME,
        HALL: f"{HOME_NAME}/Hall",
        KITCHEN: f"{HOME_NAME}/Kitchen",
    }


async def test_assets_come_in_pages(many_rooms: TuyaApi) -> None:
    """150 rooms of a house take two pages, 100 on the first."""
    assert len(await list_assets(many_rooms)) == 151
    # root, house (two pages), rooms
    assert many_rooms.calls.by_endpoint[SUB_ASSETS] == 1 + 2 + 150
    assert len(await list_devices(many_rooms)) == 150


async def test_devices_are_counted_by_asset(api: TuyaApi) -> None:
    """Counting reads no statuses."""
    count = await count_devices(api)
    assert (count.devices, count.places) == (4, 3)
    assert not any("iot-03/devices" in name for name in api.calls.by_endpoint)


async def test_nothing_is_shared_with_a_custom_user(api: TuyaApi) -> None:
    """A custom project has no shared devices."""
    assert await list_devices(api, shared=True) == []
    assert api.calls.total == 0


@pytest.mark.parametrize(
    ("assets", "expected"),
    [
        ((HALL,), {"socket"}),
        ((KITCHEN, HALL), {"socket", "button"}),
        ((HOUSE_ASSET,), {"socket", "button", "gateway", "neighbor"}),
        ((HALL, HOUSE_ASSET), {"socket", "button", "gateway", "neighbor"}),
        (("gone", KITCHEN), {"button"}),
    ],
)
async def test_chosen_assets_include_the_assets_below_them(
    session: aiohttp.ClientSession,
    account: Account,
    assets: tuple[str, ...],
    expected: set[str],
) -> None:
    """Other assets are excluded; a missing asset does not stop the others."""
    api = narrowed(session, account, *assets)
    assert ids(await list_devices(api)) == expected
    assert (await count_devices(api)).devices == len(expected)


async def test_one_refused_device_does_not_affect_the_batch(
    api: TuyaApi, simulator: Simulator
) -> None:
    """An asset may still list a device that was unbound."""
    stale: list[Any] = [{"device_id": "stranger"}, {"device_id": "socket"}]
    simulator.add_fault(
        f"GET /v1.0/iot-02/assets/{HALL}/devices",
        {"result": {"list": stale, "has_next": False}},
    )
    devices = {str(device["id"]): device for device in await list_devices(api)}
    assert devices.keys() == {"socket", "button", "gateway", "neighbor"}
    assert devices["socket"]["status"]


async def test_a_refused_asset_does_not_stop_the_others(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Its devices are skipped."""
    simulator.add_fault(f"GET /v1.0/iot-02/assets/{HALL}/devices", {"code": 1106})
    assert ids(await list_devices(api)) == {"button", "gateway", "neighbor"}


async def test_no_remaining_asset_is_an_error(
    session: aiohttp.ClientSession, account: Account
) -> None:
    """An empty list would remove all devices."""
    with pytest.raises(PermissionDeniedError):
        await list_devices(narrowed(session, account, "gone", "away"))


async def test_an_asset_without_a_name_is_named_by_its_id(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The user needs a name to choose the asset."""
    answer: dict[str, Any] = {"list": [{"asset_id": "5"}], "has_next": False}
    simulator.add_fault("GET /v1.0/iot-02/assets/-1/*", {"result": answer})
    empty: dict[str, Any] = {"list": [], "has_next": False}
    simulator.add_fault("GET /v1.0/iot-02/assets/5/*", {"result": empty})
    assert [asset.name for asset in await list_assets(api)] == ["5"]
