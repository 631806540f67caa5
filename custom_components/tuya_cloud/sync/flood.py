"""Shows the last states only, where reports arrive faster than states can be written.

Each written state also goes to the recorder, to automations and to every browser, which
takes far more time than the report itself.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Final

# seconds that changes wait during a flood
WINDOW: Final = 0.1
# changes in such a time that make it a flood
MOST_AT_ONCE: Final = 50


class FloodGate:
    """Passes changes of devices on: at once, or gathered during a flood."""

    def __init__(self, notify: Callable[[str, Collection[str]], None]) -> None:
        """Pass on to ``notify``, which gets a device id and codes."""
        self._notify = notify
        # changes of this window, and its end in monotonic seconds
        self._count = 0
        self._ends_at = 0.0
        # while changes wait: how many, which, and what ends that
        self._held = 0
        self._waiting: dict[str, set[str]] = defaultdict(set)
        self._end: asyncio.Handle | None = None

    def pass_on(self, device_id: str, codes: Collection[str], now: float) -> None:
        """Pass changed codes on; ``now`` is in monotonic seconds.

        The first changes that are too many wait for the next turn of the event loop
        only: they may be a burst that is over by then.
        """
        if self._end is None:
            if now >= self._ends_at:
                self._ends_at, self._count = now + WINDOW, 0
            self._count += 1
            if self._count <= MOST_AT_ONCE:
                self._notify(device_id, codes)
                return
            if self._count == MOST_AT_ONCE + 1:
                loop = asyncio.get_running_loop()
                self._end = loop.call_soon(self._pass_waiting_on)
            else:
                self._start_window()
        self._held += 1
        self._waiting[device_id].update(codes)

    def stop(self) -> None:
        """Pass on what waits."""
        if self._end is not None:
            self._end.cancel()
            self._pass_waiting_on()

    def _start_window(self) -> None:
        loop = asyncio.get_running_loop()
        self._end = loop.call_later(WINDOW, self._end_window)

    def _end_window(self) -> None:
        is_over = self._held <= MOST_AT_ONCE
        self._pass_waiting_on()
        if not is_over:
            self._start_window()

    def _pass_waiting_on(self) -> None:
        waiting, self._waiting = self._waiting, defaultdict(set)
        self._held, self._end = 0, None
        for device_id, codes in waiting.items():
            self._notify(device_id, codes)
