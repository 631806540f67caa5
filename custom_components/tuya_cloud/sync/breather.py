"""Keeps long loops from blocking the event loop."""

import asyncio
import time
from collections.abc import Iterable
from typing import Final

# seconds that a loop may take before the event loop does something else
_LONGEST_RUN: Final = 0.02


class Breather:
    """Lets the event loop do something else when a loop has run for a while."""

    def __init__(self) -> None:
        """Start to measure."""
        self._since = time.perf_counter()

    async def breathe(self) -> None:
        """Yield to the event loop if that is due."""
        if time.perf_counter() - self._since > _LONGEST_RUN:
            await asyncio.sleep(0)
            self._since = time.perf_counter()

    async def run(self, steps: Iterable[None]) -> None:
        """Run the steps of a long piece of work."""
        for _ in steps:
            await self.breathe()
