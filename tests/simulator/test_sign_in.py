"""Sign-in, refresh, and tokens that expire or are revoked."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from simulator import Simulator

from .client import (
    CUSTOM_HUB,
    CUSTOM_LOGIN,
    HUB,
    LOGIN,
    Client,
    connection,
    next_message,
)

LIST = "/v1.0/users/eu1650000000000demo01/devices"
SUB_ASSETS = "/v1.0/iot-02/assets/-1/sub-assets"


async def test_smart_home_sign_in(client: Client) -> None:
    """The answer has tokens, uid, life and the address for further calls."""
    await client.sign_in()
    tokens = client.tokens
    assert len(tokens["access_token"]) == len(tokens["refresh_token"]) == 32
    assert tokens["expire_time"] == 7200
    assert tokens["platform_url"] == client.simulator.endpoint
    assert len(await client.result("GET", LIST)) == 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "0" * 32}, 2401),
        ({"username": "nobody@example.com"}, 2401),
        ({"username": ""}, 1100),
        ({"country_code": ""}, 1100),
        ({"country_code": "DE"}, 2402),
        ({"country_code": "1"}, 2406),
        ({"schema": "tuyaSmart"}, 2017),
        ({"schema": ""}, 2017),
    ],
)
async def test_refused_sign_ins(
    client: Client, changes: dict[str, str], code: int
) -> None:
    """Each wrong field has an error code."""
    body = client.credentials(**changes)
    assert await client.error("POST", LOGIN, json_body=body) == code


@pytest.mark.parametrize(
    "changes", [{"country_code": "DE"}, {"country_code": "1"}, {"schema": "tuyaSmart"}]
)
async def test_a_wrong_country_or_app_may_have_one_code(
    client: Client, changes: dict[str, str]
) -> None:
    """The real cloud mostly says that permission is denied, and no more."""
    client.simulator.change_account(mismatch_code="1106")
    body = client.credentials(**changes)
    assert await client.error("POST", LOGIN, json_body=body) == 1106
    await client.sign_in()


@pytest.mark.parametrize("country_code", [49, "49", "+49", "eu"])
async def test_country_codes_of_other_clients(
    client: Client, country_code: int | str
) -> None:
    """A number, a plus sign and the region are accepted, as clients send them."""
    body: dict[str, int | str] = {**client.credentials(), "country_code": country_code}
    assert len((await client.result("POST", LOGIN, json_body=body))["uid"]) > 10


async def test_another_sign_in_revokes_the_first(signed_in: Client) -> None:
    """One token pair per user is valid."""
    other = Client(signed_in.simulator, signed_in.session)
    await other.sign_in()
    assert await signed_in.error("GET", LIST) == 1010
    refresh = f"/v1.0/token/{signed_in.tokens['refresh_token']}"
    assert await signed_in.error("GET", refresh) == 1010
    await other.result("GET", LIST)


async def test_refresh(signed_in: Client) -> None:
    """A refresh gives a new pair once; the old pair is invalid."""
    path = f"/v1.0/token/{signed_in.tokens['refresh_token']}"
    old = Client(signed_in.simulator, signed_in.session)
    old.tokens = signed_in.tokens
    signed_in.tokens = await signed_in.result("GET", path)
    await signed_in.result("GET", LIST)
    assert await old.error("GET", LIST) == 1010
    assert await old.error("GET", path) == 1010
    await signed_in.result("GET", LIST)


async def test_custom_sign_in_and_refresh(client: Client) -> None:
    """A custom project has `expire` and refreshes by POST."""
    await client.sign_in_custom()
    assert client.tokens["expire"] == 7200
    assert "expire_time" not in client.tokens
    refresh = client.tokens["refresh_token"]
    assert await client.error("GET", f"/v1.0/token/{refresh}") == 1010
    path = f"/v1.0/iot-03/users/token/{refresh}"
    client.tokens = await client.result("POST", path)
    assert await client.error("POST", path) == 1010
    await client.result("GET", "/v1.0/iot-03/devices/bulb")
    body = {"username": client.simulator.ready["username"], "password": "0" * 64}
    assert await client.error("POST", CUSTOM_LOGIN, json_body=body) == 2401


async def test_project_access(signed_in: Client) -> None:
    """The project reads linked devices and the assets, and opens their user's hub."""
    project = Client(signed_in.simulator, signed_in.session)
    query = {"grant_type": "1"}
    project.tokens = await project.result("GET", "/v1.0/token", query=query)
    assert project.tokens["uid"].startswith("bay")
    again = await project.result("GET", "/v1.0/token", query=query)
    assert again["access_token"] == project.tokens["access_token"]
    [first, *_] = await project.result("GET", "/v2.0/cloud/thing/device")
    device = await project.result("GET", f"/v1.0/devices/{first['id']}")
    found = await project.result("GET", f"/v1.0/users/{device['uid']}/devices")
    assert len(found) == 4
    [house] = (await project.result("GET", SUB_ASSETS))["list"]
    assert house["parent_asset_id"] == "-1"
    body = {
        "uid": project.tokens["uid"],
        "link_id": "link",
        "link_type": "mqtt",
        "topics": "device",
        "msg_encrypted_version": "1.0",
    }
    assert await project.error("POST", HUB, json_body=body) == 1106
    body["uid"] = device["uid"]
    assert await project.error("POST", CUSTOM_HUB, json_body=body) == 1109
    project.tokens |= {"uid": device["uid"]}
    for path, version in ((HUB, "1.0"), (CUSTOM_HUB, "2.0")):
        configuration = await project.open_hub(path=path, version=version)
        async with connection(configuration) as mqtt:
            await project.simulator.report("bulb", {"switch_led": True})
            message = await next_message(mqtt, configuration)
        assert message["data"]["devId"] == "bulb"
    await signed_in.result("GET", LIST)
    bad = {"grant_type": "7"}
    assert await project.error("GET", "/v1.0/token", query=bad) == 1003


async def test_tokens_expire(
    device_files: Path, session: aiohttp.ClientSession
) -> None:
    """An expired access token is refused; its refresh token still works."""
    async with Simulator(device_files, token_life=0.3) as simulator:
        client = Client(simulator, session)
        await client.sign_in()
        await client.result("GET", LIST)
        await asyncio.sleep(0.3)
        envelope = await client.call("GET", LIST)
        assert (envelope["code"], envelope["msg"]) == (1010, "token is expired")
        path = f"/v1.0/token/{client.tokens['refresh_token']}"
        client.tokens = await client.result("GET", path)
        await client.result("GET", LIST)


async def test_no_token_and_revoked_tokens(signed_in: Client) -> None:
    """A revoked token and an empty one are invalid, none at all is missing."""
    signed_in.simulator.revoke_tokens()
    assert await signed_in.error("GET", LIST) == 1010
    signed_in.tokens = {}
    assert await signed_in.error("GET", LIST) == 1010
    headers = signed_in.headers("GET", LIST, b"")
    del headers["access_token"]
    url = signed_in.simulator.endpoint + LIST
    async with signed_in.session.get(url, headers=headers) as response:
        assert (await response.json())["code"] == 1002


@pytest.mark.parametrize("code", [1004, 1011, 1012, 1400])
async def test_a_dead_token_is_refused_in_other_ways(
    signed_in: Client, code: int
) -> None:
    """Until the next sign-in each call gets the ordered error."""
    signed_in.simulator.revoke_tokens(code)
    for _ in range(2):
        assert await signed_in.error("GET", LIST) == code
    await signed_in.sign_in()
    await signed_in.result("GET", LIST)


async def test_the_kinds_of_project_keep_to_their_own_calls(client: Client) -> None:
    """A custom user has no homes, an app account no assets."""
    await client.sign_in_custom()
    assert await client.error("GET", LIST) == 1106
    await client.sign_in()
    assert await client.error("GET", SUB_ASSETS) == 1106
    assert await client.error("GET", "/v1.0/users/other/devices") == 1106
