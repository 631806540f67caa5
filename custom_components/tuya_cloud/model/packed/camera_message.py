"""Decodes the event messages of cameras, doorbells and video locks.

It is JSON, in base64 where the data point holds text: {"v": "3.0", "cmd":
"ipc_doorbell", ...}. The rest of the message, the address and the key of a picture, is
private and not read; cameras until 2022 send only a web address.
"""

from typing import Any

from ..json_types import load_json
from ..points.packed import decode_bytes


def decode_camera_command(value: Any) -> str | None:
    """Return the command of a message: "ipc_doorbell"; None: it has none.

    ``value`` is the decoded value of a raw point (bytes), a text or a JSON point.
    """
    if isinstance(value, str):
        value = decode_bytes(value)
    if isinstance(value, bytes):
        try:
            value = load_json(value.decode())
        except ValueError:
            return None
    command = value.get("cmd") if isinstance(value, dict) else None
    return command if isinstance(command, str) else None
