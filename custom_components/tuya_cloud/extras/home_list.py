"""The homes of the account, listed once for all extras that are read together."""

from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
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
        # why the last call failed; None: it did not
        self._error: CloudError | None = None
        # seconds since the epoch
        self._read_at = 0

    async def read(self) -> list[Home]:
        """Return the homes, by a call unless one was made just before.

        Raises CloudError.
        """
        now = self._clock.epoch()
        if abs(now - self._read_at) > _KEPT_FOR:
            self._read_at, self._error = now, None
            try:
                self._homes = await list_homes(self._api)
            except CloudError as error:
                self._error = error
        if self._error is not None:
            raise self._error
        return self._homes

    def forget(self) -> None:
        """Make a call with the next read, because a user asks for it."""
        self._read_at = 0
