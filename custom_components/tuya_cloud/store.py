"""What survives a restart, in one file per config entry.

Holds the specifications by product and the last device list with its statuses. Nothing
in it is secret: local keys and coordinates never come this far.
"""

from collections.abc import Callable
from typing import Final, TypedDict

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .model.json_types import JsonObject

_VERSION: Final = 1
# states change all the time; what is lost in a crash the next pull brings back
_SAVE_DELAY: Final = 300


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

    async def load(self) -> StoredHome:
        """Return what was kept, empty where there is nothing."""
        home = StoredHome(specifications={}, devices={}, shared=[], calls={})
        if stored := await self._store.async_load():
            home.update(stored)
        return home

    def save_soon(self, gather: Callable[[], StoredHome]) -> None:
        """Write within minutes, or when Home Assistant stops."""
        self._store.async_delay_save(gather, _SAVE_DELAY)

    async def save(self, home: StoredHome) -> None:
        """Write now."""
        await self._store.async_save(home)

    async def remove(self) -> None:
        """Forget everything, with the config entry."""
        await self._store.async_remove()
