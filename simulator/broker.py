"""The MQTT broker under the hub: amqtt behind sockets of our own.

The sockets are ours so that connections can be cut, refused and awaited at the end;
amqtt speaks the protocol on them.
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
_GRACE = 0.5  # seconds amqtt gets to notice that a connection has ended

# amqtt writes every packet, credentials included, and every cut connection.
for _name in ("amqtt", "transitions"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a client presents in its CONNECT packet, and from where."""

    client_id: str
    username: str
    password: str
    port: int


class _Amqtt(AmqttBroker):  # type: ignore[misc]  # amqtt is not typed
    """amqtt with the hub's own rules in place of plugins."""

    def __init__(
        self, admit: Callable[[SignIn], bool], may_read: Callable[[int, str], bool]
    ) -> None:
        super().__init__(
            BrokerConfig(
                listeners={_LISTENER: ListenerConfig(type=ListenerType.EXTERNAL)},
                plugins={},
            )
        )
        self._admit = admit
        self._may_read = may_read

    @override
    async def _authenticate(self, session: Session, _: ListenerConfig) -> bool:
        return self._admit(
            SignIn(
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
            return self._may_read(session.remote_port or 0, topic)
        return bool(action is Action.RECEIVE)


class Broker:
    """Listens on loopback, knows its connections by the client's port.

    `admit` decides a sign-in (False: CONNACK 5), `may_read` whether the client at a
    port may subscribe to a topic, `left` hears that the client at a port is gone,
    `welcome` whether a connection is taken at all.
    """

    def __init__(
        self,
        *,
        admit: Callable[[SignIn], bool],
        may_read: Callable[[int, str], bool],
        left: Callable[[int], None],
        welcome: Callable[[], bool],
    ) -> None:
        """Take the hub's rules; nothing happens before `start`."""
        self._admit, self._may_read = admit, may_read
        self._left, self._welcome = left, welcome
        self._writers: dict[int, asyncio.StreamWriter] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self, port: int) -> None:
        """Listen on a port of 127.0.0.1; 0 takes a free one."""
        self._amqtt = _Amqtt(self._admit, self._may_read)
        await self._amqtt.start()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening, cut every connection and wait until all has ended."""
        if not self._server.is_serving():
            return
        self._server.close()
        self.cut_all()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._amqtt.shutdown()
        await self._server.wait_closed()

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send a message (QoS 0) to whoever has subscribed to a topic."""
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
        # a connection may have been made just before listening ended
        if not (self._server.is_serving() and self._welcome()):
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
            self._left(port)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Let amqtt speak until the connection has ended.

        amqtt waits for ever for the end of one that ends while it is being greeted.
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
