"""Decrypts messages with AES, in the two modes that Tuya uses."""

import json

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from .json_text import storable_object
from .json_types import JsonObject

TAG_LENGTH = 16


def decrypt_ecb(key: bytes, encrypted: bytes) -> JsonObject:
    """Return the object in a message of mode ECB, padded as PKCS7 says.

    Raises ValueError for anything else.
    """
    plain = AES.new(key, AES.MODE_ECB).decrypt(encrypted)
    return _object_in(unpad(plain, AES.block_size))


def decrypt_gcm(key: bytes, nonce: bytes, sealed: bytes) -> JsonObject:
    """Return the object in a message of mode GCM: ciphertext and 16 bytes of tag.

    The tag is not checked, because the cloud sends tags that do not fit, mostly with
    renames (section 12 of the protocol reference). The channel itself is TLS, and a
    wrong key gives no JSON object. Raises ValueError for anything else.
    """
    plain = AES.new(key, AES.MODE_GCM, nonce=nonce).decrypt(sealed[:-TAG_LENGTH])
    return _object_in(plain)


def _object_in(plain: bytes) -> JsonObject:
    try:
        value = json.loads(plain)
        if isinstance(value, dict):
            return storable_object(value)
    except RecursionError:
        raise ValueError("nested too deep") from None
    raise ValueError("not an object")
