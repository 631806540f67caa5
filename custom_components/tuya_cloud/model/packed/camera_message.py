"""What a camera, a doorbell or a video lock says has happened.

It is JSON, in base64 where the data point holds text: {"v": "3.0", "cmd":
"ipc_doorbell", ...}. Beside the command it tells where the picture lies and the key to
it, which are nobody's business; cameras until 2022 tell a web address only.
"""

from typing import Any

from ..json_types import load_json
from ..points.packed import decode_bytes


def decode_camera_command(value: Any) -> str | None:
    """Return the command of a message: "ipc_doorbell"; None: it tells none.

    ``value`` is what a raw point (bytes), a text point or a JSON point decodes to.
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
