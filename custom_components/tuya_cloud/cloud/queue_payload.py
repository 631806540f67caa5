"""Reads the frames of the message queue.

Source: section 1 of the protocol reference's second part. A frame holds the base64 text
of an envelope, which holds the encrypted message.
"""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from .decryption import decrypt_ecb, decrypt_gcm
from .json_types import JsonObject, JsonValue
from .sdk import UndecodableError

_GCM: Final = "aes_gcm"
_NONCE_LENGTH: Final = 12
_BLOCK_LENGTH: Final = 16
_UNREADABLE: Final = (
    AttributeError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: the id that acknowledges it, and what else it holds."""

    message_id: str
    content: JsonObject = field(repr=False)


def parse_frame(text: str) -> Frame:
    """Return a frame; raise UndecodableError for text that is none."""
    try:
        content = json.loads(text)
        message_id = content["messageId"]
    except _UNREADABLE as error:
        raise UndecodableError(type(error).__name__) from None
    if not isinstance(message_id, str) or not message_id:
        raise UndecodableError("No message id")
    return Frame(message_id, content)


def read_message(frame: Frame, key: bytes) -> JsonObject:
    """Return {"protocol": int, "t", "data", "id", "published_at": ms or None}.

    ``id`` is that of the frame, the same each time it is sent. ``published_at`` is
    when the cloud put the message into the queue, which keeps messages while nobody
    takes them. Raises UndecodableError, and no other error.
    """
    try:
        envelope = json.loads(base64.b64decode(str(frame.content["payload"])))
        properties = frame.content.get("properties")
        mode = properties.get("em") if isinstance(properties, dict) else None
        encrypted = base64.b64decode(envelope["data"])
        return {
            "protocol": int(envelope["protocol"]),
            "t": envelope.get("t", ""),
            "data": _decrypt(encrypted, key, mode),
            "id": frame.message_id,
            "published_at": _time(frame.content.get("publishTime")),
        }
    except _UNREADABLE as error:
        raise UndecodableError(type(error).__name__) from None


def _decrypt(encrypted: bytes, key: bytes, mode: JsonValue) -> JsonObject:
    """Return the object in a message; raise ValueError if there is none.

    The mode is a setting of the project in Tuya's console. Frames name AES-GCM alone,
    and some frames no mode at all.
    """
    if mode != _GCM and len(encrypted) % _BLOCK_LENGTH == 0:
        try:
            return decrypt_ecb(key, encrypted)
        except ValueError:
            pass
    return decrypt_gcm(key, encrypted[:_NONCE_LENGTH], encrypted[_NONCE_LENGTH:])


def _time(text: JsonValue) -> int | None:
    """Return a time such as 2026-01-02T03:04:05.678Z in ms; None: it is not one."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else int(moment.timestamp() * 1000)
