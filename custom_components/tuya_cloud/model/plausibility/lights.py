"""Brightness and white of lights that count further than the specification says."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..specification import Specification
from .doubt import NO_PAST, Doubt, Evidence, folded, numbers, raw_limits, suspected

# Codes as ``folded`` gives them
_LIGHT: Final = re.compile(r"(bright|temp)value\d*")
# raw: the two ranges that lights have
_SHORT: Final = 255
_LONG: Final = 1000


def lights_to_1000(specification: Specification) -> Iterator[Doubt]:
    """Doubt a light that counts to 255 and may count to 1000.

    Kind 4 of the reports: a specification says 255 where the light reports up to 1000.
    It would be shown at its brightest most of the time, and refuse what is beyond.
    """
    for point in numbers(specification):
        is_light = point.writable and _LIGHT.fullmatch(folded(point.code))
        if is_light and point.scale == 0 and raw_limits(point)[1] == _SHORT:
            yield _to_1000(point.code)


def _to_1000(code: str) -> Doubt:
    correction = suspected(
        code, "More than 255 was reported: it counts to 1000.", maximum=_LONG
    )

    def settle(evidence: Evidence) -> Iterator[Correction]:
        now = evidence.number(code) or 0
        before = evidence.history.get(code, NO_PAST).highest or 0
        if _SHORT < max(now, before) <= _LONG:
            yield correction

    return Doubt(settle=settle, depends_on=frozenset({code}), watched=frozenset({code}))
