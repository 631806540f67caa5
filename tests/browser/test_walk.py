"""A user connects an account, corrects a data point, mends a fault, sets options."""

import contextlib
import os
import re
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from tests.end_to_end.running_home import RunningHome

from .dialog import Dialog
from .texts import Texts
from .window import Window, open_window
from .wizard import connect

# a folder for pictures of all steps, to be looked at by a person
PICTURES: Final = os.environ.get("BROWSER_PICTURES")
LANGUAGES: Final = ("en", "de", "zh-Hans") if PICTURES else ("en", "de")
WIDTHS: Final = (1280, 390)
INTEGRATION: Final = "/config/integrations/integration/tuya_cloud"
INTEGRATIONS: Final = "ui.panel.config.integrations"
DEVICE: Final = "Washing machine"
CODE: Final = "cur_voltage"
VALUE_WITHOUT_DECIMALS: Final = "2314"
OPTIONS: Final = {
    "monthly_call_budget": 12000,
    "push_way": "hub",
    "keep_last_states": True,
}
NO_PUSH: Final = {
    "match": "POST */open-hub/*",
    "then": {"code": 28841101, "msg": "API not subscribed"},
}


async def test_walk(
    home: RunningHome,
    browser: Browser,
    subtests: pytest.Subtests,
    tmp_path: Path,
) -> None:
    """Each language and width shows all of it, and the browser logs no error."""
    for language in LANGUAGES:
        for width in WIDTHS:
            with subtests.test(language=language, width=width):
                await walk(home, browser, language, width, tmp_path)


async def walk(
    home: RunningHome, browser: Browser, language: str, width: int, folder: Path
) -> None:
    """Walk through all, and remove the account again."""
    await home.home_assistant.command("config/core/update", language=language)
    pictures = Path(PICTURES, f"{language}-{width}") if PICTURES else None
    window = await open_window(
        browser, home.home_assistant, Texts(language), width, pictures
    )
    try:
        await home.control("POST", "/faults", NO_PUSH)
        await connect(window, home.simulator.ready)
        (entry,) = await home.home_assistant.entries()
        entry_id = entry["entry_id"]
        await correct(home, window, entry_id)
        await mend(home, window)
        await set_options(home, window, entry_id)
        assert window.errors == []
    except Exception as error:
        picture = folder / f"{language}-{width}.png"
        with contextlib.suppress(PlaywrightError):
            await window.page.screenshot(path=picture)
            error.add_note(f"picture: {picture}")
        raise
    finally:
        await window.page.context.close()
        await home.control("DELETE", "/faults")
        for entry in await home.home_assistant.entries():
            await home.home_assistant.call(
                "DELETE", f"/api/config/config_entries/entry/{entry['entry_id']}"
            )


async def correct(home: RunningHome, window: Window, entry_id: str) -> None:
    """Correct the decimals of a voltage; a form that corrects nothing says so."""
    flow = "config_subentries.correction"
    step = f"{flow}.step"
    await window.go(INTEGRATION)
    await window.press(window.texts[f"{flow}.initiate_flow.user"])
    dialog = Dialog(window)
    await dialog.expect(f"{step}.user.title", f"{step}.user.description")
    await dialog.look("correction-1")
    await dialog.pick(f"{step}.user.menu_options.device")
    await dialog.expect(f"{step}.device.data_description.scope")
    await dialog.choose(f"{step}.device.data.device", DEVICE)
    await dialog.look("correction-2-device")
    await dialog.press()
    await dialog.choose(f"{step}.point.data.code", re.compile(rf"\({CODE}\)"))
    await dialog.look("correction-3-point")
    await dialog.press()
    await dialog.expect(f"{step}.correct.description")
    await dialog.look("correction-4-form")
    await dialog.press()
    await dialog.expect(f"{flow}.error.empty")
    await dialog.look("correction-5-empty")
    await dialog.fill(f"{step}.correct.data.scale", "0")
    await dialog.press()
    await dialog.expect(f"{step}.preview.description")
    await dialog.look("correction-6-preview")
    await dialog.pick(f"{step}.preview.menu_options.save")
    await dialog.expect(f"{flow}.create_entry.default")
    await dialog.look("correction-7-saved")
    await dialog.close()
    await home.until_state(
        await home.entity_id(entry_id, DEVICE, CODE), VALUE_WITHOUT_DECIMALS
    )


async def mend(home: RunningHome, window: Window) -> None:
    """Try again until the cloud pushes, as a repair asks for."""
    issue = "issues.push_not_authorized"
    await window.go("/config/repairs")
    await window.page.get_by_text(window.texts.pattern(f"{issue}.title")).click()
    dialog = Dialog(window)
    await dialog.expect(f"{issue}.fix_flow.step.confirm.description")
    submit = await window.own(f"{INTEGRATIONS}.config_flow.submit")
    quoting = window.texts.where_english_has("**Submit**")
    assert [text for text in quoting if f"**{submit}**" not in text] == []
    await dialog.look("repair-1")
    await dialog.press()
    await dialog.expect(f"{issue}.fix_flow.error.still_refused")
    await dialog.look("repair-2-still-refused")
    await home.control("DELETE", "/faults")
    await dialog.press()
    await dialog.expect_success()
    await dialog.look("repair-3-success")
    await dialog.close()


async def set_options(home: RunningHome, window: Window, entry_id: str) -> None:
    """Allow fewer calls, take the hub alone, and keep states in an outage."""
    step = "options.step.init"
    await window.go(INTEGRATION)
    await window.press(await window.own(f"{INTEGRATIONS}.config_entry.configure"))
    dialog = Dialog(window)
    await dialog.expect(f"{step}.description", f"{step}.data_description.look_again")
    await dialog.look("options-1")
    await dialog.fill(f"{step}.data.monthly_call_budget", "12000")
    await dialog.choose(
        f"{step}.data.push_way", window.texts["selector.push_way.options.hub"]
    )
    await dialog.switch(f"{step}.data.keep_last_states")
    await dialog.look("options-2-changed")
    await dialog.press()
    await dialog.expect_success()
    await dialog.look("options-3-saved")
    await dialog.close()
    again = await home.home_assistant.call(
        "POST", "/api/config/config_entries/options/flow", {"handler": entry_id}
    )
    filled_in = {
        field["name"]: field.get("description", {}).get("suggested_value")
        for field in again["data_schema"]
    }
    assert filled_in | OPTIONS == filled_in
