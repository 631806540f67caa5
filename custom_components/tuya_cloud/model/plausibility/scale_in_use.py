"""Finds out which temperature scale a device uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ..points import BooleanPoint, EnumPoint, ValuePoint
from ..specification import Specification
from .doubt import Evidence, folded, scaled
from .temperatures import (
    CELSIUS,
    FAHRENHEIT,
    names_both,
    scale_by_code,
    scale_of,
    temperatures,
)

# codes of the data points that set the scale, as ``folded`` gives them
_SETTINGS: Final = re.compile(
    r"(temp(erature)?)?(unit|scale)(convert|set|switch)?\d*|(temp|change)?(cf|fc)(switch)?"
    r"|changetemp?"
)
# what such a setting says in numbers, and as a Boolean
_BY_NUMBER: Final = {"0": CELSIUS, "1": FAHRENHEIT, False: CELSIUS, True: FAHRENHEIT}
# degrees: no °F that a device measures or is set to are all below
_COLD: Final = 45
# degrees: by which the two ranges of a set-point are apart, and long
_GAP: Final = 5
_AIR_CONDITIONERS: Final = frozenset({"kt", "ktkzq", "ydkt"})
# what air conditioners are set to: at least, in °C, and at most, in °F
_COOLEST: Final = 10
_HOTTEST: Final = (80, 104)
# Devices that are set to the temperature of a room, and how hot no room is, in °C
_OF_ROOMS: Final = _AIR_CONDITIONERS | {"qn", "wk"}
_TOO_HOT: Final = 40


class Reading(NamedTuple):
    """The scale and the decimals of a set-point with two scales."""

    # CELSIUS or FAHRENHEIT
    scale: str
    decimals: int


@dataclass(frozen=True, slots=True)
class TwoScales:
    """A set-point whose range goes from a minimum in °C to a maximum in °F."""

    point: ValuePoint

    @classmethod
    def of(cls, point: ValuePoint, specification: Specification) -> TwoScales | None:
        """Return a set-point as one of two scales, None where nothing says so.

        Proof is a unit that names both scales, a twin in °F with the same maximum, an
        air conditioner that could be set to more than 40 °C, or a thermostat without a
        unit whose maximum suits a room in °F, and whose scale can be set.
        """
        made = cls(point)
        low, high = point.minimum, point.maximum
        if not point.writable or point.appearance.temperature_scale is not None:
            return None
        if low <= 0 or made.highest_celsius >= made.lowest_fahrenheit - _GAP:
            return None
        if made.highest_celsius < low + _GAP:
            return None
        twin = specification.points.get(f"{point.code}_f")
        cools = specification.category in _AIR_CONDITIONERS
        if (
            names_both(point.unit)
            or (isinstance(twin, ValuePoint) and abs(twin.maximum - high) <= 1)
            or (cools and low >= _COOLEST and _HOTTEST[0] <= high <= _HOTTEST[1])
            or made._is_of_a_room(specification)
        ):
            return made
        return None

    def _is_of_a_room(self, specification: Specification) -> bool:
        """Return whether a room is set to it, in a scale that another point sets."""
        return (
            self.point.unit == ""
            and specification.category in _OF_ROOMS
            and _HOTTEST[0] <= self.point.maximum <= _HOTTEST[1]
            and any(_settings(specification))
        )

    @property
    def highest_celsius(self) -> float:
        """The maximum, in °C."""
        return (self.point.maximum - 32) / 1.8

    @property
    def lowest_fahrenheit(self) -> float:
        """The minimum, in °F."""
        return self.point.minimum * 1.8 + 32

    def read(self, evidence: Evidence) -> Reading | None:
        """Return the scale and the decimals that make sense of the value."""
        raw = evidence.number(self.point.code)
        if raw is None:
            return None
        declared = self.point.scale
        for decimals in (declared, 0, 1):
            value = scaled(raw, decimals)
            if self.point.minimum - 1 <= value <= self.highest_celsius + 1:
                return Reading(CELSIUS, decimals)
            if self.lowest_fahrenheit - 1 <= value <= self.point.maximum + 1:
                return Reading(FAHRENHEIT, decimals)
        return None


@dataclass(frozen=True, slots=True)
class Scales:
    """The sources that tell the scale of a device, the surest first."""

    # the scale of a temperature whose unit was corrected
    corrected: str | None
    # set-points, by their value
    set_points: tuple[TwoScales, ...]
    # code of a data point that says "c" or "f", or a number or Boolean instead
    setting: str | None
    # whether it says so in words
    says_words: bool
    # temperatures whose unit names no scale
    open_ones: tuple[ValuePoint, ...]
    # whether a room could only be set to what is too hot in °C
    is_too_hot: bool

    @classmethod
    def of(cls, specification: Specification) -> Scales:
        """Look for them in a specification."""
        listed = [*temperatures(specification)]
        corrected = (
            scale_of(applied.correction.unit)
            for point in listed
            if scale_by_code(point.code, specification) is None
            for applied in specification.corrections.get(point.code, ())
            if applied.correction.unit is not None
        )
        set_points = (TwoScales.of(point, specification) for point in listed)
        settings = sorted(_settings(specification))
        return cls(
            corrected=next(filter(None, corrected), None),
            set_points=tuple(filter(None, set_points)),
            setting=settings[0].code if settings else None,
            says_words=bool(settings) and not settings[0].is_number,
            open_ones=tuple(each for each in listed if scale_of(each.unit) is None),
            is_too_hot=specification.category in _OF_ROOMS
            and any(
                point.writable and point.unit == "" and point.minimum > _TOO_HOT
                for point in listed
            ),
        )

    @property
    def codes(self) -> frozenset[str]:
        """The codes whose values tell."""
        codes = {each.point.code for each in self.set_points}
        if self.setting is None:
            return frozenset(codes)
        # they may deny what a number says
        codes.update(each.code for each in self.open_ones if not self.says_words)
        return frozenset({*codes, self.setting})

    def in_use(self, evidence: Evidence) -> str | None:
        """Return the scale that the device uses; None: unknown."""
        if self.corrected is not None:
            return self.corrected
        for set_point in self.set_points:
            if (reading := set_point.read(evidence)) is not None:
                return reading.scale
        raw = evidence.values.get(self.setting) if self.setting else None
        said = scale_of(raw) if isinstance(raw, str) else None
        if said is None and self.is_too_hot:
            return FAHRENHEIT
        if said is None and isinstance(raw, str | bool):
            return self._scale_by_number(evidence, raw)
        return said

    def _scale_by_number(self, evidence: Evidence, raw: str | bool) -> str | None:
        """Return the scale that a number or Boolean says; None: the values deny it."""
        said = _BY_NUMBER.get(raw)
        if said == FAHRENHEIT:
            numbers = (
                scaled(evidence.number(each.code) or 0, each.scale)
                for each in self.open_ones
            )
            if self.open_ones and max(numbers) <= _COLD:
                return None
        return said


class _Setting(NamedTuple):
    """A data point that sets the scale; of several the least one counts."""

    is_number: bool
    is_called_otherwise: bool
    code: str


def _settings(specification: Specification) -> Iterator[_Setting]:
    """Yield what sets the scale: by its code, or by having no other options.

    Products call it what they like: "unit", "temp_scale", "display_c_f".
    """
    for point in specification.points.values():
        is_called_so = _SETTINGS.fullmatch(folded(point.code)) is not None
        if isinstance(point, BooleanPoint):
            if is_called_so and point.writable:
                yield _Setting(True, False, point.code)
            continue
        if not isinstance(point, EnumPoint):
            continue
        named = [*map(scale_of, point.options)]
        if {CELSIUS, FAHRENHEIT} == {*named} or (any(named) and is_called_so):
            yield _Setting(False, not is_called_so, point.code)
        elif is_called_so and {*point.options} <= _BY_NUMBER.keys():
            yield _Setting(True, False, point.code)
