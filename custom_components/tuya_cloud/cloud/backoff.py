"""How long to wait after each failure in a row."""

import random

_FIRST = 2.0  # seconds
_LONGEST = 300.0


class Backoff:
    """Waits that double up to five minutes, or another longest (seconds).

    Each is shortened by up to half at random, so that clients which lost the same
    server do not all come back at the same moment.
    """

    def __init__(self, longest: float | None = None) -> None:
        """Begin with the shortest wait: one to two seconds."""
        self._longest = _LONGEST if longest is None else longest
        self._wait = _FIRST

    def next(self) -> float:
        """Return how many seconds to wait now."""
        wait = self._wait
        self._wait = min(self._longest, wait * 2)
        return wait * random.uniform(0.5, 1)

    def reset(self) -> None:
        """Begin anew: it worked."""
        self._wait = _FIRST
