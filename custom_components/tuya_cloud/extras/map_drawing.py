"""Draws the map of a vacuum: rooms in colors, walls, path, charger and names."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from ..model.vacuum_map.layout import CHARGER, OUTSIDE, WALL, Layout

type _Color = tuple[int, int, int]
type _Place = tuple[float, float]

# pixels of the longer edge, about
_LONGER_EDGE: Final = 1024
_LARGEST_SCALE: Final = 8
# cells around the map
_MARGIN: Final = 4
_WALL_COLOR: Final = (70, 78, 92)
_CHARGER_COLOR: Final = (46, 160, 92)
_PATH_COLOR: Final = (255, 255, 255)
_NAME_COLOR: Final = (30, 34, 42)
# of the rooms, in turn
_ROOM_COLORS: Final[Sequence[_Color]] = (
    (158, 202, 240),
    (250, 208, 145),
    (176, 224, 182),
    (222, 188, 236),
    (246, 178, 178),
    (168, 222, 220),
    (240, 232, 150),
    (204, 208, 218),
)


def draw_map(layout: Layout, path: Sequence[_Place]) -> bytes:
    """Return a PNG of a map; takes up to a tenth of a second."""
    size = (layout.width, layout.height)
    shown = Image.frombytes("L", size, layout.cells.translate(_SHOWN)).getbbox()
    left, top, right, bottom = shown or (0, 0, *size)
    left, top = max(0, left - _MARGIN), max(0, top - _MARGIN)
    right, bottom = min(size[0], right + _MARGIN), min(size[1], bottom + _MARGIN)
    scale = _LONGER_EDGE // max(right - left, bottom - top)
    scale = min(_LARGEST_SCALE, max(1, scale))
    cells = Image.frombytes("P", size, layout.cells)
    cells.putpalette([*_palette()], "RGBA")
    cells = cells.crop((left, top, right, bottom))
    image = cells.convert("RGBA").resize(
        (cells.width * scale, cells.height * scale), Image.Resampling.NEAREST
    )

    def pixel(place: _Place) -> _Place:
        return (place[0] - left) * scale, (place[1] - top) * scale

    draw = ImageDraw.Draw(image)
    if len(path) > 1:
        draw.line([*map(pixel, path)], fill=_PATH_COLOR, width=max(1, scale // 3))
    if layout.charger is not None:
        radius = max(4, scale)
        draw.circle(pixel(layout.charger), radius, fill=_CHARGER_COLOR)
    font = ImageFont.load_default(max(12, 2 * scale))
    for name, center in _names(layout):
        draw.text(pixel(center), name, _NAME_COLOR, font, anchor="mm")
    content = BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def _names(layout: Layout) -> Iterator[tuple[str, _Place]]:
    """Yield the names of the rooms that are on the map, and where their middle is."""
    for room in layout.rooms:
        if not room.name or not 0 <= room.id < WALL:
            continue
        only = bytes(255 if value == room.id else 0 for value in range(256))
        mask = Image.frombytes(
            "L", (layout.width, layout.height), layout.cells.translate(only)
        )
        if box := mask.getbbox():
            yield room.name, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _palette() -> Iterable[int]:
    """Yield red, green, blue and opacity of each value of a cell."""
    for value in range(256):
        if value < WALL:
            yield from (*_ROOM_COLORS[value % len(_ROOM_COLORS)], 255)
        elif value == WALL:
            yield from (*_WALL_COLOR, 255)
        elif value == CHARGER:
            yield from (*_CHARGER_COLOR, 255)
        else:
            yield from (0, 0, 0, 0)


_SHOWN: Final = bytes(0 if value == OUTSIDE else 255 for value in range(256))
