"""Heaters and chillers."""

from typing import Final

from ...model.corrections import WHOLE_DEVICE
from ...model.points.appearance import UNUSED
from ..categories import Category
from .product import Product, correction

HEATERS: Final = (
    Product(
        product_id="8axigg3icem6telp",
        kind="convector heater",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/qn/"
            "qn_8axigg3icem6telp.py"
        ),
        corrections=(
            correction(
                code="mode",
                options=("off", "standby"),
                reason="The device can be switched off, and reports standby.",
            ),
            correction(
                code="anion",
                name="Turbo",
                plays=UNUSED,
                reason="The code switches the fan's boost, not an ionizer.",
            ),
            correction(
                code="level",
                option_names=(
                    ("1", "low"),
                    ("2", "medium"),
                    ("3", "high"),
                    ("4", "off"),
                ),
                reason="The numbers say nothing.",
            ),
        ),
    ),
    Product(
        product_id="csibqkjs0mijthmw",
        kind="heater",
        evidence="home-assistant/core#161420",
        corrections=(
            correction(
                code="mode",
                options=("manual",),
                reason="The device reports a manual mode.",
            ),
        ),
    ),
    Product(
        product_id="tjvnxyobs3upidjo",
        kind="heater",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/qn/"
            "qn_tjvnxyobs3upidjo.py"
        ),
        corrections=(
            correction(
                code="mode",
                options=("off",),
                reason="The mode switches the heater off.",
            ),
        ),
    ),
    Product(
        product_id="urzivdhumrwfakie",
        kind="ice bath chiller (Vital+ Ice Bath Pro)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/ktkzq/"
            "ktkzq_urzivdhumrwfakie.py"
        ),
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.THERMOSTAT,
                reason="It works as a thermostat.",
            ),
            correction(
                code="power_switch",
                plays="switch",
                reason="It switches the device.",
            ),
        ),
    ),
)
