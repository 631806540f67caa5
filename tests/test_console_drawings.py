"""The drawings of the console: the wizard and the documents show the same."""

import runpy

from scripts.build_release import INTEGRATION, ROOT


def test_drawings_are_what_the_script_draws() -> None:
    """Both folders have them, and no other."""
    drawings = runpy.run_path(str(ROOT / "scripts" / "draw-console"))["DRAWINGS"]
    drawn = {f"{name}.svg": draw() for name, draw in drawings.items()}
    for folder in (INTEGRATION / "console", ROOT / "docs" / "console"):
        files = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert files == drawn
