"""How a door lock was opened, and whether its door is open."""

from typing import Any

import pytest

from custom_components.tuya_cloud.model.packed.lock_opening import (
    Opening,
    decode_door,
    decode_opening,
)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("unlock_fingerprint", 3, Opening("unlock_fingerprint", 3)),
        ("unlock_card", 0, Opening("unlock_card", 0)),
        ("unlock_card", 12.0, Opening("unlock_card", 12)),
        ("unlock_app", True, Opening("unlock_app")),
        ("unlock_card", "second", Opening("unlock_card")),
        ("hijack", "unlock_fingerprint-02", Opening("unlock_fingerprint", 2)),
        ("hijack", "unlock_offline_pd-7", Opening("unlock_offline_pd", 7)),
        ("hijack", "yes", Opening("hijack")),
        # recorded: a remote unlock by the second member
        (
            "unlock_phone_remote_kit",
            bytes.fromhex("000000020000"),
            Opening("unlock_phone_remote", None, 2),
        ),
        ("unlock_card_kit", "AAAAAQAA", Opening("unlock_card", None, 1)),
        ("unlock_card_kit", bytes.fromhex("00050002"), Opening("unlock_card", 5, 2)),
        ("unlock_card_kit", "no base64!", Opening("unlock_card")),
        ("unlock_card_kit", b"\0", Opening("unlock_card")),
    ],
)
def test_openings(code: str, value: Any, expected: Opening) -> None:
    """Numbers are those of credentials, members those of people on the lock."""
    assert decode_opening(code, value) == expected


def test_means() -> None:
    """They are the code without what all codes begin with."""
    assert Opening("unlock_phone_remote").means == "phone_remote"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (bytes.fromhex("010001"), True),
        (bytes.fromhex("010002"), False),
        ("AQAB", True),
        (bytes.fromhex("010000"), None),
        (b"\1\0", None),
        (1, None),
        (None, None),
    ],
)
def test_doors(value: Any, expected: bool | None) -> None:
    """The last byte tells."""
    assert decode_door(value) is expected
