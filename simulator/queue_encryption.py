"""The encryption of the message queue.

The key is `access_secret[8:24]` (AES-128). The mode is a setting of the console: ECB
with PKCS7 padding, or GCM as `nonce (12 bytes) + ciphertext + tag` without associated
data, which the property `em` of the frame names.
"""

import base64
import secrets
from enum import StrEnum
from hashlib import md5

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

from .json_types import JsonObject

NONCE_LENGTH = 12


class Mode(StrEnum):
    """The encryption of the messages; `GCM_UNNAMED` leaves out the property."""

    ECB = "ecb"
    GCM = "gcm"
    GCM_UNNAMED = "gcm unnamed"

    @property
    def properties(self) -> JsonObject:
        """Return the properties of a frame in this mode."""
        return {"em": "aes_gcm"} if self is Mode.GCM else {}


def encrypt_message(
    mode: Mode, access_secret: str, plain: bytes, *, nonce: bytes | None = None
) -> str:
    """Return the base64 text of an encrypted message.

    `nonce` (GCM only) is random unless given.
    """
    key = access_secret[8:24].encode()
    if mode is Mode.ECB:
        cipher = AES.new(key, AES.MODE_ECB)
        return base64.b64encode(cipher.encrypt(pad(plain, AES.block_size))).decode()
    nonce = secrets.token_bytes(NONCE_LENGTH) if nonce is None else nonce
    gcm = AES.new(key, AES.MODE_GCM, nonce=nonce)
    ciphertext, tag = gcm.encrypt_and_digest(plain)
    return base64.b64encode(nonce + ciphertext + tag).decode()


def sign(envelope: JsonObject, access_secret: str) -> str:
    """Return the signature of an envelope: its fields in order, then the secret."""
    fields = [f"{key}={value}" for key, value in sorted(envelope.items()) if value]
    return md5("||".join([*fields, access_secret]).encode()).hexdigest()
