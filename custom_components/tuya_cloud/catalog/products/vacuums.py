"""Robot vacuums: states and modes that the specification does not list."""

from typing import Final

from ...model.corrections import Correction
from .product import Product, correction

_RETURNS_TO_ITS_DOCK: Final[Correction] = correction(
    code="mode",
    options=("goto_charge",),
    reason="The device reports that it returns to its dock.",
)

VACUUMS: Final = (
    Product(
        product_id="dffm3aeh3askb2cw",
        kind="robot vacuum (Abir K30)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: tests/devices/sd/"
            "test_dffm3aeh3askb2cw.py"
        ),
        corrections=(_RETURNS_TO_ITS_DOCK,),
    ),
    Product(
        product_id="lr33znaodtyarrrz",
        kind="robot vacuum",
        evidence="home-assistant/core#141278",
        corrections=(_RETURNS_TO_ITS_DOCK,),
    ),
    Product(
        product_id="qv442aix6nlsktmi",
        kind="robot vacuum",
        evidence="home-assistant-libs/tuya-device-handlers#402",
        corrections=(
            correction(
                code="status",
                spellings=(("charge_done", "Charge_Comp"),),
                reason="The device has another word for a full battery.",
            ),
        ),
    ),
    Product(
        product_id="txitlmevigna7hyc",
        kind="robot vacuum",
        evidence="home-assistant-libs/tuya-device-handlers#548",
        corrections=(
            correction(
                code="status",
                options=("Random_Clean",),
                reason="The device reports that it cleans here and there.",
            ),
        ),
    ),
)
