"""Fans, also with a lamp, and air purifiers."""

from typing import Final

from .product import Product, correction

_THREE_TEMPERATURES: Final = correction(
    code="temp_value",
    step=500,
    expected=(("step", 1), ("max", 1000)),
    reason="The lamp accepts 0, 500 and 1000.",
)

FANS: Final = (
    Product(
        product_id="6bspwvsqhl4vuanj",
        kind="air purifier (Cleverio AP100)",
        evidence="home-assistant/core#162024",
        corrections=(
            correction(
                code="countdown_set",
                options=("cancle",),
                reason="The device spells cancel so.",
            ),
            correction(
                code="countdown_set",
                option_names=(
                    ("cancle", "cancel"),
                    ("1", "1h"),
                    ("2", "2h"),
                    ("3", "4h"),
                    ("4", "8h"),
                ),
                reason="The numbers are steps, not hours.",
            ),
        ),
    ),
    Product(
        product_id="9ecs16c53uqskxw6",
        kind="ceiling fan with a lamp (Create)",
        evidence="make-all/tuya-local#5806",
        corrections=(_THREE_TEMPERATURES,),
    ),
    Product(
        product_id="xwv3jifdbhbolgh3",
        kind="tower fan (Comfort Zone CZTF423S)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/fs/"
            "fs_xwv3jifdbhbolgh3.py"
        ),
        corrections=(
            correction(
                code="mode",
                options=("normal",),
                reason="The device has a normal mode too.",
            ),
            correction(
                code="countdown_set",
                options=("7h", "8h", "9h", "10h", "11h", "12h"),
                reason="The timer runs for up to twelve hours.",
            ),
        ),
    ),
    Product(
        product_id="yrzylxax1qspdgpp",
        kind="bladeless tower fan",
        evidence="home-assistant/core: fixture kj_yrzylxax1qspdgpp",
        corrections=(
            correction(
                code="mode",
                options=("normal",),
                reason="The device reports a normal mode.",
            ),
        ),
    ),
    Product(
        product_id="zjqqpvhra3ep0fpk",
        kind="ceiling fan with a lamp (Hoenofly Amari)",
        evidence="make-all/tuya-local#5074",
        corrections=(
            correction(
                code="temp_value",
                inverted=True,
                reason="The lamp counts from cold to warm.",
            ),
            _THREE_TEMPERATURES,
        ),
    ),
)
