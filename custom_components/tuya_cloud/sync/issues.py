"""The repair issues of a config entry, in step with what is wrong.

Each topic of trouble has one issue at the most; it goes when the trouble goes. What is
shown is what Home Assistant's registry of issues holds: that also knows what users
ignore, what a fix flow has removed, and what was shown before a reload.
"""

from collections.abc import Container, Mapping
from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..cloud.errors import Advice, ApiNotSubscribedError, CloudError, DevicePoolError
from ..const import CONSOLE_URL, DOMAIN


class Topic(StrEnum):
    """What the trouble is with."""

    CLOUD = "cloud"  # reading the devices
    SPECIFICATIONS = "specifications"  # reading what a product is
    COMMANDS = "commands"  # sending commands
    PUSH = "push"  # being pushed reports
    QUOTA = "quota"  # the calls of this month
    PLAN = "plan"  # the date the plan ends
    ACCOUNT = "account"  # who else signs in


# issues of their own for causes that mean something else in a topic
NAMES: Final[Mapping[tuple[Topic, type[CloudError]], str]] = {
    (Topic.PUSH, ApiNotSubscribedError): "push_not_authorized",
    (Topic.COMMANDS, ApiNotSubscribedError): "commands_not_authorized",
}
# issues that only the next command can prove mended: nothing else can be tried
ONLY_COMMANDS_TELL: Final = frozenset({"commands_not_authorized", "device_pool"})


class Issues:
    """What the user of one config entry is told."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Tell nothing new yet; what was told before a reload stands."""
        self._hass = hass
        self._entry = entry

    # -- what happens ----------------------------------------------------------------

    def note(
        self, topic: Topic, error: CloudError | None, *, device_id: str | None = None
    ) -> None:
        """Show what only the user can mend, and clear what is no more.

        Trouble that passes by itself does not tell whether an earlier one is over.
        ``device_id`` names the device that alone is concerned.
        """
        if error is None or error.advice not in (Advice.REPAIR, Advice.RETRY):
            self.clear(topic)
        elif error.advice is Advice.REPAIR:
            self.show(
                topic,
                NAMES.get((topic, type(error)), error.translation_key),
                {"code": str(error.code or ""), "message": error.message},
                device_id=device_id,
            )

    def devices_read(self) -> None:
        """Take back what a successful pull disproves.

        That is also what commands were refused for, unless only a command can tell,
        and the request to sign in again.
        """
        self.clear(Topic.CLOUD)
        refused = self._issue(Topic.COMMANDS)
        if refused and refused.translation_key not in ONLY_COMMANDS_TELL:
            self.clear(Topic.COMMANDS)
        for flow in self._entry.async_get_active_flows(self._hass, {SOURCE_REAUTH}):
            self._hass.config_entries.flow.async_abort(flow["flow_id"])

    def command_refused(self, device_id: str, error: CloudError) -> None:
        """Show what keeps commands from being accepted."""
        is_of_device = isinstance(error, DevicePoolError)
        self.note(Topic.COMMANDS, error, device_id=device_id if is_of_device else None)

    def command_accepted(self, device_id: str, devices: Container[str]) -> None:
        """Take back what an accepted command disproves.

        What was refused to one device may still be, whatever others accept, as long
        as it is among the devices of the account.
        """
        issue = self._issue(Topic.COMMANDS)
        refused = (issue.data or {}).get("device_id") if issue else None
        if refused == device_id or refused not in devices:
            self.clear(Topic.COMMANDS)

    # -- what is shown ---------------------------------------------------------------

    def show(
        self,
        topic: Topic,
        translation_key: str,
        placeholders: dict[str, str] | None = None,
        *,
        is_fixable: bool = True,
        device_id: str | None = None,
    ) -> None:
        """Show an issue; one that can be tried again from here is fixable.

        What is shown for another topic already is not said twice.
        """
        shown = self._issue(topic)
        if shown and shown.translation_key != translation_key:
            # who ignores one issue does not ignore what comes in its place
            self.clear(topic)
        others = (self._issue(other) for other in Topic if other is not topic)
        if any(other and other.translation_key == translation_key for other in others):
            self.clear(topic)
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(topic),
            data={"entry_id": self._entry.entry_id, "device_id": device_id},
            is_fixable=is_fixable and translation_key not in ONLY_COMMANDS_TELL,
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
        topic: Topic,
        translation_key: str,
        placeholders: dict[str, str] | None = None,
    ) -> None:
        """Warn while a condition holds; there is nothing to try again."""
        if holds:
            self.show(topic, translation_key, placeholders, is_fixable=False)
        else:
            self.clear(topic)

    def clear(self, topic: Topic) -> None:
        """Take an issue back."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(topic))

    def clear_all(self) -> None:
        """Take every issue back."""
        for topic in Topic:
            self.clear(topic)

    def _issue(self, topic: Topic) -> ir.IssueEntry | None:
        """Return what is shown for a topic; None: nothing."""
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, self._issue_id(topic))
        # what users ignored before a restart is remembered, but not active
        return issue if issue and issue.active else None

    def _issue_id(self, topic: Topic) -> str:
        return f"{self._entry.entry_id}_{topic}"
