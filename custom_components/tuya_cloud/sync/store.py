"""Stores what survives a restart, in one file per config entry."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..model.json_types import JsonValue
from .stored_entry import StoredEntry, is_whole, parse_stored_entry

_VERSION: Final = 1
# seconds: states change all the time, and after a crash the next pull restores them
_SAVE_DELAY: Final = 300
# seconds: a specification costs a call
_URGENT_DELAY: Final = 10
# raised by Home Assistant for a file without its envelope, or of another version
_UNREADABLE: Final = (
    HomeAssistantError,
    AttributeError,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
)


class EntryStore:
    """The file of one config entry."""

    def __init__(
        self, hass: HomeAssistant, entry_id: str, gather: Callable[[], StoredEntry]
    ) -> None:
        """Prepare; nothing is read yet. ``gather`` returns what to write."""
        self._hass = hass
        self._gather = gather
        self._store = _store_of(hass, entry_id)
        # monotonic seconds: when the next write is due
        self._due_at: float | None = None

    async def load(self) -> StoredEntry:
        """Return the usable parts of the file, or an empty entry without a file.

        A file that cannot be used in full is renamed, as Home Assistant does with one
        that is not JSON.
        """
        try:
            stored: JsonValue = await self._store.async_load()
        except _UNREADABLE as error:
            await self._set_aside(type(error).__name__)
            stored = None
        entry = parse_stored_entry(stored)
        if stored is not None and not is_whole(entry, stored):
            await self._set_aside("parts of it do not fit")
        return entry

    async def _set_aside(self, reason: str) -> None:
        path = Path(self._store.path)
        aside = path.with_name(f"{path.name}.corrupt.{dt_util.utcnow().isoformat()}")
        LOGGER.warning(
            "The stored file %s cannot be used in full (%s). It is kept as %s, and the "
            "rest is read from the cloud",
            path.name,
            reason,
            aside.name,
        )
        try:
            await self._hass.async_add_executor_job(path.rename, aside)
        except OSError as error:
            LOGGER.warning("The stored file cannot be renamed: %s", error.strerror)

    def save_soon(self, *, urgent: bool = False) -> None:
        """Write within minutes, or seconds if urgent, and when Home Assistant stops.

        Another request does not postpone a write that is due.
        """
        if self._due_at is not None and not urgent:
            return
        delay = _URGENT_DELAY if urgent else _SAVE_DELAY
        due_at = time.monotonic() + delay
        if self._due_at is not None and self._due_at <= due_at:
            return
        self._due_at = due_at

        def gather_now() -> StoredEntry:
            self._due_at = None
            return self._gather()

        self._store.async_delay_save(gather_now, delay)

    async def save(self) -> None:
        """Write now."""
        self._due_at = None
        await self._store.async_save(self._gather())


async def remove_stored(hass: HomeAssistant, entry_id: str) -> None:
    """Delete the file of a config entry."""
    await _store_of(hass, entry_id).async_remove()


def _store_of(hass: HomeAssistant, entry_id: str) -> Store[Any]:
    """Return the storage of a file, which may hold any JSON."""
    return Store(hass, _VERSION, f"{DOMAIN}.{entry_id}", private=True)
