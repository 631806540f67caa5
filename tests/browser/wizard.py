"""The wizard: a user without a project connects an account, and errs on the way."""

from collections.abc import Mapping
from typing import Final

from .dialog import Dialog
from .window import Window

# as the link of the README's button does
_ADD: Final = "/config/integrations/dashboard/add?domain=tuya_cloud"
_STEP: Final = "config.step"
_ACCOUNT: Final = f"{_STEP}.account"


async def connect(window: Window, ready: Mapping[str, str]) -> None:
    """Connect a simulated account whose states the cloud does not push."""
    await window.go(_ADD)
    await window.confirm()
    dialog = Dialog(window)
    await _read_about_projects(dialog)
    await dialog.expect(f"{_STEP}.keys.title", f"{_STEP}.keys.description")
    await dialog.look("wizard-4-keys")
    await dialog.fill(f"{_STEP}.keys.data.access_id", ready["access_id"])
    await dialog.fill(f"{_STEP}.keys.data.access_secret", ready["access_secret"])
    await dialog.press()
    await _enter_account(dialog, ready)
    await dialog.expect(f"{_STEP}.no_push.title", f"{_STEP}.no_push.description")
    await dialog.look("wizard-8-missing-service")
    await dialog.pick(f"{_STEP}.no_push.menu_options.without_push")
    await dialog.expect("config.create_entry.polled")
    await dialog.look("wizard-9-connected")
    await dialog.close()


async def _read_about_projects(dialog: Dialog) -> None:
    """Look at the pictures of the console's steps."""
    await dialog.expect(f"{_STEP}.user.title", f"{_STEP}.user.description")
    await dialog.look("wizard-1-kind-of-project")
    await dialog.pick(f"{_STEP}.user.menu_options.new_project")
    await dialog.expect(f"{_STEP}.new_project.title")
    await dialog.expect_pictures(2)
    await dialog.look("wizard-2-new-project")
    await dialog.press()
    await dialog.expect(f"{_STEP}.link_app.title")
    await dialog.expect_pictures(2)
    await dialog.look("wizard-3-link-app")
    await dialog.press()


async def _enter_account(dialog: Dialog, ready: Mapping[str, str]) -> None:
    """Enter a wrong country, then a wrong password, then what is right."""
    password_help = f"{_ACCOUNT}.data_description.password"
    await dialog.expect(f"{_ACCOUNT}.title", password_help)
    await dialog.look("wizard-5-account")
    await dialog.find(f"{_ACCOUNT}.data.country_code", "AT")
    await dialog.fill(f"{_ACCOUNT}.data.username", ready["username"])
    await dialog.fill(f"{_ACCOUNT}.data.password", ready["password"])
    await dialog.open(f"{_ACCOUNT}.sections.advanced.name")
    await dialog.fill(f"{_ACCOUNT}.sections.advanced.data.address", ready["endpoint"])
    await dialog.press()
    await dialog.expect("config.error.account_not_linked", password_help)
    await dialog.look("wizard-6-wrong-country")
    await dialog.find(f"{_ACCOUNT}.data.country_code", "DE")
    await dialog.fill(f"{_ACCOUNT}.data.password", "wrong")
    await dialog.press()
    await dialog.expect("config.error.credentials", password_help)
    await dialog.look("wizard-7-wrong-password")
    await dialog.fill(f"{_ACCOUNT}.data.password", ready["password"])
    await dialog.press()
