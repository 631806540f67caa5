"""Decrypts the pictures of cameras.

The form is known from clients in the field (section 7 of the protocol reference, whose
example is computed); no encrypted picture is recorded.
"""

from typing import Final

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from .errors import BadAnswerError

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG"
_VERSION: Final = (1).to_bytes(4, "little")
_IV: Final = slice(4, 20)
_HEADER: Final = 64


def decrypt_picture(content: bytes, key: str) -> bytes:
    """Return a picture; one that is not encrypted stays as it is.

    Before an encrypted one are a version of 4 bytes, an IV of 16, and 44 others. It is
    encrypted by AES-128-CBC with the 16 characters of the key, padded as PKCS7 says.
    Raises BadAnswerError for one that the key does not open.
    """
    if content.startswith((_JPEG, _PNG)):
        return content
    if content[:4] != _VERSION:
        raise BadAnswerError("The picture has an unknown form")
    try:
        cipher = AES.new(key.encode(), AES.MODE_CBC, content[_IV])
        picture = unpad(cipher.decrypt(content[_HEADER:]), AES.block_size)
    except ValueError:
        raise BadAnswerError("The picture cannot be decrypted") from None
    if not picture.startswith((_JPEG, _PNG)):
        raise BadAnswerError("The picture is none")
    return picture
