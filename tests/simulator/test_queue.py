"""The message queue: sign-in, encryption, acknowledgment and failover."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
import pytest
from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from simulator import Simulator
from simulator.account import Account
from simulator.json_types import JsonObject
from simulator.queue import MessageQueue
from simulator.queue_encryption import Mode, encrypt_message, sign

SECRET: Final = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


def test_the_worked_examples() -> None:
    """Password, encryption and signature give the published results."""
    account = Account(access_id="p3xk9demoaccessid01a", access_secret=SECRET)
    assert MessageQueue(account).password == "7961f6c55ba48848"
    plain = b'{"devId":"dev1"}'
    ecb = encrypt_message(Mode.ECB, SECRET, plain)
    assert ecb == "+6oNSBJExoNtvY1K8ma6ShlgQCXdzWY1bd3HiX/MxQ0="
    gcm = encrypt_message(Mode.GCM, SECRET, plain, nonce=bytes(range(12)))
    assert gcm == "AAECAwQFBgcICQoLjbM6EJLfcGnw+qKH5GPvKmC00gzEgFQ/YFqxlqKU+Qk="
    envelope: JsonObject = {"data": ecb, "protocol": 4, "pv": "2.0", "t": 1700000000000}
    assert sign(envelope, SECRET) == "979b5b6363bef2596bf9de2ca219df9d"


def address(simulator: Simulator, *, ack_timeout_ms: int = 30_000) -> str:
    """Return the address that a consumer connects to."""
    name = simulator.cloud.account.access_id
    return (
        f"{simulator.endpoint}/ws/v2/consumer/persistent/{name}/out/event/{name}-sub"
        f"?ackTimeoutMillis={ack_timeout_ms}&subscriptionType=Failover"
    )


def headers(simulator: Simulator) -> dict[str, str]:
    """Return the right credentials."""
    account = simulator.cloud.account
    return {
        "username": account.access_id,
        "password": simulator.cloud.queue.password,
    }


@asynccontextmanager
async def consumer(
    simulator: Simulator,
    session: aiohttp.ClientSession,
    *,
    ack_timeout_ms: int = 30_000,
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Connect a consumer."""
    url = address(simulator, ack_timeout_ms=ack_timeout_ms)
    async with session.ws_connect(url, headers=headers(simulator)) as socket:
        yield socket


async def next_frame(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    """Return the next frame, within five seconds."""
    frame: dict[str, Any] = await socket.receive_json(timeout=5)
    return frame


def envelope_of(frame: dict[str, Any]) -> dict[str, Any]:
    """Return the envelope in a frame."""
    envelope: dict[str, Any] = json.loads(base64.b64decode(frame["payload"]))
    return envelope


def plain_of(simulator: Simulator, frame: dict[str, Any]) -> dict[str, Any]:
    """Return the message in a frame."""
    key = simulator.cloud.account.access_secret[8:24].encode()
    encrypted = base64.b64decode(envelope_of(frame)["data"])
    if frame["properties"].get("em") == "aes_gcm":
        gcm = AES.new(key, AES.MODE_GCM, nonce=encrypted[:12])
        plain = gcm.decrypt_and_verify(encrypted[12:-16], encrypted[-16:])
    else:
        plain = unpad(AES.new(key, AES.MODE_ECB).decrypt(encrypted), 16)
    message: dict[str, Any] = json.loads(plain)
    return message


async def status_of(
    session: aiohttp.ClientSession, url: str, sign_in: dict[str, str]
) -> int:
    """Return the HTTP status that refuses a consumer."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect(url, headers=sign_in)
    return refused.value.status


async def test_the_queue_is_off_at_first(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """Right credentials are refused until the service is switched on."""
    assert await status_of(session, address(simulator), headers(simulator)) == 401
    simulator.change_queue(is_on=True)
    async with consumer(simulator, session):
        assert simulator.cloud.queue.connected == 1


async def test_credentials_and_path_are_checked(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """Each wrong part is refused."""
    simulator.change_queue(is_on=True)
    url, right = address(simulator), headers(simulator)
    name = simulator.cloud.account.access_id
    for wrong in ({}, right | {"password": "0" * 16}, right | {"username": "other"}):
        assert await status_of(session, url, wrong) == 401
    assert await status_of(session, url.replace(f"/{name}/out", "/x/out"), right) == 401
    assert await status_of(session, url.replace("/event/", "/other/"), right) == 404
    assert await status_of(session, url.replace("-sub?", "?"), right) == 404
    shared = url.replace("Failover", "Shared")
    assert await status_of(session, shared, right) == 400


@pytest.mark.parametrize("mode", ["ecb", "gcm"])
async def test_a_report_is_in_the_queue(
    simulator: Simulator, session: aiohttp.ClientSession, mode: str
) -> None:
    """The frame holds an envelope, and that the encrypted report."""
    simulator.change_queue(is_on=True, mode=mode)
    await simulator.report("bulb", {"switch_led": True})
    async with consumer(simulator, session) as socket:
        frame = await next_frame(socket)
        assert frame["redeliveryCount"] == 0
        assert envelope_of(frame)["protocol"] == 4
        assert plain_of(simulator, frame)["status"][0]["value"] is True
        await socket.send_json({"messageId": frame["messageId"]})
        await socket.ping()
        async with asyncio.timeout(5):
            while simulator.cloud.queue.waiting:
                await asyncio.sleep(0.01)


async def test_nothing_arrives_without_an_active_rule(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """The connection is accepted and stays silent."""
    simulator.change_queue(is_on=True, has_rule=False)
    async with consumer(simulator, session) as socket:
        await simulator.report("bulb", {"switch_led": True})
        simulator.change_queue(has_rule=True)
        await simulator.report("bulb", {"switch_led": False})
        frame = await next_frame(socket)
    assert plain_of(simulator, frame)["status"][0]["value"] is False


async def test_what_is_not_acknowledged_is_sent_again(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """After the time-out, when asked for, and to the next connection."""
    simulator.change_queue(is_on=True)
    await simulator.report("bulb", {"switch_led": True})
    async with consumer(simulator, session, ack_timeout_ms=50) as socket:
        first, second = [await next_frame(socket) for _ in range(2)]
        assert first["messageId"] == second["messageId"]
        assert second["redeliveryCount"] == 1
        negative = {"type": "negativeAcknowledge", "messageId": first["messageId"]}
        await socket.send_json(negative)
        assert (await next_frame(socket))["redeliveryCount"] == 2
    async with consumer(simulator, session) as socket:
        assert (await next_frame(socket))["messageId"] == first["messageId"]


async def test_a_second_consumer_waits_until_the_first_leaves(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """Then it gets what the first has not acknowledged."""
    simulator.change_queue(is_on=True)
    async with (
        consumer(simulator, session) as active,
        consumer(simulator, session) as waiting,
    ):
        await simulator.report("bulb", {"switch_led": True})
        frame = await next_frame(active)
        with pytest.raises(TimeoutError):
            await waiting.receive(timeout=0.1)
        await active.close()
        again = await next_frame(waiting)
    assert again["messageId"] == frame["messageId"]


async def test_connections_are_cut_and_rejected(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """New ones are closed at once, or refused."""
    simulator.change_queue(is_on=True)
    async with consumer(simulator, session) as socket:
        simulator.drop_queue(30)
        assert (await socket.receive(timeout=5)).type in (
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.CLOSE,
            aiohttp.WSMsgType.ERROR,
        )
    with pytest.raises(aiohttp.ClientError):
        await session.ws_connect(address(simulator), headers=headers(simulator))
    simulator.drop_queue(30, refuse=True)
    assert await status_of(session, address(simulator), headers(simulator)) == 401
    simulator.drop_queue(0)
    async with consumer(simulator, session):
        pass


async def test_the_newer_set_of_messages(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """Reports are protocol 1000, events 1001, and other events are not sent."""
    simulator.change_queue(is_on=True, iot_core=True)
    async with consumer(simulator, session) as socket:
        await simulator.report("blind", {"percent_state": 7})
        frame = await next_frame(socket)
        assert envelope_of(frame)["protocol"] == 1000
        detail = plain_of(simulator, frame)["bizData"]
        assert detail["devId"] == "blind"
        assert detail["properties"][0]["value"] == 7
        assert isinstance(detail["properties"][0]["dpId"], int)
        await simulator.publish(20, {"bizCode": "share", "bizData": {}})
        await simulator.set_online("blind", online=False)
        frame = await next_frame(socket)
        assert envelope_of(frame)["protocol"] == 1001
        assert plain_of(simulator, frame)["bizCode"] == "deviceOffline"


@pytest.mark.parametrize("change", [{"is_on": 1}, {"mode": "rot13"}, {"colour": True}])
def test_unknown_settings_are_refused(change: dict[str, Any]) -> None:
    """A misspelled order does not pass."""
    with pytest.raises(ValueError, match=r"queue|Mode"):
        MessageQueue(Account()).change(change)
