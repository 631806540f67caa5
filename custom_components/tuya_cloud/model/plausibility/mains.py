"""Voltage and power of the mains, counted in tenths that the specification omits."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..specification import Specification
from .doubt import Doubt, Evidence, folded, numbers, raw_limits, scaled, suspected

# Codes as ``folded`` gives them; batteries and solar panels are not on the mains.
_VOLTAGE: Final = re.compile(
    r"(cur|current|ac|grid|line|mains|(phase)?[abc])?voltage(current|phase)?([abc]|\d+)?"
    r"|f?acv"
)
_POWER: Final = re.compile(
    r"(cur|current|ac|grid|real|work|total|(phase)?[abc])?(active)?power(total|phase)?"
    r"([abc]|\d+)?"
)
_CURRENT: Final = re.compile(
    r"(cur|electric|ac|grid|line|(phase)?[abc])?(electric)?current(phase)?([abc]|\d+)?"
    r"|aci"
)
_VOLTS: Final = frozenset({"v", "volt", "volts", "伏"})
_WATTS: Final = frozenset({"w", "watt", "watts", "瓦"})
_AMPERES: Final = frozenset({"a", "ma"})

# volts: no mains voltage is declared to reach it
_TOO_HIGH: Final = 1000
# volts: between phases, and from a phase to neutral
_LOWEST_MAINS, _HIGHEST_MAINS = 80, 480
# volts: enough for every mains voltage
_ENOUGH: Final = 300
# watts: more than a socket gives
_SOCKET: Final = 4000
# volt-amperes: below, rounding and delays are larger than what is compared
_LOWEST_LOAD: Final = 100


def tenths_of_mains(specification: Specification) -> Iterator[Doubt]:
    """Doubt whole volts where the maximum is a thousand volts or more.

    Kind 2 of the reports: plugs say V with scale 0 and a maximum of 1000, 2500, 3000
    or 5000, and report 2306 for 230.6 V. Their power counts tenths of a watt then;
    their current is right.
    """
    volts = {
        point.code: point
        for point in _whole(specification, _VOLTAGE, _VOLTS)
        if (raw_limits(point)[1] or _TOO_HIGH) >= _TOO_HIGH
    }
    if not volts:
        return
    watts = _whole(specification, _POWER, _WATTS)
    amperes = {
        point.code: point
        for point in numbers(specification)
        if _CURRENT.fullmatch(folded(point.code)) and folded(point.unit) in _AMPERES
    }

    def settle(evidence: Evidence) -> Iterator[Correction]:
        if not _counts_tenths(evidence, volts, watts):
            return
        for code, point in volts.items():
            if not _is_whole(evidence.number(code)):
                yield _in_tenths(point, "No mains voltage reaches a thousand volts")
        for point in watts:
            if not _counts_watts(evidence, point, volts, amperes):
                yield _in_tenths(
                    point, "The voltage beside this power counts tenths, and so does it"
                )

    codes = {*volts, *amperes, *(point.code for point in watts)}
    yield Doubt(settle=settle, depends_on=frozenset(codes))


def _whole(
    specification: Specification, codes: re.Pattern[str], units: frozenset[str]
) -> list[ValuePoint]:
    """Return the value points in such units that are declared without decimals."""
    return [
        point
        for point in numbers(specification)
        if point.scale == 0
        and folded(point.unit) in units
        and codes.fullmatch(folded(point.code))
    ]


def _is_whole(number: float | None) -> bool:
    """Return whether a number can be whole volts: of the mains, or a low voltage."""
    return number is not None and 0 < number < _LOWEST_MAINS * 10


def _counts_tenths(
    evidence: Evidence, volts: dict[str, ValuePoint], watts: list[ValuePoint]
) -> bool:
    """Return whether any voltage counts tenths; without values, as declared."""
    known = [number for code in volts if (number := evidence.number(code))]
    if known:
        return any(
            _LOWEST_MAINS * 10 <= number <= _HIGHEST_MAINS * 10 for number in known
        )
    return any((raw_limits(point)[1] or 0) > _SOCKET for point in watts)


def _counts_watts(
    evidence: Evidence,
    point: ValuePoint,
    volts: dict[str, ValuePoint],
    amperes: dict[str, ValuePoint],
) -> bool:
    """Return whether a power counts whole watts although the voltage does not.

    Voltage times current tells where there is one of each; the maximum elsewhere.
    """
    watts = evidence.number(point.code)
    maximum = raw_limits(point)[1]
    is_small = maximum is not None and maximum <= _SOCKET
    if watts is None or len(volts) != 1 or len(amperes) != 1:
        return is_small
    volt = evidence.number(next(iter(volts))) or 0
    current = next(iter(amperes.values()))
    ampere = scaled(evidence.number(current.code) or 0, current.scale)
    load = volt / 10 * (ampere / 1000 if folded(current.unit) == "ma" else ampere)
    if load < _LOWEST_LOAD:
        return is_small
    if is_small:
        return watts < 2 * load
    return 0.8 * load <= watts <= 1.1 * load


def _in_tenths(point: ValuePoint, reason: str) -> Correction:
    maximum = raw_limits(point)[1]
    if folded(point.unit) in _VOLTS and maximum is not None:
        enough = max(maximum, _ENOUGH * 10)
        return suspected(point.code, f"{reason}.", scale=1, maximum=enough)
    return suspected(point.code, f"{reason}.", scale=1)
