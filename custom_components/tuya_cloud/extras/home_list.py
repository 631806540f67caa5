"""The homes of the account, listed once for all extras that are read together."""

import math
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.homes import Home, list_homes
from ..sync.clock import Clock

# seconds
_KEPT_FOR: Final = 10 * 60


class HomeList:
    """The homes of the user that the devices belong to."""

    def __init__(self, api: TuyaApi, clock: Clock) -> None:
        """Start without a list."""
        self._api = api
        self._clock = clock
        self._homes: list[Home] = []
        self._read_at = -math.inf

    async def read(self) -> list[Home]:
        """Return the homes, by a call unless one was made just before.

        Raises CloudError.
        """
        now = self._clock.now()
        if now - self._read_at > _KEPT_FOR:
            self._homes = await list_homes(self._api)
            self._read_at = now
        return self._homes
