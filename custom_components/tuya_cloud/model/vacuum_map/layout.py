"""Reads the layout of a vacuum's map: floor, walls, rooms and charger.

There are three binary layouts, all recorded (section 10 of the protocol reference):
one with a header of 18 bytes, and two with a header of 24 bytes, version 0 with two
bits a pixel and version 1 with rooms. Numbers are big-endian.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .lz4_block import decompress

# Values of a cell; lower ones are the floor of the room with this number
WALL: Final = 64
CHARGER: Final = 65
OUTSIDE: Final = 66
# cells: one edge of 100 m at 5 cm, squared
_MOST_CELLS: Final = 2000 * 2000
# room bytes behind the cells
_LARGEST_ROOMS: Final = 2**16
_SHORT_HEADER: Final = 18
_LONG_HEADER: Final = 24
# version and count
_ROOMS_HEADER: Final = 2
_ROOM_SIZE: Final = 47
_VERTEX_SIZE: Final = 4
_LONGEST_NAME: Final = 19
_TENTHS: Final = 10
# values of pixels with the header of 18 bytes
_FLOOR_BYTE, _WALL_BYTE, _EDGE_BYTE, _UNKNOWN_BYTE = 0, 244, 249, 255


class UnknownLayoutError(ValueError):
    """The file has another layout; ``beginning`` are its first bytes as hex."""

    def __init__(self, content: bytes, why: str) -> None:
        """Keep the beginning, which holds the header and nothing of the home."""
        super().__init__(why)
        self.why = why
        self.beginning = content[:_LONG_HEADER].hex()


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a map; the name is "" where the user gave none."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout: rows of cells from the top; places are columns and rows of cells."""

    width: int
    height: int
    # one byte a cell: a room's number, or one of the values above
    cells: bytes
    # where the path begins to count
    origin: tuple[float, float]
    # None: not on the map
    charger: tuple[float, float] | None
    rooms: tuple[Room, ...] = ()


def parse_layout(content: bytes) -> Layout | None:
    """Return the layout in a file; None: the vacuum has no map yet.

    Raises UnknownLayoutError.
    """
    if not content:
        return None
    try:
        if _has_short_header(content):
            return _short(content)
        if len(content) >= _LONG_HEADER and content[0] in (0, 1):
            return _long(content)
    except ValueError as error:
        raise UnknownLayoutError(content, str(error)) from None
    raise UnknownLayoutError(content, "the layout is not known")


def _has_short_header(content: bytes) -> bool:
    return (
        len(content) > _SHORT_HEADER
        and content[2] == 1
        and _number(content, 16) == len(content) - _SHORT_HEADER
    )


def _short(content: bytes) -> Layout | None:
    """Return a layout with the header of 18 bytes."""
    width, height = _size(content)
    if not width:
        return None
    cells = decompress(content[_SHORT_HEADER:], width * height)
    return Layout(
        width=width,
        height=height,
        cells=_all_cells(cells, width * height).translate(_SHORT_CELLS),
        origin=_place(content, 8),
        charger=_on_map(_place(content, 12), width, height),
    )


def _long(content: bytes) -> Layout | None:
    """Return a layout with the header of 24 bytes."""
    width, height = _size(content)
    before, after = int.from_bytes(content[18:22]), _number(content, 22)
    if not width and not before and not after:
        return None
    count = width * height
    if not count:
        raise ValueError("the size is not known")
    has_rooms = content[0] == 1
    largest = count + _LARGEST_ROOMS if has_rooms else -(-count // 4)
    body = content[_LONG_HEADER:]
    # a length of 0 after the compression: it was not compressed (client code)
    data = body[:largest] if before and not after else decompress(body, largest)
    cells = (
        _all_cells(data[:count], count).translate(_ROOM_CELLS)
        if has_rooms
        else _all_cells(b"".join(map(_FOUR_CELLS.__getitem__, data))[:count], count)
    )
    return Layout(
        width=width,
        height=height,
        cells=cells,
        origin=_place(content, 8),
        charger=_on_map(_place(content, 14), width, height),
        rooms=tuple(_rooms(data[count:])) if has_rooms else (),
    )


def _size(content: bytes) -> tuple[int, int]:
    """Return width and height; raise ValueError if they are too large."""
    width, height = _number(content, 4), _number(content, 6)
    if width * height > _MOST_CELLS:
        raise ValueError("the map is too large")
    return width, height


def _all_cells(cells: bytes, count: int) -> bytes:
    if len(cells) < count:
        raise ValueError("the map is not complete")
    return cells


def _rooms(data: bytes) -> list[Room]:
    """Return the rooms behind the cells: a version, a count, and the rooms.

    Rooms that are cut off are left out.
    """
    rooms: list[Room] = []
    position = _ROOMS_HEADER
    if len(data) < position:
        return rooms
    for _ in range(data[1]):
        item = data[position : position + _ROOM_SIZE]
        if len(item) < _ROOM_SIZE:
            break
        name = item[27 : 27 + min(item[26], _LONGEST_NAME)].decode(errors="replace")
        rooms.append(Room(_number(item, 0), name.strip("\0 ")))
        position += _ROOM_SIZE + item[46] * _VERTEX_SIZE
    return rooms


def _number(content: bytes, position: int) -> int:
    return int.from_bytes(content[position : position + 2])


def _place(content: bytes, position: int) -> tuple[float, float]:
    """Return a place in cells, which is written in tenths of them."""
    return (
        int.from_bytes(content[position : position + 2], signed=True) / _TENTHS,
        int.from_bytes(content[position + 2 : position + 4], signed=True) / _TENTHS,
    )


def _on_map(
    place: tuple[float, float], width: int, height: int
) -> tuple[float, float] | None:
    """Return a place unless it is none: outside the map, or its corner."""
    x, y = place
    return place if 0 < x < width and 0 < y < height else None


def _table(known: Mapping[int, int]) -> bytes:
    """Return a table for ``bytes.translate``; what is not known is outside."""
    return bytes(known.get(value, OUTSIDE) for value in range(256))


def _room_cell(value: int) -> int:
    """Return the cell of a pixel of version 1: room x 4, and its kind.

    Kinds 1 and 3 are walls, also those of no room (249); 255 is outside.
    """
    room, kind = divmod(value, 4)
    if value == _UNKNOWN_BYTE:
        return OUTSIDE
    if kind == 0:
        return room
    return WALL if kind in (1, 3) else OUTSIDE


_SHORT_CELLS: Final = _table({_FLOOR_BYTE: 0, _WALL_BYTE: WALL, _EDGE_BYTE: WALL})
_ROOM_CELLS: Final = bytes(map(_room_cell, range(256)))
# version 0: four pixels a byte, the first in the high bits
_TWO_BITS: Final = (0, WALL, CHARGER, OUTSIDE)
_FOUR_CELLS: Final = tuple(
    bytes(_TWO_BITS[value >> shift & 3] for shift in (6, 4, 2, 0))
    for value in range(256)
)
