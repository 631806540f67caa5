"""The camera of a device: its streams, what it needs for WebRTC, and its pictures.

Sources: section 7 of the protocol reference; answers for streams and WebRTC are
recorded, the address of a picture and the messages between client and camera are known
from clients in the field.
"""

import json
import secrets
import time
import zlib
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

from .errors import FUNCTION_UNSUPPORTED, STREAM_BUSY, ApiError
from .json_types import JsonObject, JsonValue
from .live_view import USER, LiveViews

BUCKET = "ty-eu-storage30-pic"
MOTO_ID = "signaling14901"
ICE_LIFE = 36_000  # seconds


@dataclass(kw_only=True)
class Camera:
    """What a device file says under `camera`. README.md describes the keys."""

    streams: list[str] = field(default_factory=lambda: ["rtsp", "hls"])
    webrtc: bool = True
    skill: dict[str, Any] = field(default_factory=dict)
    ices_as_text: bool = True
    stream_types: list[int] = field(default_factory=lambda: [0])
    # path of a picture -> its key, "" for a plain one
    pictures: dict[str, str] = field(default_factory=dict)
    # whether it has a battery, and sleeps until somebody wakes it
    low_power: bool = False

    def __post_init__(self) -> None:
        """Start without a viewer."""
        self.is_busy = False
        self.is_asleep = self.low_power
        self.auth = secrets.token_urlsafe(24)
        self.secrets: list[str] = [self.auth, *filter(None, self.pictures.values())]
        # messages that it has taken, and why it has ignored others
        self.received: list[JsonObject] = []
        self.ignored: list[str] = []

    def wake(self, local_key: str, content: bytes) -> None:
        """Wake up, if the content is the CRC-32 of the local key."""
        if content == zlib.crc32(local_key.encode()).to_bytes(4, "big"):
            self.is_asleep = False
        else:
            self.ignored.append("wake")

    def allocate(self, kind: JsonValue, live_views: LiveViews) -> JsonValue:
        """Return the address of a stream, another one each time.

        That of RTSP looks like the recorded one; only the one of HLS can be played.
        """
        if self.is_busy:
            raise ApiError(STREAM_BUSY)
        if kind not in self.streams:
            raise ApiError(FUNCTION_UNSUPPORTED)
        if kind == "hls":
            return {"url": live_views.address()}
        password, path = secrets.token_hex(8), uuid4().hex
        self.secrets += [password, path]
        return {"url": f"rtsps://{USER}:{password}@127.0.0.1:1/v1/{path}"}

    def webrtc_configuration(self, device_id: str) -> JsonValue:
        """Return what a client needs to offer a stream."""
        credential = secrets.token_hex(16)
        self.secrets.append(credential)
        ices: JsonValue = [
            {"urls": "stun:127.0.0.1:3478"},
            {
                "urls": "turn:127.0.0.1:3478",
                "username": f"{int(time.time()) + ICE_LIFE}:{device_id}",
                "credential": credential,
                "ttl": ICE_LIFE,
            },
        ]
        return {
            "id": device_id,
            "auth": self.auth,
            "moto_id": MOTO_ID,
            "supports_webrtc": self.webrtc,
            "protocol_version": "2.2",
            "skill": json.dumps(
                (self.skill or {"webrtc": 3}) | {"lowPower": int(self.low_power)}
            ),
            "audio_attributes": {"call_mode": [1, 2], "hardware_capability": [1, 2]},
            "p2p_config": {
                "auth": self.auth,
                "moto_id": MOTO_ID,
                "ices": json.dumps(ices) if self.ices_as_text else ices,
            },
            "vedio_clarity": 4,
            "vedio_claritys": [2, 4],
        }

    def answer(
        self, sender: str, device_id: str, message: JsonObject
    ) -> list[JsonValue]:
        """Return the data of the answers to a message; none if it is to be ignored.

        `sender` is the hash of the client's topics.
        """
        why = self._flaw(sender, device_id, message)
        if why:
            self.ignored.append(why)
            return []
        self.received.append(message)
        data: Any = message["data"]
        header, msg = data["header"], data["msg"]
        if header["type"] != "offer":
            return []
        if msg["stream_type"] not in self.stream_types:
            self.ignored.append("stream_type")
            return []
        back = header | {"from": device_id, "to": sender}
        candidate = "a=candidate:1 1 UDP 2130706431 127.0.0.1 40000 typ host\r\n"
        answers: list[JsonValue] = [
            {"header": back | {"type": "answer"}, "msg": {"sdp": _answer(msg["sdp"])}}
        ]
        answers += (
            {"header": back | {"type": "candidate"}, "msg": {"candidate": each}}
            for each in (candidate, "")
        )
        return answers

    def _flaw(self, sender: str, device_id: str, message: JsonObject) -> str:
        """Return what is wrong with a message of a client, "" for nothing."""
        if self.is_asleep:
            return "asleep"
        data: Any = message.get("data")
        if message.get("protocol") != 302 or message.get("pv") != "2.2":
            return "protocol"
        if abs(int(str(message.get("t"))) - time.time()) > ICE_LIFE:
            return "t"
        if not isinstance(data, dict) or not isinstance(data.get("header"), dict):
            return "header"
        header, msg = data["header"], data.get("msg")
        expected = {"from": sender, "to": device_id, "moto_id": MOTO_ID}
        for name, value in expected.items():
            if header.get(name) != value:
                return name
        if not header.get("sessionid") or {"sub_dev_id", "tid"} - header.keys():
            return "sessionid"
        if not isinstance(msg, dict) or msg.get("mode") != "webrtc":
            return "mode"
        match header.get("type"):
            case "offer":
                return self._flaw_of_offer(msg)
            case "candidate":
                return "" if isinstance(msg.get("candidate"), str) else "candidate"
            case "disconnect":
                return ""
        return "type"

    def _flaw_of_offer(self, msg: JsonObject) -> str:
        sdp = str(msg.get("sdp"))
        if not sdp.startswith("v=0") or "a=candidate" in sdp or "a=extmap" in sdp:
            return "sdp"
        if msg.get("auth") != self.auth:
            return "auth"
        if not isinstance(msg.get("stream_type"), int) or not msg.get("token"):
            return "stream_type or token"
        return ""


def _answer(offer: str) -> str:
    """Return an answer with the oddities of real cameras."""
    lines = []
    for line in offer.splitlines():
        if line.startswith("a=fingerprint:"):
            line = "a=fingerprint:sha-256 ab:cd:ef:01"
        elif line == "a=setup:actpass":
            line = "a=setup:active"
        elif line == "a=recvonly":
            line = "a=sendrecv"
        lines.append(line)
    return "".join(f"{line}\r\n" for line in lines)


def encrypt_picture(picture: bytes, key: str) -> bytes:
    """Return a picture as cameras store it; with the key "" it stays as it is."""
    if not key:
        return picture
    iv = secrets.token_bytes(16)
    cipher = AES.new(key.encode(), AES.MODE_CBC, iv)
    sealed = cipher.encrypt(pad(picture, AES.block_size))
    return (1).to_bytes(4, "little") + iv + bytes(44) + sealed
