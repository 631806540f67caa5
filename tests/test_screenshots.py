"""Pictures of the guides: small files, and a clear message without a browser."""

import io
import random

import pytest
from PIL import Image

from scripts.take_screenshots import find_browser, small


def test_a_picture_takes_less_space() -> None:
    """It keeps its size in pixels, and the colors of a surface."""
    image = Image.new("RGB", (300, 200), "#03a9f4")
    dice = random.Random(1)
    for x in range(0, 300, 3):
        image.putpixel((x, x % 200), (dice.randrange(256), 0, 0))
    before = io.BytesIO()
    image.save(before, "PNG")
    after = Image.open(io.BytesIO(small(before.getvalue())))
    assert len(small(before.getvalue())) < len(before.getvalue())
    assert after.size == image.size
    assert after.convert("RGB").getpixel((1, 1)) == image.getpixel((1, 1))


def test_it_says_how_to_get_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started without one."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="scripts/obtain-chromium"):
        find_browser()
