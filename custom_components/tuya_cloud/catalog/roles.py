"""The roles that data points play in an entity, and which points can play them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..model.points import DataPoint, EnumPoint, ValuePoint


class Role(StrEnum):
    """What a data point does in an entity.

    A kind of composite declares its roles in ``roles`` and explains them there.
    """

    # the only point of an entity, and the anchor of a composite
    MAIN = "main"

    BRIGHTNESS = "brightness"
    BRIGHTNESS_MAXIMUM = "brightness_maximum"
    BRIGHTNESS_MINIMUM = "brightness_minimum"
    COLOR = "color"
    COLOR_TEMPERATURE = "color_temperature"
    CONTACT = "contact"
    CONTROL = "control"
    CURRENT = "current"
    CURRENT_F = "current_f"
    DIRECTION = "direction"
    DURATION = "duration"
    END_STOP = "end_stop"
    FAN = "fan"
    FLOOR = "floor"
    HOME = "home"
    HUMIDITY = "humidity"
    LOCATE = "locate"
    MAXIMUM = "maximum"
    MESSAGE = "message"
    MINIMUM = "minimum"
    MODE = "mode"
    MOVEMENT = "movement"
    ORDER = "order"
    OSCILLATION = "oscillation"
    PAUSE = "pause"
    POSITION = "position"
    PRESET = "preset"
    SCALE = "scale"
    SCENE = "scene"
    SPEED = "speed"
    STATE = "state"
    STATUS = "status"
    SUCTION = "suction"
    SWING = "swing"
    SWING_HORIZONTAL = "swing_horizontal"
    SWITCH = "switch"
    TARGET = "target"
    TARGET_AUTO = "target_auto"
    TARGET_AUTO_F = "target_auto_f"
    TARGET_COOL = "target_cool"
    TARGET_COOL_F = "target_cool_f"
    TARGET_F = "target_f"
    TARGET_HEAT = "target_heat"
    TARGET_HEAT_F = "target_heat_f"
    TARGET_HUMIDITY = "target_humidity"
    TARGET_OPTION = "target_option"
    TILT = "tilt"
    TONE = "tone"
    VALVE = "valve"
    VOLUME = "volume"
    WORK = "work"


# what the unit of a temperature contains, as "℃/F" and "摄氏度或华氏度" do
_DEGREES: Final = re.compile("[℃℉°º度]|\\b[CFcf]\\b|[Cc]elsius|[Ff]ahrenheit")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a point must be to play a role."""

    # the types that can play it
    types: tuple[type[DataPoint], ...]
    # the codes that usually play it, the preferred one first
    codes: tuple[str, ...] = ()
    # [optional] the point must take commands
    writable: bool = False
    # [optional] the point must take no commands
    read_only: bool = False
    # [value points, optional] True: it may be without a specification
    unlisted: bool = False
    # [optional] False: the point keeps an entity of its own beside the composite
    claims: bool = True
    # [value points, optional] a unit must be one of temperatures; none is fine
    is_temperature: bool = False
    # [enum points, optional] options, in small letters, of which the point must have at
    # least one
    options: frozenset[str] = frozenset()
    # [enum points, optional] options, in small letters, beside which the point must
    # have another
    beyond: frozenset[str] = frozenset()
    # [enum points, optional] the only options, in small letters, that it may have
    within: frozenset[str] = frozenset()

    def is_met_by(self, point: DataPoint) -> bool:
        """Return whether a point can play the role."""
        if not isinstance(point, self.types):
            return False
        is_unlisted = isinstance(point, ValuePoint) and not point.specification
        if is_unlisted and not self.unlisted:
            # nobody knows what a number without a specification counts
            return False
        if point.writable:
            if self.read_only:
                return False
        elif self.writable:
            return False
        if self.is_temperature and isinstance(point, ValuePoint):
            return not point.unit or _DEGREES.search(point.unit) is not None
        if not isinstance(point, EnumPoint):
            return not self.options
        options = {option.lower() for option in point.options}
        if self.options and self.options.isdisjoint(options):
            return False
        return not options <= self.beyond and (
            not self.within or options <= self.within
        )
