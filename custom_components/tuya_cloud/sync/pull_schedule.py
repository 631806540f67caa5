"""When to read all statuses again: seldom while push is up, ever less while it is not.

A month of polling at the slowest rate takes 4,464 pulls. A pull is one call for the
homes of an app account; elsewhere it takes several, and pulls become rarer so that a
month of them still stays below 10,000 calls. Project-only access, which nothing is
pushed to, polls every 10 minutes for up to 19 devices (two calls) and every 25 for 40
(five calls).

Each connection of the hub asks for a pull as well. Where it is lost again and again,
those pulls come at the same pace once a reserve is used up.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..cloud.errors import Advice, CloudError, NetworkError

# seconds
RECONCILE_INTERVAL: Final = 30 * 60
MONTH: Final = 31 * 24 * 3600
FIRST_POLL: Final = 60
SLOWEST_POLL: Final = 10 * 60
POLL_SLOWDOWN: Final = 1.5
# a cloud that cannot be reached counts no calls, so asking may be brisker
FIRST_RETRY: Final = 5
SLOWEST_RETRY: Final = 5 * 60
# calls that a month of pulls may take
MONTHLY_CALLS: Final = 9_000
# calls that pulls after connections may take ahead of that pace; at least two pulls
RESERVE: Final = 30
# what only the user can mend is looked at rarely
REFUSED_INTERVAL: Final = 30 * 60

_SECONDS_PER_CALL: Final = MONTH / MONTHLY_CALLS


class PullSchedule:
    """The time of the next pull."""

    def __init__(
        self,
        hass: HomeAssistant,
        on_due: Callable[[], None],
        *,
        only_polls: bool = False,
    ) -> None:
        """Call ``on_due`` whenever a pull is due; each has to be followed by a word.

        ``only_polls``: nothing will ever be pushed, so polling keeps its slowest rate.
        """
        # what the last pull took, and whether it left nothing to be fetched
        self.calls_per_pull = 1
        self.is_complete = True
        self._hass = hass
        self._on_due = on_due
        self._only_polls = only_polls
        self._cancel: CALLBACK_TYPE | None = None
        # monotonic seconds: when the next pull is due, and until when the calls of
        # the pulls so far would have lasted at an even pace
        self._due_at = 0.0
        self._spent_until = 0.0
        self._poll_delay: float = FIRST_POLL
        self._retry_delay: float = FIRST_RETRY

    def connected(self, *, thrifty: bool) -> None:
        """Have a pull as soon as may be: what was reported before is not replayed.

        ``thrifty``: without touching the reserve.
        """
        wait = self._wait(0 if thrifty else self._reserve)
        if wait <= 0:
            self.stop()
            self._on_due()
        else:
            self._no_later_than(wait)

    def lost(self) -> None:
        """Poll until reports arrive again; a pull that is due before stays so."""
        self._no_later_than(max(self._next_poll_delay(), self._wait(self._reserve)))

    def succeeded(self, *, pushed: bool) -> None:
        """Take note of a pull; ``pushed``: reports arrive between pulls."""
        cost = self.calls_per_pull * _SECONDS_PER_CALL
        self._spent_until = max(self._spent_until, time.monotonic()) + cost
        self._retry_delay = FIRST_RETRY
        if pushed and self.is_complete:
            self._poll_delay = FIRST_POLL
            self.compare_later()
        else:
            self.poll()

    def compare_later(self) -> None:
        """Have the next pull when what was pushed is to be compared again."""
        self.within(max(RECONCILE_INTERVAL, self._slowest_poll))

    def failed(self, problem: CloudError) -> None:
        """Take note of a pull that failed."""
        if problem.advice in (Advice.REAUTH, Advice.REPAIR):
            self.within(REFUSED_INTERVAL)
        elif isinstance(problem, NetworkError):
            self.within(self._retry_delay)
            self._retry_delay = min(self._retry_delay * 2, SLOWEST_RETRY)
        else:
            self.poll()

    def poll(self) -> None:
        """Have the next pull, later each time until push is up again."""
        self.within(self._next_poll_delay())

    def _next_poll_delay(self) -> float:
        slowest = self._slowest_poll
        delay = slowest if self._only_polls else self._poll_delay
        self._poll_delay = min(self._poll_delay * POLL_SLOWDOWN, slowest)
        return delay

    @property
    def _slowest_poll(self) -> float:
        return max(SLOWEST_POLL, self.calls_per_pull * _SECONDS_PER_CALL)

    @property
    def _reserve(self) -> int:
        return max(RESERVE, 2 * self.calls_per_pull)

    def _wait(self, reserve: int) -> float:
        """Return the seconds until a pull is earned, but for a reserve of calls."""
        return self._spent_until - reserve * _SECONDS_PER_CALL - time.monotonic()

    def _no_later_than(self, delay: float) -> None:
        if self._cancel is None or time.monotonic() + delay < self._due_at:
            self.within(delay)

    def within(self, delay: float) -> None:
        """Have the next pull after about so many seconds, and none before."""
        self.stop()
        delay *= random.uniform(1.0, 1.1)
        self._due_at = time.monotonic() + delay
        self._cancel = async_call_later(
            self._hass, delay, HassJob(self._due, cancel_on_shutdown=True)
        )

    def stop(self) -> None:
        """Have no pull."""
        if self._cancel:
            self._cancel()
            self._cancel = None

    @callback
    def _due(self, _now: datetime) -> None:
        self._cancel = None
        self._on_due()
