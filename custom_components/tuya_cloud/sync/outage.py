"""Notices that the cloud is away, and that it is back."""

from datetime import UTC, datetime, timedelta
from typing import Final

from ..cloud.errors import Advice, CloudError
from ..const import LOGGER
from .issues import Issues

# a shorter outage is not worth a repair issue
PATIENCE: Final = timedelta(minutes=5)


class Outage:
    """The time since the first of several failed pulls in a row.

    The log gets one line when it begins and one when it ends.
    """

    def __init__(self, issues: Issues) -> None:
        """Start while the cloud answers; ``issues`` shows a long outage."""
        self._issues = issues
        self._since: datetime | None = None

    def pull_failed(self, problem: CloudError, *, is_pushed: bool) -> None:
        """Begin the outage, or show the issue once it has lasted for some minutes.

        There is no issue while reports arrive all the same, or where another one tells
        the user what to do.
        """
        now = datetime.now(UTC)
        if self._since is None:
            self._since = now
            LOGGER.info("The devices can no longer be read: %s", problem)
        is_explained = problem.advice is Advice.REAUTH or problem.has_issue
        if is_pushed or is_explained:
            self._issues.show_outage(None)
        elif now - self._since >= PATIENCE:
            self._issues.show_outage(self._since, problem)

    def pulled(self) -> bool:
        """End the outage, if there is one; return whether there was."""
        if self._since is None:
            return False
        self._since = None
        self._issues.show_outage(None)
        LOGGER.info("The cloud answers again")
        return True
