"""Temperatures declared in °C that follow a display set to °F."""

import re
from collections.abc import Iterator
from typing import Final

from ..corrections import Correction
from ..points import ValuePoint
from ..specification import Specification
from .doubt import Doubt, Evidence, folded, scaled, suspected
from .scale_in_use import Scales
from .temperatures import CELSIUS, FAHRENHEIT, in_fahrenheit, scale_of, temperatures

# Codes as ``folded`` gives them: the temperature of a room
_ROOM: Final = re.compile(
    r"temp(erature)?(current|indoor|room)|(current|indoor|room)temp(erature)?"
)
# Dehumidifiers have no scale to set in the cloud, and work in no such heat, in °C
_DEHUMIDIFIER: Final = "cs"
_TOO_HOT: Final = 50


def temperatures_of_the_display(specification: Specification) -> Iterator[Doubt]:
    """Doubt temperatures in °C while the device says that it uses °F.

    Public reports agree (home-assistant/core#150077, make-all/tuya-local#5251):
    thermostats declare 5 to 35 °C and report 72 once their display is set to °F, and
    heat pumps report the same number in °C as under the code of its twin in °F.
    """
    scales = Scales.of(specification)
    two_scaled = {each.point.code for each in scales.set_points}
    points = [
        point
        for point in temperatures(specification)
        if scale_of(point.unit) == CELSIUS
        and point.code not in two_scaled
        and point.appearance.temperature_scale is None
    ]
    is_dehumidifier = specification.category == _DEHUMIDIFIER
    if not points or not (scales.setting or is_dehumidifier):
        return
    twins = {
        point.code: twin
        for point in points
        if isinstance(twin := specification.points.get(f"{point.code}_f"), ValuePoint)
    }

    def settle(evidence: Evidence) -> Iterator[Correction]:
        scale = scales.in_use(evidence)
        if scale is None and is_dehumidifier:
            found = [each for each in points if _is_too_hot(evidence, each)]
        elif scale == FAHRENHEIT:
            found = [
                each
                for each in points
                if _is_fahrenheit(evidence, each, twins.get(each.code))
            ]
            if any(each.writable for each in found):
                # a display shows the room in the scale of the set-point
                rooms = [each for each in points if _is_lone_room(each, twins)]
                found += [each for each in rooms if each not in found]
        else:
            return
        for point in found:
            yield _converted(point, twins.get(point.code))

    codes = {each.code for each in (*points, *twins.values())}
    yield Doubt(settle=settle, depends_on=scales.codes | codes)


def _is_fahrenheit(
    evidence: Evidence, point: ValuePoint, twin: ValuePoint | None
) -> bool:
    """Return whether a value is too high for °C, or the same as that of the twin."""
    value = _value(evidence, point)
    if value is None:
        return False
    if point.maximum + 1 < value <= in_fahrenheit(point.maximum, CELSIUS) + 1:
        return True
    return twin is not None and value > 0 and value == _value(evidence, twin)


def _is_lone_room(point: ValuePoint, twins: dict[str, ValuePoint]) -> bool:
    is_room = _ROOM.fullmatch(folded(point.code)) is not None
    return is_room and not point.writable and point.code not in twins


def _is_too_hot(evidence: Evidence, point: ValuePoint) -> bool:
    is_room = _ROOM.fullmatch(folded(point.code)) is not None
    return is_room and (_value(evidence, point) or 0) > _TOO_HOT


def _value(evidence: Evidence, point: ValuePoint) -> float | None:
    raw = evidence.number(point.code)
    return None if raw is None else scaled(raw, point.scale)


def _converted(point: ValuePoint, twin: ValuePoint | None) -> Correction:
    """Return the correction to °F, with the limits of the twin or converted ones."""
    power: int = 10**point.scale
    if twin is not None:
        low, high = twin.minimum, twin.maximum
    else:
        low = in_fahrenheit(point.minimum, CELSIUS)
        high = in_fahrenheit(point.maximum, CELSIUS)
    return suspected(
        point.code,
        "The device is set to °F, and so is this temperature.",
        unit=FAHRENHEIT,
        minimum=round(low * power),
        maximum=round(high * power),
    )
