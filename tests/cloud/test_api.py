"""Calls, their errors, and their retries."""

import asyncio
import gzip
import time
import tracemalloc
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    AccessIdError,
    AccessSecretError,
    BadAnswerError,
    ClockError,
    CloudBusyError,
    CloudError,
    CloudTimeoutError,
    CommandRejectedError,
    HttpStatusError,
    NetworkError,
    PlanExpiredError,
    RequestError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonObject
from simulator import Simulator

from .builders import CLOUD, SilentServer, until

LOGIN = "POST /v1.0/iot-01/associated-users/actions/authorized-login"
STATUS = "GET /v1.0/devices/{id}/status"
COMMANDS = "POST /v1.0/devices/{id}/commands"
STATUS_CALLS = "GET /v1.0/devices/socket/status"
COMMAND_CALLS = "POST /v1.0/devices/socket/commands"
ON: JsonObject = {"commands": [{"code": "switch_1", "value": True}]}


async def get_status(api: TuyaApi) -> Any:
    """Make a call that may be repeated."""
    return await api.get("/v1.0/devices/{id}/status", path={"id": "socket"})


async def switch_on(api: TuyaApi, *, repeatable: bool = False) -> Any:
    """Make a call that may not be repeated."""
    return await api.post(
        "/v1.0/devices/{id}/commands",
        path={"id": "socket"},
        body=ON,
        repeatable=repeatable,
    )


async def test_a_call_signs_in_by_itself(api: TuyaApi, simulator: Simulator) -> None:
    """The first call signs in, and returns the envelope's result."""
    assert api.uid == ""
    assert await get_status(api) == [{"code": "switch_1", "value": False}]
    assert api.uid == simulator.cloud.account.uid
    assert api.calls.by_endpoint == {LOGIN: 1, STATUS: 1}
    assert api.calls.total == 2


async def test_calls_are_counted_as_the_cloud_counts_them(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Logins, errors and retries count, and keys contain no ids."""
    simulator.add_fault(STATUS_CALLS, {"http": 502}, times=1)
    simulator.add_fault(COMMAND_CALLS, {"code": 2008}, times=1)
    simulator.add_fault(COMMAND_CALLS, {"drop": True}, times=1)
    await get_status(api)
    for _ in range(2):
        with pytest.raises(CloudError):
            await switch_on(api)
    assert api.calls.by_endpoint == {LOGIN: 1, STATUS: 2, COMMANDS: 2}
    assert api.calls.by_endpoint == simulator.calls()["by_endpoint"]


async def test_every_method_is_signed_as_it_is_sent(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Bodies with any letters, unsorted queries and empty requests are accepted."""
    path = {"id": "socket"}
    assert await switch_on(api)
    devices = await api.get(
        "/v1.0/devices", params={"page_no": 1, "device_ids": "socket,gateway", "a": "é"}
    )
    assert isinstance(devices, dict)
    assert devices["total"] == 2
    with pytest.raises(RequestError):  # signed correctly, but without a command
        await api.post("/v1.0/devices/{id}/commands", path=path, body={"a": "Küche ☃"})


async def test_an_id_is_escaped_in_the_path(api: TuyaApi, simulator: Simulator) -> None:
    """A strange id cannot change path or query."""
    with pytest.raises(CloudError):
        await api.get("/v1.0/devices/{id}/status", path={"id": "../socket?a=b&c"})
    assert simulator.calls()["by_endpoint"].get("GET /v1.0/devices/{id}") is None


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ({"http": 502}, HttpStatusError),
        ({"http": 429}, HttpStatusError),
        ({"drop": True}, NetworkError),
        ({"code": 500}, CloudBusyError),
        ({"code": 1110}, CloudBusyError),
        ({"code": 1199}, CloudBusyError),
    ],
)
async def test_a_temporary_error_is_retried(
    api: TuyaApi,
    simulator: Simulator,
    fault: JsonObject,
    cause: type[CloudError],
) -> None:
    """Two errors are retried, a third one is raised."""
    await api.login()
    simulator.add_fault(STATUS_CALLS, dict(fault), times=2)
    assert await get_status(api)
    simulator.clear_calls()
    simulator.add_fault(STATUS_CALLS, dict(fault))
    with pytest.raises(cause) as caught:
        await get_status(api)
    assert type(caught.value) is cause
    # after a broken connection, aiohttp itself repeats a GET once
    sendings = 2 if "drop" in fault else 1
    assert simulator.calls()["by_endpoint"][STATUS] == 3 * sendings


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ({"http": 404}, HttpStatusError),
        ({"http": 302}, HttpStatusError),
        ({"body": "<html>"}, BadAnswerError),
        ({"body": ""}, BadAnswerError),
        ({"body": "[]"}, BadAnswerError),
        ({"body": "[" * 100_000}, BadAnswerError),
        ({"body": '{"success": false, "msg": "x"}'}, BadAnswerError),
        ({"body": '{"success": false, "code": null}'}, BadAnswerError),
        ({"body": '{"success": false, "code": "x"}'}, BadAnswerError),
        ({"body": '{"success": "true", "result": 1}'}, BadAnswerError),
        ({"body": '{"success": false, "code": "2008"}'}, CommandRejectedError),
        ({"code": 28841002}, PlanExpiredError),
    ],
)
async def test_a_permanent_error_is_raised_at_once(
    api: TuyaApi,
    simulator: Simulator,
    fault: JsonObject,
    cause: type[CloudError],
) -> None:
    """One call is made, and the error has the right class."""
    await api.login()
    simulator.add_fault(STATUS_CALLS, dict(fault))
    with pytest.raises(cause):
        await get_status(api)
    assert simulator.calls()["by_endpoint"][STATUS] == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"drop": True},
        {"http": 502},
        {"code": 500},
        {"code": 1103},
        {"body": "no"},
    ],
)
async def test_a_command_is_never_sent_twice(
    api: TuyaApi, simulator: Simulator, fault: JsonObject
) -> None:
    """A failed command may have reached the device."""
    await api.login()
    simulator.add_fault(COMMAND_CALLS, dict(fault))
    with pytest.raises(CloudError) as caught:
        await switch_on(api)
    assert caught.value.sent
    assert simulator.calls()["by_endpoint"][COMMANDS] == 1


@pytest.mark.parametrize(
    "fault", [{"http": 429}, {"code": 1110}, {"code": 1113}, {"code": 1199}]
)
async def test_a_command_refused_by_the_rate_limit_is_sent_again(
    api: TuyaApi, simulator: Simulator, fault: JsonObject
) -> None:
    """The cloud did not handle the command, so it is safe to repeat."""
    await api.login()
    simulator.add_fault(COMMAND_CALLS, dict(fault), times=2)
    assert await switch_on(api) is True
    assert simulator.calls()["by_endpoint"][COMMANDS] == 3


async def test_a_post_may_be_declared_repeatable(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A repeatable POST is retried like a GET."""
    simulator.add_fault(COMMAND_CALLS, {"http": 502}, times=1)
    assert await switch_on(api, repeatable=True) is True


async def test_a_failed_login_before_a_command_is_retried(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The command was not sent yet, so the login may be repeated."""
    simulator.add_fault(LOGIN, {"http": 503}, times=2)
    assert await switch_on(api) is True
    assert api.calls.by_endpoint == {LOGIN: 3, COMMANDS: 1}


async def test_a_success_without_a_result(api: TuyaApi, simulator: Simulator) -> None:
    """The cloud leaves out empty members of its answers."""
    simulator.add_fault("*/socket/*", {"body": '{"success": true, "t": 1}'}, times=2)
    await api.login()
    assert await get_status(api) == {}
    assert await switch_on(api) == {}


async def test_an_unreachable_cloud(
    session: aiohttp.ClientSession, account: Account, unused_tcp_port: int
) -> None:
    """Nothing is sent or counted, so even a command is retried."""
    nowhere = f"http://127.0.0.1:{unused_tcp_port}"
    api = TuyaApi(session, replace(account, endpoint=nowhere))
    with pytest.raises(NetworkError) as caught:
        await switch_on(api)
    assert not caught.value.sent
    assert api.calls.total == 0


async def test_an_address_with_an_extra_slash(
    session: aiohttp.ClientSession, account: Account
) -> None:
    """A user may type such an address."""
    api = TuyaApi(session, replace(account, endpoint=f"{account.endpoint}/"))
    await api.login()


@pytest.mark.parametrize("endpoint", ["", "not an address", "ftp://x", "http://["])
async def test_an_invalid_address(
    session: aiohttp.ClientSession, account: Account, endpoint: str
) -> None:
    """A user may type such an address."""
    api = TuyaApi(session, replace(account, endpoint=endpoint))
    with pytest.raises(NetworkError):
        await api.login()
    assert api.calls.total == 0


async def test_an_answer_that_unpacks_to_too_much(
    session: aiohttp.ClientSession, account: Account
) -> None:
    """An answer is read up to a limit, counted after decompression."""
    packed = gzip.compress(bytes(200 * 2**20))

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        api = TuyaApi(session, replace(account, endpoint=str(server.make_url(""))))
        tracemalloc.start()
        with pytest.raises(BadAnswerError, match="too large"):
            await api.login()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 64 * 2**20


async def test_a_missing_answer(
    api: TuyaApi,
    simulator: Simulator,
    silent_server: SilentServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The call ends with a timeout; a command is sent once."""
    simulator.change_account(platform_url=silent_server.url)
    await api.login()
    monkeypatch.setattr(f"{CLOUD}.timing.REQUEST_TIMEOUT", 0.1)
    with pytest.raises(CloudTimeoutError) as caught:
        await switch_on(api)
    assert caught.value.sent
    assert api.calls.by_endpoint == {LOGIN: 1, COMMANDS: 1}
    assert len(silent_server.peers) == 1


async def test_a_connection_that_is_not_established(
    simulator: Simulator,
    account: Account,
    silent_server: SilentServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All connections of the pool are in use, so nothing is sent."""
    simulator.change_account(platform_url=silent_server.url)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=1)
    ) as session:
        api = TuyaApi(session, account)
        waiting = asyncio.create_task(get_status(api))
        await until(lambda: silent_server.peers)
        monkeypatch.setattr(f"{CLOUD}.timing.CONNECT_TIMEOUT", 0.05)
        with pytest.raises(CloudTimeoutError) as caught:
            await switch_on(api)
        assert not caught.value.sent
        assert COMMANDS not in api.calls.by_endpoint
        waiting.cancel()
        await asyncio.wait([waiting])


async def test_every_request_has_timeouts() -> None:
    """A connection takes at most ten seconds, a request twenty."""
    assert (timing.REQUEST_TIMEOUT, timing.CONNECT_TIMEOUT) == (20, 10)


async def test_redirections_are_not_followed(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A redirection would send token and signature to another server."""
    await api.login()
    simulator.add_fault(STATUS_CALLS, {"http": 307})
    with pytest.raises(HttpStatusError) as caught:
        await get_status(api)
    assert caught.value.status == 307


async def test_a_wrong_secret(session: aiohttp.ClientSession, account: Account) -> None:
    """A wrong signature raises the error of the access secret."""
    api = TuyaApi(session, replace(account, access_secret="x" * 32))
    with pytest.raises(AccessSecretError):
        await api.login()
    assert api.calls.total == 1


async def test_a_wrong_access_id(
    session: aiohttp.ClientSession, account: Account
) -> None:
    """An unknown project raises the error of the access ID."""
    api = TuyaApi(session, replace(account, access_id="nobody"))
    with pytest.raises(AccessIdError):
        await api.login()


async def test_a_wrong_clock(api: TuyaApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong clock raises an error, and is not corrected silently."""
    now = time.time()
    monkeypatch.setattr("tuya_iot.openapi.time.time", lambda: now - 400)
    monkeypatch.setattr("simulator.signature.now_ms", lambda: int(now * 1000))
    with pytest.raises(ClockError):
        await api.login()
    assert api.calls.total == 1


async def test_a_cancelled_call_leaves_no_task(
    api: TuyaApi, simulator: Simulator, silent_server: SilentServer
) -> None:
    """No task is left, and the next call works."""
    simulator.change_account(platform_url=silent_server.url)
    await api.login()
    before = asyncio.all_tasks()
    call = asyncio.create_task(get_status(api))
    await until(lambda: silent_server.peers)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert asyncio.all_tasks() == before
    simulator.change_account(platform_url="")
    await api.login()
    assert await get_status(api)


@pytest.mark.parametrize("project_type", list(ProjectType))
async def test_every_kind_of_project_signs_in(
    api: TuyaApi, simulator: Simulator, project_type: ProjectType
) -> None:
    """Each project type uses its own login endpoint."""
    await api.login()
    account = simulator.cloud.account
    expected = {
        ProjectType.SMART_HOME: account.uid,
        ProjectType.CUSTOM: account.custom_uid,
        ProjectType.PROJECT_ONLY: account.project_uid,
    }
    assert api.uid == expected[project_type]
    assert api.account.project_type is project_type


async def test_calls_are_rate_limited(
    session: aiohttp.ClientSession, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit applies to every request, the login included."""
    turns: list[float] = []

    async def record(delay: float) -> None:
        turns.append(delay)

    monkeypatch.setattr(f"{CLOUD}.timing.CALLS_PER_SECOND", 1)
    monkeypatch.setattr(f"{CLOUD}.timing.BURST", 2)
    api = TuyaApi(session, account)
    monkeypatch.setattr(f"{CLOUD}.rate_limit.asyncio.sleep", record)
    for _ in range(3):
        await get_status(api)
    assert len(turns) == 2
    assert 0 < turns[0] < turns[1] <= 2
