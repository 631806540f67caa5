"""Which data points hold the temperatures of climates and water heaters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class ThermostatMeaning(CompositeMeaning):
    """A device that heats or cools to a temperature; the target is its anchor.

    Products that know both scales hold each temperature twice, and have a point for the
    scale in use.
    """

    anchor: ClassVar[Requirement] = Requirement((ValuePoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        Role.SWITCH: Requirement((BooleanPoint,), ("switch",), writable=True),
        # the preset or operation while it is on
        Role.MODE: Requirement((EnumPoint,), ("mode", "work_mode"), writable=True),
        # the target temperature in °F
        Role.TARGET_F: Requirement((ValuePoint,), ("temp_set_f",), writable=True),
        # the measured temperature, in the scale of the target; a measurement keeps a
        # sensor of its own
        Role.CURRENT: Requirement(
            (ValuePoint,),
            ("temp_current", "va_temperature", "temp_indoor"),
            claims=False,
        ),
        # the measured temperature in °F
        Role.CURRENT_F: Requirement((ValuePoint,), ("temp_current_f",)),
        # the limits that somebody set for the target
        Role.MINIMUM: Requirement((ValuePoint,), ("lower_temp",), claims=False),
        Role.MAXIMUM: Requirement((ValuePoint,), ("upper_temp",), claims=False),
        # "c" or "f": the scale in use
        Role.SCALE: Requirement((EnumPoint,), ("temp_unit_convert",), claims=False),
    }


def in_either_scale[M: ThermostatMeaning](*rows: M) -> tuple[M, ...]:
    """Return the rows for °C, and their copies for products that only know °F."""
    fahrenheit = (
        replace(row, key=f"{row.key}_f", unless=frozenset({row.key})) for row in rows
    )
    return (*rows, *fahrenheit)
