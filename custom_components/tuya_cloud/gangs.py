"""Finds the gangs of a device: what has several switches is several devices in one."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from .catalog.gangs import GANG_NAMES, GANG_SWITCHES
from .model.data_point import BooleanPoint
from .model.device import Device

_COUNTED: Final = re.compile(r"(?P<stem>.+?)_?(?P<number>[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Gang:
    """One gang of a device, as seen from one of its points."""

    number: str
    # of the gang's name
    translation_key: str
    # the point's code without the number: what a device of one gang would call it
    stem: str

    @property
    def is_switch(self) -> bool:
        """Whether the point switches the gang."""
        return self.stem in GANG_SWITCHES


def gangs_of(device: Device) -> dict[str, Gang]:
    """Return, by code, the gang that a point belongs to; empty for one gang or none.

    A point belongs to a gang where every gang has one of its kind: countdown_1 does on
    a device with switch_1, switch_2, countdown_1 and countdown_2.
    """
    name = GANG_NAMES.get(device.category)
    if name is None:
        return {}
    numbers: dict[str, dict[str, str]] = defaultdict(dict)
    for code in device.points:
        if counted := _COUNTED.fullmatch(code):
            numbers[counted["stem"]][counted["number"]] = code
    switches = next((numbers[stem] for stem in GANG_SWITCHES if stem in numbers), {})
    if len(switches) < 2 or not all(
        isinstance(device.points[code], BooleanPoint) for code in switches.values()
    ):
        return {}
    return {
        code: Gang(number, name, stem)
        for stem, codes in numbers.items()
        if codes.keys() == switches.keys()
        for number, code in codes.items()
    }
