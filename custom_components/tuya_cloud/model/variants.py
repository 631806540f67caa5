"""The variants of one specification: corrected as the values of each device ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .corrections import Correction
from .json_types import JsonObject, JsonValue
from .plausibility import Past, Plausibility
from .plausibility.temperatures import CELSIUS, scale_of
from .specification import Specification, declared_codes, parse_specification


@dataclass(frozen=True, slots=True)
class _Base:
    """A specification before plausibility, and what is doubtful about it."""

    specification: Specification
    plausibility: Plausibility
    # by the corrections that plausibility adds
    variants: dict[tuple[Correction, ...], Specification] = field(default_factory=dict)


class Variants:
    """A specification with its corrections, parsed once for each combination of them.

    Which corrections hold depends on the values of a device: those with a condition,
    and those that plausibility makes. Devices with the same corrections share a
    specification, and with it the data points.
    """

    def __init__(
        self, document: JsonObject, corrections: tuple[Correction, ...] = ()
    ) -> None:
        """Take the cloud's document and its corrections, those trusted most last."""
        self.document = document
        self._corrections = corrections
        # codes that the document or a correction describes
        self.codes = declared_codes(document) | {
            each.code for each in corrections if each.type is not None
        }
        # by the corrections that hold
        self._bases: dict[tuple[Correction, ...], _Base] = {}
        # codes: a change of one of their values may change the corrections
        self.depends_on = frozenset(
            each.when.code for each in corrections if each.when is not None
        ) | {
            each.temperature_scale
            for each in corrections
            if each.temperature_scale not in (None, "c", "f")
        }
        # codes: each of their reports is taken into the history
        self.watched: frozenset[str] = frozenset()

    def of(
        self, values: Mapping[str, JsonValue], history: Mapping[str, Past]
    ) -> Specification:
        """Return the specification of a device with these raw values by code.

        ``history`` holds what the reports of the watched codes have shown.
        """
        holding = tuple(
            _in_scale(each, values)
            for each in self._corrections
            if each.when is None or each.when.holds(values)
        )
        base = self._bases.get(holding)
        if base is None:
            base = self._bases[holding] = self._base(holding, values)
        plausible = base.plausibility.corrections(values, history)
        if not plausible:
            return base.specification
        if plausible not in base.variants:
            base.variants[plausible] = parse_specification(
                self.document, (*plausible, *holding), values
            )
        return base.variants[plausible]

    def _base(
        self, holding: tuple[Correction, ...], values: Mapping[str, JsonValue]
    ) -> _Base:
        specification = parse_specification(self.document, holding, values)
        plausibility = Plausibility(specification)
        self.depends_on |= plausibility.depends_on
        self.watched |= plausibility.watched
        return _Base(specification, plausibility)


def _in_scale(correction: Correction, values: Mapping[str, JsonValue]) -> Correction:
    """Return a correction in the temperature scale that another data point tells."""
    if correction.temperature_scale is None:
        return correction
    setting = values.get(correction.temperature_scale)
    scale = scale_of(setting) if isinstance(setting, str) else None
    if scale is None:
        return correction
    return replace(correction, temperature_scale="c" if scale == CELSIUS else "f")
