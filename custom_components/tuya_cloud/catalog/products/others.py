"""Products of kinds with one product each."""

from typing import Final

from .product import Product, correction

OTHERS: Final = (
    Product(
        product_id="dft4ebatvon3ha5s",
        kind="electric kettle (Anko LD-K3068)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/bh/"
            "bh_dft4ebatvon3ha5s.py"
        ),
        corrections=(
            correction(
                code="temp_setting_quick_c",
                options=("80", "95", "100"),
                reason="The kettle has five temperatures; two are listed.",
            ),
        ),
    ),
    Product(
        product_id="is5yumkqdhcfxskv",
        kind="battery video doorbell (M18)",
        evidence="azerty9971/xtend_tuya#189; home-assistant/core#82081",
        corrections=(
            correction(
                code="wireless_electricity",
                scale=0,
                expected=(("scale", 1), ("max", 100)),
                reason="The range already is 0 to 100 %.",
            ),
            correction(
                code="wireless_electricity",
                unit="%",
                expected=(("unit", ""),),
                reason="The unit is missing.",
            ),
        ),
    ),
)
