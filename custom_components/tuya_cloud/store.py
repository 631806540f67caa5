"""What survives a restart, in one file per config entry.

Holds the specifications by product and the last device list with its statuses. Nothing
in it is secret: local keys and coordinates never come this far.
"""

import time
from collections.abc import Callable
from typing import Final, TypedDict

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .model.json_types import JsonObject

_VERSION: Final = 1
# states change all the time; what is lost in a crash the next pull brings back
_SAVE_DELAY: Final = 300
# a specification costs a call
_URGENT_DELAY: Final = 10


class StoredSpecification(TypedDict):
    """A specification as the cloud sent it."""

    document: JsonObject
    # codes its devices report although it does not name them
    unnamed_codes: list[str]


class StoredHome(TypedDict):
    """All that is kept of an account."""

    # by product id; by device id for a device that differs from its product
    specifications: dict[str, StoredSpecification]
    # by device id, as the model writes them
    devices: dict[str, JsonObject]
    # ids of the devices that others shared with the account
    shared: list[str]
    # by day (ISO date) and endpoint
    calls: dict[str, dict[str, int]]


class HomeStore:
    """Reads and writes what is kept of one config entry."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the file of a config entry; nothing is read yet."""
        self._store: Store[StoredHome] = Store(
            hass, _VERSION, f"{DOMAIN}.{entry_id}", private=True
        )
        # when what waits to be written is written (monotonic seconds)
        self._due_at: float | None = None

    async def load(self) -> StoredHome:
        """Return what was kept, empty where there is nothing."""
        home = StoredHome(specifications={}, devices={}, shared=[], calls={})
        if stored := await self._store.async_load():
            home.update(stored)
        return home

    def save_soon(
        self, gather: Callable[[], StoredHome], *, urgent: bool = False
    ) -> None:
        """Write within minutes, or seconds, and when Home Assistant stops.

        Asking again does not put it off, however often states change.
        """
        delay = _URGENT_DELAY if urgent else _SAVE_DELAY
        due_at = time.monotonic() + delay
        if self._due_at is not None and self._due_at <= due_at:
            return
        self._due_at = due_at

        def gather_now() -> StoredHome:
            self._due_at = None
            return gather()

        self._store.async_delay_save(gather_now, delay)

    async def save(self, home: StoredHome) -> None:
        """Write now."""
        self._due_at = None
        await self._store.async_save(home)

    async def remove(self) -> None:
        """Forget everything, with the config entry."""
        await self._store.async_remove()
