"""Reads extras when they are due, one after another, and keeps what they return.

The times are those of the wall clock and are stored, so that a restart costs no call.
Nothing is read at start-up, nor while the cloud fails or calls are tight. A service
that the project does not have is asked for again after a day.
"""

import asyncio
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import CALLBACK_TYPE

from ..cloud.errors import NO_SERVICE, Advice, CloudError, CloudUnknownError
from ..const import LOGGER
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock
from ..sync.listeners import call_safely
from ..sync.stored_entry import StoredExtra
from .extra import Extra

# seconds after the entities are there, or after something has changed
FIRST_LOOK: Final = 2 * 60
# seconds between two looks at what is due
LOOK_INTERVAL: Final = 15 * 60
# seconds after which a user's request is followed
_AT_ONCE: Final = 1
# seconds after a failure that may pass, doubled with each failure in a row
_RETRY_AFTER: Final = 3600
# seconds after a refusal
_REFUSED_FOR: Final = 24 * 3600
# causes that may pass by themselves
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN, Advice.REAUTH})


@dataclass(slots=True)
class ReadState:
    """When an extra was and will be read."""

    # seconds since the epoch; 0: never
    read_at: int
    # seconds since the epoch
    due_at: int
    # why the last read failed; "": it did not
    refusal: str


class ExtrasReader:
    """The reads of some extras."""

    def __init__(
        self,
        extras: Iterable[Extra],
        clock: Clock,
        background: BackgroundTasks,
        *,
        may_read: Callable[[], bool],
        on_read: Callable[[], None],
    ) -> None:
        """Prepare; ``on_read`` is called when there is something to store."""
        self._extras = {extra.name: extra for extra in extras}
        self._clock = clock
        self._background = background
        self._may_read = may_read
        self._on_read = on_read
        # by name, of those that were tried
        self.states: dict[str, ReadState] = {}
        # failures in a row that may pass, by name
        self._failures: dict[str, int] = {}
        self._lock = asyncio.Lock()
        self._is_started = False
        self._cancel: CALLBACK_TYPE | None = None
        # whether the first look is over
        self._has_looked = False
        # monotonic seconds: when the next look is
        self._look_at = math.inf
        for extra in self._extras.values():
            extra.on_outdated, extra.on_changed = self._on_outdated, on_read

    # -- start and stop --------------------------------------------------------------

    def restore(self, stored: Mapping[str, StoredExtra]) -> None:
        """Let the extras take the documents that were stored."""
        for name, extra in self._extras.items():
            if (kept := stored.get(name)) is None:
                continue
            self.states[name] = ReadState(
                kept["read_at"], kept["due_at"], kept["refusal"]
            )
            if kept["document"] is not None:
                extra.document = kept["document"]
                call_safely([extra.take], extra.document)

    @property
    def stored(self) -> dict[str, StoredExtra]:
        """Return what ``restore`` takes."""
        return {
            name: StoredExtra(
                document=extra.document,
                read_at=state.read_at,
                due_at=state.due_at,
                refusal=state.refusal,
            )
            for name, extra in self._extras.items()
            if (state := self.states.get(name) or _unread(extra)) is not None
        }

    def start(self) -> None:
        """Look at what is due in some minutes, and from then on."""
        self._is_started, self._has_looked = True, False
        self._look_within(FIRST_LOOK)

    def stop(self) -> None:
        """Look no more."""
        self._is_started = False
        self._unschedule()

    # -- when ------------------------------------------------------------------------

    def read_again(self) -> None:
        """Read all extras now, also those that were refused."""
        for extra in self._extras.values():
            extra.forget()
        for state in self.states.values():
            state.due_at = 0
        self._failures.clear()
        self._on_read()
        self._look_within(_AT_ONCE)

    def _on_outdated(self, within: float) -> None:
        """Look within some seconds, but not before the first look."""
        self._look_within(within if self._has_looked else FIRST_LOOK)

    def _look_within(self, delay: float) -> None:
        """Look after a delay in seconds, unless there is an earlier look."""
        look_at = self._clock.now() + delay
        if not self._is_started or self._look_at <= look_at:
            return
        self._unschedule()
        self._look_at = look_at
        self._cancel = self._clock.call_later(delay, self._look)

    def _unschedule(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel, self._look_at = None, math.inf

    def _look(self) -> None:
        self._has_looked = True
        self._unschedule()
        self._look_within(LOOK_INTERVAL)
        if self._due():
            self._background.start(self._read_due(), "extras")

    def _due(self) -> list[Extra]:
        """Return the extras to read now."""
        return [
            extra
            for extra in self._extras.values()
            if extra.is_wanted and self._is_due(extra)
        ]

    def _is_due(self, extra: Extra) -> bool:
        state = self.states.get(extra.name)
        if state is None or (extra.is_outdated and not state.refusal):
            return True
        longest = max(extra.interval.total_seconds(), _REFUSED_FOR)
        # a clock that was set back makes the time lie too far ahead
        return not 0 < state.due_at - self._clock.epoch() <= longest

    # -- reading ---------------------------------------------------------------------

    async def _read_due(self) -> None:
        async with self._lock:
            for extra in self._due():
                if not self._may_read():
                    return
                await self._read(extra)

    async def _read(self, extra: Extra) -> None:
        """Read an extra, and note the outcome."""
        extra.is_outdated = False
        try:
            document = await extra.read()
        except CloudError as error:
            LOGGER.debug("The %s could not be read: %r", extra.name, error)
            self._note_failure(extra, error)
        except Exception:
            LOGGER.exception("Reading the %s failed in an unforeseen way", extra.name)
            self._note(extra, _REFUSED_FOR, "unforeseen failure")
        else:
            self._failures.pop(extra.name, None)
            self._note(extra, extra.interval.total_seconds())
            extra.document = document
            call_safely([extra.take], document)
            extra.notify()
        self._on_read()

    def _note_failure(self, extra: Extra, error: CloudError) -> None:
        if error.advice not in _PASSING or isinstance(error, CloudUnknownError):
            self._note(extra, _REFUSED_FOR, _explain(error))
            return
        failures = self._failures.get(extra.name, 0)
        self._failures[extra.name] = failures + 1
        delay = min(_RETRY_AFTER * 2**failures, _REFUSED_FOR)
        self._note(extra, delay, error.translation_key)

    def _note(self, extra: Extra, delay: float, refusal: str = "") -> None:
        """Note what a read brought, and when the next one is due."""
        now = self._clock.epoch()
        before = self.states.get(extra.name)
        read_at = before.read_at if before else 0
        self.states[extra.name] = ReadState(
            read_at if refusal else now, now + int(delay), refusal
        )


def _unread(extra: Extra) -> ReadState | None:
    """Return the state of an extra with a document that was not read; else None."""
    return None if extra.document is None else ReadState(0, 0, "")


def _explain(error: CloudError) -> str:
    """Return why there is no such extra, in a line for diagnostics."""
    code = "" if error.code is None else f" ({error.code})"
    if isinstance(error, NO_SERVICE):
        return f"the project has no such service{code}"
    return f"{error.translation_key}{code}"
