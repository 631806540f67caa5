"""The clock of the cloud, and those of devices."""

import time


def now_ms() -> int:
    """Return the time since the epoch in milliseconds."""
    return int(time.time() * 1000)


def now_s() -> int:
    """Return the time since the epoch in whole seconds."""
    return now_ms() // 1000


class DeviceClock:
    """The clock of a device: the time since the epoch or, for a while, its uptime.

    A sensor that has just woken up sends seconds since its start in place of a time,
    as recorded.
    """

    def __init__(self) -> None:
        """Start with the time since the epoch."""
        self._started = self._known_from = 0.0

    def restart(self, seconds: float) -> None:
        """Count from zero for so many seconds, until the time is known again."""
        self._started = time.monotonic()
        self._known_from = self._started + seconds

    def now_ms(self) -> int:
        """Return the time of the device in milliseconds."""
        now = time.monotonic()
        return int((now - self._started) * 1000) if now < self._known_from else now_ms()
