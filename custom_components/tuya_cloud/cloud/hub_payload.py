"""Reads the payloads of the push hub."""

import json

from .account import ProjectType
from .json_types import JsonObject
from .sdk import Decryptor, UndecodableError

# bytes; a message holds the data points of one device
_LARGEST_PAYLOAD = 2**20


class MessageReader:
    """A reader of payloads, for one type of project."""

    def __init__(self, project_type: ProjectType) -> None:
        """Choose the decryption of the project type."""
        self._decryptor = Decryptor(project_type)

    def read(self, payload: bytes, password: str) -> JsonObject:
        """Return {"protocol": int, "t": as received, "data": decrypted object}.

        password is the password of the connection. Raises UndecodableError, and no
        other error, for any bytes.
        """
        if len(payload) > _LARGEST_PAYLOAD:
            raise UndecodableError("too large")
        try:
            outer = json.loads(payload)
            time = outer.get("t", "")
            return {
                "protocol": int(outer["protocol"]),
                "t": time,
                "data": self._decryptor.decrypt(outer["data"], password, time),
            }
        except UndecodableError:
            raise
        except (
            AttributeError,
            KeyError,
            OverflowError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise UndecodableError(type(error).__name__) from None
