"""Measures how long the event loop is blocked, and by whom."""

import asyncio
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

# seconds of CPU between two looks at what runs, at the least
_SAMPLE: Final = 0.002
# seconds between two beats of an idle loop
_BEAT: Final = 0.001
_OURS: Final = "custom_components/tuya_cloud/"
_HOME_ASSISTANT: Final = "homeassistant/helpers/"


@dataclass
class LoopWatch:
    """What the event loop was blocked by, in seconds of CPU."""

    # the longest time in which the loop turned to nothing else
    longest_block: float = 0.0
    # the longest time the integration's own code took of one block
    longest_own: float = 0.0
    # the time the integration's own code took of all blocks
    own: float = 0.0
    _started_at: float = 0.0
    _sampled_at: float = 0.0
    _own_since: float = 0.0

    def start(self) -> None:
        """Begin the first block."""
        self._started_at = self._sampled_at = time.thread_time()

    def sample(self, _signal: int, frame: FrameType | None) -> None:
        """Take down whether the integration's own code runs.

        What Home Assistant's helpers do is theirs, also when the integration calls
        them; what they call of the integration is its own.
        """
        now = time.thread_time()
        spent, self._sampled_at = now - self._sampled_at, now
        while frame is not None:
            file = frame.f_code.co_filename
            if _OURS in file:
                self.own += spent
                self._own_since += spent
            if _OURS in file or _HOME_ASSISTANT in file:
                return
            frame = frame.f_back

    def beat(self) -> None:
        """End a block, and begin the next."""
        now = time.thread_time()
        self.longest_block = max(self.longest_block, now - self._started_at)
        self.longest_own = max(self.longest_own, self._own_since)
        self._started_at, self._own_since = now, 0.0


@contextmanager
def watched_loop() -> Iterator[LoopWatch]:
    """Watch the running loop; what runs is a few percent slower meanwhile."""
    watch = LoopWatch()

    async def beat() -> None:
        while True:
            watch.beat()
            await asyncio.sleep(_BEAT)

    watch.start()
    beating = asyncio.create_task(beat())
    before = signal.signal(signal.SIGPROF, watch.sample)
    signal.setitimer(signal.ITIMER_PROF, _SAMPLE, _SAMPLE)
    try:
        yield watch
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        beating.cancel()
        watch.beat()
