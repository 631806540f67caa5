"""The used parts of the SDK: signing, parsing, decrypting."""

import base64
import logging
from typing import Any

import pytest
from Crypto.Cipher import AES

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.errors import BadAnswerError
from custom_components.tuya_cloud.cloud.json_types import JsonObject
from custom_components.tuya_cloud.cloud.sdk import (
    Decryptor,
    Signer,
    UndecodableError,
    parse_token,
)

from .builders import made_up_account

TOKEN = "3f4eda2bdec17232f67c0b188af3eec1"
HUB_PASSWORD = "00112233aabbccddeeff001122334455"
HUB_KEY = b"aabbccddeeff0011"
NOW = 1700000000.0


@pytest.mark.parametrize(
    ("method", "path", "params", "body", "token", "sign"),
    [
        (
            "GET",
            "/v1.0/token",
            {"grant_type": "1"},
            None,
            "",
            "BD6443206C7863876328EDE4B8A5CBDEBBABB3BF75CB2B7CCB3B050740EDBCD1",
        ),
        (
            "POST",
            "/v1.0/iot-01/associated-users/actions/authorized-login",
            None,
            {
                "username": "me@example.com",
                "password": "5c90b96a75d4f9d5a1cfaa6f532afdc8",
                "country_code": "49",
                "schema": "smartlife",
            },
            "",
            "4A0479FFB3BB2F69A7C9B857D563221CB98A174346327011B0FD75FD815B427F",
        ),
        (
            "GET",
            "/v1.0/devices/",
            {"device_ids": "dev1,dev2"},
            None,
            TOKEN,
            "F19A531BAE2F4DCC9F495253E26477751F153E3EC7C3A94F03D9FFC26D451DA8",
        ),
        (
            "POST",
            "/v1.0/devices/dev1/commands",
            None,
            {"commands": [{"code": "switch_led", "value": True}]},
            TOKEN,
            "0677E3326535A6E53759A7935F281C1BDB5092EDF4805A1E5215F18359625E79",
        ),
    ],
    ids=["no token", "login", "query", "body"],
)
def test_signatures(
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    path: str,
    params: dict[str, str] | None,
    body: JsonObject | None,
    token: str,
    sign: str,
) -> None:
    """Signatures equal those of worked examples."""
    monkeypatch.setattr("time.time", lambda: NOW)
    headers = Signer(made_up_account()).headers(
        method, path, params=params, body=body, token=token
    )
    assert headers == {
        "client_id": "p3xk9demoaccessid01a",
        "access_token": token,
        "sign": sign,
        "sign_method": "HMAC-SHA256",
        "t": "1700000000000",
        "lang": "en",
    }


def test_a_token_is_parsed() -> None:
    """Smart home projects use expire_time, custom projects expire."""
    for key in ("expire_time", "expire"):
        token = parse_token(
            {
                "t": 1700000000000,
                "result": {
                    "access_token": TOKEN,
                    "refresh_token": "r",
                    "uid": "u",
                    "platform_url": "https://openapi.tuyaeu.com",
                    key: 6209,
                },
            }
        )
        assert token.access_token == TOKEN
        assert token.refresh_token == "r"
        assert token.uid == "u"
        assert token.platform_url == "https://openapi.tuyaeu.com"
        assert token.life == 6209


def test_a_token_does_not_show_in_repr() -> None:
    """The user id is hidden, too."""
    token = parse_token(
        {"result": {"access_token": TOKEN, "refresh_token": "rrr", "uid": "uuu"}}
    )
    assert not any(secret in repr(token) for secret in (TOKEN, "rrr", "uuu"))


@pytest.mark.parametrize("life", [{}, {"expire_time": 0}, {"expire_time": -5}])
def test_a_missing_life_counts_as_two_hours(life: JsonObject) -> None:
    """A default prevents a refresh before every call."""
    token = parse_token({"t": 5, "result": {"access_token": TOKEN, **life}})
    assert token.life == 7200


def test_missing_texts_are_empty() -> None:
    """Null counts as empty, too."""
    token = parse_token({"result": {"access_token": TOKEN, "uid": None}})
    assert (token.uid, token.refresh_token, token.platform_url) == ("", "", "")


@pytest.mark.parametrize(
    "envelope",
    [
        {},
        {"result": None},
        {"result": []},
        {"result": {}},
        {"result": {"access_token": ""}},
        {"result": {"access_token": 5}},
        {"result": {"access_token": TOKEN, "expire_time": "soon"}},
        {"t": "yesterday", "result": {"access_token": TOKEN}},
    ],
)
def test_an_answer_without_a_token_is_bad(envelope: JsonObject) -> None:
    """Every answer without a token is refused."""
    with pytest.raises(BadAnswerError):
        parse_token(envelope)


def test_smart_home_messages_are_decrypted() -> None:
    """A worked example in AES-ECB is decrypted."""
    data = "TK3KpBlgJKNedjOlVEtFzo0u3a+u2uyCa/WZXrdodDU="
    inner = Decryptor(ProjectType.SMART_HOME).decrypt(data, HUB_PASSWORD, 1700000000)
    assert inner == {"devId": "dev1"}


def test_custom_messages_are_decrypted() -> None:
    """A worked example in AES-GCM, with the time as additional data, is decrypted."""
    data = "AAAADAABAgMEBQYHCAkKC1cPK7PWCPORQ6qOBOedHk1x1/0/Ys4ZbynLweudDKuK"
    inner = Decryptor(ProjectType.CUSTOM).decrypt(data, HUB_PASSWORD, 1700000000000)
    assert inner == {"devId": "dev1"}


@pytest.mark.parametrize("time", [1700000000001, "", None])
def test_a_tag_that_does_not_fit_is_no_hindrance(time: int | str | None) -> None:
    """The tag of AES-GCM covers the time, and the cloud does not always honor that."""
    data = "AAAADAABAgMEBQYHCAkKC1cPK7PWCPORQ6qOBOedHk1x1/0/Ys4ZbynLweudDKuK"
    inner = Decryptor(ProjectType.CUSTOM).decrypt(data, HUB_PASSWORD, time)
    assert inner == {"devId": "dev1"}


def test_without_a_fitting_tag_only_an_object_is_read() -> None:
    """Changed bytes leave no object, so nothing is taken from them."""
    data = "AAAADAABAgMEBQYHCAkKC1gPK7PWCPORQ6qOBOedHk1x1/0/Ys4ZbynLweudDKuK"
    with pytest.raises(UndecodableError):
        Decryptor(ProjectType.CUSTOM).decrypt(data, HUB_PASSWORD, 1700000000000)


def encrypted(plain: bytes) -> str:
    """Return text encrypted like a smart home hub's."""
    padding = 16 - len(plain) % 16
    cipher = AES.new(HUB_KEY, AES.MODE_ECB)
    return base64.b64encode(cipher.encrypt(plain + bytes([padding]) * padding)).decode()


@pytest.mark.parametrize(
    "data",
    [
        None,
        5,
        {},
        "",
        "no base64!",
        "AAAA",
        encrypted(b"not json"),
        encrypted(b"[1]"),
        encrypted(b'"text"'),
        encrypted(b"\xff\xfe\xfa"),
        encrypted(b"[" * 200_000),
        base64.b64encode(bytes(16)).decode(),
    ],
)
@pytest.mark.parametrize("project_type", list(ProjectType))
def test_invalid_data_is_undecodable(project_type: ProjectType, data: Any) -> None:
    """Every invalid value raises the same error."""
    with pytest.raises(UndecodableError):
        Decryptor(project_type).decrypt(data, HUB_PASSWORD, 1)


def test_the_sdk_prints_nothing() -> None:
    """The handler for standard error that its import adds is removed."""
    assert logging.getLogger("tuya_iot").handlers == []
