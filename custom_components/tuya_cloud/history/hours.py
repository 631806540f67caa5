"""Turns reports into the statistics of hours, as Home Assistant compiles them.

A value holds until the next report. Nothing is made up: the hours before the first
report and after the last one stay empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.components.recorder.models import StatisticData

HOUR: Final = timedelta(hours=1)
# as for Home Assistant's statistics: a smaller drop of a total is noise
_STARTED_AGAIN: Final = 0.9


@dataclass(frozen=True, slots=True)
class Value:
    """A value, and the time of its report."""

    time: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Total:
    """A total with its sum, which goes on when the total starts again."""

    state: float
    sum: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Some hours in a row without statistics, and what is known on both sides."""

    # the start of the first hour, and the end of the last
    start: datetime
    end: datetime
    before: Total | None = None
    # the sum after it
    after: float | None = None

    @property
    def hours(self) -> list[datetime]:
        """Return the start of each hour."""
        count = int((self.end - self.start) / HOUR)
        return [self.start + number * HOUR for number in range(count)]


def gaps_in(missing: Iterable[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Yield start and end of each row of missing hours."""
    start = end = None
    for hour in sorted(missing):
        if start is None or end is None:
            start = hour
        elif hour != end:
            yield start, end
            start = hour
        end = hour + HOUR
    if start is not None and end is not None:
        yield start, end


def measured(values: Sequence[Value], gap: Gap) -> list[StatisticData]:
    """Return the mean, weighted by time, and the limits of each hour."""
    rows: list[StatisticData] = []
    for hour in _covered(values, gap):
        end = hour + HOUR
        before = [each for each in values if each.time <= hour][-1:]
        shown = [Value(hour, each.value) for each in before]
        shown += [each for each in values if hour < each.time < end]
        ends = [each.time for each in shown[1:]] + [end]
        weighted = sum(
            each.value * (until - each.time).total_seconds()
            for each, until in zip(shown, ends, strict=True)
        )
        numbers = [each.value for each in shown]
        rows.append(
            StatisticData(
                start=hour,
                mean=weighted / (end - shown[0].time).total_seconds(),
                min=min(numbers),
                max=max(numbers),
            )
        )
    return rows


def totaled(
    values: Sequence[Value], gap: Gap, *, may_fall: bool
) -> list[StatisticData]:
    """Return state and sum at the end of each hour.

    The sums go on from those before the gap, and stay between these and those after
    it, which do not change. ``may_fall`` is whether a lower total means a lower sum;
    else it has started again.
    """
    if gap.before is None:
        return []
    state, total = gap.before.state, gap.before.sum
    limits = None if gap.after is None else sorted((total, gap.after))
    rows: list[StatisticData] = []
    pending = [each for each in values if each.time > gap.start - HOUR]
    for hour in _covered(values, gap):
        while pending and pending[0].time < hour + HOUR:
            value = pending.pop(0).value
            has_restarted = not may_fall and value < _STARTED_AGAIN * state
            total += value if has_restarted else value - state
            state = value
        shown = min(max(total, limits[0]), limits[1]) if limits else total
        if rows and not may_fall:
            shown = max(shown, rows[-1]["sum"])
        rows.append(StatisticData(start=hour, state=state, sum=shown))
    return rows


def sum_after(before: Total, state: float, *, may_fall: bool) -> float:
    """Return the sum that Home Assistant will have for a later state."""
    if not may_fall and state < _STARTED_AGAIN * before.state:
        return before.sum + state
    return before.sum + state - before.state


def as_totals(pieces: Iterable[Value], gap: Gap) -> list[Value]:
    """Return the totals that pieces lead to, from the one before the gap on."""
    if gap.before is None:
        return []
    total = gap.before.state
    totals = []
    for piece in pieces:
        if piece.time >= gap.start:
            total += max(piece.value, 0)
        totals.append(Value(piece.time, total))
    return totals


def _covered(values: Sequence[Value], gap: Gap) -> list[datetime]:
    """Return the hours from the first to the last report."""
    if not values:
        return []
    return [
        hour
        for hour in gap.hours
        if hour + HOUR > values[0].time and hour <= values[-1].time
    ]
