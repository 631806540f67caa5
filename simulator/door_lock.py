"""The lock's part of a door lock: tickets, ways to open it, codes and people.

Sources: Tuya's pages "Smart Lock Open Service", and the protocol reference, sections 6
and 10. Recorded are the refusal of a sleeping lock and a success with the result false;
tickets and temporary passwords are only documented.
"""

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad, unpad

from .errors import LOCK_ASLEEP, PARAM_ILLEGAL, ApiError
from .json_types import JsonObject, JsonValue

TICKET_LIFE = 360  # seconds
AWAKE_SECONDS = 90  # after somebody has rung or asked to be let in
DEFAULT_DIGITS = 7  # of a temporary password; Zigbee and Bluetooth locks take 6
FIRST_PASSWORD = 4_711_001
# reports that show that somebody has woken the lock
_WAKING = ("doorbell", "unlock_request", "initiative_message", "video_request_realtime")


@dataclass(slots=True)
class Ticket:
    """A permission for one action, with the key that codes are encrypted with."""

    ticket_id: str
    ticket_key: str
    key: bytes
    expires_at: float  # monotonic seconds


@dataclass(kw_only=True)
class DoorLock:
    """What a device file says under `lock`, and what has become of it.

    README.md describes the keys. `secrets` are all codes and tickets so far.
    """

    remote_unlocks: dict[str, bool] = field(
        default_factory=lambda: {"remoteUnlockWithoutPwd": True}
    )
    takes: list[str] = field(default_factory=lambda: ["operate text"])
    refuses_with: int = 0
    can_lock: bool = True
    sleeps: bool = False
    code: str = ""
    digits: int = DEFAULT_DIGITS
    people: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start asleep, without tickets and passwords."""
        self.secrets: list[str] = [self.code] if self.code else []
        self.passwords: dict[int, JsonObject] = {}
        self._tickets: dict[str, Ticket] = {}
        self._numbers = count(FIRST_PASSWORD)
        self._awake_until = 0.0

    def woken_by(self, changes: Mapping[str, JsonValue]) -> None:
        """Stay awake for a while if somebody has rung."""
        if any(changes.get(code) for code in _WAKING):
            self._awake_until = time.monotonic() + AWAKE_SECONDS

    def check_awake(self) -> None:
        """Raise ApiError 2312 while it sleeps."""
        if self.sleeps and time.monotonic() >= self._awake_until:
            raise ApiError(LOCK_ASLEEP)

    # Tickets

    def issue_ticket(self, access_secret: str) -> Ticket:
        """Return a new ticket."""
        key = secrets.token_hex(8).encode()
        cipher = AES.new(access_secret.encode(), AES.MODE_ECB)
        ticket_key = cipher.encrypt(pad(key, AES.block_size)).hex().upper()
        expires_at = time.monotonic() + TICKET_LIFE
        ticket = Ticket(uuid4().hex[:12], ticket_key, key, expires_at)
        self._tickets[ticket.ticket_id] = ticket
        self.secrets += [ticket.ticket_id, ticket_key, key.decode()]
        return ticket

    def redeem(self, ticket_id: JsonValue) -> Ticket:
        """Use a ticket up and return it; raise ApiError 1109 for an invalid one."""
        ticket = self._tickets.pop(str(ticket_id), None)
        if ticket is None or ticket.expires_at <= time.monotonic():
            raise ApiError(PARAM_ILLEGAL)
        return ticket

    def expire_tickets(self) -> None:
        """Let all tickets expire."""
        for ticket in self._tickets.values():
            ticket.expires_at = 0

    def decrypt(self, ticket: Ticket, password: JsonValue) -> str:
        """Return an encrypted code; raise ApiError 1109 for anything but digits.

        The code is upper-case hexadecimal of AES-128-ECB with PKCS7 padding.
        """
        if not isinstance(password, str) or password != password.upper():
            raise ApiError(PARAM_ILLEGAL)
        try:
            plain = AES.new(ticket.key, AES.MODE_ECB).decrypt(bytes.fromhex(password))
            code = unpad(plain, AES.block_size).decode()
        except ValueError:
            raise ApiError(PARAM_ILLEGAL) from None
        if not re.fullmatch("[0-9]+", code):
            raise ApiError(PARAM_ILLEGAL)
        self.secrets += [code, password]
        return code

    # Ways

    def takes_way(self, way: str, *, to_open: bool) -> bool:
        """Return whether a way works; raise ApiError where the product refuses it."""
        if way in self.takes and (to_open or self.can_lock):
            return True
        if self.refuses_with:
            raise ApiError(self.refuses_with, "not supported by the lock")
        return False

    # Temporary passwords

    def add_password(self, document: JsonObject) -> int:
        """Keep a temporary password, without its code; return its id."""
        number = next(self._numbers)
        self.passwords[number] = document | {"id": number}
        return number
