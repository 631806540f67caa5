"""The rate limit of calls."""

import asyncio

import pytest

from custom_components.tuya_cloud.cloud.rate_limit import RateLimit


class Clock:
    """A simulated time that passes only in sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Replace the loop's time and asyncio.sleep."""
        self.now = 1000.0
        self.slept: list[float] = []
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: self.now)
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    async def _sleep(self, delay: float) -> None:
        if delay > 1e-6:  # a rest of floating point
            self.slept.append(round(delay, 6))


async def test_a_burst_is_immediate_then_the_rate_is_even(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three calls are immediate, the next follow at five a second."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=3)
    for _ in range(6):
        await limit.turn()
    assert clock.slept == [0.2, 0.4, 0.6]


async def test_a_pause_refills_the_bucket_up_to_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The burst has the same size after any pause."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=3)
    for _ in range(3):
        await limit.turn()
    clock.now += 3600
    for _ in range(4):
        await limit.turn()
    assert clock.slept == [0.2]


async def test_a_short_pause_refills_the_bucket_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fifth of a second is worth one call."""
    clock = Clock(monkeypatch)
    limit = RateLimit(per_second=5, burst=2)
    await limit.turn()
    await limit.turn()
    clock.now += 0.2
    await limit.turn()
    await limit.turn()
    assert clock.slept == [0.2]
