"""Products whose specification is wrong: what public reports prove about each.

A file for each kind of device. Scale, unit and range are corrected only while the cloud
still says the old value: Tuya mends and breaks the specification of a product within
months.
"""

from collections.abc import Mapping
from typing import Final

from ...model.corrections import Correction
from .air_conditioners import AIR_CONDITIONERS
from .climate_sensors import CLIMATE_SENSORS
from .covers import COVERS
from .dehumidifiers import DEHUMIDIFIERS
from .detectors import DETECTORS
from .fans import FANS
from .heaters import HEATERS
from .lamps import LAMPS
from .meters import METERS
from .others import OTHERS
from .pet_care import PET_CARE
from .plugs import PLUGS
from .pool_equipment import POOL_EQUIPMENT
from .product import Product
from .thermostats import THERMOSTATS
from .vacuums import VACUUMS
from .water_sensors import WATER_SENSORS
from .watering import WATERING

KINDS: Final[tuple[tuple[Product, ...], ...]] = (
    AIR_CONDITIONERS,
    CLIMATE_SENSORS,
    COVERS,
    DEHUMIDIFIERS,
    DETECTORS,
    FANS,
    HEATERS,
    LAMPS,
    METERS,
    OTHERS,
    PET_CARE,
    PLUGS,
    POOL_EQUIPMENT,
    THERMOSTATS,
    VACUUMS,
    WATER_SENSORS,
    WATERING,
)
# by product id, which is case sensitive
PRODUCTS: Final[Mapping[str, Product]] = {
    product.product_id: product for kind in KINDS for product in kind
}


def corrections_of(product_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a product, none for most."""
    product = PRODUCTS.get(product_id)
    return () if product is None else product.corrections
