"""Lists the devices that other users share with an account, about once a day.

The list takes a call of its own, and most accounts have no shared devices. When none
are known, start-up skips the call, and it is made some minutes later.
"""

from collections.abc import Iterable
from typing import Final

from ..cloud.account import ProjectType
from ..cloud.answers import DeviceDocument
from ..cloud.api import TuyaApi
from ..cloud.endpoints import list_devices
from ..cloud.errors import CloudError
from ..const import LOGGER
from .clock import Clock

# seconds between two lists, and after a failure
_INTERVAL: Final = 24 * 3600
_RETRY_INTERVAL: Final = 3600


class SharedDevices:
    """The devices shared with an account."""

    def __init__(self, api: TuyaApi, clock: Clock) -> None:
        """Start without devices, and skip the first list."""
        self.ids: set[str] = set()
        # skip the list during start-up, unless it is needed
        self.skip_at_start = True
        self._api = api
        self._clock = clock
        # monotonic seconds; None: never listed
        self._due_at: float | None = None
        self._was_empty = False

    def restore(self, ids: Iterable[str]) -> None:
        """Start with the ids that were stored."""
        self.ids = set(ids)

    @property
    def is_skipped(self) -> bool:
        """Return whether the first list is still to come."""
        return self._can_have_any and self._due_at is None

    @property
    def _can_have_any(self) -> bool:
        """Return whether others can share devices: only app accounts have that."""
        return self._api.account.project_type is ProjectType.SMART_HOME

    async def list_if_due(self, *, needed: bool) -> list[DeviceDocument]:
        """Return the shared devices if the list is due, and update ``ids``.

        ``needed`` means that the account has no other devices. A failure is logged and
        changes nothing. An empty list is believed only when it is still empty a day
        later, and never when the account has no other devices: an expired plan returns
        empty lists.
        """
        skipped = self.skip_at_start and not needed and not self.ids
        if skipped or not self._can_have_any:
            return []
        now = self._clock.now()
        if self._due_at is not None and now < self._due_at:
            return []
        try:
            documents = await list_devices(self._api, shared=True)
        except CloudError as error:
            LOGGER.debug("The shared devices could not be listed: %s", error)
            self._due_at = now + _RETRY_INTERVAL
            return []
        self._due_at = now + _INTERVAL
        if documents or (self._was_empty and not needed):
            self.ids = {document["id"] for document in documents}
        self._was_empty = not documents
        return documents

    def ask_again(self) -> None:
        """List the devices with the next pull, because the sharing has changed."""
        self.skip_at_start, self._due_at = False, 0.0
