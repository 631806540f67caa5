"""Sums that count every report as a piece, while the reports are the total."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..points.appearance import Counts
from ..specification import Specification
from .doubt import (
    NO_PAST,
    Doubt,
    Evidence,
    Past,
    folded,
    numbers,
    raw_limits,
    scaled,
    suspected,
)

# the codes whose reports are summed, as ``folded`` gives them
_SUMMED: Final = re.compile(r"(pro)?addele\d*")
# kilowatts: more than three fuses of 35 A let through
_TOO_MUCH_POWER: Final = 25
# of reports that a total would explain, and a piece would not
_ENOUGH: Final = 2


def totals(specification: Specification) -> Iterator[Doubt]:
    """Doubt that the reports of a sum are pieces.

    Kind 1 of the reports: most plugs report in add_ele the energy since the last
    report, some the energy so far.
    """
    for point in numbers(specification):
        if _SUMMED.fullmatch(folded(point.code)):
            yield _sum(point)


def _sum(point: ValuePoint) -> Doubt:
    code = point.code
    maximum = raw_limits(point)[1]

    def settle(evidence: Evidence) -> Iterator[Correction]:
        number = evidence.number(code)
        past = evidence.history.get(code, NO_PAST)
        highest = max(number or 0, past.highest or 0)
        if maximum is not None and highest > maximum:
            reason = "It is more than one piece may be: the reports are a total."
        elif _only_grows(point, past):
            reason = "The reports only grow, too fast for pieces: they are a total."
        else:
            return
        yield suspected(code, reason, counts=Counts.TOTAL)

    return Doubt(settle=settle, depends_on=frozenset({code}), watched=frozenset({code}))


def _only_grows(point: ValuePoint, past: Past) -> bool:
    """Return whether reports were never lower than before, and are no pieces.

    Pieces can grow too, as those of solar panels do all morning. But what grows a
    little in a short time is no piece where it asks for more power than there is.
    """
    if past.has_fallen or len(past.rates) < _ENOUGH:
        return False
    per_kilowatt = 1000 if folded(point.unit).startswith("wh") else 1
    return scaled(past.rates[-1], point.scale) > _TOO_MUCH_POWER * per_kilowatt
