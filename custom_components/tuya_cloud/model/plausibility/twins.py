"""Temperatures in °F that repeat one in °C, and that the firmware never sets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..points.appearance import UNUSED
from ..specification import Specification
from .doubt import Doubt, Evidence, raw_limits, scaled, suspected
from .scale_in_use import TwoScales
from .temperatures import CELSIUS, FAHRENHEIT, in_fahrenheit, scale_of, temperatures

# °F: absolute zero
_LOWEST: Final = -459.67
# °F: what rounding to whole degrees of either scale makes of a temperature
_SAME: Final = 2


def dead_twins(specification: Specification) -> Iterator[Doubt]:
    """Doubt a temperature in °F that another data point tells in °C.

    Kinds 3 and 17 of the reports: the firmware never sets temp_set_f, which stays at
    its minimum of 61 for any temp_set; a heat pump reports -19000 for each of its
    temperatures in °F. A dead twin plays no part in a climate, and is hidden.
    """
    pairs = [*_pairs(specification)]
    if not pairs:
        return

    def settle(evidence: Evidence) -> Iterator[Correction]:
        found = {pair.twin.code: pair.is_dead(evidence) for pair in pairs}
        all_are = True in found.values() and False not in found.values()
        for code, is_dead in found.items():
            if is_dead or (is_dead is None and all_are):
                yield suspected(
                    code,
                    "The device does not keep this temperature in °F up to date.",
                    enabled=False,
                    plays=UNUSED,
                )

    codes = {point.code for pair in pairs for point in (pair.main, pair.twin)}
    yield Doubt(settle=settle, depends_on=frozenset(codes))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A temperature and its twin in °F."""

    main: ValuePoint
    twin: ValuePoint
    two_scales: TwoScales | None

    def is_dead(self, evidence: Evidence) -> bool | None:
        """Return whether the twin is dead or alive; None: nothing shows it."""
        raw = evidence.number(self.twin.code)
        main = evidence.number(self.main.code)
        if raw is None or main is None:
            return None
        shown = scaled(raw, self.twin.scale)
        if shown < _LOWEST:
            return True
        is_stuck = raw == raw_limits(self.twin)[0]
        if self.two_scales is not None:
            reading = self.two_scales.read(evidence)
            if reading is None:
                return None
            return is_stuck or reading.scale == FAHRENHEIT
        scale = scale_of(self.main.unit) or CELSIUS
        differs = (
            abs(in_fahrenheit(scaled(main, self.main.scale), scale) - shown) > _SAME
        )
        if differs is is_stuck:
            return is_stuck
        return None


def _pairs(specification: Specification) -> Iterator[_Pair]:
    for twin in temperatures(specification):
        stem = twin.code.removesuffix("_f")
        if stem == twin.code:
            continue
        main = specification.points.get(stem) or specification.points.get(f"{stem}_c")
        if isinstance(main, ValuePoint):
            yield _Pair(main, twin, TwoScales.of(main, specification))
