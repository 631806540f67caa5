"""Which data points hold the temperatures of climates and water heaters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning, Role


@dataclass(frozen=True, kw_only=True)
class ThermostatMeaning(CompositeMeaning):
    """What heats or cools to a temperature, made by the value point that sets it.

    Products that know both scales hold each temperature twice, and say by a point of
    its own which of the two counts. The defaults are the codes nearly all of them use.
    """

    maker: ClassVar[Role] = Role((ValuePoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "switch": Role((BooleanPoint,), writable=True),
        "mode": Role((EnumPoint,), writable=True),
        "target_f": Role((ValuePoint,), writable=True),
        # a temperature that is measured is worth a history of its own
        "current": Role((ValuePoint,), claims=False),
        "current_f": Role((ValuePoint,)),
        "minimum": Role((ValuePoint,), claims=False),
        "maximum": Role((ValuePoint,), claims=False),
        "scale": Role((EnumPoint,), claims=False),
    }

    # [optional] a Boolean point: on or off
    switch: tuple[str, ...] = ("switch",)
    # [optional] an enum point: what it does while it is on
    mode: tuple[str, ...] = ("mode", "work_mode")
    # [optional] a value point: the temperature to reach, in °F
    target_f: tuple[str, ...] = ("temp_set_f",)
    # [optional] value points: the temperature found, in the target's scale and in °F
    current: tuple[str, ...] = ("temp_current", "va_temperature", "temp_indoor")
    current_f: tuple[str, ...] = ("temp_current_f",)
    # [optional] value points: the limits that someone set to the target
    minimum: tuple[str, ...] = ("lower_temp",)
    maximum: tuple[str, ...] = ("upper_temp",)
    # [optional] an enum point: "c" or "f", the scale that counts
    scale: tuple[str, ...] = ("temp_unit_convert",)


def in_either_scale[M: ThermostatMeaning](*rows: M) -> tuple[M, ...]:
    """Return the rows for °C, and the same for products that know °F alone."""
    fahrenheit = (
        replace(row, key=f"{row.key}_f", unless=frozenset({row.key})) for row in rows
    )
    return (*rows, *fahrenheit)
