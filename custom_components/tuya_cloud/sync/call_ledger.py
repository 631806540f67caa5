"""Counts the calls made by endpoint and day, across restarts.

Trial projects have some 26,000 calls a month (section 7 of Tuya's pricing; a larger
plan has its own number). From four fifths of the budget on, calls that only refresh
states are skipped. Commands are always sent.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from homeassistant.core import CALLBACK_TYPE
from homeassistant.util import dt as dt_util

from ..cloud.call_counter import CallCounter

DEFAULT_BUDGET: Final = 26_000
_TIGHT_SHARE: Final = 0.8
_DAYS_KEPT: Final = 62

type DayOfCalls = dict[str, int]


class CallLedger:
    """Calls by day (ISO date, local time) and endpoint."""

    def __init__(self, budget: int = DEFAULT_BUDGET) -> None:
        """Start empty; ``budget`` is the number of calls a month."""
        self.budget = budget
        self.days: dict[str, DayOfCalls] = {}

    def restore(self, days: Mapping[str, DayOfCalls]) -> None:
        """Start with the days that were stored."""
        self.days = {day: dict(calls) for day, calls in days.items()}

    def follow(self, counter: CallCounter) -> CALLBACK_TYPE:
        """Record all calls of a counter, past and future; return what ends that."""

        def stop() -> None:
            counter.on_call = None

        for endpoint, count in counter.by_endpoint.items():
            self.record(endpoint, count)
        counter.on_call = self.record
        return stop

    def record(self, endpoint: str, count: int = 1) -> None:
        """Add calls of an endpoint, for example "GET /v1.0/devices/{id}/status"."""
        today = _today().isoformat()
        if today not in self.days:
            # a clock that is months behind makes today the oldest day
            for day in sorted(self.days)[: 1 - _DAYS_KEPT]:
                del self.days[day]
            self.days[today] = {}
        calls = self.days[today]
        calls[endpoint] = calls.get(endpoint, 0) + count

    @property
    def this_month(self) -> int:
        """Return the number of calls since the month began."""
        month = _today().isoformat()[:7]
        return sum(
            sum(calls.values())
            for day, calls in self.days.items()
            if day.startswith(month)
        )

    @property
    def today(self) -> DayOfCalls:
        """Return today's calls by endpoint."""
        return dict(self.days.get(_today().isoformat(), {}))

    @property
    def forecast(self) -> int:
        """Return the number of calls to expect by the end of the month.

        The average counts from the first day of this month that had a call. After a
        clock was set back, today may be earlier than that day.
        """
        today = _today()
        month = today.isoformat()[:7]
        first = min((day for day in self.days if day.startswith(month)), default=None)
        if first is None:
            return 0
        counted = max((today - date.fromisoformat(first)).days + 1, 1)
        days_left = calendar.monthrange(today.year, today.month)[1] - today.day
        return self.this_month + round(self.this_month / counted * days_left)

    @property
    def is_tight(self) -> bool:
        """Return whether calls that only refresh states should be skipped."""
        return self.this_month >= self.budget * _TIGHT_SHARE


def _today() -> date:
    return dt_util.now().date()
