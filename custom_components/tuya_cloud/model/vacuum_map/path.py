"""Reads the path of a vacuum, and builds the order to clean some rooms.

Nothing of both is recorded. They are in the packages that Tuya publishes for the panels
of its app ("@ray-js/robot-protocol"), which all panels of vacuums use.
"""

from collections.abc import Sequence
from typing import Final

from .layout import Layout
from .lz4_block import decompress

_HEADER: Final = 13
_POINT: Final = 4
_TENTHS: Final = 10
# a path of twelve hours with a point a second
_MOST_POINTS: Final = 50_000
_FRAME: Final = 0xAA
_CLEAN_ROOMS: Final = 0x14


def parse_path(content: bytes, layout: Layout) -> list[tuple[float, float]]:
    """Return the path in a file as places on a layout, the oldest first.

    The header: version, id (2 bytes), whether it replaces the last one, kind, number of
    points (4), direction (2), length after the compression (2; 0: not compressed). Each
    point has x and y in tenths of a cell, of which y points up. Raises ValueError.
    """
    if len(content) < _HEADER:
        return []
    count = int.from_bytes(content[5:9])
    if count > _MOST_POINTS:
        raise ValueError("the path is too long")
    points = content[_HEADER:]
    if int.from_bytes(content[11:13]):
        points = decompress(points, count * _POINT)
    x0, y0 = layout.origin
    return [
        (
            x0 + int.from_bytes(points[at : at + 2], signed=True) / _TENTHS,
            y0 - int.from_bytes(points[at + 2 : at + 4], signed=True) / _TENTHS,
        )
        for at in range(0, min(len(points), count * _POINT) - _POINT + 1, _POINT)
    ]


def clean_rooms_order(rooms: Sequence[int], last_order: bytes) -> bytes:
    """Return the value of ``command_trans`` that has rooms cleaned once.

    A frame is 0xaa, a version, a length of one byte in version 0 and of four in
    version 1, what the length counts, and the lowest byte of its sum. ``last_order``
    is what the vacuum has last reported there: it shows the version.
    """
    body = bytes([_CLEAN_ROOMS, 1, len(rooms), *rooms])
    has_long_length = last_order[:2] == bytes([_FRAME, 1])
    length = len(body).to_bytes(4 if has_long_length else 1)
    checksum = sum(body) % 256
    return bytes([_FRAME, int(has_long_length), *length, *body, checksum])
