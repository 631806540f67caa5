"""What a row of the catalog may say about a data point code, for each platform.

A row's ``key`` is the code, as the specification spells it. Codes that a product
counts (``switch_1``, ``switch_2``) are written once, with ``{n}`` for the number
(``switch_{n}``, ``pv{n}_volt``); an exact row wins over a counted one. Type, range,
scale and unit are the device's own and are not said here.
"""

import re
from dataclasses import dataclass

from homeassistant.components.binary_sensor import BinarySensorEntityDescription
from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.number import NumberEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.sensor import SensorEntityDescription
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.components.text import TextEntityDescription
from homeassistant.components.time import TimeEntityDescription
from homeassistant.helpers.entity import EntityDescription

from .lookup import NUMBER


@dataclass(frozen=True, kw_only=True)
class Meaning(EntityDescription):
    """What every row may say beside Home Assistant's own fields.

    ``translation_key`` names the entity and finds its icon; it defaults to the key,
    in small letters and with ``_n`` for the number.
    """

    # [optional] only devices of these categories; a row that names the device's
    # category wins over one that names none. Only to break a tie.
    categories: frozenset[str] = frozenset()
    # [optional] take Home Assistant's own name of the device class
    named_by_class: bool = False

    @property
    def name_key(self) -> str:
        """The key of its name and its icon."""
        spelled = re.sub(f"_?{re.escape(NUMBER)}", "_n", self.key.lower())
        return self.translation_key or spelled


@dataclass(frozen=True, kw_only=True)
class SensorMeaning(Meaning, SensorEntityDescription):
    """A value, enum, text or raw point that is read.

    ``native_unit_of_measurement`` counts only where the device gives no unit.
    """

    # [value points, optional] each report is a piece of a sum, not the sum
    increments: bool = False


@dataclass(frozen=True, kw_only=True)
class BinarySensorMeaning(Meaning, BinarySensorEntityDescription):
    """A Boolean point that is read, or an enum one that holds a yes and a no."""

    # [enum and value points] the values that mean on; needed for such a point
    on_values: frozenset[str] = frozenset()
    # [enum and value points, optional] the values that mean off, where there are others
    # that tell neither; without it whatever is not on is off
    off_values: frozenset[str] = frozenset()
    # [enum points, optional] sensors of the same point that speak of its other values;
    # their keys begin with its code
    others: tuple[BinarySensorMeaning, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SwitchMeaning(Meaning, SwitchEntityDescription):
    """A Boolean point that can be written."""


@dataclass(frozen=True, kw_only=True)
class NumberMeaning(Meaning, NumberEntityDescription):
    """A value point that can be written.

    ``native_unit_of_measurement`` counts only where the device gives no unit.
    """


@dataclass(frozen=True, kw_only=True)
class SelectMeaning(Meaning, SelectEntityDescription):
    """An enum point that can be written."""


@dataclass(frozen=True, kw_only=True)
class ButtonMeaning(Meaning, ButtonEntityDescription):
    """A Boolean or enum point that starts something and has no state worth showing."""


@dataclass(frozen=True, kw_only=True)
class TextMeaning(Meaning, TextEntityDescription):
    """A text point that can be written."""


@dataclass(frozen=True, kw_only=True)
class TimeMeaning(Meaning, TimeEntityDescription):
    """A value point that can be written and counts the minutes since midnight."""
