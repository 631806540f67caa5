"""Doubts about a specification, and the evidence that settles them."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..corrections import Correction, Source
from ..json_types import JsonValue
from ..points import ValuePoint
from ..specification import Specification
from ..status import StatusItem
from ..wire_values import parse_number

# raw numbers at and beyond this are the range of the type, not of the data point
_UNLIMITED = 2**31 - 1
_MS_PER_HOUR = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A summary of the reports of one data point since it is watched."""

    # raw; None: nothing was reported yet
    highest: float | None = None
    last: float | None = None
    # ms since the epoch
    last_time: int | None = None
    # whether a report was ever lower than the one before
    has_fallen: bool = False
    # Reports that were a little higher than the one before, each divided by the hours
    # between the two: the two highest results, the highest first
    rates: tuple[float, ...] = ()

    def after(self, report: StatusItem) -> Past:
        """Return the summary with one more report."""
        number = parse_number(report.raw)
        if number is None:
            return self
        rates = self.rates
        if (
            self.last is not None
            and self.last < number < self.last * 1.5
            and self.last_time is not None
            and report.time is not None
            and report.time > self.last_time
        ):
            rate = number * _MS_PER_HOUR / (report.time - self.last_time)
            rates = tuple(sorted((*rates, rate), reverse=True)[:2])
        return replace(
            self,
            highest=max(number, number if self.highest is None else self.highest),
            last=number,
            last_time=report.time,
            has_fallen=self.has_fallen or number < (self.last or -math.inf),
            rates=rates,
        )


NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of a device, and a summary of its reports."""

    # raw values by code
    values: Mapping[str, JsonValue]
    # by code, of the codes that are watched
    history: Mapping[str, Past] = field(default_factory=dict)

    def number(self, code: str) -> int | float | None:
        """Return the raw number that a data point holds, None for anything else."""
        return parse_number(self.values.get(code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A part of a specification that may be wrong; the values show it."""

    settle: Callable[[Evidence], Iterable[Correction]]
    # codes whose present values matter
    depends_on: frozenset[str] = frozenset()
    # codes whose reports matter, one by one
    watched: frozenset[str] = frozenset()


type Rule = Callable[[Specification], Iterator[Doubt]]


@lru_cache(maxsize=1024)
def suspected(code: str, reason: str, **corrected: Any) -> Correction:
    """Return a correction that plausibility makes."""
    return Correction(code=code, source=Source.PLAUSIBILITY, reason=reason, **corrected)


def numbers(specification: Specification) -> Iterator[ValuePoint]:
    """Go through the value points that no factor or offset was given."""
    for point in specification.points.values():
        if isinstance(point, ValuePoint) and (point.factor, point.offset) == (1, 0):
            yield point


def raw_limits(point: ValuePoint) -> tuple[int, int | None]:
    """Return the declared minimum and maximum in raw units; None: no maximum."""
    power: int = 10**point.scale
    maximum = round(point.maximum * power)
    return round(point.minimum * power), None if maximum >= _UNLIMITED else maximum


def scaled(raw: float, decimals: int) -> float:
    """Return a raw number with so many of its digits as decimals."""
    power: int = 10**decimals
    return raw / power


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a code or a unit in small letters, without underscores and spaces."""
    return text.casefold().replace("_", "").replace(" ", "")
