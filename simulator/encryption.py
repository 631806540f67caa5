"""The encryption of hub payloads.

The key is `password[8:24]` (AES-128). Version 1.0 is ECB with PKCS7 padding. Version
2.0 is GCM: `length of iv (4 bytes) + iv + ciphertext + tag`, with the decimal text of
the outer `t` as associated data.
"""

import base64
import secrets
from enum import StrEnum

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

IV_LENGTH = 12


class Version(StrEnum):
    """The encryption of payloads: `msg_encrypted_version` of the hub request."""

    ECB = "1.0"
    GCM = "2.0"


def encrypt(
    version: Version,
    password: str,
    t: int,
    plain: bytes,
    *,
    iv: bytes | None = None,
    tag_fits: bool = True,
) -> str:
    """Return the base64 text of an encrypted payload.

    `t` is the outer time stamp as sent; `iv` (GCM only) is random unless given. The
    tag (GCM only) is a wrong one unless `tag_fits`.
    """
    key = password[8:24].encode()
    if version is Version.ECB:
        cipher = AES.new(key, AES.MODE_ECB)
        return base64.b64encode(cipher.encrypt(pad(plain, AES.block_size))).decode()
    iv = secrets.token_bytes(IV_LENGTH) if iv is None else iv
    gcm = AES.new(key, AES.MODE_GCM, nonce=iv)
    gcm.update(str(t).encode())
    ciphertext, tag = gcm.encrypt_and_digest(plain)
    if not tag_fits:
        tag = bytes(byte ^ 0xFF for byte in tag)
    packed = len(iv).to_bytes(4, "big") + iv + ciphertext + tag
    return base64.b64encode(packed).decode()
