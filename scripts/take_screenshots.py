"""Take the pictures of the guides from a demo home, with the system's Chromium."""

import argparse
import asyncio
import io
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final

from PIL import Image
from playwright.async_api import Locator, Page, ViewportSize, async_playwright

from scripts.chromium import MISSING, find_chromium, start_chromium
from scripts.demo_dashboard import URL_PATH
from scripts.end_with_parent import tied
from scripts.home_assistant_process import ROOT, RUN_PYTHON

FOLDER: Final = ROOT / "docs" / "images"
LARGEST_FILE: Final = 150_000
_COLORS: Final = 256
_START_SECONDS: Final = 300
# milliseconds: what is drawn after a page or dialog is there
_SETTLE: Final = 3_000
_AIR_CONDITIONER: Final = "climate.living_room_living_room_air_conditioner"


type Take = Callable[[Browser], Awaitable[bytes]]


class Browser:
    """A page of Home Assistant with the user `demo` signed in."""

    def __init__(self, page: Page, base_url: str) -> None:
        """Take a page that is signed in."""
        self.page = page
        self._base_url = base_url

    async def open(self, path: str) -> None:
        """Open a page of Home Assistant and wait until it is drawn."""
        await self.page.goto(f"{self._base_url}{path}")
        await self.page.locator("home-assistant-main").wait_for()
        await self.settle()

    async def settle(self) -> None:
        """Wait for what is drawn later, with the pointer in a corner."""
        await self.page.mouse.move(0, 0)
        await self.page.wait_for_timeout(_SETTLE)

    async def ask(self, script: str, argument: object = None) -> str:
        """Run a function of JavaScript that takes `hass` and an argument."""
        answer = await self.page.evaluate(
            f"([a]) => ({script})(document.querySelector('home-assistant').hass, a)",
            [argument],
        )
        return str(answer)

    async def choose(self, field: str, option: str) -> None:
        """Choose an option of a field of a form."""
        form = self.page.locator("dialog-data-entry-flow")
        await form.get_by_role("button", name=field).first.click()
        await self.page.get_by_role("menuitem", name=option).first.click()
        await self.settle()

    async def next_step(self) -> None:
        """Go to the next step of a form."""
        await self.page.get_by_role("button", name="Next").last.click()
        await self.settle()

    def dialog(self, element: str) -> Locator:
        """Return the box of a dialog, without what is behind it."""
        return self.page.locator(element).locator("dialog, [role=dialog]").first


async def dashboard(browser: Browser) -> bytes:
    """Show the rooms of the house."""
    await browser.open(f"/{URL_PATH}")
    # icons come one by one
    await browser.settle()
    return await browser.page.screenshot()


async def device(browser: Browser) -> bytes:
    """Show the page of a device."""
    device_id = await browser.ask(
        "(hass, name) => Object.values(hass.devices).find((d) => d.name === name).id",
        "Living room fan",
    )
    await browser.open(f"/config/devices/device/{device_id}")
    return await browser.page.screenshot()


async def wizard(browser: Browser) -> bytes:
    """Show the first step of the wizard."""
    await browser.open("/config/integrations/dashboard/add?domain=tuya_cloud")
    await browser.page.get_by_role("button", name="OK").click()
    await browser.settle()
    return await browser.dialog("dialog-data-entry-flow").screenshot()


async def correction(browser: Browser) -> bytes:
    """Show the form that corrects a data point."""
    await browser.open("/config/integrations/integration/tuya_cloud")
    page = browser.page
    await page.get_by_role("button", name="Correct a data point").first.click()
    await page.get_by_text("Choose a data point").click()
    await browser.settle()
    await browser.choose("Device", "Washing machine")
    await browser.next_step()
    await browser.choose("Data point", "Voltage")
    await browser.next_step()
    return await browser.dialog("dialog-data-entry-flow").screenshot()


async def infrared(browser: Browser) -> bytes:
    """Show an air conditioner that an infrared hub controls."""
    await browser.open(f"/{URL_PATH}")
    await browser.ask(
        "(hass, id) => hass.callService('climate', 'set_temperature', "
        "{hvac_mode: 'cool', temperature: 22}, {entity_id: id})",
        _AIR_CONDITIONER,
    )
    await browser.ask(
        "(hass, id) => document.querySelector('home-assistant').dispatchEvent("
        "new CustomEvent('hass-more-info', {detail: {entityId: id}}))",
        _AIR_CONDITIONER,
    )
    await browser.settle()
    return await browser.dialog("ha-more-info-dialog").screenshot()


# by name, with width and height of the window
PICTURES: Final[Mapping[str, tuple[Take, int, int]]] = {
    # turns on what the dashboard shows
    "infrared": (infrared, 900, 900),
    "dashboard": (dashboard, 1440, 900),
    "device": (device, 1280, 800),
    "wizard": (wizard, 900, 900),
    "correction": (correction, 900, 1000),
}


def find_browser() -> str:
    """Return the path of Chromium; exit with how to get it when it is missing."""
    return find_chromium() or sys.exit(MISSING)


@asynccontextmanager
async def demo(port: int) -> AsyncIterator[str]:
    """Run a demo home in a folder of its own; yield the address of Home Assistant."""
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *tied(
                *(RUN_PYTHON, "-m", "scripts.demo"),
                *("--port", str(port), "--config", folder),
            ),
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        try:
            async with asyncio.timeout(_START_SECONDS):
                await _until_ready(process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            await process.wait()


async def _until_ready(process: asyncio.subprocess.Process) -> None:
    """Wait for the lines that name the addresses."""
    if process.stdout is None:
        raise RuntimeError("the demo has no output")
    async for line in process.stdout:
        if b"Press Ctrl-C" in line:
            return
    raise RuntimeError("the demo ended while it started")


@asynccontextmanager
async def signed_in(base_url: str) -> AsyncIterator[Browser]:
    """Start Chromium and sign in."""
    async with async_playwright() as playwright:
        chromium = await start_chromium(playwright, find_browser())
        page = await chromium.new_page(locale="en", timezone_id="Europe/Berlin")
        await page.goto(base_url)
        await page.locator("input[name=username]").fill("demo")
        await page.locator("input[name=password]").fill("demo")
        await page.keyboard.press("Enter")
        await page.locator("home-assistant-main").wait_for()
        yield Browser(page, base_url)
        await chromium.close()


def small(picture: bytes) -> bytes:
    """Return a picture with a palette that keeps rare colors; it takes less space."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    target = io.BytesIO()
    image.quantize(
        _COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    ).save(target, "PNG", optimize=True)
    return target.getvalue()


async def take(names: list[str], port: int) -> None:
    """Take pictures and write them."""
    FOLDER.mkdir(exist_ok=True)
    async with demo(port) as base_url, signed_in(base_url) as browser:
        for name in names:
            take_picture, width, height = PICTURES[name]
            size = ViewportSize(width=width, height=height)
            await browser.page.set_viewport_size(size)
            picture = small(await take_picture(browser))
            print(f"docs/images/{name}.png: {len(picture)} bytes")
            if len(picture) > LARGEST_FILE:
                raise RuntimeError(f"{name} is larger than {LARGEST_FILE} bytes")
            (FOLDER / f"{name}.png").write_bytes(picture)


def main() -> None:
    """Take the pictures that the command line names, or all."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    parser.add_argument("--port", type=int, default=18123, help="of the demo")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - PICTURES.keys():
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    find_browser()
    asyncio.run(take(arguments.names or [*PICTURES], arguments.port))


if __name__ == "__main__":
    main()
