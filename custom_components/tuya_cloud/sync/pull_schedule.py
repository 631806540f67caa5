"""Decides when to pull: rarely while push is up, ever more slowly while it is down.

A month of polling at the slowest rate takes 4,464 pulls. A pull is one call for the
homes of an app account, and another for the devices shared with it. Elsewhere it takes
several calls, and pulls become rarer so that a month of them stays below 10,000 calls.
Project-only access without push polls every 10 minutes for up to 19 devices (two calls)
and every 25 for 40 (five calls).

Each connection of push asks for a pull as well, and so does each device that is
added or shared. When there are many of them, those pulls first use up a reserve and
then keep the same monthly pace.
"""

import random
from collections.abc import Callable
from typing import Final

from homeassistant.core import CALLBACK_TYPE

from ..cloud.errors import Advice, CloudError, NetworkError
from .clock import Clock

# seconds
RECONCILE_INTERVAL: Final = 40 * 60
MONTH: Final = 31 * 24 * 3600
FIRST_POLL: Final = 60
SLOWEST_POLL: Final = 10 * 60
POLL_SLOWDOWN: Final = 1.5
# an unreachable cloud counts no calls, so retries can be quick
FIRST_RETRY: Final = 5
SLOWEST_RETRY: Final = 5 * 60
# calls per month for pulls
MONTHLY_CALLS: Final = 9_000
# calls that pulls after events may spend ahead of that pace; at least two pulls
RESERVE: Final = 30
# only the user can fix the cause, so retry rarely
REFUSED_INTERVAL: Final = 30 * 60

_SECONDS_PER_CALL: Final = MONTH / MONTHLY_CALLS


class PullSchedule:
    """The timer of the next pull."""

    def __init__(
        self,
        clock: Clock,
        on_due: Callable[[], None],
        *,
        only_polls: Callable[[], bool] = lambda: False,
    ) -> None:
        """Call ``on_due`` whenever a pull is due.

        After each call, one of the methods below has to set the next time.
        ``only_polls`` returns whether the account has no push: it then polls at the
        slowest rate.
        """
        self._clock = clock
        self._on_due = on_due
        self._only_polls = only_polls
        # calls that the last pull took
        self._calls_per_pull = 1
        self._cancel: CALLBACK_TYPE | None = None
        # monotonic seconds: when the next pull is due, and until when the calls of
        # the pulls so far would have lasted at an even pace
        self._due_at = 0.0
        self._spent_until = 0.0
        self._poll_delay: float = FIRST_POLL
        self._retry_delay: float = FIRST_RETRY

    @property
    def slowest_poll(self) -> float:
        """Return the longest time between two polls, in seconds."""
        return max(SLOWEST_POLL, self._calls_per_pull * _SECONDS_PER_CALL)

    def push_connected(self, *, use_reserve: bool) -> None:
        """Pull now, or once the pace allows it, because reports were missed."""
        if self._wait(use_reserve=use_reserve) <= 0:
            self.stop()
            self._on_due()
        else:
            self.no_later_than(0, use_reserve=use_reserve)

    def push_lost(self) -> None:
        """Poll until push is back; keep a pull that is due before."""
        self.no_later_than(self._next_poll_delay())

    def no_later_than(self, delay: float, *, use_reserve: bool = True) -> None:
        """Pull after about ``delay`` seconds, or once the pace allows it.

        A pull that is due before stays, so events that ask for pulls again and again
        do not put them off.
        """
        delay = _spread(max(delay, self._wait(use_reserve=use_reserve)))
        if self._cancel is None or self._clock.now() + delay < self._due_at:
            self._set(delay)

    def spent(self, calls: int) -> None:
        """Count calls towards the pace."""
        cost = calls * _SECONDS_PER_CALL
        self._spent_until = max(self._spent_until, self._clock.now()) + cost

    def succeeded(self, *, calls: int, is_complete: bool, is_pushed: bool) -> None:
        """Schedule the pull after a successful one.

        ``calls`` is how many calls it took, ``is_complete`` whether it read all there
        is, ``is_pushed`` whether push keeps the states current.
        """
        self._calls_per_pull = calls
        self.spent(calls)
        self._retry_delay = FIRST_RETRY
        if is_pushed and is_complete:
            self._poll_delay = FIRST_POLL
            self.schedule_reconcile()
        else:
            self.poll()

    def schedule_reconcile(self) -> None:
        """Schedule the pull that compares the pushed states with the cloud's."""
        self.within(max(RECONCILE_INTERVAL, self.slowest_poll))

    def failed(self, error: CloudError) -> None:
        """Schedule the pull after a failed one."""
        if error.advice in (Advice.REAUTH, Advice.REPAIR):
            self.within(REFUSED_INTERVAL)
        elif isinstance(error, NetworkError):
            self.within(self._retry_delay)
            self._retry_delay = min(self._retry_delay * 2, SLOWEST_RETRY)
        else:
            self.poll()

    def poll(self) -> None:
        """Schedule the next poll, each later than the last until push is up."""
        self.within(self._next_poll_delay())

    def within(self, delay: float) -> None:
        """Schedule the next pull after about ``delay`` seconds, replacing the last."""
        self._set(_spread(delay))

    def stop(self) -> None:
        """Cancel the pull."""
        if self._cancel:
            self._cancel()
            self._cancel = None

    def _next_poll_delay(self) -> float:
        slowest = self.slowest_poll
        delay = slowest if self._only_polls() else self._poll_delay
        self._poll_delay = min(self._poll_delay * POLL_SLOWDOWN, slowest)
        return delay

    def _wait(self, *, use_reserve: bool) -> float:
        """Return the seconds until the pace allows a pull."""
        reserve = max(RESERVE, 2 * self._calls_per_pull) if use_reserve else 0
        return self._spent_until - reserve * _SECONDS_PER_CALL - self._clock.now()

    def _set(self, delay: float) -> None:
        self.stop()
        self._due_at = self._clock.now() + delay
        self._cancel = self._clock.call_later(delay, self._due)

    def _due(self) -> None:
        self._cancel = None
        self._on_due()


def _spread(delay: float) -> float:
    """Return a delay that differs a little from that of other installations."""
    return delay * random.uniform(1.0, 1.1)
