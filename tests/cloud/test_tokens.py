"""The life of the token."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    AccountInUseElsewhereError,
    AccountNotLinkedError,
    AppSchemaError,
    BadAnswerError,
    CloudError,
    CredentialsError,
    NetworkError,
    SignatureRefusedError,
    TokenInvalidError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonObject
from simulator import Simulator

from .builders import let_token_run_out, until
from .test_api import (
    COMMANDS,
    LOGIN,
    STATUS,
    STATUS_CALLS,
    get_status,
    switch_on,
)

REFRESH = "GET /v1.0/token/{refresh_token}"
REFRESH_CALLS = "GET /v1.0/token/*"
CUSTOM_LOGIN = "POST /v1.0/iot-03/users/login"
CUSTOM_REFRESH = "POST /v1.0/iot-03/users/token/{refresh_token}"


async def test_one_login_serves_many_calls(api: TuyaApi) -> None:
    """Fifty calls wait for the same login."""
    await asyncio.gather(*(get_status(api) for _ in range(50)))
    assert api.calls.by_endpoint == {LOGIN: 1, STATUS: 50}


async def test_one_refresh_serves_many_calls(api: TuyaApi) -> None:
    """A token that is about to expire is refreshed once."""
    await api.login()
    let_token_run_out(api)
    await asyncio.gather(*(get_status(api) for _ in range(50)))
    assert api.calls.by_endpoint == {LOGIN: 1, REFRESH: 1, STATUS: 50}


@pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])
async def test_custom_projects_have_their_own_refresh_endpoint(api: TuyaApi) -> None:
    """The refresh is a POST without a body."""
    await api.login()
    let_token_run_out(api)
    await api.get("/v1.0/iot-03/devices/{id}/status", path={"id": "socket"})
    assert api.calls.by_endpoint == {
        CUSTOM_LOGIN: 1,
        CUSTOM_REFRESH: 1,
        "GET /v1.0/iot-03/devices/{id}/status": 1,
    }


@pytest.mark.parametrize(("life", "renewed_after"), [(7200, 7140), (100, 90)])
async def test_a_token_is_refreshed_before_it_expires(
    api: TuyaApi, simulator: Simulator, life: float, renewed_after: float
) -> None:
    """The refresh is due a minute before the expiry, or a tenth of a short life."""
    simulator.cloud.tokens.life = life
    loop = asyncio.get_running_loop()
    before = loop.time()
    await api.login()
    assert before + renewed_after <= api.tokens.renew_at
    assert api.tokens.renew_at <= loop.time() + renewed_after


async def test_one_login_replaces_a_revoked_token(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Fifty calls are refused, and each is repeated once with the new token."""
    await api.login()
    simulator.revoke_tokens()
    results = await asyncio.gather(*(get_status(api) for _ in range(50)))
    assert all(results)
    assert api.calls.by_endpoint[LOGIN] == 2
    assert 50 < api.calls.by_endpoint[STATUS] <= 100


async def test_a_command_refused_for_its_token_is_sent_again(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A refused call had no effect, so it is safe to repeat."""
    await api.login()
    simulator.revoke_tokens()
    assert await switch_on(api) is True
    assert api.calls.by_endpoint == {LOGIN: 2, COMMANDS: 2}


@pytest.mark.parametrize("code", [1002, 1004, 1010, 1011, 1012, 1400, -9999999])
async def test_every_code_of_an_invalid_token_leads_to_a_login(
    api: TuyaApi, simulator: Simulator, code: int
) -> None:
    """1010 is only one of the codes; the login has proved that the secret is right."""
    simulator.add_fault(STATUS_CALLS, {"code": code}, times=1)
    assert await get_status(api)
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 2}


async def test_a_refused_new_token_means_another_client(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Each call makes one login, then raises the cause; a later call can succeed."""
    simulator.add_fault(STATUS_CALLS, {"code": 1010, "msg": "token invalid"}, times=2)
    with pytest.raises(AccountInUseElsewhereError) as caught:
        await get_status(api)
    assert caught.value.code == 1010
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 2}
    assert await get_status(api)


async def test_a_signature_refused_after_a_login(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A call makes one login and is repeated once; the secret is not blamed."""
    simulator.add_fault(STATUS_CALLS, {"code": 1004, "msg": "sign invalid"}, times=2)
    with pytest.raises(SignatureRefusedError) as caught:
        await get_status(api)
    assert caught.value.code == 1004
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 2}
    assert await get_status(api)


async def test_a_command_with_a_refused_signature_is_sent_again(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A refused call had no effect, so it is safe to repeat."""
    simulator.add_fault("POST */commands", {"code": 1004}, times=1)
    assert await switch_on(api) is True
    assert api.calls.by_endpoint == {LOGIN: 2, COMMANDS: 2}


@pytest.mark.parametrize(
    ("code", "is_contested"), [(1004, False), (1010, True), (1400, True)]
)
async def test_only_ended_sessions_mean_another_client(
    api: TuyaApi, simulator: Simulator, code: int, is_contested: bool
) -> None:
    """Signatures are refused in waves without another client."""
    for _ in range(5):
        simulator.add_fault(STATUS_CALLS, {"code": code}, times=1)
        assert await get_status(api)
    assert api.is_contested is is_contested


@pytest.mark.parametrize(
    "fault",
    [
        {"code": 1010, "msg": "token is expired"},
        {"code": 1114, "msg": "your ip(203.0.113.7) don't have access to this API"},
        {"code": 500},
        {"http": 502},
        {"http": 404},
        {"body": "<html>"},
        {"body": '{"success": true}'},
        {"result": None},
        {"result": {}},
        {"result": {"access_token": ""}},
        {"drop": True},
    ],
)
async def test_a_failed_refresh_leads_to_one_login(
    api: TuyaApi, simulator: Simulator, fault: JsonObject
) -> None:
    """Every kind of failure leads to one login for all waiting calls."""
    await api.login()
    let_token_run_out(api)
    simulator.add_fault(REFRESH_CALLS, dict(fault))
    results = await asyncio.gather(*(get_status(api) for _ in range(20)))
    assert all(results)
    assert api.calls.by_endpoint[LOGIN] == 2
    assert api.calls.by_endpoint[STATUS] == 20


async def test_a_failed_login_is_not_final(api: TuyaApi, simulator: Simulator) -> None:
    """After a failed refresh and login, the next call signs in again."""
    await api.login()
    uid = api.uid
    let_token_run_out(api)
    simulator.add_fault("* /v1.0/*", {"http": 502})
    with pytest.raises(CloudError):
        await get_status(api)
    assert api.uid == uid
    simulator.clear_faults()
    assert await get_status(api)


async def test_a_refused_login_is_shared_by_all_waiting_calls(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A wrong password is sent once, because repetitions lock the account."""
    simulator.change_account(password="changed")
    results = await asyncio.gather(
        *(get_status(api) for _ in range(50)), return_exceptions=True
    )
    assert {type(result) for result in results} == {CredentialsError}
    assert api.calls.by_endpoint == {LOGIN: 1}


async def test_a_login_refused_with_1010_is_not_repeated(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The refusal does not lead to another login."""
    simulator.add_fault(LOGIN, {"code": 1010, "msg": "token invalid"})
    with pytest.raises(TokenInvalidError):
        await get_status(api)
    assert api.calls.by_endpoint == {LOGIN: 1}


async def test_a_refused_login_raises_its_cause(
    session: aiohttp.ClientSession, account: Account, simulator: Simulator
) -> None:
    """Each cause has its own error."""
    for other, cause in (
        (replace(account, username="somebody@example.com"), CredentialsError),
        (replace(account, app_schema="otherApp"), AppSchemaError),
        (replace(account, country_code="1"), AccountNotLinkedError),
    ):
        with pytest.raises(cause):
            await TuyaApi(session, other).login()
    simulator.add_fault(LOGIN, {"code": 1106, "msg": "permission deny"})
    with pytest.raises(AccountNotLinkedError):
        await TuyaApi(session, account).login()


async def test_a_login_always_signs_in(api: TuyaApi) -> None:
    """A login replaces a valid token, and calls use the new one."""
    await api.login()
    await api.login()
    await get_status(api)
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 1}


async def test_a_login_without_a_uid_is_a_bad_answer(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The device list needs the uid."""
    simulator.add_fault(LOGIN, {"result": {"access_token": "a" * 32}})
    with pytest.raises(BadAnswerError):
        await api.login()
    assert api.uid == ""


async def test_login_follows_the_platform_url(
    session: aiohttp.ClientSession, account: Account, simulator: Simulator
) -> None:
    """Calls use the account's own data center, logins the configured one."""
    async with Simulator() as home:
        home.cloud.home.devices.update(simulator.cloud.home.devices)
        home.cloud.tokens = simulator.cloud.tokens
        simulator.change_account(platform_url=f"{home.endpoint}/")
        api = TuyaApi(session, account)
        assert api.endpoint == simulator.endpoint
        assert await get_status(api)
        assert api.endpoint == home.endpoint
        assert home.calls()["by_endpoint"] == {STATUS: 1}
        assert simulator.calls()["by_endpoint"] == {LOGIN: 1}
        simulator.revoke_tokens()
        assert await get_status(api)
        assert simulator.calls()["by_endpoint"] == {LOGIN: 2}
        assert api.endpoint == home.endpoint


@pytest.mark.parametrize(
    ("platform_url", "followed"),
    [
        ("https://openapi.tuyaeu.com", "https://openapi.tuyaeu.com"),
        ("https://openapi.tuyaeu.com/v1.0/x?y", "https://openapi.tuyaeu.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", None),
        ("http://[::1]:8000", None),
        ("https://openapi.tuyaeu.example", None),
        ("https://openapi.tuyaeu.com.example", None),
        ("https://203.0.113.7", None),
        ("http://openapi.tuyaeu.com", None),
        ("http://203.0.113.7", None),
        ("https://", None),
        ("openapi.tuyaeu.com", None),
        ("ftp://localhost", None),
        ("https://[", None),
        ("", None),
    ],
)
async def test_only_a_data_center_is_followed(
    api: TuyaApi, simulator: Simulator, platform_url: str, followed: str | None
) -> None:
    """Any other address than one of Tuya or of the chosen host is left alone."""
    simulator.change_account(platform_url=platform_url)
    await api.login()
    assert api.endpoint == (followed or simulator.endpoint)


async def test_a_cancelled_login_does_not_block_others(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Waiting calls sign in themselves."""
    simulator.add_fault(LOGIN, {"hang": 0.3, "code": 500}, times=1)
    first = asyncio.create_task(get_status(api))
    await until(lambda: simulator.calls()["total"])
    second = asyncio.create_task(get_status(api))
    await asyncio.sleep(0)
    first.cancel()
    assert await second
    assert first.cancelled()
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 1}
    await asyncio.sleep(0.3)  # the simulator still answers the first login


async def test_a_login_lost_by_the_network_is_retried(
    api: TuyaApi, simulator: Simulator
) -> None:
    """A login is tried three times."""
    simulator.add_fault(LOGIN, {"drop": True}, times=2)
    await api.login()
    assert api.calls.by_endpoint == {LOGIN: 3}
    simulator.add_fault(LOGIN, {"drop": True})
    with pytest.raises(NetworkError):
        await api.login()
