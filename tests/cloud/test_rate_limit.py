"""The pace of calls."""

import asyncio

import pytest

from custom_components.tuya_cloud.cloud.rate_limit import RateLimit


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take over the loop's time and asyncio.sleep."""
        self.now = 1000.0
        self.slept: list[float] = []
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: self.now)
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    async def _sleep(self, delay: float) -> None:
        if delay > 1e-6:  # what floating point leaves over
            self.slept.append(round(delay, 6))


async def test_a_burst_goes_at_once_then_the_pace_is_even(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three at once, then five a second."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=3)
    for _ in range(6):
        await limit.turn()
    assert clock.slept == [0.2, 0.4, 0.6]


async def test_rest_fills_the_bucket_again_but_not_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However long the rest, the burst stays the same."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=3)
    for _ in range(3):
        await limit.turn()
    clock.now += 3600
    for _ in range(4):
        await limit.turn()
    assert clock.slept == [0.2]


async def test_a_short_rest_gives_back_what_it_is_worth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One call each fifth of a second."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=2)
    await limit.turn()
    await limit.turn()
    clock.now += 0.2
    await limit.turn()
    await limit.turn()
    assert clock.slept == [0.2]
