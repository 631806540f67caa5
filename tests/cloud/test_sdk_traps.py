"""The traps of tuya-iot-py-sdk 0.6.6 in the parts that are used.

Used: `TuyaOpenAPI._calculate_sign`, `TuyaTokenInfo`, `TuyaMQConfig`,
`TuyaOpenMQ._decode_mq_message`, `AuthType`. No SDK object gets a socket, is connected,
started or asked for devices, which avoids these traps:

- its paho client (refused by paho 2), thread that cannot be stopped, endless sleep
  and crash on a missing configuration, storm of configurations on CONNACK 5, and the
  thread that ends at the first bad message or listener: the hub is `hub.py`
- requests without time-out, crash on HTTP errors, one blocking session for all
  threads: `transport.py` sends
- the refresh that blanks the token first, the failed one that stores an empty token,
  the login that recurses or leaves no token, parallel refreshes: `tokens.py` decides.
  `test_tokens.py` and `test_hub.py` test the replacements
- class-level dicts, status shared between devices, KeyErrors on missing keys, ids
  neither split into batches nor joined correctly, endless paging, listeners changed
  while they are called: the device, home, asset and infrared classes are not used.
  `test_endpoints.py` tests the replacements
- one link id per process: the caller passes its own

The remaining traps are tested below.
"""

import asyncio
import logging
from typing import Any

import pytest
import requests
import tuya_iot
from tuya_iot.openlogging import default_handler

from custom_components.tuya_cloud.cloud import sdk
from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.endpoints import list_devices
from custom_components.tuya_cloud.cloud.errors import BadAnswerError, RequestError
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from custom_components.tuya_cloud.cloud.hub_payload import MessageReader
from custom_components.tuya_cloud.cloud.json_types import JsonValue
from custom_components.tuya_cloud.cloud.sdk import (
    Decryptor,
    Signer,
    UndecodableError,
    parse_token,
)
from simulator import Simulator

from .builders import made_up_account, threads
from .test_api import LOGIN, STATUS, get_status


@pytest.fixture
def no_sdk_transport(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when the SDK tries to send a request or to start its thread."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the SDK must not do that")

    monkeypatch.setattr(requests.Session, "request", refuse)
    monkeypatch.setattr(tuya_iot.TuyaOpenMQ, "start", refuse)
    monkeypatch.setattr(tuya_iot.TuyaOpenMQ, "run", refuse)


async def test_the_sdk_never_touches_a_socket(
    no_sdk_transport: None, api: TuyaApi, simulator: Simulator
) -> None:
    """Traps 1, 2, 3, 12 to 16: sign-in, refresh and calls do not use its transport."""
    before = threads()
    assert await list_devices(api)
    simulator.revoke_tokens()
    assert await list_devices(api)
    MessageReader(ProjectType.CUSTOM)
    assert threads() == before


async def test_signing_in_again_is_not_signed_with_the_old_token(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Trap 8: the signature of a login would be wrong."""
    await api.login()
    await api.login()
    assert simulator.calls()["by_endpoint"] == {LOGIN: 2}


def test_each_signature_is_made_with_its_own_token() -> None:
    """Traps 4 and 7: the signer keeps no token between requests."""
    signer = Signer(made_up_account())

    def sign(token: str) -> dict[str, str]:
        return signer.headers("GET", "/x", params=None, body=None, token=token)

    assert sign("one")["access_token"] == "one"
    assert sign("")["access_token"] == ""
    fresh = Signer(made_up_account())
    for _ in range(3):  # the clock may advance between the two
        again = sign("")
        expected = fresh.headers("GET", "/x", params=None, body=None, token="")
        if again["t"] == expected["t"]:
            break
    assert again == expected


async def test_an_empty_body_is_not_sent(api: TuyaApi) -> None:
    """Trap 9: the SDK signs "" for {} but sends {}, which is refused as 1004."""
    with pytest.raises(RequestError):  # not a signature error
        await api.post("/v1.0/devices/{id}/commands", path={"id": "socket"}, body={})


@pytest.mark.parametrize("params", [None, {}, {"b": 2, "a": "1,2", "c": "é &=?+/"}])
async def test_the_query_is_sent_as_it_was_signed(
    api: TuyaApi, params: dict[str, str | int] | None
) -> None:
    """Trap 9: order, types and letters of a query do not matter."""
    assert await api.get(
        "/v1.0/devices/{id}/status", path={"id": "socket"}, params=params
    )


@pytest.mark.parametrize("code", [1010, 1011, 1012, 1400])
async def test_the_request_is_repeated_after_the_login(
    api: TuyaApi, simulator: Simulator, code: int
) -> None:
    """Trap 6: each code of an invalid token leads to a login and a retry."""
    simulator.add_fault("GET /v1.0/devices/socket/status", {"code": code}, times=1)
    assert await get_status(api) == [{"code": "switch_1", "value": False}]
    assert api.calls.by_endpoint == {LOGIN: 2, STATUS: 2}


def test_a_token_answer_without_result_does_not_crash() -> None:
    """Traps 5 and 6: TuyaTokenInfo takes an error's envelope for an empty token."""
    refused: Any = {"success": False, "code": 1010, "msg": "token invalid", "t": 1}
    assert tuya_iot.TuyaTokenInfo(refused).access_token == ""
    with pytest.raises(BadAnswerError):
        parse_token(refused)
    with pytest.raises(AttributeError):
        tuya_iot.TuyaTokenInfo({"result": None})
    with pytest.raises(BadAnswerError):
        parse_token({"result": None})


async def test_a_token_expires_by_the_monotonic_clock(api: TuyaApi) -> None:
    """Trap 10: the SDK compares the cloud's time with this machine's."""
    loop = asyncio.get_running_loop()
    await api.login()
    assert loop.time() < api.tokens.renew_at < loop.time() + 7200


async def test_the_platform_url_is_used(api: TuyaApi, simulator: Simulator) -> None:
    """Trap 10: the SDK parses it, but continues with the wrong data center."""
    simulator.change_account(platform_url="https://openapi.tuyaus.com")
    await api.login()
    assert api.endpoint == "https://openapi.tuyaus.com"


async def test_answers_are_not_logged_by_the_sdk(
    api: TuyaApi, simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    """Trap 11: its log fails on lists of texts, and shows nested secrets."""
    caplog.set_level(logging.DEBUG, "tuya_iot")
    match = "GET /v1.0/devices/socket/status"
    simulator.add_fault(match, {"result": [1, "two"]}, times=1)
    assert await get_status(api) == [1, "two"]
    assert not [record for record in caplog.records if record.name == "tuya_iot"]


def test_the_handler_for_standard_error_is_removed() -> None:
    """Trap 11: importing the SDK adds it."""
    assert default_handler not in sdk.logger.handlers


def test_a_hub_configuration_without_result_does_not_crash() -> None:
    """Trap 13: TuyaMQConfig makes an empty configuration of anything."""
    results: tuple[JsonValue, ...] = (None, {}, [])
    for result in results:
        with pytest.raises(BadAnswerError):
            HubConfiguration.from_result(result)


@pytest.mark.parametrize("project_type", list(ProjectType))
def test_decryption_fails_in_one_way(project_type: ProjectType) -> None:
    """Trap 16: the SDK raises five kinds of errors for invalid data."""
    decryptor = Decryptor(project_type)
    for data, password in (
        ("", "p" * 32),
        ("AAAA", "p" * 32),
        ("A" * 64, "short"),
        ("A" * 64, "ü" * 32),
        ("no base64", "p" * 32),
        (None, "p" * 32),
    ):
        with pytest.raises(UndecodableError):
            decryptor.decrypt(data, password, None)


def test_decryption_starts_no_thread() -> None:
    """Trap 12: the class that can decrypt is a thread."""
    before = threads()
    decryptor = Decryptor(ProjectType.SMART_HOME)
    with pytest.raises(UndecodableError):
        decryptor.decrypt("AAAA", "p" * 32, 1)
    assert threads() == before
