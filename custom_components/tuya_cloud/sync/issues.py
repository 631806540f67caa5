"""Keeps the repair issues of a config entry, and asks to sign in again.

One issue per topic at most; it is removed when the cause is gone. Home Assistant's
registry of issues holds what is shown: it also knows which issues users ignore, which
ones a fix flow has removed, and which were shown before a reload.
"""

from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..cloud.errors import (
    Advice,
    ApiNotSubscribedError,
    CloudError,
    DevicePoolError,
    PlanExpiredError,
)
from ..const import CONF_PLAN_EXPIRES_ON, CONSOLE_URL, DOMAIN
from .call_ledger import CallLedger

# how long before the plan expires the user is reminded
PLAN_REMINDER: Final = timedelta(days=14)


class Topic(StrEnum):
    """The part of the integration that an issue is about."""

    CLOUD = "cloud"  # reading the devices
    SPECIFICATIONS = "specifications"  # reading the specifications
    COMMANDS = "commands"  # sending commands
    PUSH = "push"  # receiving reports
    QUOTA = "quota"  # the calls of this month
    PLAN = "plan"  # the date the plan expires
    ACCOUNT = "account"  # other programs that sign in
    OUTAGE = "outage"  # a cloud that does not answer


# translation keys of causes that mean something else in a topic
NAMES: Final[Mapping[tuple[Topic, type[CloudError]], str]] = {
    (Topic.PUSH, ApiNotSubscribedError): "push_not_authorized",
    (Topic.COMMANDS, ApiNotSubscribedError): "commands_not_authorized",
}
PLAN_EXPIRED: Final = PlanExpiredError.translation_key
PLAN_EXPIRES_SOON: Final = "plan_expires_soon"
# issues that only an accepted command can clear: there is nothing else to try
CLEARED_BY_COMMANDS: Final = frozenset({"commands_not_authorized", "device_pool"})


def is_ending(ends_on: str) -> bool:
    """Return whether a plan that ends on a day (ISO 8601) is to be renewed now."""
    day = dt_util.parse_date(ends_on)
    return day is not None and day <= dt_util.now().date() + PLAN_REMINDER


class Issues:
    """The repair issues of one config entry."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Keep the issues that were shown before a reload."""
        self._hass = hass
        self._entry_id = entry_id

    # -- events ----------------------------------------------------------------------

    def note(self, topic: Topic, error: CloudError | None) -> None:
        """Follow the outcome of an attempt: ask the user to act, or clear the topic.

        An error that passes by itself leaves the issue that is shown.
        """
        if error is None or error.advice not in (Advice.REPAIR, Advice.RETRY):
            self.clear(topic)
        if error is not None:
            self._ask_user(topic, error)

    def note_command(
        self, device_id: str, error: CloudError | None, devices: Container[str]
    ) -> None:
        """Follow the outcome of a command: ask the user to act, or clear the topic.

        An issue about one device stays when another device accepts a command, as long
        as its device is among ``devices``, those of the account.
        """
        if error is not None:
            is_about_device = isinstance(error, DevicePoolError)
            self._ask_user(
                Topic.COMMANDS, error, device_id=device_id if is_about_device else None
            )
            return
        issue = self._issue(Topic.COMMANDS)
        refused = (issue.data or {}).get("device_id") if issue else None
        if refused == device_id or refused not in devices:
            self.clear(Topic.COMMANDS)

    def devices_read(self) -> None:
        """Clear what a successful pull disproves.

        That includes the request to sign in again, and issues about commands except
        those that only a command can clear.
        """
        self.clear(Topic.CLOUD)
        refused = self._issue(Topic.COMMANDS)
        if refused and refused.translation_key not in CLEARED_BY_COMMANDS:
            self.clear(Topic.COMMANDS)
        for flow in self._entry.async_get_active_flows(self._hass, {SOURCE_REAUTH}):
            self._hass.config_entries.flow.async_abort(flow["flow_id"])

    def warn_ahead(self, ledger: CallLedger, *, is_contested: bool) -> None:
        """Warn before the calls or the plan run out, and of a contested session."""
        self._show_if(
            ledger.is_tight,
            Topic.QUOTA,
            "quota_low",
            {"used": str(ledger.this_month), "budget": str(ledger.budget)},
        )
        ends_on = self._entry.options.get(CONF_PLAN_EXPIRES_ON, "")
        if is_ending(ends_on) and not self._shows(PLAN_EXPIRED):
            self._show(Topic.PLAN, PLAN_EXPIRES_SOON, {})
        else:
            self.clear(Topic.PLAN)
        self._show_if(is_contested, Topic.ACCOUNT, "session_contested")

    def show_outage(
        self, since: datetime | None, problem: CloudError | None = None
    ) -> None:
        """Show since when (UTC) and why the cloud is away; None: it is not."""
        self._show_if(
            since is not None,
            Topic.OUTAGE,
            "outage",
            {
                "since": f"{dt_util.as_local(since):%Y-%m-%d %H:%M}" if since else "",
                "reason": str(problem),
            },
        )

    def clear(self, topic: Topic) -> None:
        """Remove the issue of a topic."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(topic))

    def clear_all(self) -> None:
        """Remove all issues."""
        for topic in Topic:
            self.clear(topic)

    # -- what is shown ---------------------------------------------------------------

    def _ask_user(
        self, topic: Topic, error: CloudError, *, device_id: str | None = None
    ) -> None:
        """Ask to sign in again, or show an issue; do nothing for other errors.

        ``device_id`` names the device if the error is about one alone.
        """
        if error.advice is Advice.REAUTH:
            self._entry.async_start_reauth(self._hass)
        elif error.has_issue:
            self._show(
                topic,
                NAMES.get((topic, type(error)), error.translation_key),
                error.placeholders,
                device_id=device_id,
            )

    def _show(
        self,
        topic: Topic,
        translation_key: str,
        placeholders: Mapping[str, str],
        *,
        is_fixable: bool = True,
        device_id: str | None = None,
    ) -> None:
        """Show an issue.

        ``is_fixable`` means that its fix flow can try again. Do not repeat an issue
        shown for another topic.
        """
        shown = self._issue(topic)
        if shown and shown.translation_key != translation_key:
            # ignoring one issue does not ignore the next one of the same topic
            self.clear(topic)
        if self._shows(translation_key, unless=topic):
            self.clear(topic)
            return
        if translation_key == PLAN_EXPIRED:
            self.clear(Topic.PLAN)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(topic),
            data={"entry_id": self._entry_id, "device_id": device_id},
            is_fixable=is_fixable and translation_key not in CLEARED_BY_COMMANDS,
            learn_more_url=CONSOLE_URL,
            severity=(
                ir.IssueSeverity.ERROR
                if translation_key == PLAN_EXPIRED
                else ir.IssueSeverity.WARNING
            ),
            translation_key=translation_key,
            translation_placeholders={
                "account": self._entry.title,
                "console": CONSOLE_URL,
                **placeholders,
            },
        )

    def _show_if(
        self,
        condition: bool,
        topic: Topic,
        translation_key: str,
        placeholders: Mapping[str, str] | None = None,
    ) -> None:
        """Show a warning while a condition holds; there is nothing to try again."""
        if condition:
            self._show(topic, translation_key, placeholders or {}, is_fixable=False)
        else:
            self.clear(topic)

    @property
    def _entry(self) -> ConfigEntry:
        return self._hass.config_entries.async_get_known_entry(self._entry_id)

    def _issue(self, topic: Topic) -> ir.IssueEntry | None:
        """Return the issue shown for a topic; None: there is none."""
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, self._issue_id(topic))
        # the registry remembers issues that were ignored before a restart as inactive
        return issue if issue and issue.active else None

    def _shows(self, translation_key: str, *, unless: Topic | None = None) -> bool:
        """Return whether an issue is shown, for another topic than one."""
        shown = (self._issue(topic) for topic in Topic if topic is not unless)
        return translation_key in {issue.translation_key for issue in shown if issue}

    def _issue_id(self, topic: Topic) -> str:
        return f"{self._entry_id}_{topic}"
