"""Set-points that count half degrees, which the specification calls tenths."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..specification import Specification
from .doubt import Doubt, Evidence, folded, suspected
from .temperatures import FAHRENHEIT, scale_of, temperatures

# Codes as ``folded`` gives them: what a room is set to
_SET_POINT: Final = re.compile(r"temp(erature)?set|settemp(erature)?")
# °C as declared: a room is not kept this cold, nor set within so few degrees
_TOO_COLD: Final = 10
_COLDEST: Final = 2
# raw: half a degree, if tenths were counted
_STEP: Final = 5


def set_points_in_half_degrees(specification: Specification) -> Iterator[Doubt]:
    """Doubt a thermostat that could only be set from 1.0 to 7.0 °C.

    Several public reports agree (home-assistant/core#63941, #61876, #66480): 10 to 70
    with one decimal and a step of 5 are 5 to 35 °C in half degrees.
    """
    for point in temperatures(specification):
        if (
            point.writable
            and _SET_POINT.fullmatch(folded(point.code))
            and scale_of(point.unit) != FAHRENHEIT
            and point.scale == 1
            and round(point.step * 10) == _STEP
            and 0 < point.minimum <= _COLDEST
            and point.maximum <= _TOO_COLD
        ):
            yield _halved(point.code)


def _halved(code: str) -> Doubt:
    correction = suspected(
        code,
        "No room is set to less than ten degrees: it counts half degrees.",
        scale=0,
        factor=0.5,
        step=1,
    )

    def settle(_evidence: Evidence) -> Iterator[Correction]:
        yield correction

    return Doubt(settle=settle)
