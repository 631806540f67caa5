"""Limits the rate of calls, so that the cloud does not refuse them."""

import asyncio


class RateLimit:
    """A token bucket: burst calls at once, then per_second calls a second."""

    def __init__(self, *, per_second: float, burst: int) -> None:
        """Start with a full bucket."""
        self._interval = 1 / per_second
        self._allowance = self._interval * (burst - 1)
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until one more call may be made, in the order of the requests.

        _next is when the next call would be due at an even pace; a call may be
        earlier than that by the burst.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = max(now, self._next)
        self._next = due + self._interval
        if (delay := due - self._allowance - now) > 0:
            await asyncio.sleep(delay)
