"""Converts infrared codes: the cloud's text, durations, and signed timings.

A code is a row of durations in microseconds, the first with light, the next without,
and so on. The cloud takes them as lower-case hex of little-endian numbers of 16 bits.
The data points of infrared hubs hold the same bytes as base64. The cloud accepts base64
too, but the hub then emits nothing (section 10 of the protocol reference, recorded).
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from itertools import cycle
from typing import Final

LONGEST: Final = 0xFFFF
_BYTES: Final = 2


class InfraredCodeError(ValueError):
    """A text that is no infrared code."""


def encode(durations: Iterable[int]) -> str:
    """Return the cloud's text of durations; those that are too long are cut."""
    data = b"".join(
        min(duration, LONGEST).to_bytes(_BYTES, "little") for duration in durations
    )
    if not data:
        raise InfraredCodeError("no durations")
    return data.hex()


def decode(code: str) -> list[int]:
    """Return the durations of the cloud's text.

    Half a duration at the end is left out. Raises InfraredCodeError.
    """
    return _durations(_from_hex(code))


def decode_base64(text: str) -> list[int]:
    """Return the durations of a base64 text. Raises InfraredCodeError."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InfraredCodeError("not base64") from error
    return _durations(data)


def durations_of(timings: Iterable[int]) -> list[int]:
    """Return the durations of signed timings: positive with light, negative without.

    Neighbors of one sign are added up, and darkness at the start is left out.
    """
    durations: list[int] = []
    for timing in timings:
        is_light = timing > 0
        if timing == 0 or not (durations or is_light):
            continue
        if is_light is (len(durations) % 2 == 1):
            durations[-1] += abs(timing)
        else:
            durations.append(abs(timing))
    return durations


def timings_of(durations: Sequence[int]) -> list[int]:
    """Return the signed timings of durations."""
    return [
        sign * duration
        for sign, duration in zip(cycle((1, -1)), durations, strict=False)
    ]


def _from_hex(code: str) -> bytes:
    try:
        return bytes.fromhex(code if len(code) % 2 == 0 else code[:-1])
    except ValueError as error:
        raise InfraredCodeError("not hex") from error


def _durations(data: bytes) -> list[int]:
    whole = len(data) - len(data) % _BYTES
    durations = [
        int.from_bytes(data[start : start + _BYTES], "little")
        for start in range(0, whole, _BYTES)
    ]
    if not durations:
        raise InfraredCodeError("no durations")
    return durations
