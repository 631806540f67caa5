"""Encrypts the codes of door locks with the key of a ticket.

Source: Tuya's page "Create Temporary Password", and section 6 of the protocol
reference, whose examples are computed; no ticket is recorded.
"""

from dataclasses import dataclass, field

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad, unpad

from .errors import BadAnswerError


@dataclass(frozen=True, slots=True)
class Ticket:
    """A permission for one action of a lock, valid for some minutes."""

    ticket_id: str = field(repr=False)
    # encrypted with the secret of the project
    ticket_key: str = field(repr=False)


def encrypt_code(ticket: Ticket, access_secret: str, code: str) -> str:
    """Return the digits of a code as the cloud takes them: upper-case hexadecimal.

    The key of the ticket is encrypted by AES-256-ECB with the secret of the project;
    the code by AES-128-ECB with that key; both are padded as PKCS7 says. Raises
    BadAnswerError for a ticket that the secret does not open.
    """
    try:
        opener = AES.new(access_secret.encode(), AES.MODE_ECB)
        sealed = bytes.fromhex(ticket.ticket_key)
        key = unpad(opener.decrypt(sealed), AES.block_size)
        cipher = AES.new(key, AES.MODE_ECB)
    except ValueError:
        raise BadAnswerError("The key of the ticket cannot be read") from None
    return cipher.encrypt(pad(code.encode(), AES.block_size)).hex().upper()
