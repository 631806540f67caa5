"""Which data points hold the temperatures of climates and water heaters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning
from .role_codes import (
    CURRENT_TEMPERATURES,
    MAIN_SWITCHES,
    MODES,
    TARGET_TEMPERATURES,
)
from .roles import Requirement, Role


def _in_fahrenheit(codes: Iterable[str]) -> tuple[str, ...]:
    """Return what products call the same temperatures in °F."""
    return tuple(f"{code}_f" for code in codes)


@dataclass(frozen=True, kw_only=True)
class ThermostatMeaning(CompositeMeaning):
    """A device that heats or cools to a temperature; the target is its anchor.

    Products that know both scales hold each temperature twice, and have a point for the
    scale in use.
    """

    anchor: ClassVar[Requirement] = Requirement((ValuePoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        Role.SWITCH: Requirement((BooleanPoint,), MAIN_SWITCHES, writable=True),
        # the preset or operation while it is on
        Role.MODE: Requirement((EnumPoint,), MODES, writable=True),
        # the target temperature in °F
        Role.TARGET_F: Requirement(
            (ValuePoint,), _in_fahrenheit(TARGET_TEMPERATURES), writable=True
        ),
        # the measured temperature, in the scale of the target; a measurement keeps a
        # sensor of its own
        Role.CURRENT: Requirement((ValuePoint,), CURRENT_TEMPERATURES, claims=False),
        # the measured temperature in °F
        Role.CURRENT_F: Requirement(
            (ValuePoint,), _in_fahrenheit(CURRENT_TEMPERATURES)
        ),
        # the limits that somebody set for the target
        Role.MINIMUM: Requirement((ValuePoint,), ("lower_temp",), claims=False),
        Role.MAXIMUM: Requirement((ValuePoint,), ("upper_temp",), claims=False),
        # "c" or "f": the scale in use
        Role.SCALE: Requirement((EnumPoint,), ("temp_unit_convert",), claims=False),
    }


def in_either_scale[M: ThermostatMeaning](*rows: M) -> tuple[M, ...]:
    """Return the rows for °C, and their copies for products that only know °F."""
    fahrenheit = []
    for row in rows:
        key, *also = _in_fahrenheit(row.codes)
        unless = row.unless | frozenset(row.codes)
        fahrenheit.append(replace(row, key=key, also=tuple(also), unless=unless))
    return (*rows, *fahrenheit)
