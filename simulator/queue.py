"""The message queue: Pulsar's consumer protocol over WebSocket.

Source: Tuya's pages on the Message Service and its SDKs. The queue is persistent: a
message stays until it is acknowledged, and is sent again when that takes too long, when
its consumer has left, or when its consumer asks for it. One consumer of the
subscription is active, the others wait for it to leave (failover).
"""

import asyncio
import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import md5
from itertools import count
from typing import Final
from uuid import uuid4

from aiohttp import web

from .account import Account
from .clock import now_ms
from .iot_core import as_iot_core
from .json_types import JsonObject, parse_object
from .queue_encryption import Mode, encrypt_message, sign

QUEUE_PATH: Final = "/ws/v2/consumer/persistent/{access_id}/out/{name}/{subscription}"
PRODUCTION: Final = "event"


@dataclass(slots=True)
class Stored:
    """A message that is not acknowledged yet, and how often it was sent."""

    frame: JsonObject
    times_sent: int = 0


@dataclass(slots=True, eq=False)
class Consumer:
    """A connection; `due` holds the ids of the messages to send next."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    ack_timeout: float  # seconds
    due: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    timers: dict[str, asyncio.TimerHandle] = field(default_factory=dict)


class MessageQueue:
    """The queue of a project.

    As in the console, it is off at first, and an active rule has to put messages into
    it. `mode` is the encryption, `iot_core` chooses the newer set of messages, and
    `age` makes new messages look so many seconds old.
    """

    def __init__(self, account: Account) -> None:
        """Take the project."""
        self.is_on = False
        self.has_rule = True
        self.mode = Mode.ECB
        self.iot_core = False
        self.age = 0.0
        self._account = account
        self._stored: dict[str, Stored] = {}
        self._consumers: list[Consumer] = []
        self._numbers = count(1)
        self._down_until = 0.0
        self._refuse = False

    @property
    def connected(self) -> int:
        """Return the number of consumers, the waiting ones included."""
        return len(self._consumers)

    @property
    def waiting(self) -> int:
        """Return the number of messages that are not acknowledged."""
        return len(self._stored)

    @property
    def password(self) -> str:
        """Return the password of the consumers."""
        account = self._account
        secret = md5(account.access_secret.encode()).hexdigest()
        return md5((account.access_id + secret).encode()).hexdigest()[8:24]

    def change(self, changes: JsonObject) -> None:
        """Change settings; raise ValueError for an unknown one."""
        for name, value in changes.items():
            match name, value:
                case "is_on" | "has_rule" | "iot_core", bool():
                    setattr(self, name, value)
                case "mode", str():
                    self.mode = Mode(value)
                case "age", int() | float():
                    self.age = value
                case _:
                    raise ValueError(f"the queue has no {name} that is {value}")

    def publish(
        self, protocol: int, data: JsonObject, codes: Mapping[int, str]
    ) -> None:
        """Put a message into the queue, unless it is off or no rule is active.

        `codes` are those of `as_iot_core`.
        """
        if not self.is_on or not self.has_rule:
            return
        if self.iot_core:
            converted = as_iot_core(protocol, data, codes)
            if converted is None:
                return
            protocol, data = converted
        plain = json.dumps(data, separators=(",", ":")).encode()
        t = now_ms() - int(self.age * 1000)
        envelope: JsonObject = {
            "data": encrypt_message(self.mode, self._account.access_secret, plain),
            "protocol": protocol,
            "pv": "2.0",
            "t": t,
        }
        envelope["sign"] = sign(envelope, self._account.access_secret)
        published = datetime.fromtimestamp(t / 1000, UTC)
        self.publish_frame(
            {
                "payload": base64.b64encode(json.dumps(envelope).encode()).decode(),
                "properties": {"tid": uuid4().hex, **self.mode.properties},
                "publishTime": published.isoformat(timespec="milliseconds").replace(
                    "+00:00", "Z"
                ),
                "key": str(data.get("devId", "")),
            }
        )

    def publish_frame(self, frame: JsonObject) -> str:
        """Put exactly this frame into the queue, with an id; return the id."""
        number = next(self._numbers)
        message_id = base64.b64encode(f"simulated:{number}".encode()).decode()
        self._stored[message_id] = Stored({**frame, "messageId": message_id})
        if self._consumers:
            self._consumers[0].due.put_nowait(message_id)
        return message_id

    def redeliver(self) -> None:
        """Send every message that is not acknowledged again, at once."""
        for consumer in self._consumers[:1]:
            for message_id in self._stored:
                consumer.due.put_nowait(message_id)

    def drop(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every connection, and reject new ones for some seconds.

        They are closed at once or, with `refuse`, answered with HTTP status 401.
        """
        self._down_until = time.monotonic() + seconds
        self._refuse = refuse
        for consumer in self._consumers:
            if consumer.transport is not None:
                consumer.transport.abort()

    async def stop(self) -> None:
        """Close every connection."""
        for consumer in list(self._consumers):
            await consumer.socket.close()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve a consumer for as long as it is connected."""
        if time.monotonic() < self._down_until and not self._refuse:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        self._check(request)
        socket = web.WebSocketResponse(max_msg_size=2**16)
        await socket.prepare(request)
        consumer = Consumer(
            socket,
            request.transport,
            float(request.query.get("ackTimeoutMillis", 0)) / 1000,
        )
        self._consumers.append(consumer)
        if self._consumers[0] is consumer:
            self._activate(consumer)
        sending = asyncio.ensure_future(self._send_due(consumer))
        try:
            async for message in socket:
                if message.type is web.WSMsgType.TEXT:
                    self._handle(consumer, message.data)
        finally:
            sending.cancel()
            self._leave(consumer)
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    def _check(self, request: web.Request) -> None:
        """Raise the HTTP error of a request that a consumer must not make."""
        access_id = self._account.access_id
        sign_in = request.headers.get("username"), request.headers.get("password")
        is_refused = time.monotonic() < self._down_until and self._refuse
        if (
            not self.is_on
            or is_refused
            or sign_in != (access_id, self.password)
            or request.match_info["access_id"] != access_id
        ):
            raise web.HTTPUnauthorized
        if (request.match_info["name"], request.match_info["subscription"]) != (
            PRODUCTION,
            f"{access_id}-sub",
        ):
            raise web.HTTPNotFound
        if request.query.get("subscriptionType") != "Failover":
            raise web.HTTPBadRequest

    def _activate(self, consumer: Consumer) -> None:
        for message_id in self._stored:
            consumer.due.put_nowait(message_id)

    def _leave(self, consumer: Consumer) -> None:
        """Forget a consumer; the next one takes over if it was the active one."""
        for timer in consumer.timers.values():
            timer.cancel()
        was_active = self._consumers[0] is consumer
        self._consumers.remove(consumer)
        if was_active and self._consumers:
            self._activate(self._consumers[0])

    def _handle(self, consumer: Consumer, text: str) -> None:
        """Take an acknowledgment, or the request to send a message again."""
        answer = parse_object(text) or {}
        message_id = str(answer.get("messageId"))
        if (timer := consumer.timers.pop(message_id, None)) is not None:
            timer.cancel()
        if answer.get("type") == "negativeAcknowledge":
            consumer.due.put_nowait(message_id)
        else:
            self._stored.pop(message_id, None)

    async def _send_due(self, consumer: Consumer) -> None:
        """Send the messages that are due, and again when they are not acknowledged."""
        while True:
            message_id = await consumer.due.get()
            stored = self._stored.get(message_id)
            if stored is None:
                continue
            frame = {**stored.frame, "redeliveryCount": stored.times_sent}
            stored.times_sent += 1
            await consumer.socket.send_str(json.dumps(frame))
            if consumer.ack_timeout:
                if (timer := consumer.timers.pop(message_id, None)) is not None:
                    timer.cancel()
                consumer.timers[message_id] = asyncio.get_running_loop().call_later(
                    consumer.ack_timeout, consumer.due.put_nowait, message_id
                )
