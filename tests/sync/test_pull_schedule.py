"""When to pull, over days: only time is made up."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from homeassistant.core import HassJob, HomeAssistant

from custom_components.tuya_cloud.sync import pull_schedule
from custom_components.tuya_cloud.sync.pull_schedule import (
    MONTH,
    RECONCILE_INTERVAL,
    RESERVE,
    SLOWEST_POLL,
    PullSchedule,
)

DAY = 24 * 3600.0


class Days:
    """A schedule in made-up time, and the pulls that came of it."""

    def __init__(self, hass: HomeAssistant, calls_per_pull: int) -> None:
        """Begin at second 0, without push."""
        self.now = 0.0
        self.pulls: list[float] = []
        self.pushed = False
        self._due: tuple[float, HassJob[[datetime], Any]] | None = None
        self._schedule = PullSchedule(hass, self._pull)
        self._schedule.calls_per_pull = calls_per_pull

    def call_later(
        self, _hass: HomeAssistant, delay: float, job: HassJob[[datetime], Any]
    ) -> Callable[[], None]:
        """Stand in for Home Assistant's timer."""
        self._due = (self.now + delay, job)

        def cancel() -> None:
            self._due = None

        return cancel

    def _pull(self) -> None:
        self.pulls.append(self.now)
        self._schedule.succeeded(pushed=self.pushed)

    def push(self, *, comes: bool) -> None:
        """Let the hub connect, or be lost."""
        self.pushed = comes
        if comes:
            self._schedule.connected(thrifty=False)
        else:
            self._schedule.lost()

    def pass_until(self, moment: float) -> None:
        """Let time pass, and whatever falls due."""
        while self._due is not None and self._due[0] <= moment:
            self.now, job = self._due
            self._due = None
            job.target(datetime.now())  # noqa: DTZ005 - nobody looks at it
        self.now = moment


@pytest.fixture(params=[1, 29], ids=["one call", "29 calls"])
def days(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Days:
    """Return a schedule for pulls of so many calls."""
    days = Days(hass, request.param)
    monkeypatch.setattr(pull_schedule.time, "monotonic", lambda: days.now)
    monkeypatch.setattr(pull_schedule, "async_call_later", days.call_later)
    days.push(comes=True)
    return days


@pytest.mark.parametrize("stands_for", [5, 20, 70, 290, 400, 7140])
def test_a_connection_that_comes_and_goes(days: Days, stands_for: float) -> None:
    """Pulls go on, at the pace of a month's calls after the reserve."""
    cost = days._schedule.calls_per_pull
    while days.now < 20 * DAY:
        days.pass_until(days.now + stands_for)
        days.push(comes=False)
        days.pass_until(days.now + 10)
        days.push(comes=True)
    calls = cost * len(days.pulls)
    assert calls <= 10_000 * 20 * DAY / MONTH + max(RESERVE, 3 * cost)
    slowest = max(SLOWEST_POLL, stands_for, cost * MONTH / 9_000) * 1.2
    gaps = [b - a for a, b in zip(days.pulls, days.pulls[1:], strict=False)]
    assert max(gaps) <= slowest + 60


def test_a_connection_that_stands(days: Days) -> None:
    """One pull for each comparison."""
    days.pass_until(2 * DAY)
    assert 1 < len(days.pulls) <= 2 * DAY / RECONCILE_INTERVAL + 1


def test_a_connection_that_is_lost_for_long(days: Days) -> None:
    """Polls begin after a minute and slow down."""
    days.push(comes=False)
    days.pass_until(2 * DAY)
    gaps = [b - a for a, b in zip(days.pulls, days.pulls[1:], strict=False)]
    assert gaps[0] <= 66
    assert max(gaps) <= max(SLOWEST_POLL, days._schedule._slowest_poll) * 1.1
