"""Knows when to ask for the devices that others share with an account.

They take a call of their own, and most accounts have none. Where none are known, a
start does without that call, and it is made some minutes later.
"""

import time
from collections.abc import Iterable
from typing import Final

from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.endpoints import list_devices
from ..cloud.errors import CloudError
from ..const import LOGGER
from ..model.json_types import JsonObject

# seconds: how long a list may serve, and how long a failure
_INTERVAL: Final = 24 * 3600
_RETRY_INTERVAL: Final = 3600


class SharedDevices:
    """The devices shared with an account."""

    def __init__(self, api: TuyaApi, known: Iterable[str]) -> None:
        """Begin with the ids that were kept."""
        self.ids = set(known)
        self._api = api
        # monotonic seconds; None: it was never asked
        self._due_at: float | None = None
        self._was_empty = False
        # a start has other things to spend calls on
        self.may_wait = True

    @property
    def is_owed(self) -> bool:
        """Whether the first list has been put off."""
        return self._is_offered and self._due_at is None

    @property
    def _is_offered(self) -> bool:
        """Whether there can be any: only app accounts are shared with."""
        return self._api.account.project_type is ProjectType.SMART_HOME

    async def list_if_due(self, *, needed: bool) -> list[JsonObject]:
        """Return the devices if it is time to ask; ids then holds theirs.

        ``needed``: there is nothing else to show. A failure is logged and leaves all
        as it was. Nor does a list that is suddenly empty count before it is so again a
        day later, and never while there is nothing else: a lapsed plan shows that way.
        """
        if not self._is_offered or (self.may_wait and not (needed or self.ids)):
            return []
        now = time.monotonic()
        if self._due_at is not None and now < self._due_at:
            return []
        try:
            documents = await list_devices(self._api, shared=True)
        except CloudError as error:
            LOGGER.debug("The devices shared by others are not listed: %s", error)
            self._due_at = now + _RETRY_INTERVAL
            return []
        self._due_at = now + _INTERVAL
        if documents or (self._was_empty and not needed):
            self.ids = {str(document["id"]) for document in documents}
        self._was_empty = not documents
        return documents

    def ask_again(self) -> None:
        """Ask with the next pull: somebody has begun to share devices, or ended."""
        self.may_wait, self._due_at = False, 0.0
