"""Calls about firmware: modules, updates and their progress, of three services."""

import asyncio
import json
from typing import Any, Final

import pytest

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CloudError,
    CloudUnknownError,
    CommandRejectedError,
    DeviceOfflineError,
    PermissionDeniedError,
    RequestError,
    UpdateRunningError,
    UpToDateError,
)
from custom_components.tuya_cloud.cloud.firmware import (
    Module,
    Progress,
    Service,
    UpdateStatus,
    get_progress,
    list_modules,
    parse_channel,
    parse_percent,
    parse_update_status,
    start_update,
)
from custom_components.tuya_cloud.cloud.json_types import JsonObject, JsonValue
from simulator import Simulator
from tests.conftest import REAL_DEVICES

VACUUM: Final = "robot_vacuum"
RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"


@pytest.fixture
def device_files() -> None:
    """Return None: the demo home has an update for its vacuum."""


@pytest.mark.parametrize("service", Service)
async def test_modules_of_each_service(api: TuyaApi, service: Service) -> None:
    """All say the same by different names."""
    main, mcu = await list_modules(api, service, VACUUM)
    assert (main.channel, main.version, main.newest) == (0, "1.4.2", "1.5.0")
    assert main.notes.startswith("Cleans along walls")
    assert main.status is UpdateStatus.AVAILABLE
    assert mcu == Module(9, "2.0.1", status=UpdateStatus.NONE)


@pytest.mark.parametrize("service", Service)
async def test_an_update_of_each_service(
    api: TuyaApi, simulator: Simulator, service: Service
) -> None:
    """It is started, runs, and is done."""
    simulator.offer_firmware(VACUUM, version="1.5.0", step=0.02)
    await start_update(api, service, VACUUM, 0)
    running = await get_progress(api, service, VACUUM, 0)
    assert running.status is UpdateStatus.RUNNING
    assert (running.percent is None) is (service is not Service.IOT_CORE)
    module = simulator.device(VACUUM).firmware_modules[0]
    while module.is_running:
        await asyncio.sleep(0.01)
    assert (await get_progress(api, service, VACUUM, 0)).status is UpdateStatus.DONE
    [main, _] = await list_modules(api, service, VACUUM)
    assert (main.version, main.newest, main.notes) == ("1.5.0", "", "")
    with pytest.raises(UpToDateError):
        await start_update(api, service, VACUUM, 0)


@pytest.mark.parametrize("service", Service)
@pytest.mark.parametrize(
    ("then", "cause"),
    [
        ({"code": 2063, "msg": "device is upgrading"}, UpdateRunningError),
        ({"code": 2001, "msg": "device is offline"}, DeviceOfflineError),
        ({"code": 1106, "msg": "permission deny"}, PermissionDeniedError),
        ({"result": False}, CommandRejectedError),
        ({"result": {"success": True, "result": False}}, CommandRejectedError),
        (
            {"result": {"success": False, "error_code": "2064", "error_msg": "newest"}},
            UpToDateError,
        ),
        ({"result": {"success": False, "error_code": "odd"}}, CloudUnknownError),
    ],
)
async def test_a_refused_update(
    api: TuyaApi,
    simulator: Simulator,
    service: Service,
    then: JsonObject,
    cause: type[CloudError],
) -> None:
    """A refusal may be inside the result."""
    for method in ("PUT", "POST"):
        simulator.add_fault(f"{method} */{VACUUM}/*", then)
    with pytest.raises(cause):
        await start_update(api, service, VACUUM, 0)


@pytest.mark.parametrize(
    ("result", "modules"),
    [
        ([], []),
        ({}, []),
        ({"success": True, "result": []}, []),
        (
            [{"type": 3, "current_version": "1.0.0", "upgrade_status": 0}],
            [Module(3, "1.0.0", status=UpdateStatus.NONE)],
        ),
        (
            [{"type": "9", "current_version": "1"}, 5, {"type": 9}, {"desc": "x"}],
            [Module(9, "1")],
        ),
        (
            {
                "success": True,
                "result": {"channel": 0, "version": "2", "upgrade_status": "1"},
            },
            [Module(0, "", newest="2", status=UpdateStatus.AVAILABLE)],
        ),
        (
            [{"type": 0, "current_version": "2", "version": "2", "upgrade_status": 3}],
            [Module(0, "2", status=UpdateStatus.DONE)],
        ),
    ],
)
async def test_half_an_answer(
    api: TuyaApi, simulator: Simulator, result: JsonValue, modules: list[Module]
) -> None:
    """Members may be missing, and the list may be one object or wrapped."""
    simulator.add_fault(f"GET */{VACUUM}/firmware", {"result": result})
    assert await list_modules(api, Service.IOT_CORE, VACUUM) == modules


@pytest.mark.parametrize("result", [[{"current_version": "1"}], {"type": True}])
async def test_an_answer_without_channels(
    api: TuyaApi, simulator: Simulator, result: JsonValue
) -> None:
    """Nothing says which modules the versions are of."""
    simulator.add_fault(f"GET */{VACUUM}/firmware", {"result": result})
    with pytest.raises(BadAnswerError):
        await list_modules(api, Service.IOT_CORE, VACUUM)


@pytest.mark.parametrize("result", [None, {}, {"progress": 101}, "text"])
async def test_a_progress_that_says_nothing(
    api: TuyaApi, simulator: Simulator, result: JsonValue
) -> None:
    """It is not known how far the update is."""
    simulator.add_fault(f"GET */{VACUUM}/firmware/0/progress", {"result": result})
    progress = await get_progress(api, Service.IOT_CORE, VACUUM, 0)
    assert progress == Progress(None, None)


async def test_the_progress_of_an_unknown_module(api: TuyaApi) -> None:
    """The older services do not list it, and IoT Core refuses it."""
    for service in (Service.SMART_HOME, Service.INDUSTRY):
        assert await get_progress(api, service, VACUUM, 5) == Progress(None, None)
    with pytest.raises(RequestError):
        await get_progress(api, Service.IOT_CORE, VACUUM, 5)


def test_numbers_may_be_texts() -> None:
    """Messages have texts, answers numbers."""
    assert parse_update_status("2") is parse_update_status(2) is UpdateStatus.RUNNING
    assert parse_update_status("odd") is parse_update_status(99) is None
    assert parse_percent("40") == parse_percent(40) == 40
    assert parse_percent(-1) is parse_percent("x") is None
    assert parse_channel({"moduleType": "9"}) == parse_channel({"firmwareType": 9}) == 9
    assert parse_channel({}) is parse_channel({"type": "x"}) is None


def recorded(name: str) -> Any:
    """Return a file of recorded or documented answers."""
    [path] = RECORDED.glob(f"{name}_*")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recordings are not there")
@pytest.mark.parametrize(
    ("name", "service", "modules"),
    [
        ("46", Service.IOT_CORE, [Module(3, "1.0.0", status=UpdateStatus.NONE)]),
        (
            "48",
            Service.INDUSTRY,
            [Module(0, "1.1.5", status=UpdateStatus.NONE), Module(9, "1.0.0")],
        ),
        (
            "49",
            Service.IOT_CORE,
            [Module(0, "1.0.0", "2.0.0", "固件升级", UpdateStatus.AVAILABLE)],
        ),
    ],
)
async def test_recorded_answers(
    api: TuyaApi,
    simulator: Simulator,
    name: str,
    service: Service,
    modules: list[Module],
) -> None:
    """The channel has another name in each, and one name has a space at its end."""
    answer = recorded(name)["answer"]
    result = answer["result"] if isinstance(answer, dict) else answer
    simulator.add_fault(f"GET */{VACUUM}/*", {"result": result})
    assert await list_modules(api, service, VACUUM) == modules
