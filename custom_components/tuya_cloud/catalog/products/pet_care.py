"""Feeders and litter boxes."""

from typing import Final

from ...model.points.appearance import Counts
from .product import Product, correction

PET_CARE: Final = (
    Product(
        product_id="ijas23irjjaenllv",
        kind="cat litter box (Doel Tiplus)",
        evidence="home-assistant-libs/tuya-device-handlers#330",
        corrections=(
            correction(
                code="status",
                options=("clock",),
                reason="The device reports clock.",
            ),
        ),
    ),
    Product(
        product_id="pkv5fgzrh4joaces",
        kind="cat litter box (Zedar K1200)",
        evidence="home-assistant/core#159071",
        corrections=(
            correction(
                code="status",
                options=(
                    "cat_near",
                    "cat_in",
                    "cat_out",
                    "clean",
                    "clear_sand",
                    "smooth",
                ),
                reason="The device has more states than the specification lists.",
            ),
        ),
    ),
    Product(
        product_id="wfkzyy0evslzsmoi",
        kind="pet feeder (Cleverio PF100)",
        evidence="home-assistant/core#144745",
        corrections=(
            correction(
                code="feed_report",
                counts=Counts.PIECES,
                reason="Each report is the portions of one meal.",
            ),
        ),
    ),
)
