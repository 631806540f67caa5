"""The rows of the catalog: what a data point code means, by platform.

A row's ``key`` is the code, as the specification spells it; ``also`` lists other codes
that mean the same. Other cases and underscores of a code are found without being
listed. Codes that a product counts (``switch_1``, ``switch_2``) are written once, with
``{n}`` for the number (``switch_{n}``, ``pv{n}_volt``); an exact row wins over a
counted one. Type, range, scale and unit are the device's own and not part of a row.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, override

from homeassistant.components.binary_sensor import BinarySensorEntityDescription
from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.number import NumberEntityDescription
from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.sensor import SensorEntityDescription
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.components.text import TextEntityDescription
from homeassistant.components.time import TimeEntityDescription
from homeassistant.helpers.entity import EntityDescription

from ..model.points import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from .categories import Category
from .lookup import NUMBER, Fit
from .units import normalize_unit

MINUTES_OF_DAY: Final = 24 * 60

_COUNTED: Final = re.compile(f"_?{re.escape(NUMBER)}")


@dataclass(frozen=True, kw_only=True)
class Meaning(EntityDescription):
    """A row of the catalog: Home Assistant's description and when it applies.

    ``translation_key`` names the entity and finds its icon; it defaults to the key,
    in small letters and with ``_n`` for the number.
    """

    # [optional] other codes that mean the same
    also: tuple[str, ...] = ()
    # [optional] only devices of these categories; a row that names the device's
    # category wins over one that names none
    categories: frozenset[Category] = frozenset()
    # [optional] take Home Assistant's own name of the device class
    named_by_class: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes it is about."""
        return (self.key, *self.also)

    @property
    def name_key(self) -> str:
        """The key of its name and its icon."""
        return self.translation_key or _COUNTED.sub("_n", self.key.lower())

    def fit(self, point: DataPoint) -> Fit:  # noqa: ARG002  # rows that depend on it override
        """Return how well the row fits a point with one of its codes.

        Discovery asks only rows of a platform that can show the point.
        """
        return Fit.FULL


@dataclass(frozen=True, kw_only=True)
class QuantityMeaning(Meaning):
    """A value point that is read or set, in the units of its device class.

    ``native_unit_of_measurement`` counts only where the device gives no unit.
    """

    # the units Home Assistant knows for each device class of the platform
    units: ClassVar[Mapping[Any, Collection[Any]]]

    def allows(self, unit: str | None) -> bool:
        """Return whether the device class knows a unit."""
        known = self.units.get(self.device_class)
        return known is None or unit in known

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NAME_ONLY for a point that cannot be of the device class."""
        if self.device_class is None:
            return Fit.FULL
        if not isinstance(point, ValuePoint):
            return Fit.NAME_ONLY
        unit = normalize_unit(point.unit, self.device_class)
        return Fit.FULL if unit is None or self.allows(unit) else Fit.NAME_ONLY


@dataclass(frozen=True, kw_only=True)
class SensorMeaning(QuantityMeaning, SensorEntityDescription):
    """A value, enum, text or raw point that is read."""

    units: ClassVar[Mapping[Any, Collection[Any]]] = SENSOR_UNITS

    # [value points, optional] each report is an increment, not the total
    increments: bool = False
    # [optional] most devices pack it for Tuya's app; what is not packed is a state
    packed: bool = False

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NAME_ONLY for a value that most devices pack."""
        is_plain = self.packed and isinstance(point, ValuePoint)
        return Fit.NAME_ONLY if is_plain else super().fit(point)


@dataclass(frozen=True, kw_only=True)
class BinarySensorMeaning(Meaning, BinarySensorEntityDescription):
    """A Boolean point, a bitmap, or an enum of which some values mean on."""

    # [enum and value points] the values that mean on, in small letters; needed for such
    # a point
    on_values: frozenset[str] = frozenset()
    # [enum and value points, optional] the values that mean off, where others mean
    # neither; without it every value that is not on is off
    off_values: frozenset[str] = frozenset()
    # [enum points, optional] further sensors of the same point, for other values; their
    # keys begin with its code
    others: tuple[BinarySensorMeaning, ...] = ()
    # [Boolean points] whether false means on
    is_inverted: bool = False
    # [packed points] returns whether a decoded value means on; None: unknown
    decode: Callable[[Any], bool | None] | None = None

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NONE for a point without a value that means on."""
        if self.decode is not None:
            is_packed = isinstance(point, RawPoint | TextPoint)
            return Fit.FULL if is_packed else Fit.NONE
        fits = bool(self.on_values) or isinstance(point, BooleanPoint | BitmapPoint)
        return Fit.FULL if fits else Fit.NONE


@dataclass(frozen=True, kw_only=True)
class SwitchMeaning(Meaning, SwitchEntityDescription):
    """A Boolean point that can be written."""


@dataclass(frozen=True, kw_only=True)
class NumberMeaning(QuantityMeaning, NumberEntityDescription):
    """A value point that can be written."""

    units: ClassVar[Mapping[Any, Collection[Any]]] = NUMBER_UNITS


@dataclass(frozen=True, kw_only=True)
class SelectMeaning(Meaning, SelectEntityDescription):
    """An enum point that can be written."""


@dataclass(frozen=True, kw_only=True)
class ButtonMeaning(Meaning, ButtonEntityDescription):
    """A Boolean or enum point that starts an action and has no useful state."""


@dataclass(frozen=True, kw_only=True)
class TextMeaning(Meaning, TextEntityDescription):
    """A text point that can be written."""


@dataclass(frozen=True, kw_only=True)
class TimeMeaning(Meaning, TimeEntityDescription):
    """A value point that can be written and counts the minutes since midnight."""

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NONE for a point whose range is not the minutes of a day."""
        fits = (
            isinstance(point, ValuePoint)
            and (point.minimum, point.scale) == (0, 0)
            and point.maximum in (MINUTES_OF_DAY - 1, MINUTES_OF_DAY)
        )
        return Fit.FULL if fits else Fit.NONE
