"""Decodes how a door lock was opened, and whether its door is open.

Most data points hold the number of the credential on the lock: unlock_fingerprint 3.
Those named "_kit" pack it (section 10 of the protocol reference): two bytes of number,
0 for none, and two of the member of the lock. Under duress some locks send a text:
"unlock_fingerprint-02".
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from ..points.packed import decode_bytes

_KIT: Final = "_kit"
_UNLOCK: Final = "unlock_"
_DURESS: Final = re.compile(r"(?P<code>unlock_\w+?)-(?P<number>\d+)")
# bytes of a packed opening
_PACKED_LENGTH: Final = 4
# version, channel, state
_DOOR_LENGTH: Final = 3
_OPEN, _CLOSED = 1, 2


@dataclass(frozen=True, slots=True)
class Opening:
    """How a door lock was opened."""

    # the data point, without "_kit"
    code: str
    # of the credential on the lock; None: not said
    number: int | None = None
    # of the person on the lock; None: not said
    member: int | None = None

    @property
    def means(self) -> str:
        """What the lock was opened with, such as "fingerprint"."""
        return self.code.removeprefix(_UNLOCK)


def decode_opening(code: str, value: Any) -> Opening:
    """Return the opening in the decoded value of a data point."""
    if isinstance(value, str) and (found := _DURESS.fullmatch(value)):
        return Opening(found["code"], int(found["number"]))
    usual = code.removesuffix(_KIT)
    if isinstance(value, str) and code.endswith(_KIT):
        value = decode_bytes(value)
    if isinstance(value, bytes) and len(value) >= _PACKED_LENGTH:
        number, member = int.from_bytes(value[:2]), int.from_bytes(value[2:4])
        return Opening(usual, number or None, member or None)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Opening(usual, int(value) if is_number else None)


def decode_door(value: Any) -> bool | None:
    """Return whether the door is open, by the last byte of 01 00 01; None: unknown.

    Recorded: 01 00 01 while it is open, 01 00 02 when it is closed.
    """
    if isinstance(value, str):
        value = decode_bytes(value)
    if not isinstance(value, bytes) or len(value) < _DOOR_LENGTH:
        return None
    return {_OPEN: True, _CLOSED: False}.get(value[_DOOR_LENGTH - 1])
