"""The cloud's clock."""

import time


def now_ms() -> int:
    """Return the time since the epoch in milliseconds."""
    return int(time.time() * 1000)


def now_s() -> int:
    """Return the time since the epoch in whole seconds."""
    return now_ms() // 1000
