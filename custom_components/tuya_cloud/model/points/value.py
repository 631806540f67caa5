"""The data point that holds a number."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, override

from ..json_types import JsonValue
from ..wire_values import parse_number
from .base import DataPoint, Decoded, InvalidCommandError

# in raw units: more than the rounding error of scaling, less than any step
_NOISE = 1e-3
# no number of a device comes near it, and scaling it would overflow
_LIMIT = 2**63
# numbers below it need more decimals than three
_SMALL = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePoint(DataPoint):
    """A number: decodes to int if scale is 0, else to float.

    The wire holds an integer; shown is that integer divided by 10 to the power of
    scale (Tuya's page on data types). Corrections may add a factor and an offset: shown
    is raw / 10 ** scale * factor + offset.
    """

    type_name: ClassVar[str] = "Integer"

    # as the specification spells it
    unit: str
    # in display units, minimum always less than maximum
    minimum: float
    maximum: float
    step: float
    scale: int
    # more than 0
    factor: float = 1
    offset: float = 0

    @property
    def decimals(self) -> int:
        """How many decimals a value has."""
        return max(self.scale + _decimals(self.factor), _decimals(self.offset))

    def share_of(self, value: float) -> float:
        """Return how far a value is from the minimum to the maximum: 0 to 1."""
        share = (value - self.minimum) / (self.maximum - self.minimum)
        return min(max(share, 0.0), 1.0)

    def value_at(self, share: float) -> float:
        """Return the value a share (0 to 1) of the way from minimum to maximum."""
        return self.minimum + share * (self.maximum - self.minimum)

    @override
    def _decode(self, raw: JsonValue) -> Decoded[int | float]:
        number = parse_number(raw)
        if number is None:
            return self._decode_other(raw)
        value = self._shown(number)
        if not self.minimum <= value <= self.maximum:
            return Decoded(
                value, f"{value} is outside {self.minimum} to {self.maximum}"
            )
        return Decoded(value)

    def _decode_other(self, raw: JsonValue) -> Decoded[int | float]:
        """Decode a value that is not a number."""
        if isinstance(raw, bool):
            return Decoded(
                self._shown(int(raw)), "a Boolean was reported instead of a number"
            )
        warning = None if raw == "" else "the reported value is not a number"
        return Decoded(None, warning)

    @override
    def _encode(self, value: object) -> JsonValue:
        """Return the raw integer on the nearest step, counted from the minimum."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong_type("a number")
        if isinstance(value, float) and not math.isfinite(value):
            raise InvalidCommandError("not_finite", code=self.code)
        low, high = round(self._raw(self.minimum)), round(self._raw(self.maximum))
        power: int = 10**self.scale
        step = round(self.step / self.factor * power)
        raw = self._raw(value) if abs(value) < _LIMIT else math.inf
        # what is shown for the limits may be rounded
        is_shown = self._shown(low) <= value <= self._shown(high)
        if not is_shown and not low - _NOISE <= raw <= high + _NOISE:
            raise InvalidCommandError(
                "out_of_range",
                code=self.code,
                value=str(value),
                minimum=str(self.minimum),
                maximum=str(self.maximum),
            )
        steps = math.floor((raw - low) / step + 0.5)
        return low + min(max(steps, 0), (high - low) // step) * step

    def _shown(self, raw: float) -> int | float:
        power: int = 10**self.scale
        if self.factor != 1 or self.offset:
            shown = raw / power * self.factor + self.offset
            return round(shown, self.decimals) if self.decimals else round(shown)
        if not self.scale:
            return raw
        # of whole numbers it is rounded as well as can be
        value = raw / power
        return value if isinstance(raw, int) else round(value, self.scale)

    def _raw(self, shown: float) -> float:
        power: int = 10**self.scale
        if self.factor != 1 or self.offset:
            return (shown - self.offset) / self.factor * power
        return shown * power


def _decimals(number: float) -> int:
    """Return how many decimals a factor or an offset has.

    At most three count; of a small number those up to its third digit.
    """
    is_small = abs(number) < _SMALL
    kept = Decimal(f"{number:.3g}" if is_small else str(round(number, 3)))
    exponent = kept.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
