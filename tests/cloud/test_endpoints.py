"""Every endpoint, for every project type."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.endpoints import (
    get_hub_configuration,
    get_specification,
    get_status,
    list_devices,
    send_commands,
)
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CommandRejectedError,
    DeviceNotFoundError,
    DeviceOfflineError,
    PlanExpiredError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonValue
from simulator import Simulator

from .builders import WITH_HUB, account_of

EVERY = pytest.mark.parametrize("project_type", list(ProjectType))
CUSTOM = pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])

LIST_CALLS = "GET /v1.0/users/*/devices"
KEYS = {
    *("id", "name", "category", "product_id", "product_name", "model"),
    *("time_zone", "gateway_id", "owner_id", "online", "sub", "status"),
    "serial_number",
}


def by_id(devices: list[Any]) -> dict[str, Any]:
    """Return devices by their id, and check that each occurs once."""
    found = {device["id"]: device for device in devices}
    assert len(found) == len(devices)
    return found


@EVERY
async def test_devices_are_listed(api: TuyaApi, project_type: ProjectType) -> None:
    """Identity, online state and statuses have the same shape for all project types."""
    devices = by_id(await list_devices(api))
    assert {"socket", "gateway", "button"} <= devices.keys()
    socket, button = devices["socket"], devices["button"]
    assert socket["name"] == "Socket"
    assert socket["category"] == "cz"
    assert socket["product_id"] == "socketproduct001"
    assert socket["product_name"] == "Test socket"
    assert socket["model"] == "S1"
    assert socket["time_zone"] == "+01:00"
    assert socket["online"] is True
    assert socket["sub"] is False
    assert socket["gateway_id"] == ""
    assert socket["owner_id"]
    assert socket["status"] == {"switch_1": False}
    assert button["sub"] is True
    assert button["online"] is False
    assert button["gateway_id"] == "gateway"
    assert devices["gateway"]["status"] == {}


@EVERY
async def test_private_fields_are_dropped(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """Keys, positions and addresses are dropped; only documented fields stay."""
    devices = await list_devices(api)
    assert all(device.keys() == KEYS for device in devices)
    shown = repr(devices)
    assert not any(secret in shown for secret in simulator.secrets())


async def test_a_smart_home_is_listed_with_one_call(api: TuyaApi) -> None:
    """The list includes the statuses."""
    await api.login()
    before = api.calls.total
    await list_devices(api)
    assert api.calls.total == before + 1


async def test_shared_devices_are_listed_separately(api: TuyaApi) -> None:
    """The list contains the devices that others share individually."""
    assert by_id(await list_devices(api, shared=True)).keys() == {"neighbor"}
    assert "neighbor" not in by_id(await list_devices(api))


async def test_a_user_without_devices(api: TuyaApi, simulator: Simulator) -> None:
    """Code 2002 is an empty list, not an error."""
    simulator.add_fault(LIST_CALLS, {"code": 2002, "msg": "no devices"})
    assert await list_devices(api) == []


async def test_an_unknown_user(api: TuyaApi, simulator: Simulator) -> None:
    """An unknown user is an error, not an empty list."""
    simulator.add_fault(LIST_CALLS, {"code": 1000, "msg": "data not exist"})
    with pytest.raises(DeviceNotFoundError):
        await list_devices(api)


async def test_one_broken_device_does_not_stop_the_others(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Items without an id are skipped, and other broken items are used in part."""
    simulator.add_fault(
        LIST_CALLS,
        {
            "result": [
                None,
                "text",
                {},
                {"id": ""},
                {"id": None, "name": "nobody"},
                {"id": ["x"]},
                {"id": "bare"},
                {
                    "id": "odd",
                    "name": None,
                    "owner_id": 12345,
                    "online": "yes",
                    "sub": 1,
                    "status": [
                        None,
                        {},
                        {"code": "no_value"},
                        {"value": 1},
                        {"code": 5, "value": 1},
                        {"code": "null", "value": None},
                        {"code": "good", "value": 1, "t": 5, "local_key": "k"},
                    ],
                },
                {"id": "unstated", "status": {"code": "x", "value": 1}},
            ]
        },
    )
    devices = by_id(await list_devices(api))
    assert devices.keys() == {"bare", "odd", "unstated"}
    odd = devices["odd"]
    assert odd["name"] == ""
    assert odd["owner_id"] == "12345"
    assert odd["online"] is False
    assert odd["sub"] is False
    assert odd["status"] == {"null": None, "good": 1}
    assert devices["bare"]["status"] == devices["unstated"]["status"] == {}


@pytest.mark.parametrize("result", [None, {}, "text", 5])
async def test_an_answer_that_is_not_a_list_is_a_bad_answer(
    api: TuyaApi, simulator: Simulator, result: JsonValue
) -> None:
    """An empty list would remove all devices."""
    simulator.add_fault(LIST_CALLS, {"result": result})
    with pytest.raises(BadAnswerError):
        await list_devices(api)


@EVERY
async def test_answers_that_leave_out_members(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """A login without an address stays, and a list without a page key has ended."""
    listed = await list_devices(api)
    left_out = "platform_url last_row_key has_more total expire_time expire functions"
    simulator.add_fault("*", {"omit": [*left_out.split()]})
    await api.login()
    assert api.endpoint == simulator.endpoint
    assert await list_devices(api) == listed
    specification = await get_specification(api, "socket")
    assert specification["functions"] == []
    assert specification["status"] != []


@EVERY
async def test_an_answer_that_leaves_out_its_result(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """The result is empty: no device, no data point, and a command was accepted."""
    simulator.add_fault("GET /v[12].[0-9]/[!t]*", {"body": '{"success": true}'})
    simulator.add_fault("POST */commands", {"body": '{"success": true}'})
    if project_type is ProjectType.PROJECT_ONLY:
        await api.login()
    assert await list_devices(api) == []
    assert await get_status(api, "socket") == {}
    assert await get_specification(api, "socket") == {
        "category": "",
        "functions": [],
        "status": [],
    }
    await send_commands(api, "socket", [{"code": "switch_1", "value": True}])


@EVERY
async def test_a_specification(api: TuyaApi, project_type: ProjectType) -> None:
    """The specification is returned as the cloud sends it."""
    specification = await get_specification(api, "socket")
    assert specification["category"] == "cz"
    for kind in ("functions", "status"):
        assert specification[kind] == [
            {"code": "switch_1", "type": "Boolean", "values": "{}"}
        ]


@EVERY
async def test_a_specification_without_functions(
    api: TuyaApi, project_type: ProjectType
) -> None:
    """A button has no functions, only a status."""
    specification = await get_specification(api, "button")
    assert specification["functions"] == []
    assert isinstance(specification["status"], list)
    assert len(specification["status"]) == 1


@pytest.mark.parametrize(
    "then",
    [
        {"code": 2009, "msg": "not support this device"},
        {"result": {}},
        {"result": {"category": None, "functions": None, "status": "x"}},
        {"result": {"functions": [None, 5], "status": {}}},
    ],
)
async def test_an_empty_specification(
    api: TuyaApi, simulator: Simulator, then: dict[str, Any]
) -> None:
    """Each way to send no data points is an empty specification."""
    simulator.add_fault("GET /v1.0/devices/socket/specifications", then)
    assert await get_specification(api, "socket") == {
        "category": "",
        "functions": [],
        "status": [],
    }


async def test_a_specification_that_cannot_be_fetched(
    api: TuyaApi, simulator: Simulator
) -> None:
    """An expired plan or a bad answer is not an empty specification."""
    match = "GET /v1.0/devices/socket/specifications"
    simulator.add_fault(match, {"code": 28841002}, times=1)
    with pytest.raises(PlanExpiredError):
        await get_specification(api, "socket")
    simulator.add_fault(match, {"result": None}, times=1)
    with pytest.raises(BadAnswerError):
        await get_specification(api, "socket")


@EVERY
async def test_commands(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """Commands reach the device in one request, and change its status."""
    assert await get_status(api, "socket") == {"switch_1": False}
    before = api.calls.total
    await send_commands(api, "socket", [{"code": "switch_1", "value": True}])
    assert api.calls.total == before + 1
    assert simulator.device("socket").status["switch_1"] is True
    assert await get_status(api, "socket") == {"switch_1": True}


@EVERY
async def test_refused_commands(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """Each refusal raises its own error."""
    with pytest.raises(CommandRejectedError):
        await send_commands(api, "socket", [{"code": "unknown", "value": True}])
    await simulator.set_online("socket", online=False)
    with pytest.raises(DeviceOfflineError):
        await send_commands(api, "socket", [{"code": "switch_1", "value": True}])


@pytest.mark.parametrize("result", [False, None, {}, "true"])
async def test_commands_that_are_not_accepted(
    api: TuyaApi, simulator: Simulator, result: JsonValue
) -> None:
    """Only true means accepted."""
    simulator.add_fault("POST /v1.0/devices/socket/commands", {"result": result})
    with pytest.raises(CommandRejectedError):
        await send_commands(api, "socket", [{"code": "switch_1", "value": True}])


@pytest.mark.parametrize("project_type", WITH_HUB)
async def test_the_hub_configuration(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """The request signs in first, and the client id belongs to the link id."""
    one = await get_hub_configuration(api, "one")
    again = await get_hub_configuration(api, "one")
    other = await get_hub_configuration(api, "other")
    assert f"tcp://{one.host}:{one.port}" == simulator.cloud.hub.url
    assert not one.tls
    assert one.client_id == again.client_id != other.client_id
    assert one.password != again.password
    assert one.life == 7200


@pytest.fixture
async def crowded(
    socket_enabled: None, device_files: Path, session: aiohttp.ClientSession
) -> AsyncIterator[TuyaApi]:
    """Return the API of a custom project with 240 devices, 120 in one asset."""
    async with Simulator(device_files, copies=60) as running:
        account = account_of(running, ProjectType.CUSTOM)
        yield TuyaApi(session, account)


async def test_custom_devices_come_in_pages_and_batches(crowded: TuyaApi) -> None:
    """A page has 100 devices, a batch 20."""
    devices = by_id(await list_devices(crowded))
    assert len(devices) == 240
    assert devices["socket-60"]["status"] == {"switch_1": False}
    assert crowded.calls.by_endpoint == {
        "POST /v1.0/iot-03/users/login": 1,
        "GET /v1.0/iot-02/assets/{asset_id}/sub-assets": 4,  # root, house, two rooms
        "GET /v1.0/iot-02/assets/{asset_id}/devices": 4,  # the house takes two pages
        "GET /v1.0/iot-03/devices": 12,
        "GET /v1.0/iot-03/devices/status": 12,
    }


@CUSTOM
async def test_pages_that_repeat_end(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """A repeated or missing page key ends the list; so does a circle of assets."""
    page: dict[str, Any] = {"has_next": True, "last_row_key": "same"}
    asset: dict[str, Any] = {"asset_id": "ring", "parent_asset_id": "ring"}
    simulator.add_fault(
        "GET /v1.0/iot-02/assets/*/sub-assets",
        {"result": {**page, "list": [asset, None, {}, {"asset_id": "-1"}]}},
    )
    simulator.add_fault(
        "GET /v1.0/iot-02/assets/ring/devices",
        {
            "result": {
                "list": [{"device_id": "socket"}, {"device_id": "socket"}, {}, 5],
                "has_next": True,
            }
        },
    )
    assert by_id(await list_devices(api)).keys() == {"socket"}
    assert api.calls.by_endpoint["GET /v1.0/iot-02/assets/{asset_id}/sub-assets"] == 4
    assert api.calls.by_endpoint["GET /v1.0/iot-02/assets/{asset_id}/devices"] == 1


@CUSTOM
async def test_missing_custom_statuses(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """The device is listed without a status."""
    simulator.add_fault("GET /v1.0/iot-03/devices/status", {"result": None})
    devices = by_id(await list_devices(api))
    assert devices["socket"]["status"] == {}
