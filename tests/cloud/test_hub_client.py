"""One connection to the hub, and its errors."""

import asyncio
import logging
import os
import socket
import ssl
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiomqtt
import pytest

from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CertificateError,
    CloudError,
    CloudTimeoutError,
    HubRefusedError,
    NetworkError,
)
from custom_components.tuya_cloud.cloud.hub_client import HubClient
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from custom_components.tuya_cloud.cloud.hub_socket import _shake_hands

from .builders import CLOUD, SilentServer, threads, until
from .raw_broker import (
    ACCEPTED,
    CONNECT,
    DISCONNECT,
    HANG_UP,
    PINGREQ,
    SUBSCRIBE,
    WELL_BEHAVED,
    Answer,
    RawBroker,
    publish,
    refused,
    suback,
)

pytestmark = pytest.mark.usefixtures("socket_enabled")

TOPIC = "cloud/token/in/topic"


def configuration(
    port: int, *, host: str = "127.0.0.1", tls: bool = False, topic: str = TOPIC
) -> HubConfiguration:
    """Return a configuration for a port of this machine."""
    return HubConfiguration(
        host=host,
        port=port,
        tls=tls,
        client_id="client",
        username="user",
        password="00112233aabbccddeeff001122334455",
        source_topics=(topic,),
        life=7200,
    )


def forget(_: bytes) -> None:
    """Ignore a payload."""


async def lost(client: HubClient, *, within: float) -> bool:
    """Return whether the connection is lost within so many seconds."""
    never = asyncio.get_running_loop().create_future()
    return await client.lost(within=within, unless=never)


def open_sockets() -> int:
    """Return the number of this process's sockets."""
    count = 0
    for number in range(1024):
        with suppress(OSError):
            count += stat.S_ISSOCK(os.fstat(number).st_mode)
    return count


async def test_payloads_are_passed_on(tls_context: ssl.SSLContext) -> None:
    """Payloads keep their order."""
    payloads: list[bytes] = []
    async with (
        RawBroker() as broker,
        HubClient(configuration(broker.port), tls_context, payloads.append),
    ):
        broker.send(publish(TOPIC, b"one") + publish(TOPIC, b"two"))
        await until(lambda: len(payloads) == 2)
        assert broker.received == [CONNECT, SUBSCRIBE]
    assert payloads == [b"one", b"two"]


async def test_retained_and_foreign_messages_are_dropped(
    tls_context: ssl.SSLContext,
) -> None:
    """Only what is sent now, to a topic that was subscribed to, is a report."""
    payloads: list[bytes] = []
    async with (
        RawBroker() as broker,
        HubClient(configuration(broker.port), tls_context, payloads.append),
    ):
        broker.send(publish("cloud/token/in/other", b"foreign"))
        broker.send(publish(TOPIC, b"old", retained=True))
        broker.send(publish(TOPIC, b"new"))
        await until(lambda: payloads)
    assert payloads == [b"new"]


async def test_a_disconnect_leaves_no_socket(
    tls_context: ssl.SSLContext,
) -> None:
    """A DISCONNECT is sent, and no thread is ever started."""
    async with RawBroker() as broker:
        threads_before, tasks = threads(), asyncio.all_tasks()
        sockets = open_sockets()
        async with HubClient(configuration(broker.port), tls_context, forget):
            assert threads() == threads_before
        await until(lambda: DISCONNECT in broker.received)
        await until(lambda: asyncio.all_tasks() == tasks)
        await until(lambda: open_sockets() == sockets)


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        ({CONNECT: refused(5)}, HubRefusedError),
        ({CONNECT: refused(4)}, HubRefusedError),
        ({CONNECT: refused(3)}, HubRefusedError),
        ({CONNECT: refused(1)}, NetworkError),
        ({CONNECT: HANG_UP}, NetworkError),
        ({CONNECT: b"\xff\xff\xff\xff\xff\xff\xff"}, NetworkError),
        ({CONNECT: ACCEPTED, SUBSCRIBE: suback(128)}, HubRefusedError),
        ({CONNECT: ACCEPTED, SUBSCRIBE: HANG_UP}, NetworkError),
    ],
)
async def test_a_hub_that_refuses_the_connection(
    tls_context: ssl.SSLContext,
    caplog: pytest.LogCaptureFixture,
    answers: dict[int, Answer],
    cause: type[CloudError],
) -> None:
    """The error has the cause, and no socket stays open."""
    async with RawBroker(answers) as broker:
        tasks, sockets = asyncio.all_tasks(), open_sockets()
        with pytest.raises(cause) as caught:
            async with HubClient(configuration(broker.port), tls_context, forget):
                pass
        assert type(caught.value) is cause
        await until(lambda: asyncio.all_tasks() == tasks)
        await until(lambda: open_sockets() == sockets)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


@pytest.mark.parametrize("answers", [{}, {CONNECT: ACCEPTED}])
async def test_a_hub_that_does_not_answer(
    tls_context: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[int, Answer],
) -> None:
    """The attempt ends with a timeout."""
    monkeypatch.setattr(f"{CLOUD}.timing.HUB_TIMEOUT", 0.1)
    async with RawBroker(answers) as broker:
        sockets = open_sockets()
        with pytest.raises(CloudTimeoutError):
            async with HubClient(configuration(broker.port), tls_context, forget):
                pass
        await until(lambda: open_sockets() == sockets)


async def test_an_unreachable_hub(
    tls_context: ssl.SSLContext, unused_tcp_port: int
) -> None:
    """The attempt raises a connection error."""
    with pytest.raises(NetworkError):
        async with HubClient(configuration(unused_tcp_port), tls_context, forget):
            pass


async def test_a_topic_that_is_invalid_in_mqtt(tls_context: ssl.SSLContext) -> None:
    """The configuration is a bad answer."""
    async with RawBroker() as broker:
        unusable = configuration(broker.port, topic="cloud/#/in")
        with pytest.raises(BadAnswerError):
            async with HubClient(unusable, tls_context, forget):
                pass


async def test_a_lost_connection_is_noticed(tls_context: ssl.SSLContext) -> None:
    """The loss is noticed at once, and not logged."""
    async with (
        RawBroker() as broker,
        HubClient(configuration(broker.port), tls_context, forget) as client,
    ):
        assert not await lost(client, within=0)
        await broker.__aexit__(None, None, None)
        assert await lost(client, within=10)


async def test_an_invalid_packet_ends_the_connection(
    tls_context: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    """The hub reconnects afterwards."""
    async with (
        RawBroker() as broker,
        HubClient(configuration(broker.port), tls_context, forget) as client,
    ):
        broker.send(bytes((0x30, 1, 0)))  # a message without a topic
        assert await lost(client, within=10)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_a_dead_connection_is_noticed(
    tls_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pings without an answer end the connection."""
    monkeypatch.setattr(f"{CLOUD}.timing.KEEPALIVE", 1)
    deaf: dict[int, Answer] = {CONNECT: ACCEPTED, SUBSCRIBE: suback(0)}
    async with (
        RawBroker(deaf) as broker,
        HubClient(configuration(broker.port), tls_context, forget) as client,
    ):
        assert await lost(client, within=10)
        assert PINGREQ in broker.received


async def test_a_connection_without_messages_stays(
    tls_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answered pings keep the connection."""
    monkeypatch.setattr(f"{CLOUD}.timing.KEEPALIVE", 1)
    async with (
        RawBroker() as broker,
        HubClient(configuration(broker.port), tls_context, forget) as client,
    ):
        await until(lambda: broker.received.count(PINGREQ) == 2)
        assert not await lost(client, within=0)


async def test_a_blocked_connection_is_closed_in_time(
    tls_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The DISCONNECT is given up after a timeout, and the socket is closed."""
    monkeypatch.setattr(f"{CLOUD}.timing.DISCONNECT_TIMEOUT", 0.05)
    async with RawBroker() as broker:
        sockets = open_sockets()
        client = HubClient(configuration(broker.port), tls_context, forget)
        async with client:
            broker.stop_listening()
            with pytest.raises(aiomqtt.MqttError):  # too much data
                await client.publish(TOPIC, bytes(20_000_000), timeout=0.05)
        assert open_sockets() == sockets + 1  # the broker's end
        assert DISCONNECT not in broker.received


@pytest.mark.parametrize("stage", ["connecting", "letting in", "subscribing"])
async def test_a_cancellation_while_connecting_leaves_no_socket(
    tls_context: ssl.SSLContext, stage: str
) -> None:
    """The attempt can be cancelled while it waits for any answer."""
    answers: dict[int, Answer] = {CONNECT: ACCEPTED} if stage == "subscribing" else {}
    seen: dict[str, Callable[[], object]] = {
        "connecting": lambda: True,
        "letting in": lambda: CONNECT in broker.received,
        "subscribing": lambda: SUBSCRIBE in broker.received,
    }
    async with RawBroker(answers) as broker:
        tasks, sockets = asyncio.all_tasks(), open_sockets()
        client = HubClient(configuration(broker.port), tls_context, forget)
        entering = asyncio.create_task(client.__aenter__())
        await until(seen[stage])
        entering.cancel()
        await asyncio.wait([entering])
        assert entering.cancelled()
        await until(lambda: asyncio.all_tasks() <= tasks)
        await until(lambda: open_sockets() == sockets)


def server_context(certificate: Path) -> ssl.SSLContext:
    """Return the context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_a_trusted_hub_is_accepted(localhost_certificate: Path) -> None:
    """Messages arrive over TLS."""
    trusting = ssl.create_default_context(cafile=localhost_certificate)
    payloads: list[bytes] = []
    async with (
        RawBroker(tls_context=server_context(localhost_certificate)) as broker,
        HubClient(
            configuration(broker.port, host="localhost", tls=True),
            trusting,
            payloads.append,
        ),
    ):
        broker.send(publish(TOPIC, b"sealed"))
        await until(lambda: payloads == [b"sealed"])


@pytest.mark.parametrize(
    ("host", "trusts"), [("localhost", False), ("127.0.0.1", True)]
)
async def test_a_wrong_certificate_is_refused(
    tls_context: ssl.SSLContext,
    localhost_certificate: Path,
    host: str,
    trusts: bool,
) -> None:
    """Untrusted certificates and other host names are refused."""
    context = (
        ssl.create_default_context(cafile=localhost_certificate)
        if trusts
        else tls_context
    )
    # in debug mode, asyncio would report the server's handshake error to the test
    asyncio.get_running_loop().set_debug(False)
    async with RawBroker(tls_context=server_context(localhost_certificate)) as broker:
        sockets = open_sockets()
        impostor = configuration(broker.port, host=host, tls=True)
        with pytest.raises(CertificateError):
            async with HubClient(impostor, context, forget):
                pass
        assert broker.received == []
        await until(lambda: open_sockets() == sockets)


async def test_a_server_without_tls_gets_no_credentials(
    tls_context: ssl.SSLContext,
) -> None:
    """The client does not fall back to plain text."""
    heard = bytearray()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.extend(await reader.read(1024))
        writer.write(ACCEPTED)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(NetworkError) as caught:
        async with HubClient(configuration(port, tls=True), tls_context, forget):
            pass
    assert caught.value.message.startswith("SSL")
    assert heard
    assert b"client" not in heard
    assert b"user" not in heard
    server.close()
    await server.wait_closed()


async def test_a_cancelled_handshake_leaves_no_socket(
    tls_context: ssl.SSLContext, silent_server: SilentServer
) -> None:
    """The server accepts the connection and does not answer."""
    sockets = open_sockets()
    client = HubClient(configuration(silent_server.port, tls=True), tls_context, forget)
    entering = asyncio.create_task(client.__aenter__())
    await until(lambda: silent_server.peers)
    entering.cancel()
    await asyncio.wait([entering])
    assert entering.cancelled()
    assert open_sockets() == sockets + 1  # the server's end


async def test_a_handshake_may_have_to_wait_for_the_buffer() -> None:
    """The handshake waits until the socket can be written."""
    here, there = socket.socketpair()

    class Full:
        """A socket whose buffer is full at first."""

        attempts = 0

        def fileno(self) -> int:
            """Return a file descriptor that can be written to."""
            return here.fileno()

        def do_handshake(self) -> None:
            """Succeed at the second attempt."""
            self.attempts += 1
            if self.attempts == 1:
                raise ssl.SSLWantWriteError

    full: Any = Full()
    with here, there:
        await _shake_hands(full)
    assert full.attempts == 2


async def test_the_mqtt_libraries_log_nothing(
    tls_context: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    """Their logs would contain client ids, topics and payloads."""
    caplog.set_level(logging.DEBUG)
    for name in ("mqtt", "aiomqtt", "paho", f"{CLOUD}.hub_client.silence"):
        caplog.set_level(logging.DEBUG, name)
    payloads: list[bytes] = []
    async with (
        RawBroker(WELL_BEHAVED) as broker,
        HubClient(configuration(broker.port), tls_context, payloads.append),
    ):
        broker.send(publish(TOPIC, b"secret payload"))
        await until(lambda: payloads)
    for secret in (TOPIC, "secret payload", "00112233", "client", "'user'"):
        assert secret not in caplog.text
