"""Keeps calls apart, so that the cloud does not refuse them as too frequent."""

import asyncio


class RateLimit:
    """A token bucket: burst calls at once, then per_second calls a second."""

    def __init__(self, *, per_second: float, burst: int) -> None:
        """Start with a full bucket."""
        self._interval = 1 / per_second
        self._allowance = self._interval * (burst - 1)
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until one more call may be made; first come, first served.

        _next is when the calls promised so far would be over at an even pace; a
        call may run ahead of it by the burst.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = max(now, self._next)
        self._next = due + self._interval
        if (delay := due - self._allowance - now) > 0:
            await asyncio.sleep(delay)
