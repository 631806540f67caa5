"""Project-only access: no user, and the hub of the user that the devices name."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.endpoints import (
    count_devices,
    get_hub_configuration,
    list_devices,
)
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    PlanExpiredError,
    RequestError,
)
from simulator import Simulator

from .builders import account_of, let_token_run_out

LOGIN = "GET /v1.0/token"
REFRESH = "GET /v1.0/token/{refresh_token}"
THINGS = "GET /v2.0/cloud/thing/device"
DETAILS = "GET /v1.0/devices"


@pytest.fixture
def project_type() -> ProjectType:
    """Return project-only access."""
    return ProjectType.PROJECT_ONLY


@pytest.fixture
async def forty(
    socket_enabled: None, device_files: Path, session: aiohttp.ClientSession
) -> AsyncIterator[tuple[Simulator, TuyaApi]]:
    """Run a cloud with forty devices, and return the API of its project."""
    async with Simulator(device_files, copies=10) as running:
        account = account_of(running, ProjectType.PROJECT_ONLY)
        yield running, TuyaApi(session, account)


def calls(api: TuyaApi) -> dict[str, int]:
    """Return the calls made, without those for a token."""
    counted = Counter(api.calls.by_endpoint)
    return {name: n for name, n in counted.items() if "token" not in name}


async def test_the_project_signs_in_and_refreshes(api: TuyaApi) -> None:
    """It needs no user name and has the project's id."""
    await list_devices(api)
    assert api.uid.startswith("bay")
    let_token_run_out(api)
    await list_devices(api)
    assert api.calls.by_endpoint == {LOGIN: 1, REFRESH: 1, THINGS: 2, DETAILS: 2}


async def test_a_revoked_token_is_replaced(api: TuyaApi, simulator: Simulator) -> None:
    """The token is replaced like a user's."""
    await api.login()
    simulator.revoke_tokens()
    assert await list_devices(api)
    assert api.calls.by_endpoint[LOGIN] == 2


async def test_forty_devices_take_five_calls(
    forty: tuple[Simulator, TuyaApi],
) -> None:
    """The calls are two full pages, an empty one, and two batches of statuses."""
    _, api = forty
    devices = {str(device["id"]): device for device in await list_devices(api)}
    assert len(devices) == 40
    assert devices["socket-7"]["status"] == {"switch_1": False}
    assert devices["button-10"]["gateway_id"] == "gateway-10"
    assert calls(api) == {THINGS: 3, DETAILS: 2}


async def test_devices_are_counted_without_their_statuses(
    forty: tuple[Simulator, TuyaApi],
) -> None:
    """Only the list is read, without devices of other homes."""
    _, api = forty
    count = await count_devices(api)
    assert (count.devices, count.places) == (40, 2)
    assert calls(api) == {THINGS: 3}


async def test_nothing_is_shared_with_a_project(api: TuyaApi) -> None:
    """All linked devices are in the one list."""
    assert await list_devices(api, shared=True) == []
    assert api.calls.total == 0


async def test_the_hub_serves_the_user_of_the_devices(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The list of the devices names the user."""
    assert api.has_hub is None
    with pytest.raises(RequestError):
        await get_hub_configuration(api, "link")
    await list_devices(api)
    assert api.has_hub is True
    assert api.linked_uid == simulator.cloud.account.uid
    assert (await get_hub_configuration(api, "link")).client_id


@pytest.mark.parametrize(
    "devices",
    [
        [{"id": "socket", "uid": "one"}, {"id": "button", "uid": "two"}],
        [{"id": "socket"}],
        [],
    ],
)
async def test_no_hub_without_one_user(
    api: TuyaApi, simulator: Simulator, devices: list[Any]
) -> None:
    """Several users, or none, cannot be served."""
    simulator.add_fault(DETAILS, {"result": {"devices": devices}})
    await list_devices(api)
    assert api.has_hub is False


@pytest.mark.parametrize(
    "thing",
    [
        {"customName": "Lamp", "isOnline": True, "bindSpaceId": 5, "productId": "p"},
        {"custom_name": "Lamp", "is_online": True, "bind_space_id": 5}
        | {"product_id": "p"},
        {"name": "Lamp", "customName": "", "online": True, "bindSpaceId": "5"}
        | {"productId": "p"},
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
async def test_both_spellings_of_keys_are_read(
    api: TuyaApi, simulator: Simulator, thing: dict[str, Any], *, wrapped: bool
) -> None:
    """Lists use camel case, other answers snake case; a list may be in an object."""
    things: list[Any] = [{"id": "lamp", **thing}, None, {}]
    simulator.add_fault(
        "GET /v2.0/cloud/thing/device",
        {"result": {"list": things} if wrapped else things},
    )
    simulator.add_fault(DETAILS, {"result": {"devices": None}})
    [device] = await list_devices(api)
    assert device["name"] == "Lamp"
    assert device["online"] is True
    assert device["owner_id"] == "5"
    assert device["product_id"] == "p"
    assert device["status"] == {}


async def test_pages_that_repeat_end(api: TuyaApi, simulator: Simulator) -> None:
    """A repeated page ends the list."""
    page: list[Any] = [{"id": f"lamp{number}"} for number in range(20)]
    simulator.add_fault("GET /v2.0/cloud/thing/device", {"result": page})
    count = await count_devices(api)
    assert (count.devices, count.places) == (20, 1)
    assert calls(api) == {THINGS: 2}


@pytest.mark.parametrize("result", [None, "text", 5])
async def test_an_answer_that_is_not_a_list_is_a_bad_answer(
    api: TuyaApi, simulator: Simulator, result: Any
) -> None:
    """An empty list would remove all devices."""
    simulator.add_fault("GET /v2.0/cloud/thing/device", {"result": result})
    with pytest.raises(BadAnswerError):
        await list_devices(api)


async def test_one_refused_device_does_not_affect_the_batch(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The refused device is listed without a status."""
    answer = [{"id": name} for name in ("socket", "gateway", "button", "stranger")]
    simulator.add_fault("GET /v2.0/cloud/thing/device", {"result": list[Any](answer)})
    devices = {str(device["id"]): device for device in await list_devices(api)}
    assert devices.keys() == {"socket", "gateway", "button", "stranger"}
    assert devices["socket"]["status"]
    assert devices["button"]["status"]
    assert devices["stranger"]["status"] == {}
    # all four; the halves; the two devices of the refused half
    assert calls(api)[DETAILS] == 5


async def test_an_expired_plan_is_not_a_refused_device(
    api: TuyaApi, simulator: Simulator
) -> None:
    """An error of the whole project is raised."""
    simulator.add_fault(DETAILS, {"code": 28841002})
    with pytest.raises(PlanExpiredError):
        await list_devices(api)
    assert calls(api)[DETAILS] == 1
