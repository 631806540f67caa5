"""An MQTT broker with answers chosen by the test."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

CONNECT, SUBSCRIBE, PINGREQ, DISCONNECT = 1, 8, 12, 14

ACCEPTED = bytes((0x20, 2, 0, 0))
HANG_UP = b""


def refused(code: int) -> bytes:
    """Return a CONNACK that refuses."""
    return bytes((0x20, 2, 0, code))


def suback(code: int) -> Callable[[bytes], bytes]:
    """Return an answer to a SUBSCRIBE of one topic: 0 accepts, 128 refuses."""
    return lambda packet: bytes((0x90, 3, packet[0], packet[1], code))


def publish(topic: str, payload: bytes, *, retained: bool = False) -> bytes:
    """Return a short PUBLISH packet at QoS 0."""
    body = len(topic).to_bytes(2) + topic.encode() + payload
    assert len(body) < 128
    return bytes((0x31 if retained else 0x30, len(body))) + body


type Answer = bytes | Callable[[bytes], bytes]

WELL_BEHAVED: Mapping[int, Answer] = {
    CONNECT: ACCEPTED,
    SUBSCRIBE: suback(0),
    PINGREQ: bytes((0xD0, 0)),
}


class RawBroker:
    """A broker that answers some packet types; the answer b"" disconnects.

    `received` lists the packet types received, in order.
    """

    def __init__(
        self,
        answers: Mapping[int, Answer] = WELL_BEHAVED,
        *,
        tls_context: ssl.SSLContext | None = None,
    ) -> None:
        """Use these answers, by packet type."""
        self.port = 0
        self.received: list[int] = []
        self._answers = answers
        self._tls_context = tls_context
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        """Listen on the loopback addresses of IPv4 and IPv6."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self._tls_context
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Cut all connections."""
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await self._server.wait_closed()
        await asyncio.sleep(0.01)  # until the handlers have ended

    def send(self, data: bytes) -> None:
        """Send bytes to every client."""
        for writer in self._writers:
            writer.write(data)

    def stop_listening(self) -> None:
        """Stop reading from all clients."""
        for writer in self._writers:
            transport = writer.transport
            assert isinstance(transport, asyncio.ReadTransport)
            transport.pause_reading()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._writers.append(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind = (await reader.readexactly(1))[0] >> 4
                packet = await reader.readexactly(await _length(reader))
                self.received.append(kind)
                answer = self._answers.get(kind)
                if answer is None:
                    continue
                answer = answer if isinstance(answer, bytes) else answer(packet)
                if answer == HANG_UP:
                    break
                writer.write(answer)
        writer.close()


async def _length(reader: asyncio.StreamReader) -> int:
    """Read the remaining length: seven bits a byte, the lowest first."""
    length = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 0x7F) << shift
        if byte < 0x80:
            return length
        shift += 7
