"""A measurement of the blocks of the event loop, and of their causes."""

import asyncio
import gc
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

# the shortest time between two samples (seconds of CPU)
_SAMPLE: Final = 0.002
# the time between two beats of an idle loop (seconds)
_BEAT: Final = 0.001
_OURS: Final = "custom_components/tuya_cloud/"
_HOME_ASSISTANT: Final = "homeassistant/helpers/"


@dataclass
class LoopWatch:
    """The blocks of the event loop, in seconds of CPU."""

    # the longest block
    longest_block: float = 0.0
    # the longest time of the integration's own code in one block
    longest_own: float = 0.0
    # the time of the integration's own code in all blocks
    own: float = 0.0
    # the longest run of the garbage collector, of any cause
    longest_collection: float = 0.0
    _started_at: float = 0.0
    _sampled_at: float = 0.0
    _own_since: float = 0.0
    _collecting_since: float = 0.0

    def start(self) -> None:
        """Start the first block."""
        self._started_at = self._sampled_at = time.thread_time()

    def sample(self, _signal: int, frame: FrameType | None) -> None:
        """Record whether the integration's own code is running.

        Code of Home Assistant that the integration calls does not count; code of the
        integration that Home Assistant calls does.
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

    def collect(self, phase: str, _info: object) -> None:
        """Take the time of the garbage collector out: it is no code of anyone."""
        now = time.thread_time()
        if phase == "start":
            self._collecting_since = now
            return
        spent = now - self._collecting_since
        self.longest_collection = max(self.longest_collection, spent)
        self._sampled_at += spent

    def beat(self) -> None:
        """End a block, and start the next one."""
        now = time.thread_time()
        self.longest_block = max(self.longest_block, now - self._started_at)
        self.longest_own = max(self.longest_own, self._own_since)
        self._started_at, self._own_since = now, 0.0


@contextmanager
def watched_loop() -> Iterator[LoopWatch]:
    """Watch the running loop, which makes it a few percent slower."""
    watch = LoopWatch()

    async def beat() -> None:
        while True:
            watch.beat()
            await asyncio.sleep(_BEAT)

    watch.start()
    beating = asyncio.create_task(beat())
    gc.callbacks.append(watch.collect)
    before = signal.signal(signal.SIGPROF, watch.sample)
    signal.setitimer(signal.ITIMER_PROF, _SAMPLE, _SAMPLE)
    try:
        yield watch
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.callbacks.remove(watch.collect)
        beating.cancel()
        watch.beat()
