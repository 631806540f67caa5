"""The schedule of pulls over days, in simulated time."""

from collections.abc import Callable
from typing import override

import pytest
from homeassistant.core import CALLBACK_TYPE, HomeAssistant

from custom_components.tuya_cloud.sync.clock import Clock
from custom_components.tuya_cloud.sync.pull_schedule import (
    MONTH,
    RECONCILE_INTERVAL,
    RESERVE,
    SLOWEST_POLL,
    PullSchedule,
)

DAY = 24 * 3600.0


class Days(Clock):
    """A schedule in simulated time, with the pulls it started."""

    def __init__(self, hass: HomeAssistant, calls_per_pull: int) -> None:
        """Start at second 0, without push."""
        super().__init__(hass)
        self.calls_per_pull = calls_per_pull
        self.pulls: list[float] = []
        self.pushed = False
        self.schedule = PullSchedule(self, self._pull)
        self._now = 0.0
        self._due: tuple[float, Callable[[], None]] | None = None

    @override
    def now(self) -> float:
        """Return the simulated time."""
        return self._now

    @override
    def call_later(self, delay: float, action: Callable[[], None]) -> CALLBACK_TYPE:
        """Keep the timer of the schedule."""
        self._due = (self._now + delay, action)

        def cancel() -> None:
            self._due = None

        return cancel

    def _pull(self) -> None:
        self.pulls.append(self._now)
        self.schedule.succeeded(
            calls=self.calls_per_pull, is_complete=True, is_pushed=self.pushed
        )

    def push(self, *, comes: bool) -> None:
        """Connect or disconnect the hub."""
        self.pushed = comes
        if comes:
            self.schedule.push_connected(use_reserve=True)
        else:
            self.schedule.push_lost()

    def pass_until(self, moment: float) -> None:
        """Let time pass, and run the timers that are due."""
        while self._due is not None and self._due[0] <= moment:
            self._now, action = self._due
            self._due = None
            action()
        self._now = moment


@pytest.fixture(params=[1, 29], ids=["one call", "29 calls"])
def days(hass: HomeAssistant, request: pytest.FixtureRequest) -> Days:
    """Return a schedule of pulls with the parameter's number of calls."""
    days = Days(hass, request.param)
    days.push(comes=True)
    return days


@pytest.mark.parametrize("stands_for", [5, 20, 70, 290, 400, 7140])
def test_an_unstable_connection(days: Days, stands_for: float) -> None:
    """Pulls continue, limited to the monthly calls when the reserve is used up."""
    cost = days.calls_per_pull
    while days.now() < 20 * DAY:
        days.pass_until(days.now() + stands_for)
        days.push(comes=False)
        days.pass_until(days.now() + 10)
        days.push(comes=True)
    calls = cost * len(days.pulls)
    assert calls <= 10_000 * 20 * DAY / MONTH + max(RESERVE, 3 * cost)
    slowest = max(SLOWEST_POLL, stands_for, cost * MONTH / 9_000) * 1.2
    gaps = [b - a for a, b in zip(days.pulls, days.pulls[1:], strict=False)]
    assert max(gaps) <= slowest + 60


def test_a_stable_connection(days: Days) -> None:
    """Only reconciling pulls are made."""
    days.pass_until(2 * DAY)
    assert 1 < len(days.pulls) <= 2 * DAY / RECONCILE_INTERVAL + 1


def test_a_connection_lost_for_long(days: Days) -> None:
    """Polls start after a minute, and their interval grows."""
    days.push(comes=False)
    days.pass_until(2 * DAY)
    gaps = [b - a for a, b in zip(days.pulls, days.pulls[1:], strict=False)]
    assert gaps[0] <= 66
    assert max(gaps) <= max(SLOWEST_POLL, days.schedule.slowest_poll) * 1.1


@pytest.mark.parametrize("calls_per_pull", [1, 2, 29])
def test_a_month_without_push(hass: HomeAssistant, calls_per_pull: int) -> None:
    """It stays below 10,000 calls, also with shared devices: two calls per pull."""
    days = Days(hass, calls_per_pull)
    days.push(comes=True)
    days.push(comes=False)
    days.pass_until(MONTH)
    assert len(days.pulls) * calls_per_pull < 10_000
    gaps = [b - a for a, b in zip(days.pulls, days.pulls[1:], strict=False)]
    assert max(gaps) <= max(SLOWEST_POLL, days.schedule.slowest_poll) * 1.1


def test_a_storm_of_changes(days: Days) -> None:
    """Changes of the list are read soon, and never put a pull off."""
    days.pass_until(1 * DAY)
    before = days.now()
    while days.now() < 2 * DAY:
        days.pass_until(days.now() + 3)
        days.schedule.no_later_than(8)
    pulls = [moment for moment in days.pulls if moment > before]
    calls = days.calls_per_pull * len(pulls)
    assert pulls[0] - before < 3 + 9
    pace = DAY / MONTH * 9_000
    assert calls <= pace + max(RESERVE, 2 * days.calls_per_pull) + days.calls_per_pull
    assert calls >= pace * 0.9 - days.calls_per_pull
