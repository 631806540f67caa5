"""The MQTT broker of the hub: our own sockets, amqtt for the protocol.

Our own sockets can be cut, refused, and awaited at the end.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from amqtt.adapters import StreamReaderAdapter, StreamWriterAdapter
from amqtt.broker import Broker as AmqttBroker
from amqtt.contexts import Action, BrokerConfig, ListenerConfig, ListenerType
from amqtt.session import Session

_LISTENER = "default"
_GRACE = 0.5  # seconds for amqtt to notice that a connection has ended

# amqtt logs every packet with its credentials, and every cut connection.
for _name in ("amqtt", "transitions"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class ConnectRequest:
    """The credentials of a CONNECT packet, and the port of the client."""

    client_id: str
    username: str
    password: str
    port: int


class _Amqtt(AmqttBroker):
    """amqtt with the rules of the hub in place of plugins."""

    def __init__(
        self,
        may_sign_in: Callable[[ConnectRequest], bool],
        may_subscribe: Callable[[int, str], bool],
        on_publish: Callable[[int, str, bytes], None],
    ) -> None:
        super().__init__(
            BrokerConfig(
                listeners={_LISTENER: ListenerConfig(type=ListenerType.EXTERNAL)},
                plugins={},
            )
        )
        self._may_sign_in = may_sign_in
        self._may_subscribe = may_subscribe
        self._on_publish = on_publish

    @override
    async def _authenticate(self, session: Session, _: ListenerConfig) -> bool:
        return self._may_sign_in(
            ConnectRequest(
                session.client_id or "",
                session.username or "",
                session.password or "",
                session.remote_port or 0,
            )
        )

    @override
    async def _topic_filtering(
        self, session: Session, topic: str, action: Action
    ) -> bool:
        if action is Action.SUBSCRIBE:
            return self._may_subscribe(session.remote_port or 0, topic)
        return action in (Action.RECEIVE, Action.PUBLISH)

    @override
    async def _broadcast_message(
        self,
        session: Session | None,
        topic: str | None,
        data: bytes | bytearray | None,
        force_qos: int | None = None,
    ) -> None:
        """Keep what a client publishes from all other clients."""
        if session is None:
            await super()._broadcast_message(session, topic, data, force_qos)
        else:
            self._on_publish(session.remote_port or 0, topic or "", bytes(data or b""))


class Broker:
    """An MQTT broker on loopback that identifies a connection by the client's port.

    `may_connect` returns whether new connections are accepted, `may_sign_in` whether
    credentials are valid (else CONNACK 5), `may_subscribe` whether the client at a port
    may read a topic. `on_publish` takes the port, topic and content of a message from a
    client. `on_disconnect` is called with the port of a client that is gone.
    """

    def __init__(
        self,
        *,
        may_sign_in: Callable[[ConnectRequest], bool],
        may_subscribe: Callable[[int, str], bool],
        on_publish: Callable[[int, str, bytes], None],
        on_disconnect: Callable[[int], None],
        may_connect: Callable[[], bool],
    ) -> None:
        """Take the rules of the hub."""
        self._may_sign_in, self._may_subscribe = may_sign_in, may_subscribe
        self._on_publish = on_publish
        self._on_disconnect, self._may_connect = on_disconnect, may_connect
        self._writers: dict[int, asyncio.StreamWriter] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self, port: int) -> None:
        """Listen on a port of 127.0.0.1; 0 means any free port."""
        self._amqtt = _Amqtt(self._may_sign_in, self._may_subscribe, self._on_publish)
        await self._amqtt.start()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening, cut every connection and wait until all have ended."""
        if not self._server.is_serving():
            return
        self._server.close()
        self.cut_all()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._amqtt.shutdown()
        await self._server.wait_closed()

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send a message (QoS 0) to the subscribers of a topic."""
        await self._amqtt.internal_message_broadcast(topic, payload, 0)

    def cut(self, port: int) -> None:
        """Cut the connection of the client at a port."""
        if (writer := self._writers.get(port)) is not None:
            writer.transport.abort()

    def cut_all(self) -> None:
        """Cut every connection."""
        for port in list(self._writers):
            self.cut(port)

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Serve one connection until it ends."""
        # the connection may have been opened just before `stop`
        if not (self._server.is_serving() and self._may_connect()):
            writer.transport.abort()
            return
        port: int = writer.get_extra_info("peername")[1]
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._writers[port] = writer
        try:
            await self._serve(reader, writer)
        finally:
            del self._writers[port]
            writer.transport.abort()
            self._on_disconnect(port)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Run amqtt until the connection has ended.

        amqtt waits forever on a connection that ends during its handshake.
        """
        serving = asyncio.ensure_future(
            self._amqtt.external_connected(
                StreamReaderAdapter(reader), StreamWriterAdapter(writer), _LISTENER
            )
        )
        closed = asyncio.ensure_future(writer.wait_closed())
        await asyncio.wait({serving, closed}, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            await asyncio.wait({serving}, timeout=_GRACE)
            serving.cancel()
        writer.transport.abort()
        for ended in await asyncio.gather(serving, closed, return_exceptions=True):
            if isinstance(ended, Exception) and not isinstance(ended, OSError):
                raise ended
