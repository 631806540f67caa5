"""Lamps and dimmers."""

from typing import Final

from .product import Product, correction

LAMPS: Final = (
    Product(
        product_id="7l2crfezynpylons",
        kind="dimmer",
        evidence="home-assistant/core#158881",
        corrections=(
            correction(
                code="led_type_1",
                options=("LED",),
                reason="The device reports LED, in capitals.",
            ),
        ),
    ),
    Product(
        product_id="ewxuxtzrwf4zxyqj",
        kind="bulb",
        evidence="home-assistant/core#166103",
        corrections=(
            correction(
                code="temp_value_v2",
                factor=2.4,
                offset=1600,
                expected=(("min", 0), ("max", 1000), ("scale", 0)),
                reason="The bulb spans 1600 to 4000 K, linear in kelvin.",
            ),
        ),
    ),
)
