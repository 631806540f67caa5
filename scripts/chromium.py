"""The system's Chromium, which Playwright drives."""

import shutil
from typing import Final

from playwright.async_api import Browser, Playwright

# what Debian, Google and Ubuntu call it
_NAMES: Final = ("chromium", "google-chrome", "chromium-browser")
MISSING: Final = (
    "Chromium is missing. On Debian: scripts/obtain-chromium as root; elsewhere Google "
    "Chrome does as well."
)


def find_chromium() -> str | None:
    """Return the path of the program; None: there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


async def start_chromium(playwright: Playwright, path: str) -> Browser:
    """Start it without windows on the screen."""
    return await playwright.chromium.launch(
        executable_path=path,
        # as root, which is usual in containers, it has no sandbox
        args=["--no-sandbox", "--disable-gpu"],
    )
