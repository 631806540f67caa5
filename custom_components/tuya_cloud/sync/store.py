"""What survives a restart, in one file per config entry."""

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
# states change all the time; what is lost in a crash the next pull brings back
_SAVE_DELAY: Final = 300
# a specification costs a call
_URGENT_DELAY: Final = 10
# what Home Assistant raises for a file without its envelope, or of another version
_UNREADABLE: Final = (
    HomeAssistantError,
    AttributeError,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
)


class EntryStore:
    """Reads and writes what is kept of one config entry."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the file of a config entry; nothing is read yet."""
        self._hass = hass
        # what is read may be anything that is JSON
        self._store: Store[Any] = Store(
            hass, _VERSION, f"{DOMAIN}.{entry_id}", private=True
        )
        # when what waits to be written is written (monotonic seconds)
        self._due_at: float | None = None

    async def load(self) -> StoredEntry:
        """Return what was kept and can be used; empty where there is nothing.

        A file that cannot be used in full is renamed, as Home Assistant does with one
        that is not JSON.
        """
        try:
            stored: JsonValue = await self._store.async_load()
        except _UNREADABLE as error:
            await self._set_aside(type(error).__name__)
            stored = None
        home = parse_stored_entry(stored)
        if stored is not None and not is_whole(home, stored):
            await self._set_aside("parts of it do not fit")
        return home

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

    def save_soon(
        self, gather: Callable[[], StoredEntry], *, urgent: bool = False
    ) -> None:
        """Write within minutes, or seconds, and when Home Assistant stops.

        Asking again does not put it off, however often states change.
        """
        delay = _URGENT_DELAY if urgent else _SAVE_DELAY
        due_at = time.monotonic() + delay
        if self._due_at is not None and self._due_at <= due_at:
            return
        self._due_at = due_at

        def gather_now() -> StoredEntry:
            self._due_at = None
            return gather()

        self._store.async_delay_save(gather_now, delay)

    async def save(self, home: StoredEntry) -> None:
        """Write now."""
        self._due_at = None
        await self._store.async_save(home)

    async def remove(self) -> None:
        """Forget everything, with the config entry."""
        await self._store.async_remove()
