"""Numbers: value points that take commands."""

from typing import Final

from ..lookup import Catalog
from .climate import CLIMATE
from .devices import DEVICES
from .durations import TIMES
from .energy import ENERGY
from .lights import LIGHTS

NUMBERS: Final = Catalog(
    (
        *CLIMATE,
        *DEVICES,
        *ENERGY,
        *LIGHTS,
        *TIMES,
    )
)
