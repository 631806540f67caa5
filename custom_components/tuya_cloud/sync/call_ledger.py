"""Keeps account of the calls made: by endpoint and day, over restarts.

Trial projects have some 26,000 calls a month (section 7 of Tuya's pricing; a larger
plan has its own number). From four fifths of the budget on, calls that only add
freshness are left out; commands never are.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from homeassistant.util import dt as dt_util

DEFAULT_BUDGET: Final = 26_000
_TIGHT_SHARE: Final = 0.8
_DAYS_KEPT: Final = 62

type DayOfCalls = dict[str, int]


class CallLedger:
    """Calls by day (ISO date, local time) and endpoint."""

    def __init__(self, budget: int = DEFAULT_BUDGET) -> None:
        """Start empty; ``budget`` is in calls a month."""
        self.budget = budget
        self.days: dict[str, DayOfCalls] = {}

    def restore(self, days: Mapping[str, DayOfCalls]) -> None:
        """Begin with the days that were kept."""
        self.days = {day: dict(calls) for day, calls in days.items()}

    def record(self, endpoint: str, count: int = 1) -> None:
        """Count calls of an endpoint ("GET /v1.0/devices/{id}/status")."""
        today = _today().isoformat()
        if today not in self.days:
            # today may be the oldest: a clock can be months behind
            for day in sorted(self.days)[: 1 - _DAYS_KEPT]:
                del self.days[day]
            self.days[today] = {}
        calls = self.days[today]
        calls[endpoint] = calls.get(endpoint, 0) + count

    @property
    def this_month(self) -> int:
        """Calls since the month began."""
        month = _today().isoformat()[:7]
        return sum(
            sum(calls.values())
            for day, calls in self.days.items()
            if day.startswith(month)
        )

    @property
    def today(self) -> DayOfCalls:
        """Today's calls by endpoint."""
        return dict(self.days.get(_today().isoformat(), {}))

    @property
    def forecast(self) -> int:
        """Calls by the end of the month, if the days to come are like those counted.

        The days count from the first one of this month that had a call. A clock that
        was put back may show an earlier day than that.
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
        """Whether calls that only add freshness should be left out."""
        return self.this_month >= self.budget * _TIGHT_SHARE


def _today() -> date:
    return dt_util.now().date()
