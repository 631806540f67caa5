"""Knows when to ask for the devices that others share with an account.

They take a call of their own, and most accounts have none. Where none are known, a
start does without that call, and the pull after it makes it.
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
        self._has_waited = False

    @property
    def is_owed(self) -> bool:
        """Whether the first list has been put off."""
        return self._has_waited and self._asked_at is None

    async def list_if_due(self, *, needed: bool) -> list[JsonObject]:
        """Return the devices if it is time to ask; ids then holds theirs.

        ``needed``: there is nothing else to show. A failure is logged and leaves all
        as it was.
        """
        if self._api.account.project_type is not ProjectType.SMART_HOME:
            return []  # only app accounts have such
        if not (needed or self.ids or self._has_waited):
            self._has_waited = True
            return []
        now = time.monotonic()
        if self._asked_at is not None and now - self._asked_at < _INTERVAL:
            return []
        self._asked_at = now
        try:
            documents = await list_devices(self._api, shared=True)
        except CloudError as error:
            LOGGER.debug("The devices shared by others are not listed: %s", error)
            return []
        self.ids = {str(document["id"]) for document in documents}
        return documents
