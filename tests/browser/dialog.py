"""The dialog of a flow: the wizard, a correction, the options or a repair."""

import re
from typing import Any, Final

from playwright.async_api import Locator, expect

from .window import Window

_FLOW: Final = "ui.panel.config.integrations.config_flow"
# Returns the texts that a dialog shows, and which of its parts do not fit. It follows
# the tree as it is drawn: through shadow roots, and what is put into their slots.
_LOOK: Final = """root => {
  const texts = [];
  const misfits = [];
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.trim();
      // a code of a data point is shown as it is
      if (text && node.parentNode.localName !== "code") texts.push(text);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility === "hidden") return;
      // the wave of a click grows beyond what is clicked, and is cut off
      if (node.tagName === "STYLE" || node.localName.endsWith("-ripple")) return;
      const {left, right, width} = node.getBoundingClientRect();
      const isTooNarrow = node.scrollWidth > node.clientWidth + 1;
      const scrolls = ["auto", "scroll"].includes(style.overflowX);
      if (width > 1 && (left < -1 || right > innerWidth + 1)) {
        misfits.push(`${node.localName} from ${left} to ${right}`);
      } else if (isTooNarrow && scrolls) {
        misfits.push(`${node.localName} scrolls to ${node.scrollWidth}`);
      } else if (isTooNarrow && style.textOverflow === "ellipsis") {
        misfits.push(`${node.localName} is cut off: ${node.textContent}`);
      }
    }
    const given = node.localName === "slot" ? node.assignedNodes({flatten: true}) : [];
    const below = node.shadowRoot ?? node;
    for (const child of given.length ? given : below.childNodes) walk(child);
  };
  walk(root);
  return {texts, misfits};
}"""


class Dialog:
    """The dialog of a flow in a window."""

    def __init__(self, window: Window) -> None:
        """Look for the dialog once it is needed."""
        self._window = window
        self._texts = window.texts
        self._page = window.page
        self._dialog: Locator = window.page.locator("dialog-data-entry-flow")

    async def expect(self, *paths: str) -> None:
        """Wait until the dialog shows texts."""
        for path in paths:
            await expect(self._dialog).to_contain_text(self._texts.pattern(path))

    async def expect_pictures(self, count: int) -> None:
        """Wait until the dialog has so many pictures, and they are loaded."""
        pictures = self._dialog.locator("ha-markdown img")
        await expect(pictures).to_have_count(count)
        for picture in await pictures.all():
            await expect(picture).to_have_js_property("complete", True)
            await expect(picture).not_to_have_js_property("naturalWidth", 0)

    async def expect_success(self) -> None:
        """Wait until the dialog says that all is done."""
        success = await self._window.own(f"{_FLOW}.success")
        await expect(self._dialog).to_contain_text(success)

    async def fill(self, path: str, value: str) -> None:
        """Type into the field with a label."""
        label = self._label(path)
        field = self._dialog.get_by_role("textbox", name=label)
        number = self._dialog.get_by_role("spinbutton", name=label)
        await field.or_(number).fill(value)

    async def choose(self, path: str, option: str | re.Pattern[str]) -> None:
        """Choose an option of the field with a label."""
        await self._dialog.get_by_role("button", name=self._label(path)).click()
        exact = isinstance(option, str)
        choice = self._page.get_by_role("menuitem", name=option, exact=exact)
        await choice.click()

    async def find(self, path: str, code: str) -> None:
        """Search the country with a code in the field with a label, and choose it."""
        await self._dialog.get_by_role("button", name=self._label(path)).click()
        picker = self._dialog.get_by_role("dialog", name=self._texts[path])
        await picker.get_by_role("textbox").fill(code)
        option = self._dialog.get_by_role("option", name=re.compile(f" {code}$"))
        await option.click()
        await expect(option).to_be_hidden()

    async def open(self, path: str) -> None:
        """Open a section."""
        await self._dialog.get_by_role("button", name=self._texts[path]).click()

    async def switch(self, path: str) -> None:
        """Turn the switch with a label on or off."""
        switch = self._dialog.get_by_role("switch", name=self._label(path))
        await switch.press("Space")

    async def pick(self, path: str) -> None:
        """Pick an item of a menu."""
        await self._dialog.get_by_text(self._texts[path], exact=True).click()

    async def press(self) -> None:
        """Press the button that leads on."""
        footer = self._dialog.locator("ha-dialog-footer")
        await footer.get_by_role("button").last.click()

    async def close(self) -> None:
        """Press the button of the last step, and wait until the dialog is gone."""
        await self.press()
        await expect(self._dialog).to_be_hidden()

    async def look(self, name: str) -> None:
        """Fail if a text is not translated, or if anything does not fit the window."""
        seen: dict[str, Any] = await self._dialog.evaluate(_LOOK)
        assert seen["texts"], name
        found = (self._texts.untranslated(seen["texts"]), seen["misfits"])
        assert found == ([], []), f"{name}: {found}"
        await self._window.picture(name)

    def _label(self, path: str) -> re.Pattern[str]:
        """Return a pattern for a label, which a star may follow, and a value."""
        return re.compile(rf"^{re.escape(self._texts[path])} ?\*?($| )")
