"""What is set to a value."""

from typing import Final

from ..lookup import Catalog
from .climate import CLIMATE
from .devices import DEVICES
from .energy import ENERGY
from .lights import LIGHTS
from .times import TIMES

NUMBERS: Final = Catalog(
    (
        *CLIMATE,
        *DEVICES,
        *ENERGY,
        *LIGHTS,
        *TIMES,
    )
)
