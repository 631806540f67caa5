"""The repair issues of a config entry, in step with what is wrong.

Each field of trouble has one issue at the most; it goes when the trouble goes.
"""

from enum import StrEnum
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .cloud.errors import Advice, ApiNotSubscribedError, CloudError
from .const import DOMAIN

CONSOLE_URL: Final = "https://platform.tuya.com/"


class Field(StrEnum):
    """What the trouble is with."""

    CLOUD = "cloud"  # reading the devices
    SPECIFICATIONS = "specifications"  # reading what a product is
    COMMANDS = "commands"  # sending commands
    PUSH = "push"  # being pushed reports
    QUOTA = "quota"  # the calls of this month
    PLAN = "plan"  # the date the plan ends
    ACCOUNT = "account"  # who else signs in


class Problems:
    """What the user of one config entry is told."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Tell nothing yet."""
        self._hass = hass
        self._entry = entry
        self._shown: dict[Field, str] = {}

    def note(self, field: Field, error: CloudError | None) -> None:
        """Show what only the user can mend, and clear what is no more."""
        if error is None or error.advice is not Advice.REPAIR:
            self.clear(field)
            return
        is_push = field is Field.PUSH and isinstance(error, ApiNotSubscribedError)
        self.show(
            field,
            "push_not_authorized" if is_push else error.translation_key,
            {"code": str(error.code or ""), "message": error.message},
        )

    def show(
        self,
        field: Field,
        translation_key: str,
        placeholders: dict[str, str] | None = None,
        *,
        is_fixable: bool = True,
    ) -> None:
        """Show an issue; one that can be tried again from here is fixable.

        What is shown for another field already is not said twice.
        """
        others = (key for known, key in self._shown.items() if known is not field)
        if translation_key in others:
            return
        self._shown[field] = translation_key
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(field),
            data={"entry_id": self._entry.entry_id},
            is_fixable=is_fixable,
            learn_more_url=CONSOLE_URL,
            severity=ir.IssueSeverity.WARNING,
            translation_key=translation_key,
            translation_placeholders={
                "account": self._entry.title,
                "console": CONSOLE_URL,
                **(placeholders or {}),
            },
        )

    def show_if(
        self,
        holds: bool,
        field: Field,
        translation_key: str,
        placeholders: dict[str, str] | None = None,
    ) -> None:
        """Warn while a condition holds; there is nothing to try again."""
        if holds:
            self.show(field, translation_key, placeholders, is_fixable=False)
        else:
            self.clear(field)

    def clear(self, field: Field) -> None:
        """Take an issue back."""
        self._shown.pop(field, None)
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(field))

    def clear_all(self) -> None:
        """Take every issue back."""
        for field in Field:
            self.clear(field)

    def _issue_id(self, field: Field) -> str:
        return f"{self._entry.entry_id}_{field}"
