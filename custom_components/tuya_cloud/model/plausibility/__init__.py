"""What a specification cannot mean, and what is right instead.

Rules for every product, each for one kind of fault that several products have. They
are tried on a specification once, which leaves a few doubts or none; each device of the
product then settles them with its values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final

from ..corrections import Correction
from ..json_types import JsonValue
from ..specification import Specification
from .doubt import Evidence, Past, Rule
from .mains import tenths_of_mains

__all__ = ["Past", "Plausibility"]

_RULES: Final[tuple[Rule, ...]] = (tenths_of_mains,)


class Plausibility:
    """What is doubtful about a specification: made once, for all its devices."""

    def __init__(self, specification: Specification) -> None:
        """Try every rule on a specification, as users and product files correct it."""
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
        """Return what is right for a device; empty: all as specified.

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

        Where those say something else about the same field, the whole correction goes:
        its fields belong together.
        """
        for correction in corrections:
            applied = self._specification.corrections.get(correction.code, ())
            taken: set[str] = set()
            for other in (each.correction for each in applied):
                taken |= _said(correction) & _said(other)
            if any(
                getattr(correction, name) != getattr(each.correction, name)
                for each in applied
                for name in taken & _said(each.correction)
            ):
                continue
            left = replace(correction, **dict.fromkeys(taken))
            if _said(left):
                yield left


_ABOUT: Final = frozenset({"code", "source", "reason", "expected", "when"})


def _said(correction: Correction) -> set[str]:
    """Return the fields that a correction is about."""
    return {
        each.name
        for each in fields(correction)
        if each.name not in _ABOUT and getattr(correction, each.name) not in (None, ())
    }
