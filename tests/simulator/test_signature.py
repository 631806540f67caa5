"""Signatures: the published examples, and requests that are refused."""

import json
import time
from hashlib import sha256

import pytest

from simulator.account import Account
from simulator.errors import ApiError
from simulator.signature import canonical_url, sign, string_to_sign, verify

from .client import LOGIN, Client

ACCESS_ID = "p3xk9demoaccessid01a"
SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
TIME = "1700000000000"
TOKEN = "3f4eda2bdec17232f67c0b188af3eec1"

SIGN_IN_BODY = json.dumps(
    {
        "username": "me@example.com",
        "password": "5c90b96a75d4f9d5a1cfaa6f532afdc8",
        "country_code": "49",
        "schema": "smartlife",
    }
).encode()
COMMAND_BODY = b'{"commands": [{"code": "switch_led", "value": true}]}'


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "token", "expected"),
    [
        (
            "GET",
            "/v1.0/token",
            [("grant_type", "1")],
            b"",
            "",
            "BD6443206C7863876328EDE4B8A5CBDEBBABB3BF75CB2B7CCB3B050740EDBCD1",
        ),
        (
            "POST",
            LOGIN,
            [],
            SIGN_IN_BODY,
            "",
            "4A0479FFB3BB2F69A7C9B857D563221CB98A174346327011B0FD75FD815B427F",
        ),
        (
            "GET",
            "/v1.0/devices/",
            [("device_ids", "dev1,dev2")],
            b"",
            TOKEN,
            "F19A531BAE2F4DCC9F495253E26477751F153E3EC7C3A94F03D9FFC26D451DA8",
        ),
        (
            "POST",
            "/v1.0/devices/dev1/commands",
            [],
            COMMAND_BODY,
            TOKEN,
            "0677E3326535A6E53759A7935F281C1BDB5092EDF4805A1E5215F18359625E79",
        ),
    ],
)
def test_the_worked_examples(
    method: str,
    path: str,
    query: list[tuple[str, str]],
    body: bytes,
    token: str,
    expected: str,
) -> None:
    """The four published requests get the published signatures."""
    text = string_to_sign(method, canonical_url(path, query), body)
    assert sign(SECRET, ACCESS_ID, TIME, text, token=token) == expected


def test_the_query_is_sorted_before_it_is_signed() -> None:
    """The order of a query does not matter."""
    assert canonical_url("/p", [("b", "2"), ("a", "1 ü")]) == "/p?a=1 ü&b=2"
    assert canonical_url("/p", []) == "/p"


def test_nonce_and_signed_headers_are_covered() -> None:
    """A nonce and the headers in Signature-Headers are part of the signed text."""
    account = Account(access_id=ACCESS_ID, access_secret=SECRET)
    t = str(int(time.time() * 1000))
    text = f"GET\n{sha256(b'').hexdigest()}\narea:9\n\n/v1.0/token?grant_type=1"
    headers = {
        "client_id": ACCESS_ID,
        "t": t,
        "nonce": "n1",
        "Signature-Headers": "area",
        "area": "9",
        "sign_method": "HMAC-SHA256",
        "sign": sign(SECRET, ACCESS_ID, t, text, nonce="n1"),
    }
    query = [("grant_type", "1")]
    verify(account, "GET", "/v1.0/token", query, b"", headers)
    for change in ({"nonce": "n2"}, {"area": "8"}, {"sign_method": "MD5"}):
        with pytest.raises(ApiError) as refused:
            verify(account, "GET", "/v1.0/token", query, b"", headers | change)
        assert refused.value.code == 1004


async def test_wrong_requests_are_refused(client: Client) -> None:
    """Each error of a request has a code."""
    path = "/v1.0/token"
    query = {"grant_type": "1"}
    minutes = 60 * 1000

    async def code(**options: object) -> int:
        return await client.error("GET", path, query=query, **options)

    now = int(time.time() * 1000)
    assert await code(headers={"client_id": "someone else"}) == 1005
    assert await code(t=str(now - 6 * minutes)) == 1013
    assert await code(t=str(now + 6 * minutes)) == 1013
    assert await code(t=str(now // 1000)) == 1013
    assert await code(t=str(now - 4 * minutes), secret="wrong") == 1004
    assert await code(headers={"sign": ""}) == 1004
    await client.result("GET", path, query=query, t=str(now - 4 * minutes))


async def test_a_body_is_signed_byte_for_byte(client: Client) -> None:
    """Other bytes are refused; the content type does not matter and may be absent."""
    body = json.dumps(client.credentials()).encode()
    url = client.simulator.endpoint + LOGIN

    async def code(sent: bytes, headers: dict[str, str]) -> int | None:
        async with client.session.post(url, data=sent, headers=headers) as response:
            envelope = await response.json()
            found: int | None = envelope.get("code")
            return found

    headers = client.headers("POST", LOGIN, body)
    assert await code(body, headers) is None
    assert await code(body.replace(b": ", b":"), headers) == 1004
    assert await code(body, headers | {"Content-Type": "text/plain"}) is None
    del headers["Content-Type"]
    assert await code(body, headers) is None
    assert await code(b"[]", client.headers("POST", LOGIN, b"[]")) == 1109


async def test_wrong_paths_and_verbs(signed_in: Client) -> None:
    """Other paths and methods are invalid for every client."""
    assert await signed_in.error("GET", "/v1.0/nothing") == 1108
    assert await signed_in.error("DELETE", "/v1.0/devices/bulb/status") == 1108
    calls = signed_in.simulator.calls()["by_endpoint"]
    assert calls["GET {unknown}"] == 1
    assert calls["DELETE {unknown}"] == 1
