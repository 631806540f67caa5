"""Products whose specification is wrong: what public reports prove about each.

A file for each kind of device. Scale, unit and range are corrected only while the cloud
still says the old value: Tuya mends and breaks the specification of a product within
months.
"""

from collections.abc import Mapping
from typing import Final

from ...model.corrections import Correction
from .plugs import PLUGS
from .product import Product

# by product id, which is case sensitive
PRODUCTS: Final[Mapping[str, Product]] = {
    product.product_id: product for product in (*PLUGS,)
}


def corrections_of(product_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a product, none for most."""
    product = PRODUCTS.get(product_id)
    return () if product is None else product.corrections
