"""The push hub: credentials, who is connected, and sending messages to them.

Source: Tuya's page on the MQTT access of the "Device Status Notification" service
and the payloads seen live.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from hashlib import md5
from itertools import cycle
from uuid import uuid4

from .broker import Broker, SignIn
from .clock import now_ms
from .encryption import Version, encrypt
from .json_types import JsonObject

STATUS_REPORT = 4
DEVICE_EVENT = 20


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one answer of the hub configuration call lets a client do, and how long."""

    client_id: str
    username: str
    password: str
    topic: str
    version: Version
    expires_at: float  # epoch seconds


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that has signed in; `expiry` cuts it when its credentials end."""

    credentials: Credentials
    expiry: asyncio.TimerHandle


class Hub:
    """Hands out credentials and pushes messages over the broker."""

    def __init__(self, life: float) -> None:
        """Take the life of credentials in seconds."""
        self.life = life
        self.issued: list[Credentials] = []
        self._connections: dict[int, Connection] = {}
        self._down_until = 0.0
        self._refuse = False
        self._divisors = cycle((1000, 1))  # the outer t comes in seconds, then in ms
        self._broker = Broker(
            admit=self._admit,
            may_read=self._may_read,
            left=self._left,
            welcome=self._welcome,
        )

    @property
    def url(self) -> str:
        """The address clients connect to."""
        return f"tcp://127.0.0.1:{self._broker.port}"

    @property
    def connected(self) -> int:
        """How many clients are signed in."""
        return len(self._connections)

    async def start(self, port: int) -> None:
        """Listen on a port of 127.0.0.1; 0 takes a free one."""
        await self._broker.start(port)

    async def stop(self) -> None:
        """Cut every connection and stop listening."""
        await self._broker.stop()

    def open(self, uid: str, link_id: str, version: Version) -> Credentials:
        """Hand out credentials; a link id always gets the same client id and topic."""
        link = md5(f"{uid} {link_id}".encode()).hexdigest()
        credentials = Credentials(
            client_id=f"cloud_{link}",
            username=f"cloud_{link}",
            password=uuid4().hex,
            topic=f"cloud/token/in/{link}",
            version=version,
            expires_at=time.time() + self.life,
        )
        self.issued.append(credentials)
        return credentials

    async def send(self, protocol: int, data: JsonObject) -> None:
        """Push a message to every client, encrypted for each; nobody there: lost."""
        plain = _plain(data)
        for connection in list(self._connections.values()):
            credentials = connection.credentials
            t = now_ms() // next(self._divisors)
            envelope = {
                "protocol": protocol,
                "pv": "2.0",
                "t": t,
                "data": encrypt(credentials.version, credentials.password, t, plain),
                "sign": uuid4().hex,
            }
            await self._broker.publish(credentials.topic, json.dumps(envelope).encode())

    async def send_raw(self, payload: bytes) -> None:
        """Push exactly these bytes to every client."""
        for connection in list(self._connections.values()):
            await self._broker.publish(connection.credentials.topic, payload)

    def drop(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every connection and keep the hub down for some seconds.

        While it is down a new connection is closed at once or, with `refuse`,
        answered with CONNACK 5 (not authorized).
        """
        self._down_until = time.monotonic() + seconds
        self._refuse = refuse
        for port in list(self._connections):
            self._cut(port)
        self._broker.cut_all()

    @property
    def _is_down(self) -> bool:
        return time.monotonic() < self._down_until

    def _welcome(self) -> bool:
        return self._refuse or not self._is_down

    def _admit(self, sign_in: SignIn) -> bool:
        """Decide a sign-in; a second client with the same id throws the first out."""
        credentials = next(
            (
                each
                for each in self.issued
                if (each.client_id, each.username, each.password)
                == (sign_in.client_id, sign_in.username, sign_in.password)
            ),
            None,
        )
        if credentials is None or self._is_down:
            return False
        seconds_left = credentials.expires_at - time.time()
        if seconds_left <= 0:
            return False
        for port, connection in list(self._connections.items()):
            if connection.credentials.client_id == sign_in.client_id:
                self._cut(port)
        self._connections[sign_in.port] = Connection(
            credentials,
            asyncio.get_running_loop().call_later(
                seconds_left, self._cut, sign_in.port
            ),
        )
        return True

    def _may_read(self, port: int, topic: str) -> bool:
        connection = self._connections.get(port)
        return connection is not None and connection.credentials.topic == topic

    def _cut(self, port: int) -> None:
        self._left(port)
        self._broker.cut(port)

    def _left(self, port: int) -> None:
        connection = self._connections.pop(port, None)
        if connection is not None:
            connection.expiry.cancel()


def _plain(data: JsonObject) -> bytes:
    """Return the text of a message; escaped where it cannot be written otherwise."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()
