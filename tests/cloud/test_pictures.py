"""The encryption of the pictures of cameras."""

import pytest
from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

from custom_components.tuya_cloud.cloud.errors import BadAnswerError
from custom_components.tuya_cloud.cloud.pictures import decrypt_picture

KEY = "11a2b3c4d5e6f708"
IV = bytes(range(0x10, 0x20))
JPEG = b"\xff\xd8demo\xff\xd9"
HEADER = b"\x01\0\0\0" + IV + bytes(44)
SEALED = HEADER + bytes.fromhex("9e6b0feba199d09dec19c457e1391a28")


def test_the_example_of_the_reference() -> None:
    """Section 7 has a picture, its key and what is stored."""
    assert decrypt_picture(SEALED, KEY) == JPEG


def test_plain_pictures() -> None:
    """They need no key."""
    for picture in (JPEG, b"\x89PNG..."):
        assert decrypt_picture(picture, "") == picture


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (SEALED, "another key of 16"[:16]),
        (SEALED, ""),
        (SEALED, "é" * 16),
        (SEALED[:-1], KEY),
        (SEALED[:40], KEY),
        (b"", KEY),
        (b"\x02" + SEALED[1:], KEY),
        # it opens, and is no picture
        (
            HEADER + AES.new(KEY.encode(), AES.MODE_CBC, IV).encrypt(pad(b"text", 16)),
            KEY,
        ),
    ],
)
def test_pictures_that_cannot_be_read(content: bytes, key: str) -> None:
    """Each is refused, and the error has nothing of it."""
    with pytest.raises(BadAnswerError) as caught:
        decrypt_picture(content, key)
    assert KEY not in str(caught.value)
