"""The push hub: issues credentials and sends messages to the connected clients.

Source: Tuya's page on the MQTT access of the "Device Status Notification" service,
recorded payloads, and section 12 of the protocol reference.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import md5
from typing import Final
from uuid import uuid4

from .broker import Broker, ConnectRequest
from .camera import MOTO_ID
from .clock import now_ms, now_s
from .encryption import Version, encrypt
from .iot_core import as_iot_core
from .json_types import JsonObject, JsonValue, parse_object

# takes the sender's hash, the id of a camera and a message; returns the answers
type SignalHandler = Callable[[str, str, JsonObject], list[JsonValue]]

STATUS_REPORT = 4
DEVICE_EVENT = 20
CAMERA_SIGNAL = 302
# with the id of a device: what wakes it
WAKE_TOPIC = "m/w/"


class TopicForm(StrEnum):
    """The form of `source_topic` in the answer of the hub configuration call."""

    OBJECT = "object"
    TEXT = "text"
    LIST = "list"


_SWITCHES: Final = frozenset({"tags_fit", "keeps_password", "iot_core"})


@dataclass(kw_only=True)
class HubOptions:
    """What the real hub does in some places and not in others.

    With `tags_fit` false the tag of encryption 2.0 is a wrong one. With
    `keeps_password` a link id gets the same password until it expires. With `iot_core`
    messages are those of the newer set, protocols 1000 and 1001.
    """

    tags_fit: bool = True
    keeps_password: bool = False
    iot_core: bool = False
    source_topic: TopicForm = TopicForm.OBJECT

    def change(self, changes: JsonObject) -> None:
        """Set options by name; raise ValueError for an unknown one or a wrong value."""
        for name, value in changes.items():
            if name == "source_topic":
                self.source_topic = TopicForm(str(value))
            elif name in _SWITCHES and isinstance(value, bool):
                setattr(self, name, value)
            else:
                raise ValueError(f"the hub has no option {name} with this value")


@dataclass(frozen=True, slots=True)
class Credentials:
    """The credentials in one answer of the hub configuration call."""

    client_id: str
    username: str
    password: str
    topic: str
    uid: str
    version: Version
    expires_at: float  # epoch seconds

    @property
    def link(self) -> str:
        """Return the hash in user name and topics."""
        return self.topic.rpartition("/")[2]

    @property
    def is_for_cameras(self) -> bool:
        """Return whether they are for messages about streams, not for reports."""
        return self.topic.startswith("/av/")

    @property
    def seconds_left(self) -> int:
        """Return the whole seconds until the credentials expire, at least 0."""
        return max(0, round(self.expires_at - time.time()))


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that has signed in; `expiry` cuts it when its credentials expire."""

    credentials: Credentials
    expiry: asyncio.TimerHandle


class Hub:
    """The push hub of the cloud, over the MQTT broker."""

    def __init__(
        self,
        life: float,
        on_signal: SignalHandler,
        on_wake: Callable[[str, bytes], None],
    ) -> None:
        """Take the life of credentials in seconds, and what acts for cameras."""
        self.life = life
        self._on_signal, self._on_wake = on_signal, on_wake
        self._tasks: set[asyncio.Task[None]] = set()
        self.options = HubOptions()
        self.issued: list[Credentials] = []
        self._connections: dict[int, Connection] = {}
        self._down_until = 0.0
        self._refuse = False
        self._broker = Broker(
            may_sign_in=self._may_sign_in,
            may_subscribe=self._may_subscribe,
            on_publish=self._take_signal,
            on_disconnect=self._forget,
            may_connect=self._may_connect,
        )

    @property
    def url(self) -> str:
        """Return the address that clients connect to."""
        return f"tcp://127.0.0.1:{self._broker.port}"

    @property
    def connected(self) -> int:
        """Return the number of clients that are signed in."""
        return len(self._connections)

    async def start(self, port: int) -> None:
        """Listen on a port of 127.0.0.1; 0 means any free port."""
        await self._broker.start(port)

    async def stop(self) -> None:
        """Cut every connection and stop listening."""
        for task in self._tasks:
            task.cancel()
        await self._broker.stop()

    def issue(
        self, uid: str, link_id: str, version: Version, *, is_for_cameras: bool = False
    ) -> Credentials:
        """Issue credentials; a link id always gets the same client id and topic.

        The hash of the client id differs from the one of user name and topic.
        """
        client = md5(f"client {uid} {link_id}".encode()).hexdigest()
        link = md5(f"{uid} {link_id}".encode()).hexdigest()
        topic = f"/av/u/{link}" if is_for_cameras else f"cloud/token/in/{link}"
        if self.options.keeps_password:
            for issued in self.issued:
                if (issued.topic, issued.version) != (topic, version):
                    continue
                if issued.expires_at > time.time():
                    return issued
        credentials = Credentials(
            client_id=f"cloud_{client}",
            username=f"cloud_{link}",
            password=uuid4().hex,
            topic=topic,
            uid=uid,
            version=version,
            expires_at=time.time() + self.life,
        )
        self.issued.append(credentials)
        return credentials

    async def send(
        self,
        protocol: int,
        data: JsonObject,
        *,
        t: int | None = None,
        data_of_uids: Mapping[str, JsonObject] | None = None,
        codes: Mapping[int, str] | None = None,
    ) -> None:
        """Push a message to every connected client, encrypted for each.

        The outer time is in seconds for reports and in milliseconds for all others,
        unless `t` is given. `data_of_uids` holds what some users get instead of `data`.
        `codes` are those of `as_iot_core`.
        """
        for connection in list(self._connections.values()):
            if connection.credentials.is_for_cameras:
                continue
            message = (data_of_uids or {}).get(connection.credentials.uid, data)
            if not self.options.iot_core:
                await self._send_to(connection.credentials, protocol, message, t)
            elif (converted := as_iot_core(protocol, message, codes)) is not None:
                await self._send_to(connection.credentials, *converted)

    async def _send_to(
        self,
        credentials: Credentials,
        protocol: int,
        data: JsonObject,
        t: int | None = None,
    ) -> None:
        """Push a message to one client."""
        if t is None:
            t = now_s() if protocol == STATUS_REPORT else now_ms()
        payload = encrypt(
            credentials.version,
            credentials.password,
            t,
            _plain(data),
            tag_fits=self.options.tags_fit,
        )
        envelope = {
            "protocol": protocol,
            "pv": "2.0",
            "t": t,
            "data": payload,
            "sign": uuid4().hex,
        }
        await self._broker.publish(credentials.topic, json.dumps(envelope).encode())

    async def send_raw(self, payload: bytes) -> None:
        """Push exactly these bytes to every client."""
        for connection in list(self._connections.values()):
            await self._broker.publish(connection.credentials.topic, payload)

    def reject(self, seconds: float, *, refuse: bool = False) -> None:
        """Reject new connections for some seconds; 0 accepts them again.

        They are closed at once or, with `refuse`, answered with CONNACK 5 (not
        authorized).
        """
        self._down_until = time.monotonic() + seconds
        self._refuse = refuse

    def drop(self, seconds: float, *, refuse: bool = False) -> None:
        """Cut every connection, and reject new ones for some seconds."""
        self.reject(seconds, refuse=refuse)
        for port in list(self._connections):
            self._cut(port)
        self._broker.cut_all()

    @property
    def _is_down(self) -> bool:
        return time.monotonic() < self._down_until

    def _may_connect(self) -> bool:
        return self._refuse or not self._is_down

    def _may_sign_in(self, sign_in: ConnectRequest) -> bool:
        """Check credentials; a second client with the same id disconnects the first."""
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

    def _may_subscribe(self, port: int, topic: str) -> bool:
        connection = self._connections.get(port)
        return connection is not None and connection.credentials.topic == topic

    def _take_signal(self, port: int, topic: str, payload: bytes) -> None:
        """Have a camera answer; what has a wrong topic is lost."""
        connection = self._connections.get(port)
        device_id = topic.rpartition("/")[2]
        if connection is None or not connection.credentials.is_for_cameras:
            return
        if topic == f"{WAKE_TOPIC}{device_id}":
            self._on_wake(device_id, payload)
            return
        message = parse_object(payload)
        if message is None or topic != f"/av/moto/{MOTO_ID}/u/{device_id}":
            return
        credentials = connection.credentials
        answers = self._on_signal(credentials.link, device_id, message)
        if answers:
            task = asyncio.create_task(self._answer(credentials.topic, answers))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, topic: str, answers: list[JsonValue]) -> None:
        for data in answers:
            message = {"protocol": CAMERA_SIGNAL, "pv": "2.2", "t": now_s()}
            payload = json.dumps(message | {"data": data}).encode()
            await self._broker.publish(topic, payload)

    def _cut(self, port: int) -> None:
        self._forget(port)
        self._broker.cut(port)

    def _forget(self, port: int) -> None:
        connection = self._connections.pop(port, None)
        if connection is not None:
            connection.expiry.cancel()


def _plain(data: JsonObject) -> bytes:
    """Return a message as JSON; with escapes when UTF-8 cannot encode it."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()
