"""Batteries and other shares whose range is not 0 to 100 percent."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..specification import Specification
from .doubt import NO_PAST, Doubt, Evidence, folded, numbers, raw_limits, suspected

# Codes as ``folded`` gives them
_BATTERY: Final = re.compile(
    r"(va|machine|device|cur|current|remain|residual)?"
    r"battery(percentage|percent|level|left|value|capacity|power)?\d*"
    r"|(machine|wireless|residual)electricity|electricity(left|percentage|level)"
)
_HUMIDITY: Final = re.compile(
    r"(va|current)?humidity(value|current|indoor|outdoor|set)?\d*"
)
_PERCENT: Final = frozenset({"%", "\N{FULLWIDTH PERCENT SIGN}", "percent", "pct"})
_UNITS: Final = _PERCENT | {"", "%rh"}

# raw: the bars of a battery symbol, and other coarse ranges
_FEW: Final = frozenset({3, 4, 5, 6, 8, 10, 20})
_MANY: Final = 500
_WHOLE: Final = 100
_TENTHS: Final = 1000


def batteries_in_bars(specification: Specification) -> Iterator[Doubt]:
    """Doubt a battery that counts to 3, 4, 5 or 10.

    Kind 8 of the reports: a thermostat says a battery is 0 to 5 without a unit, and 5
    is full.
    """
    for point in _shares(specification, _BATTERY):
        maximum = raw_limits(point)[1]
        if maximum in _FEW and point.scale == 0:
            yield _always(
                suspected(
                    point.code,
                    f"A battery of {maximum} percent at most cannot be: "
                    "it is a share of its range.",
                    factor=_WHOLE / maximum,
                    unit="%",
                )
            )


def batteries_to_500(specification: Specification) -> Iterator[Doubt]:
    """Doubt a battery that may count to 500.

    Kind 8 of the reports: some batteries count fifths of a percent, others declare the
    same range and count percent. A value above 100, now or before, tells them apart.
    """
    for point in _shares(specification, _BATTERY):
        if raw_limits(point)[1] == _MANY and point.scale == 0:
            yield _to_500(point.code)


def percentages_with_decimals(specification: Specification) -> Iterator[Doubt]:
    """Doubt a battery or a humidity that reaches 10 percent at most.

    Kind 8 of the reports: a doorbell says a battery is 0 to 100 with one decimal, and
    100 is full.
    """
    for codes in (_BATTERY, _HUMIDITY):
        for point in _shares(specification, codes):
            if raw_limits(point)[1] == _WHOLE and point.scale > 0:
                yield _always(
                    suspected(
                        point.code,
                        "The range is 0 to 100 before decimals are taken off: "
                        "it counts whole percent.",
                        scale=0,
                        unit="%",
                    )
                )


def percentages_in_tenths(specification: Specification) -> Iterator[Doubt]:
    """Doubt a percentage that counts to 1000 without decimals."""
    for point in numbers(specification):
        is_percent = folded(point.unit) in _PERCENT
        if is_percent and raw_limits(point)[1] == _TENTHS and point.scale == 0:
            yield _always(
                suspected(
                    point.code,
                    "A percentage of 1000 cannot be: it counts tenths of a percent.",
                    scale=1,
                )
            )


def _shares(
    specification: Specification, codes: re.Pattern[str]
) -> Iterator[ValuePoint]:
    for point in numbers(specification):
        if (
            point.minimum == 0
            and folded(point.unit) in _UNITS
            and codes.fullmatch(folded(point.code))
        ):
            yield point


def _always(correction: Correction) -> Doubt:
    return Doubt(settle=lambda _evidence: (correction,))


def _to_500(code: str) -> Doubt:
    correction = suspected(
        code,
        "More than 100 percent were reported: the battery is a share of 0 to 500.",
        factor=_WHOLE / _MANY,
        unit="%",
    )

    def settle(evidence: Evidence) -> Iterator[Correction]:
        now = evidence.number(code) or 0
        before = evidence.history.get(code, NO_PAST).highest or 0
        if max(now, before) > _WHOLE:
            yield correction

    return Doubt(settle=settle, depends_on=frozenset({code}), watched=frozenset({code}))
