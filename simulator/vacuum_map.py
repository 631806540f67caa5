"""The map of a vacuum, and its files in the storage.

The layouts are recorded; see section 10 of the protocol reference. The file of the path
is documented by the packages of Tuya's app panels alone.
"""

import base64
from dataclasses import dataclass, field
from itertools import groupby

RESOLUTION = 5
ROOM_BYTES = 47
NAME_BYTES = 19
OUTSIDE = "."
WALL = "#"


@dataclass(kw_only=True)
class VacuumMap:
    """What a device file says under `map`. README.md describes the keys."""

    rows: list[str] = field(default_factory=list)
    rooms: dict[str, str] = field(default_factory=dict)
    charger: list[float] = field(default_factory=lambda: [0.0, 0.0])
    origin: list[float] = field(default_factory=lambda: [0.0, 0.0])
    path: list[list[float]] = field(default_factory=list)
    content: str = ""

    @property
    def layout_file(self) -> bytes:
        """Return the file of the layout: `content`, or one of version 1."""
        if self.content:
            return base64.b64decode(self.content)
        width = len(self.rows[0]) if self.rows else 0
        cells = bytes(_pixel(each) for row in self.rows for each in row)
        data = cells + b"".join(self._rooms()) if cells else b""
        block = compress(data)
        places = [round(each * 10) for each in (*self.origin, *self.charger)]
        return b"".join(
            (
                bytes([1, 0, 7, 1]),
                _words(width, len(self.rows), *places[:2], RESOLUTION, *places[2:]),
                len(data).to_bytes(4),
                # as recorded, the length is not to be relied on
                _words(len(block) % 2**16),
                block,
            )
        )

    def _rooms(self) -> list[bytes]:
        found = [bytes([0, len(self.rooms)])]
        for order, (number, name) in enumerate(self.rooms.items()):
            text = name.encode()[:NAME_BYTES]
            item = _words(int(number), order, 1, 1) + bytes(18) + bytes([len(text)])
            found.append((item + text).ljust(ROOM_BYTES, b"\0"))
        return found

    @property
    def path_file(self) -> bytes:
        """Return the file of the path, not compressed."""
        points = b"".join(
            round(each * 10).to_bytes(2, signed=True)
            for point in self.path
            for each in point
        )
        return bytes(5) + len(self.path).to_bytes(4) + bytes(4) + points


def compress(data: bytes) -> bytes:
    """Return an LZ4 block in which repeated bytes are matches."""
    block, literals = bytearray(), bytearray()
    for value, run in groupby(data):
        length = len([*run])
        literals.append(value)
        if length < 6:
            literals += bytes([value]) * (length - 1)
            continue
        block += _sequence(literals, length - 1)
        literals.clear()
    # a block ends with literals
    return bytes(block + _sequence(literals, 0))


def _sequence(literals: bytes | bytearray, match: int) -> bytes:
    """Return literals, and a match of the last byte unless its length is 0."""
    long_literals, long_match = len(literals) >= 15, match - 4 >= 15
    token = (15 if long_literals else len(literals)) << 4
    token |= 15 if long_match else max(0, match - 4)
    found = bytes([token])
    found += _more(len(literals) - 15) if long_literals else b""
    found += bytes(literals)
    if match:
        found += b"\x01\x00"
        found += _more(match - 19) if long_match else b""
    return found


def _more(length: int) -> bytes:
    return b"\xff" * (length // 255) + bytes([length % 255])


def _pixel(cell: str) -> int:
    """Return the pixel of a cell: outside, wall, or a digit for the floor of a room."""
    if cell == OUTSIDE:
        return 255
    return 249 if cell == WALL else 4 * int(cell)


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2) for number in numbers)
