"""A browser, and Home Assistant with its web pages."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, async_playwright

from scripts.chromium import MISSING, find_chromium, start_chromium
from simulator.server import DEMO_HOME
from tests.end_to_end.running_home import RunningHome, run_home

# few, so that pages are there soon; one of them is a lock, which has an option
DEVICES: Final = ("washing_machine_plug", "front_door_lock", "reading_lamp")


@pytest.fixture
def chromium() -> str:
    """Return the program of the system's Chromium; skip the test without one."""
    if path := find_chromium():
        return path
    pytest.skip(MISSING)


@pytest.fixture
async def browser(socket_enabled: None, chromium: str) -> AsyncIterator[Browser]:
    """Run a browser without windows on the screen."""
    async with async_playwright() as playwright:
        browser = await start_chromium(playwright, chromium)
        yield browser
        await browser.close()


@pytest.fixture
async def home(
    chromium: str, socket_enabled: None, tmp_path: Path
) -> AsyncIterator[RunningHome]:
    """Run Home Assistant and a simulated cloud; the integration is not set up yet."""
    devices = tmp_path / "devices"
    devices.mkdir()
    for name in DEVICES:
        shutil.copy(DEMO_HOME / f"{name}.json", devices)
    options = ("--devices", str(devices))
    async with run_home(tmp_path, *options, frontend=True, level="warning") as running:
        yield running
