"""The message queue: connects, takes messages, acknowledges and reconnects."""

import asyncio
import logging
import ssl
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.errors import (
    CertificateError,
    CloudTimeoutError,
    HttpStatusError,
    NetworkError,
    QueueRefusedError,
    QueueSilentError,
)
from custom_components.tuya_cloud.cloud.queue import Queue
from custom_components.tuya_cloud.cloud.queue_address import queue_headers
from custom_components.tuya_cloud.cloud.queue_client import QueueClient
from simulator import Simulator

from .builders import CLOUD, SilentServer, until
from .channels import (
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    Listener,
    connected,
    running,
)


@pytest.fixture
def project_type() -> ProjectType:
    """Return project-only access, which is all that the queue needs."""
    return ProjectType.PROJECT_ONLY


@pytest.fixture(autouse=True)
def switched_on(simulator: Simulator) -> None:
    """Switch the Message Service on."""
    simulator.change_queue(is_on=True)


@pytest.fixture
def queue(
    session: aiohttp.ClientSession,
    account: Account,
    simulator: Simulator,
    listener: Listener,
) -> Queue:
    """Return a queue that does not run yet."""
    return Queue(
        session=session,
        account=account,
        endpoint=lambda: simulator.endpoint,
        on_message=listener.on_message,
        on_state=listener.on_state,
    )


async def all_acknowledged(simulator: Simulator) -> None:
    """Wait until no message is left in the queue."""
    await until(lambda: simulator.cloud.queue.waiting == 0)


@pytest.mark.parametrize("mode", ["ecb", "gcm", "gcm unnamed"])
async def test_reports_arrive_and_are_acknowledged(
    queue: Queue, listener: Listener, simulator: Simulator, mode: str
) -> None:
    """Connected is not yet delivering: that takes a message."""
    simulator.change_queue(mode=mode)
    async with running(queue):
        await connected(queue)
        assert not queue.is_delivering
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.messages)
        assert queue.is_delivering
        await all_acknowledged(simulator)
    assert listener.values == [True]
    [message] = listener.messages
    assert message["protocol"] == 4
    assert isinstance(message["published_at"], int)
    assert listener.states == [CONNECTING, CONNECTED]
    assert queue.state is DISCONNECTED
    assert (queue.reconnects, queue.undecodable, queue.last_error) == (0, 0, None)
    assert queue.connected_at is not None
    assert queue.last_message_at is not None
    assert simulator.calls()["total"] == 0


async def test_what_came_meanwhile_arrives_with_the_connection(
    queue: Queue, listener: Listener, simulator: Simulator
) -> None:
    """It arrives in order, and once."""
    for number in range(20):
        await simulator.report("socket", {"switch_1": number})
    async with running(queue):
        await all_acknowledged(simulator)
    async with running(queue):
        await connected(queue)
    assert listener.values == list(range(20))


async def test_stopping_closes_the_connection(
    queue: Queue, simulator: Simulator
) -> None:
    """Nothing is left running."""
    before = set(asyncio.all_tasks())
    async with running(queue):
        await connected(queue)
        assert simulator.cloud.queue.connected == 1
    await until(lambda: simulator.cloud.queue.connected == 0)
    ours = [each for each in asyncio.all_tasks() - before if "simul" not in repr(each)]
    assert not [each for each in ours if "RequestHandler" not in repr(each)]


async def test_it_reconnects_after_a_loss(
    queue: Queue, listener: Listener, simulator: Simulator
) -> None:
    """What was sent while it was away arrives then."""
    async with running(queue):
        await connected(queue)
        simulator.drop_queue(0.2)
        await until(lambda: queue.state is DISCONNECTED)
        assert isinstance(queue.last_error, NetworkError)
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.values == [True])
    assert queue.reconnects == 1
    assert queue.last_error is None
    assert listener.states[:3] == [CONNECTING, CONNECTED, DISCONNECTED]


async def test_undecodable_messages_are_acknowledged(
    queue: Queue, listener: Listener, simulator: Simulator
) -> None:
    """The queue would send them again and again."""
    async with running(queue):
        await connected(queue)
        for payload in ("", "bm8gSlNPTg==", None):
            simulator.cloud.queue.publish_frame({"payload": payload})
        await all_acknowledged(simulator)
        assert queue.undecodable == 3
        assert not queue.is_delivering
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.values == [True])
    assert queue.reconnects == 0


async def test_a_failing_listener_does_not_stop_the_queue(
    queue: Queue,
    listener: Listener,
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The error is logged, and the message is not sent again."""
    listener.fails = True
    async with running(queue):
        await connected(queue)
        await simulator.report("socket", {"switch_1": True})
        await all_acknowledged(simulator)
        assert queue.state is CONNECTED
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 3  # two states, one message


async def test_a_project_without_the_service_is_refused(
    queue: Queue, simulator: Simulator
) -> None:
    """It takes the user to switch it on, so the next attempt waits for `renew`."""
    simulator.change_queue(is_on=False)
    async with running(queue):
        await until(lambda: queue.last_error)
        assert isinstance(queue.last_error, QueueRefusedError)
        await until(lambda: queue.state is DISCONNECTED)
        assert queue.refusal is queue.last_error
        simulator.change_queue(is_on=True)
        queue.renew()
        await connected(queue)
        assert queue.refusal is None


async def test_a_wrong_secret_is_refused(queue: Queue, simulator: Simulator) -> None:
    """The queue derives its password from the secret."""
    simulator.change_account(access_secret="0" * 32)
    async with running(queue):
        await until(lambda: isinstance(queue.last_error, QueueRefusedError))


async def test_a_silent_queue_is_doubted_and_connects_again(
    queue: Queue, listener: Listener, simulator: Simulator
) -> None:
    """The user has to turn a rule on, until a message arrives."""
    simulator.change_queue(has_rule=False)
    async with running(queue):
        await connected(queue)
        first = queue.connected_at
        queue.doubt()
        await until(lambda: queue.connected_at != first)
        assert isinstance(queue.refusal, QueueSilentError)
        assert (queue.reconnects, queue.state) == (0, CONNECTED)
        second = queue.connected_at
        queue.doubt()  # the user has to act, another connection would not help
        await asyncio.sleep(0.1)
        assert queue.connected_at == second
        simulator.change_queue(has_rule=True)
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.messages)
        assert queue.refusal is None
        assert queue.is_delivering
        queue.doubt()  # it has delivered with this connection, so a rule is on
        assert queue.refusal is None
        assert not queue.is_delivering


async def test_a_second_client_waits(
    queue: Queue,
    session: aiohttp.ClientSession,
    account: Account,
    listener: Listener,
    simulator: Simulator,
) -> None:
    """It takes over when the first one leaves."""
    other = Listener()
    second = Queue(
        session=session,
        account=account,
        endpoint=lambda: simulator.endpoint,
        on_message=other.on_message,
        on_state=other.on_state,
    )
    async with running(second):
        async with running(queue):
            await connected(second)
            await until(lambda: simulator.cloud.queue.connected == 2)
            await simulator.report("socket", {"switch_1": 1})
            await until(lambda: listener.values or other.values)
            await all_acknowledged(simulator)
            assert listener.values + other.values == [1]
        await simulator.report("socket", {"switch_1": 2})
        await until(lambda: 2 in other.values)


async def test_two_accounts_of_a_project_share_what_they_take(
    session: aiohttp.ClientSession, account: Account, simulator: Simulator
) -> None:
    """The cloud gives each message to one of them; both get it, once."""
    sharing: set[Queue] = set()
    listeners = [Listener(), Listener()]
    queues = [
        Queue(
            session=session,
            account=account,
            endpoint=lambda: simulator.endpoint,
            on_message=listener.on_message,
            on_state=listener.on_state,
            sharing=sharing,
        )
        for listener in listeners
    ]
    async with running(queues[0]), running(queues[1]):
        await until(lambda: simulator.cloud.queue.connected == 2)
        await simulator.report("socket", {"switch_1": 1})
        await all_acknowledged(simulator)
        await until(lambda: all(queue.is_delivering for queue in queues))
        assert [listener.values for listener in listeners] == [[1], [1]]
    assert sharing == set()


async def test_an_unknown_data_center_has_no_queue(
    session: aiohttp.ClientSession, account: Account, listener: Listener
) -> None:
    """Nothing is connected."""
    queue = Queue(
        session=session,
        account=account,
        endpoint=lambda: "https://proxy.example.com",
        on_message=listener.on_message,
        on_state=listener.on_state,
    )
    assert not queue.is_known
    async with running(queue):
        await until(lambda: isinstance(queue.refusal, QueueRefusedError))


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[URL]:
    """Have the data center name several addresses: those in this list."""
    addresses: list[URL] = []
    monkeypatch.setattr(f"{CLOUD}.queue.queue_addresses", lambda *_: tuple(addresses))
    return addresses


async def test_the_second_address_may_be_the_right_one(
    queue: Queue, simulator: Simulator, hosts: list[URL]
) -> None:
    """A host that does not answer is no hindrance; a refusal says the most."""
    name = simulator.cloud.account.access_id
    right = URL(simulator.endpoint) / f"ws/v2/consumer/persistent/{name}/out/event"
    right = (right / f"{name}-sub").with_query(subscriptionType="Failover")
    hosts += [right, URL("ws://127.0.0.1:1/nobody")]
    simulator.change_queue(is_on=False)
    async with running(queue):
        await until(lambda: queue.last_error)
        assert isinstance(queue.last_error, QueueRefusedError)
        simulator.change_queue(is_on=True)
        hosts.reverse()
        queue.renew()
        await connected(queue)


async def test_other_answers_are_errors_that_pass(
    queue: Queue, simulator: Simulator, hosts: list[URL]
) -> None:
    """An address that is no queue is tried again."""
    hosts.append(URL(simulator.endpoint) / "simulator/calls")
    async with running(queue):
        await until(lambda: isinstance(queue.last_error, HttpStatusError))
        await until(lambda: queue.state is CONNECTING)


async def test_a_queue_that_never_answers_is_a_timeout(
    queue: Queue,
    silent_server: SilentServer,
    hosts: list[URL],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The attempt is repeated."""
    monkeypatch.setattr(f"{CLOUD}.timing.HUB_TIMEOUT", 0.05)
    hosts.append(URL(silent_server.url))
    async with running(queue):
        await until(lambda: len(silent_server.peers) >= 2)
        assert isinstance(queue.last_error, CloudTimeoutError)


async def test_a_dead_connection_is_noticed(
    queue: Queue, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pings find out, without any message."""
    monkeypatch.setattr(f"{CLOUD}.timing.KEEPALIVE", 0.1)
    monkeypatch.setattr("simulator.queue.web.WebSocketResponse.__init__", _deaf)
    async with running(queue):
        await connected(queue)
        await until(lambda: queue.state is DISCONNECTED)
        assert isinstance(queue.last_error, NetworkError)


_ORDINARY = aiohttp.web.WebSocketResponse.__init__


def _deaf(self: aiohttp.web.WebSocketResponse, **options: Any) -> None:
    """Make a connection that answers no ping."""
    _ORDINARY(self, **options, autoping=False)


async def test_an_unexpected_error_is_logged_and_retried(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Even a programming error does not end push."""
    mistakes = [KeyError("mistake")]

    def stumble(account: Account) -> dict[str, str]:
        if mistakes:
            raise mistakes.pop()
        return queue_headers(account)

    monkeypatch.setattr(f"{CLOUD}.queue.queue_headers", stumble)
    async with running(queue):
        await connected(queue)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1


async def test_an_untrusted_certificate_is_refused(
    session: aiohttp.ClientSession, localhost_certificate: Path
) -> None:
    """The address and the credentials go to nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(localhost_certificate)
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(CertificateError):
        async with QueueClient(session, URL(f"wss://localhost:{port}/ws"), {"a": "b"}):
            pass
    server.close()
    await server.wait_closed()
    assert not any(seen)


async def test_an_acknowledgment_over_a_lost_connection(
    session: aiohttp.ClientSession, account: Account, simulator: Simulator
) -> None:
    """It is a network error like any other."""
    name = account.access_id
    address = URL(simulator.endpoint) / f"ws/v2/consumer/persistent/{name}/out/event"
    address = (address / f"{name}-sub").with_query(subscriptionType="Failover")
    async with QueueClient(session, address, queue_headers(account)) as client:
        simulator.drop_queue(0)
        assert [frame async for frame in client.frames()] == []
        with pytest.raises(NetworkError):
            await client.acknowledge("x")
