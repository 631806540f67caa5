"""Knows when to ask for the devices that others share with an account.

They take a call of their own, and most accounts have none. Where none are known, a
start does without that call, and it is made some minutes later.
"""

import time
from collections.abc import Iterable
from typing import Final

from .cloud.account import ProjectType
from .cloud.api import TuyaApi
from .cloud.endpoints import list_devices
from .cloud.errors import CloudError
from .const import LOGGER
from .model.json_types import JsonObject

# seconds: how long a list may serve
_INTERVAL: Final = 24 * 3600


class SharedDevices:
    """The devices shared with an account."""

    def __init__(self, api: TuyaApi, known: Iterable[str]) -> None:
        """Begin with the ids that were kept."""
        self.ids = set(known)
        self._api = api
        self._asked_at: float | None = None
        # a start has other things to spend calls on
        self.may_wait = True

    @property
    def is_owed(self) -> bool:
        """Whether the first list has been put off."""
        return self._is_offered and self._asked_at is None

    @property
    def _is_offered(self) -> bool:
        """Whether there can be any: only app accounts are shared with."""
        return self._api.account.project_type is ProjectType.SMART_HOME

    async def list_if_due(self, *, needed: bool) -> list[JsonObject]:
        """Return the devices if it is time to ask; ids then holds theirs.

        ``needed``: there is nothing else to show. A failure is logged, leaves all
        as it was, and the next pull asks again.
        """
        if not self._is_offered or (self.may_wait and not (needed or self.ids)):
            return []
        now = time.monotonic()
        if self._asked_at is not None and now - self._asked_at < _INTERVAL:
            return []
        try:
            documents = await list_devices(self._api, shared=True)
        except CloudError as error:
            LOGGER.debug("The devices shared by others are not listed: %s", error)
            return []
        self._asked_at = now
        self.ids = {str(document["id"]) for document in documents}
        return documents
