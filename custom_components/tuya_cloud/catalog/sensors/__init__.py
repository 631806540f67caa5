"""Sensors: values, enums, texts and packed records that are read."""

from typing import Final

from ..lookup import Catalog
from .air import AIR
from .appliances import APPLIANCES
from .device import DEVICE
from .electricity import ELECTRICITY
from .energy import ENERGY
from .environment import ENVIRONMENT
from .heating import HEATING
from .security import SECURITY
from .water import WATER
from .weather import WEATHER

SENSORS: Final = Catalog(
    (
        *AIR,
        *APPLIANCES,
        *DEVICE,
        *ELECTRICITY,
        *ENERGY,
        *ENVIRONMENT,
        *HEATING,
        *SECURITY,
        *WATER,
        *WEATHER,
    )
)
