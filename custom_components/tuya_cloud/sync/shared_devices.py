"""Lists the devices that other users share with an account.

Shared devices are pushed, but the list of the account's own devices leaves them out, so
only a list of theirs heals missed reports (section 12 of the protocol reference). The
list takes a call of its own. It is made with every pull once a shared device is known,
and once a day before: most accounts have none. Then start-up skips the call, and it is
made some minutes later.
"""

from collections.abc import Iterable
from typing import Final

from ..cloud.account import ProjectType
from ..cloud.answers import DeviceDocument
from ..cloud.api import TuyaApi
from ..cloud.endpoints import list_devices
from ..cloud.errors import Advice, CloudError
from ..const import LOGGER
from .clock import Clock

# seconds between two lists while no shared device is known, and until an empty list is
# believed
_DAY: Final = 24 * 3600
# failures in a row after which the list is left out for a while, in seconds
_TRIES: Final = 3
_BACK_OFF: Final = 3600


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
        self._failures = 0
        # whether the sharing has changed since the last list
        self._has_changed = False
        # monotonic seconds: from when an empty list is believed; None: none was empty
        self._believed_from: float | None = None

    def restore(self, ids: Iterable[str]) -> None:
        """Start with the ids that were stored."""
        self.ids = set(ids)

    @property
    def is_skipped(self) -> bool:
        """Return whether the first list is still to come."""
        return self._can_have_any and self._due_at is None

    @property
    def is_missed(self) -> bool:
        """Return whether known devices could not be listed and are tried again soon."""
        return bool(self.ids) and 0 < self._failures < _TRIES

    @property
    def _can_have_any(self) -> bool:
        """Return whether others can share devices: only app accounts have that."""
        return self._api.account.project_type is ProjectType.SMART_HOME

    async def list_if_due(self, *, needed: bool) -> list[DeviceDocument]:
        """Return the shared devices if the list is due, and update ``ids``.

        ``needed`` means that the account has no other devices. A failure is logged and
        changes nothing.
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
            self._note_failure(error, now)
            return []
        self._failures = 0
        self._note_listed({document["id"] for document in documents}, now, needed)
        self._due_at = now if self.ids else now + _DAY
        return documents

    def ask_again(self) -> None:
        """List the devices with the next pull, because the sharing has changed."""
        self.skip_at_start, self._due_at = False, 0.0
        self._has_changed = True

    def _note_failure(self, error: CloudError, now: float) -> None:
        """Try known devices again with the next pulls, unless that cannot help."""
        may_pass = error.advice in (Advice.RETRY, Advice.RELOGIN)
        self._failures = self._failures + 1 if may_pass else _TRIES
        self._due_at = now if self.is_missed else now + _BACK_OFF

    def _note_listed(self, ids: set[str], now: float, needed: bool) -> None:
        """Update ``ids`` by a list.

        An empty list is believed only when it is still empty a day later, or in the
        next list if the sharing has changed. It is never believed when the account has
        no other devices: an expired plan returns empty lists.
        """
        has_changed, self._has_changed = self._has_changed, False
        if ids:
            self.ids, self._believed_from = ids, None
        elif self._believed_from is not None and now >= self._believed_from:
            self.ids = self.ids if needed else set()
        elif self._believed_from is None or has_changed:
            self._believed_from = now if has_changed else now + _DAY
