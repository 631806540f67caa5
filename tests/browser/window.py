"""A window of the browser, signed in to Home Assistant."""

import json
import time
from pathlib import Path
from typing import Final

from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
)

from scripts.home_assistant_process import HomeAssistantProcess

from .texts import Texts

# long enough for a busy machine
_TIMEOUT_MS: Final = 30_000
expect.set_options(timeout=_TIMEOUT_MS)
_NO_PICTURE: Final = '<svg xmlns="http://www.w3.org/2000/svg"/>'
# as the frontend does itself when a link is clicked: nothing is loaded again
_GO: Final = """path => {
  history.pushState(null, "", path);
  dispatchEvent(new CustomEvent("location-changed", {detail: {replace: false}}));
}"""


class Window:
    """A page in one language; `errors` is what its log complains about."""

    def __init__(
        self, page: Page, base_url: str, texts: Texts, pictures: Path | None
    ) -> None:
        """Collect the errors of a page; pictures go to a folder, or are not taken."""
        self.page = page
        self.texts = texts
        self.errors: list[str] = []
        self._base_url = base_url
        self._pictures = pictures
        self._is_loaded = False
        page.set_default_timeout(_TIMEOUT_MS)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", self._on_failure)

    async def go(self, path: str) -> None:
        """Show a page of Home Assistant."""
        if self._is_loaded:
            # a dialog that closes goes back in the history
            await self.page.wait_for_function("!history.state?.dialog")
            await self.page.evaluate(_GO, path)
        else:
            await self.page.goto(f"{self._base_url}{path}")
            self._is_loaded = True

    async def press(self, name: str) -> None:
        """Press a button outside of dialogs."""
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def confirm(self) -> None:
        """Say yes to a question."""
        await self.page.locator("dialog-box").get_by_role("button").last.click()

    async def own(self, key: str) -> str:
        """Return a text of Home Assistant's own, in the language of the window."""
        handle = await self.page.wait_for_function(
            "key => document.querySelector('home-assistant')?.hass?.localize(key)",
            arg=key,
        )
        return str(await handle.json_value())

    async def picture(self, name: str) -> None:
        """Take a picture if pictures are wanted."""
        if self._pictures is not None:
            await self.page.screenshot(path=self._pictures / f"{name}.png")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and self._is_ours(message.location["url"]):
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _on_failure(self, request: Request) -> None:
        if self._is_ours(request.url):
            self.errors.append(f"{request.url}: {request.failure}")

    def _is_ours(self, url: str) -> bool:
        return not url or url.startswith(self._base_url)


async def open_window(
    browser: Browser,
    home_assistant: HomeAssistantProcess,
    texts: Texts,
    width: int,
    pictures: Path | None,
) -> Window:
    """Open a window in the language of the texts, signed in."""
    url = home_assistant.base_url
    context = await browser.new_context(
        locale=texts.language,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    await context.add_init_script(
        f"localStorage.hassTokens = {json.dumps(_tokens(home_assistant))}"
    )
    await context.route("**/api/brands/**", _answer_for_brands)
    return Window(await context.new_page(), url, texts, pictures)


def _tokens(home_assistant: HomeAssistantProcess) -> str:
    """Return what the frontend stores for a signed-in user."""
    return json.dumps(
        {
            "access_token": home_assistant.token,
            "token_type": "Bearer",
            "refresh_token": "",
            "expires_in": 1800,
            "expires": (time.time() + 1800) * 1000,
            "hassUrl": home_assistant.base_url,
            "clientId": f"{home_assistant.base_url}/",
        }
    )


async def _answer_for_brands(route: Route) -> None:
    """Answer for the pictures of other integrations, which are on the internet."""
    if "/tuya_cloud/" in route.request.url:
        await route.continue_()
    else:
        await route.fulfill(content_type="image/svg+xml", body=_NO_PICTURE)
