"""Which data points hold the temperatures of climates and water heaters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning
from .role_codes import (
    AUTOMATIC_TARGETS,
    COOLING_TARGETS,
    CURRENT_TEMPERATURES,
    HEATING_TARGETS,
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
        # the target temperature of each mode, of products that have one for each
        **dict.fromkeys(
            (
                *(Role.TARGET_HEAT, Role.TARGET_HEAT_F),
                *(Role.TARGET_COOL, Role.TARGET_COOL_F),
                *(Role.TARGET_AUTO, Role.TARGET_AUTO_F),
            ),
            Requirement((ValuePoint,), writable=True),
        ),
        # the measured temperature, in the scale of the target; a measurement keeps a
        # sensor of its own
        Role.CURRENT: Requirement(
            (ValuePoint,), CURRENT_TEMPERATURES, claims=False, is_temperature=True
        ),
        # the measured temperature in °F
        Role.CURRENT_F: Requirement(
            (ValuePoint,), _in_fahrenheit(CURRENT_TEMPERATURES), is_temperature=True
        ),
        # the limits that somebody set for the target
        Role.MINIMUM: Requirement((ValuePoint,), ("lower_temp",), claims=False),
        Role.MAXIMUM: Requirement((ValuePoint,), ("upper_temp",), claims=False),
        # "c" or "f": the scale in use
        Role.SCALE: Requirement((EnumPoint,), ("temp_unit_convert",), claims=False),
    }


_BY_MODE: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TARGET_HEAT: HEATING_TARGETS,
    Role.TARGET_HEAT_F: _in_fahrenheit(HEATING_TARGETS),
    Role.TARGET_COOL: COOLING_TARGETS,
    Role.TARGET_COOL_F: _in_fahrenheit(COOLING_TARGETS),
    Role.TARGET_AUTO: AUTOMATIC_TARGETS,
    Role.TARGET_AUTO_F: _in_fahrenheit(AUTOMATIC_TARGETS),
}
# Words of a mode's options, in small letters, and the target that counts in it
TARGETS_BY_WORD: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("heat", "heating", "hot", "warm"), Role.TARGET_HEAT),
    **dict.fromkeys(("cold", "cool", "cooling"), Role.TARGET_COOL),
    "auto": Role.TARGET_AUTO,
}


def thermostats[M: ThermostatMeaning](*rows: M) -> tuple[M, ...]:
    """Return the rows, and their copies for products with other targets.

    There are products that know only °F, and products with a target for each mode.
    """
    return (
        *rows,
        *map(_only_fahrenheit, rows),
        *map(_by_mode, rows),
    )


def _only_fahrenheit[M: ThermostatMeaning](row: M) -> M:
    key, *also = _in_fahrenheit(row.codes)
    return replace(row, key=key, also=tuple(also), unless=frozenset(row.codes))


def _by_mode[M: ThermostatMeaning](row: M) -> M:
    key, *also = (*HEATING_TARGETS, *COOLING_TARGETS, *AUTOMATIC_TARGETS)
    return replace(
        row,
        key=key,
        also=tuple(also),
        role_codes={**row.role_codes, **_BY_MODE, Role.TARGET_F: ()},
        unless=frozenset({*row.codes, *_in_fahrenheit(row.codes)}),
    )
