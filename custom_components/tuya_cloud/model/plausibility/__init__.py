"""Corrections of specifications that cannot be right.

Each rule is about one kind of fault, which several products have. The rules are tried
on a specification once, and leave a few doubts or none; the values of each device of
the product settle them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from ..corrections import Correction
from ..json_types import JsonValue
from ..specification import Specification
from .display_in_fahrenheit import temperatures_of_the_display
from .doubt import NO_PAST, Evidence, Past, Rule
from .half_degrees import set_points_in_half_degrees
from .lights import lights_to_1000
from .mains import tenths_of_mains
from .percentages import (
    batteries_in_bars,
    batteries_to_500,
    percentages_in_tenths,
    percentages_with_decimals,
)
from .scales import set_points_in_two_scales, units_of_either_scale
from .sums import totals
from .twins import dead_twins

__all__ = ["NO_PAST", "Past", "Plausibility"]

_RULES: Final[tuple[Rule, ...]] = (
    tenths_of_mains,
    lights_to_1000,
    totals,
    batteries_in_bars,
    batteries_to_500,
    percentages_in_tenths,
    percentages_with_decimals,
    set_points_in_two_scales,
    units_of_either_scale,
    set_points_in_half_degrees,
    temperatures_of_the_display,
    dead_twins,
)


class Plausibility:
    """The doubts about a specification: made once, for all devices of the product."""

    def __init__(self, specification: Specification) -> None:
        """Try every rule on a specification that others have corrected already."""
        self._specification = specification
        self._doubts = tuple(doubt for rule in _RULES for doubt in rule(specification))
        # codes: a change of one of their values may change the corrections
        self.depends_on = frozenset[str]().union(
            *(doubt.depends_on for doubt in self._doubts)
        )
        # codes: each of their reports is to be taken into the history
        self.watched = frozenset[str]().union(
            *(doubt.watched for doubt in self._doubts)
        )

    def corrections(
        self, values: Mapping[str, JsonValue], history: Mapping[str, Past]
    ) -> tuple[Correction, ...]:
        """Return the corrections for a device; empty: all is as specified.

        ``values`` are its raw values by code. ``history`` holds, for each code that is
        watched, ``Past().after(report)`` and so on for each report of it.
        """
        if not self._doubts:
            return ()
        evidence = Evidence(values, history)
        made = (each for doubt in self._doubts for each in doubt.settle(evidence))
        return tuple(self._respecting_others(made))

    def _respecting_others(
        self, corrections: Iterator[Correction]
    ) -> Iterator[Correction]:
        """Leave out what a user or a product file has corrected already.

        Where those give a number another meaning, the rest does not fit it either.
        """
        for correction in corrections:
            applied = self._specification.corrections.get(correction.code)
            if applied is None:
                yield correction
                continue
            said = _said(correction)
            taken = {
                name: getattr(each.correction, name)
                for each in applied
                for name in said & _said(each.correction)
            }
            if any(
                taken[name] != getattr(correction, name)
                for name in _MEANING & taken.keys()
            ):
                continue
            if said - taken.keys():
                left_alone: dict[str, Any] = dict.fromkeys(taken)
                yield replace(correction, **left_alone)


# fields that say what a number means, or whether it means anything
_MEANING: Final = frozenset({"unit", "scale", "factor", "counts", "enabled", "plays"})
_ABOUT: Final = frozenset({"code", "source", "reason", "expected", "when"})


def _said(correction: Correction) -> set[str]:
    """Return the fields that a correction is about."""
    return {
        each.name
        for each in fields(correction)
        if each.name not in _ABOUT and getattr(correction, each.name) not in (None, ())
    }
