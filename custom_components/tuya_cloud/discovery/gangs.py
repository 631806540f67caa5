"""Finds the gangs of a device that has several switches."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..catalog.gang_kinds import GANG_KINDS, GangKind
from ..catalog.spelling import ByCode
from ..model.points import BooleanPoint, EnumPoint
from .described import Described, parts_of

_COUNTED: Final = re.compile(r"(?P<stem>.+?)_?(?P<number>[1-9]\d*)")
_FIRST: Final = "1"

# {code without number: {number: code}}
type _Counted = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Gang:
    """One gang of a device, as seen from one of its points."""

    number: str
    # translation key of the gang's name
    translation_key: str
    # the point's code without the number, as a device of one gang has it
    stem: str
    # whether the point switches the gang and so has its name
    is_switch: bool


def gangs_of(device: Described) -> dict[str, Gang]:
    """Return, by code, the gang that a point belongs to; empty for one gang or none.

    A point belongs to a gang where every gang has one of its kind: countdown_1 does on
    a device with switch_1, switch_2, countdown_1 and countdown_2. The first may go
    without a number: control is the first gang's beside control_2.
    """
    kind = GANG_KINDS.get(device.category)
    if kind is None:
        return {}
    counted = _counted(device)
    stem, switches = _switches(device, kind, counted)
    if len(switches) < 2:
        return {}
    return {
        code: Gang(number, kind.translation_key, each, is_switch=each == stem)
        for each, codes in counted.items()
        if codes.keys() == switches.keys()
        for number, code in codes.items()
    }


def only_switch_of(device: Described) -> str | None:
    """Return the code that switches a device of one gang; None for other devices."""
    kind = GANG_KINDS.get(device.category)
    if kind is None:
        return None
    _, switches = _switches(device, kind, _counted(device))
    if not switches:
        parts = ByCode(parts_of(device))
        only = next(filter(None, map(parts.get, kind.switches)), None)
        return None if only is None else only.code
    return switches.get(_FIRST) if len(switches) == 1 else None


def lone_codes_of(device: Described) -> dict[str, str]:
    """Return numbered codes without a second member, mapped to the bare code.

    countdown_1 is just the countdown where there is no countdown_2.
    """
    parts = parts_of(device)
    return {
        codes[_FIRST]: stem
        for stem, codes in _counted(device).items()
        if codes.keys() == {_FIRST} and stem not in parts
    }


def _counted(device: Described) -> _Counted:
    counted: dict[str, dict[str, str]] = defaultdict(dict)
    parts = parts_of(device)
    for code, point in parts.items():
        if match := _COUNTED.fullmatch(code):
            counted[match["stem"]][match["number"]] = point.code
    for stem, codes in counted.items():
        if stem in parts:
            codes.setdefault(_FIRST, parts[stem].code)
    return counted


def _switches(
    device: Described, kind: GangKind, counted: _Counted
) -> tuple[str, Mapping[str, str]]:
    """Return the switches' code without number, and the switches by number."""
    stem = next(filter(None, map(ByCode(counted).spelled, kind.switches)), "")
    switches = counted.get(stem, {})
    fits = all(
        isinstance(device.points[code], BooleanPoint | EnumPoint)
        for code in switches.values()
    )
    return stem, switches if fits else {}
