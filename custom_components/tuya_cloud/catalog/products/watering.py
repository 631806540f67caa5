"""Water valves and irrigation timers."""

from typing import Final

from ...model.corrections import WHOLE_DEVICE
from ..categories import Category
from .product import Product, correction

WATERING: Final = (
    Product(
        product_id="gbm9ata1zrzaez4a",
        kind="water valve (Hoenyzi DN15/20/25)",
        evidence="home-assistant/core: fixture kg_gbm9ata1zrzaez4a",
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.WATER_VALVE,
                reason="It is a water valve and is listed as a switch.",
            ),
        ),
    ),
    Product(
        product_id="xmp87ysivwqgtvxr",
        kind="irrigation timer",
        evidence="home-assistant/core#172135",
        corrections=(
            correction(
                code="weather_delay",
                options=("1",),
                reason="The device reports the delay 1.",
            ),
        ),
    ),
)
