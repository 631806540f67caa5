"""Temperatures whose unit or range leaves the scale open."""

from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..specification import Specification
from .doubt import Doubt, Evidence, suspected
from .scale_in_use import Scales, TwoScales
from .temperatures import (
    CELSIUS,
    FAHRENHEIT,
    names_both,
    scale_by_code,
    scale_of,
    temperatures,
)

_NAMES: Final = {CELSIUS: "°C", FAHRENHEIT: "°F"}

# degrees: what a range of temperatures spans, and reaches, at least and at most
_SPAN: Final = 15
_HIGHEST: Final = 1000


def set_points_in_two_scales(specification: Specification) -> Iterator[Doubt]:
    """Doubt a set-point from a minimum in °C to a maximum in °F.

    Kind 3 of the reports: air conditioners declare 16 to 88, or 160 to 880 with one
    decimal, and use 16 to 31 °C or 61 to 88 °F, as their own setting says. The ranges
    lie apart, so the value tells which.
    """
    scales = Scales.of(specification)
    for set_point in scales.set_points:
        yield _set_point(set_point)


def _set_point(set_point: TwoScales) -> Doubt:
    point = set_point.point

    def settle(evidence: Evidence) -> Iterator[Correction]:
        reading = set_point.read(evidence)
        if reading is None:
            return
        is_celsius = reading.scale == CELSIUS
        low = point.minimum if is_celsius else round(set_point.lowest_fahrenheit)
        high = round(set_point.highest_celsius) if is_celsius else point.maximum
        power: int = 10**reading.decimals
        is_named = scale_of(point.unit) == reading.scale
        unit = point.unit if is_named else reading.scale
        is_as_declared = is_celsius and reading.decimals == point.scale
        yield suspected(
            point.code,
            f"The range goes from °C to °F, and the value is in "
            f"{_NAMES[reading.scale]}.",
            unit=unit,
            scale=reading.decimals,
            minimum=round(low * power),
            maximum=round(high * power),
            step=None if is_as_declared else power,
        )

    return Doubt(settle=settle, depends_on=frozenset({point.code}))


def units_of_either_scale(specification: Specification) -> Iterator[Doubt]:
    """Doubt the unit of temperatures that have none, or one that names both scales.

    Kinds 3 and 9 of the reports: heat pumps give their temperatures no unit, air
    conditioners "℃/F"; a data point such as temp_unit_convert, c_f or unit tells the
    scale.
    """
    scales = Scales.of(specification)
    two_scaled = {each.point.code for each in scales.set_points}
    open_ones: list[str] = []
    for point in temperatures(specification):
        if point.code in two_scaled or not _is_open(point):
            continue
        scale = scale_by_code(point.code, specification)
        if scale == FAHRENHEIT:
            yield _named(point.code, FAHRENHEIT, "The code names °F.")
        elif scale == CELSIUS:
            yield _named(point.code, CELSIUS, "Another data point tells it in °F.")
        else:
            open_ones.append(point.code)
    if not open_ones:
        return

    def settle(evidence: Evidence) -> Iterator[Correction]:
        scale = scales.in_use(evidence)
        if scale is None:
            return
        for code in open_ones:
            yield suspected(
                code,
                f"The unit names no scale, and the device uses {_NAMES[scale]}.",
                unit=scale,
            )

    yield Doubt(settle=settle, depends_on=scales.codes)


def _is_open(point: ValuePoint) -> bool:
    """Return whether a temperature leaves the scale open, and can be one."""
    if point.appearance.temperature_scale is not None:
        return False
    if names_both(point.unit):
        return True
    spans = point.maximum - point.minimum
    return point.unit == "" and spans >= _SPAN and point.maximum <= _HIGHEST


def _named(code: str, scale: str, reason: str) -> Doubt:
    correction = suspected(code, reason, unit=scale)
    return Doubt(settle=lambda _evidence: (correction,))
