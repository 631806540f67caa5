"""How long to wait after each failure in a row."""

import random

from . import timing


class Backoff:
    """Waits that double up to the longest one, in seconds.

    Each is shortened by up to half at random, so that clients that lost the same
    server do not all reconnect at the same moment.
    """

    def __init__(self, longest: float) -> None:
        """Start with the shortest wait."""
        self._longest = longest
        self._wait = timing.FIRST_BACKOFF

    def next(self) -> float:
        """Return the next wait, in seconds."""
        wait = self._wait
        self._wait = min(self._longest, wait * 2)
        return wait * random.uniform(0.5, 1)

    def reset(self) -> None:
        """Start with the shortest wait again, after a success."""
        self._wait = timing.FIRST_BACKOFF
