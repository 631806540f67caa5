"""The drawn map of a vacuum."""

from io import BytesIO

import pytest
from PIL import Image

from custom_components.tuya_cloud.extras.map_drawing import draw_map
from custom_components.tuya_cloud.model.vacuum_map.layout import (
    OUTSIDE,
    WALL,
    Layout,
    Room,
)

WIDTH, HEIGHT = 40, 30


def layout(*, charger: tuple[float, float] | None = None, name: str = "") -> Layout:
    """Return a map: room 5 with a wall around it, in the middle of nothing."""
    rows = [[OUTSIDE] * WIDTH for _ in range(HEIGHT)]
    for y in range(10, 21):
        for x in range(10, 31):
            is_wall = x in (10, 30) or y in (10, 20)
            rows[y][x] = WALL if is_wall else 5
    return Layout(
        width=WIDTH,
        height=HEIGHT,
        cells=bytes(cell for row in rows for cell in row),
        origin=(20, 15),
        charger=charger,
        rooms=(Room(5, name), Room(6, "Absent"), Room(900, "Not a number of cells")),
    )


def drawn(of: Layout, path: list[tuple[float, float]] | None = None) -> Image.Image:
    """Return the drawn picture."""
    image = Image.open(BytesIO(draw_map(of, path or [])))
    image.load()
    return image


def test_rooms_and_walls() -> None:
    """The map is cut out with a margin, and a cell is 8 pixels at most."""
    image = drawn(layout())
    assert image.format == "PNG"
    # 21 x 11 cells, and a margin of 4 on each side
    assert image.size == (29 * 8, 19 * 8)
    outside, wall, floor = (
        image.getpixel((8 * x + 4, 8 * y + 4)) for x, y in ((1, 1), (4, 4), (6, 6))
    )
    assert outside == (0, 0, 0, 0)
    assert wall not in (outside, floor)
    assert image.getpixel((8 * 20 + 4, 8 * 6 + 4)) == floor


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        (layout(charger=(12, 12)), []),
        (layout(name="Kitchen"), []),
        (layout(), [(12.0, 12.0), (28.0, 18.0)]),
    ],
    ids=["charger", "name", "path"],
)
def test_what_is_drawn_on_it(changed: Layout, path: list[tuple[float, float]]) -> None:
    """Each adds something to the picture."""
    assert drawn(changed, path).tobytes() != drawn(layout()).tobytes()


def test_an_empty_map() -> None:
    """A map that nothing is known of yet is shown as it is: empty."""
    empty = Layout(
        width=1500,
        height=20,
        cells=bytes([OUTSIDE]) * 30_000,
        origin=(0, 0),
        charger=None,
    )
    image = drawn(empty)
    assert image.size == (1500, 20)
    assert image.getextrema() == ((0, 0), (0, 0), (0, 0), (0, 0))
