"""The catalogs of single data points, by platform."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import Platform

from .binary_sensors import BINARY_SENSORS
from .buttons import BUTTONS
from .lookup import Catalog
from .numbers import NUMBERS
from .selects import SELECTS
from .sensors import SENSORS
from .switches import SWITCHES
from .texts import TEXTS
from .times import TIMES

POINTS: Final[Mapping[Platform, Catalog[Any]]] = {
    Platform.BINARY_SENSOR: BINARY_SENSORS,
    Platform.BUTTON: BUTTONS,
    Platform.NUMBER: NUMBERS,
    Platform.SELECT: SELECTS,
    Platform.SENSOR: SENSORS,
    Platform.SWITCH: SWITCHES,
    Platform.TEXT: TEXTS,
    Platform.TIME: TIMES,
}
