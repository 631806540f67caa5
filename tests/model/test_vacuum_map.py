"""Maps of vacuums: compressed blocks, all known layouts, paths, and orders to clean."""

import base64
import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.vacuum_map.layout import (
    CHARGER,
    OUTSIDE,
    WALL,
    Layout,
    Room,
    UnknownLayoutError,
    parse_layout,
)
from custom_components.tuya_cloud.model.vacuum_map.lz4_block import decompress
from custom_components.tuya_cloud.model.vacuum_map.path import (
    clean_rooms_order,
    parse_path,
)
from tests.conftest import REAL_DEVICES

RECORDED: Path = REAL_DEVICES.parent / "reports" / "recorded"
# a name in UTF-8
NAME = "Küche"
LAYOUT = Layout(
    width=20, height=10, cells=bytes(200), origin=(10.5, 5), charger=(1, 2.5)
)


def literals(content: bytes) -> bytes:
    """Return a block that holds the content as it is."""
    length, more = len(content), b""
    if length >= 15:
        more = b"\xff" * ((length - 15) // 255) + bytes([(length - 15) % 255])
    return bytes([min(length, 15) << 4]) + more + content


def words(*numbers: int) -> bytes:
    """Return numbers of two bytes."""
    return b"".join(number.to_bytes(2) for number in numbers)


def short(cells: bytes, width: int, height: int) -> bytes:
    """Return a file with the header of 18 bytes."""
    block = literals(cells)
    head = words(7) + b"\x01\x05" + words(width, height, 105, 50, 10, 25, len(block))
    return head + block


def long(
    version: int, data: bytes, width: int, height: int, *, after: int = 1
) -> bytes:
    """Return a file with the header of 24 bytes."""
    head = bytes([version]) + words(7) + b"\x01" + words(width, height, 105, 50, 5)
    head += words(10, 25) + len(data).to_bytes(4) + words(after)
    return head + (literals(data) if after else data)


def room(number: int, name: str, vertices: int = 0) -> bytes:
    """Return a room as it follows the cells."""
    text = name.encode()
    item = words(number, 1, 1, 0) + bytes(18) + bytes([len(text)])
    item += text.ljust(19, b"\0") + bytes([vertices])
    return item + bytes(4 * vertices)


# -- blocks ----------------------------------------------------------------------------


@given(st.binary(max_size=2000))
def test_literals_of_any_length(content: bytes) -> None:
    """Lengths go on in further bytes."""
    assert decompress(literals(content), len(content)) == content


@pytest.mark.parametrize(
    ("block", "content"),
    [
        # two literals, then 4 + 3 bytes from two back, which overlap themselves
        (b"\x23ab\x02\x00", b"ababababa"),
        # 4 + 15 + 255 + 1 bytes from one back
        (b"\x1fx\x01\x00\xff\x01", b"x" * 276),
        (b"", b""),
    ],
)
def test_matches(block: bytes, content: bytes) -> None:
    """A match may overlap what it writes."""
    assert decompress(block, 1000) == content


@pytest.mark.parametrize(
    "block",
    [
        b"\x20a",  # a literal is missing
        b"\xf0",  # its length too
        b"\x10a\x01",  # half an offset
        b"\x10a\x00\x00",  # nothing back
        b"\x10a\x02\x00",  # before the beginning
        b"\x1fa\x01\x00\xff",  # the length of the match ends
        b"\x1fa\x01\x00\xff\xff\xff\xff\x00",  # larger than allowed
    ],
)
def test_damaged_blocks(block: bytes) -> None:
    """Each is refused."""
    with pytest.raises(ValueError, match="block"):
        decompress(block, 300)


@given(st.binary(max_size=300))
def test_any_block(block: bytes) -> None:
    """Nothing else is raised, and nothing larger returned."""
    with suppress(ValueError):
        assert len(decompress(block, 500)) <= 500


# -- layouts ---------------------------------------------------------------------------


def test_the_short_header() -> None:
    """Floor, walls, edges and the unknown; what is no value of it is outside."""
    layout = parse_layout(short(bytes([0, 244, 249, 255, 1, 0]), 3, 2))
    assert layout is not None
    assert layout.cells == bytes([0, WALL, WALL, OUTSIDE, OUTSIDE, 0])
    assert (layout.width, layout.height, layout.origin) == (3, 2, (10.5, 5))
    assert layout.charger is None  # outside
    large = parse_layout(short(bytes(200), 20, 10))
    assert large == LAYOUT


def test_two_bits_a_pixel() -> None:
    """Version 0 has four pixels a byte, high bits first."""
    layout = parse_layout(long(0, bytes([0b00011011, 0b01000000]), 5, 1))
    assert layout is not None
    assert layout.cells == bytes([0, WALL, CHARGER, OUTSIDE, WALL])
    assert layout.rooms == ()


def test_rooms() -> None:
    """Version 1 has cells, and then rooms; one that is cut off is left out."""
    cells = bytes([4 * 5, 4 * 5 + 1, 4 * 6 + 3, 249, 255, 4 * 6 + 2, 240, 0])
    rooms = b"\x00\x03" + room(5, NAME, vertices=2) + room(6, "")
    layout = parse_layout(long(1, cells + rooms + room(7, "Bath")[:20], 4, 2))
    assert layout is not None
    assert layout.cells == bytes([5, WALL, WALL, WALL, OUTSIDE, OUTSIDE, 60, 0])
    assert layout.rooms == (Room(5, NAME), Room(6, ""))
    without = parse_layout(long(1, cells, 4, 2, after=0))
    assert without is not None
    assert (without.cells, without.rooms) == (layout.cells, ())


@pytest.mark.parametrize("content", [b"", long(1, b"", 0, 0, after=0), bytes(24)])
def test_no_map_yet(content: bytes) -> None:
    """Width 0 and no content."""
    assert parse_layout(content) is None


def test_a_short_header_without_size() -> None:
    """It has no map either."""
    assert parse_layout(short(b"", 0, 0)) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"infoType": 20002, "data": {}}', "the layout is not known"),
        (b"\x02" + bytes(40), "the layout is not known"),
        (b"\x01\x02", "the layout is not known"),
        (long(1, bytes(6), 4, 2), "the map is not complete"),
        (long(0, b"", 4, 2), "the map is not complete"),
        (long(1, bytes(8), 0, 2), "the size is not known"),
        (long(1, bytes(8), 3000, 3000), "the map is too large"),
        (long(1, bytes(8), 4, 2)[:-6], "the literals of the block are too long"),
    ],
)
def test_unknown_layouts(content: bytes, why: str) -> None:
    """The error has the first bytes, for a report."""
    with pytest.raises(UnknownLayoutError) as caught:
        parse_layout(content)
    assert caught.value.why == why
    assert bytes.fromhex(caught.value.beginning) == content[:24]


@given(st.binary(max_size=200))
def test_any_file(content: bytes) -> None:
    """Nothing but that error is raised."""
    with suppress(UnknownLayoutError):
        parse_layout(content)


# -- paths and orders ------------------------------------------------------------------


def path_file(points: list[tuple[int, int]], *, compressed: bool) -> bytes:
    """Return a file of a path, in tenths of cells."""
    data = b"".join(each.to_bytes(2, signed=True) for point in points for each in point)
    packed = literals(data) if compressed else data
    head = b"\x00" + words(3) + b"\x01\x00" + len(points).to_bytes(4) + words(90)
    return head + words(len(packed) if compressed else 0) + packed


@pytest.mark.parametrize("compressed", [True, False])
def test_a_path(compressed: bool) -> None:
    """It begins at the origin, and its y points up."""
    points = [(0, 0), (15, 20), (-25, -10)]
    places = parse_path(path_file(points, compressed=compressed), LAYOUT)
    assert places == [(10.5, 5), (12, 3), (8, 6)]


def test_paths_that_are_none() -> None:
    """What is cut off is left out; damage and excess are refused."""
    plain = path_file([(0, 0), (10, 0)], compressed=False)
    assert parse_path(plain[:-1], LAYOUT) == [(10.5, 5)]
    assert parse_path(plain[:10], LAYOUT) == []
    for content in (
        path_file([(0, 0)], compressed=True)[:-1],
        plain[:5] + b"\xff" * 4 + plain[9:],
    ):
        with pytest.raises(ValueError, match="long"):
            parse_path(content, LAYOUT)


@pytest.mark.parametrize(
    ("last_order", "order"),
    [
        (b"", "aa00061401030405 0324"),
        (bytes.fromhex("aa00011515"), "aa00061401030405 0324"),
        # an example of Tuya's package
        (bytes.fromhex("aa01000000011515"), "aa010000000614010304050324"),
    ],
)
def test_the_order_to_clean_rooms(last_order: bytes, order: str) -> None:
    """The version is that of the vacuum's own frames."""
    assert clean_rooms_order([4, 5, 3], last_order) == bytes.fromhex(order)


# -- recordings ------------------------------------------------------------------------


def recorded(name: str) -> bytes:
    """Return the content of a recorded file."""
    document = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
    return base64.b64decode(document["message"]["base64"])


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
def test_recorded_layouts() -> None:
    """Sizes, places and the numbers of pixels are those of the recording."""
    assert parse_layout(recorded("43_vacuum_map_empty_oven20")) is None

    unknown = parse_layout(recorded("42_vacuum_map_v0_oven8"))
    assert unknown is not None
    assert (unknown.width, unknown.height) == (403, 292)
    assert unknown.cells == bytes([OUTSIDE]) * 403 * 292
    assert (unknown.origin, unknown.charger) == ((178.9, 96.9), None)

    plain = parse_layout(recorded("44_vacuum_map_18byte_oven50"))
    assert plain is not None
    assert (plain.width, plain.height) == (180, 90)
    assert (plain.origin, plain.charger) == ((51, 63), (49.9, 75.9))
    counts = {OUTSIDE: 10360, 0: 4007, WALL: 1353 + 480}
    assert Counter(plain.cells) == counts

    rooms = parse_layout(recorded("45_vacuum_map_v1_file"))
    assert rooms is not None
    assert (rooms.width, rooms.height) == (601, 601)
    assert (rooms.origin, rooms.charger) == ((300, 300), (302, 300))
    assert [each.id for each in rooms.rooms] == [5, 6, 7, 8]
    assert {5, 6, 7, 8, 60, WALL, OUTSIDE} == set(rooms.cells)
    assert len(rooms.cells) == 601 * 601
