"""Dehumidifiers."""

from typing import Final

from .product import Product, correction, declared

DEHUMIDIFIERS: Final = (
    Product(
        product_id="28ts8zanupz0yytl",
        kind="dehumidifier (Aktobis WDH-870FW)",
        evidence="home-assistant-libs/tuya-device-handlers#537",
        corrections=(
            correction(
                code="fan_speed_enum",
                options=("med",),
                reason="The device reports a medium speed.",
            ),
        ),
    ),
    Product(
        product_id="ma3oq4onxxwg91ky",
        kind="dehumidifier (Eeese Otto)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/cs/"
            "cs_ma3oq4onxxwg91ky.py"
        ),
        corrections=(
            correction(
                code="fault",
                labels=("E1", "E2", "tankfull"),
                expected=(("label", ["E1", "E2"]),),
                reason="The third bit is the full tank.",
            ),
        ),
    ),
    Product(
        product_id="uhtamgih7kkdcqtx",
        kind="dehumidifier (DH-24 Nexi ION UV)",
        evidence="home-assistant/core#163362",
        corrections=(
            declared(
                code="humidity_indoor",
                dp_id=3,
                type="Integer",
                unit="%",
                minimum=0,
                maximum=100,
            ),
            declared(
                code="temp_indoor",
                dp_id=103,
                type="Integer",
                unit="°C",
                minimum=-20,
                maximum=60,
            ),
        ),
    ),
    Product(
        product_id="wuagakhecbqdkczw",
        kind="dehumidifier (Meaco Arete Two 25L)",
        evidence="AlessandroTischer/tuya_climate_mult_edit#22",
        corrections=(
            correction(
                code="countdown_set",
                options=("4h", "5h", "6h"),
                reason="The device reports a timer of six hours.",
            ),
        ),
    ),
    Product(
        product_id="zibqa9dutqyaxym2",
        kind="dehumidifier (Meaco Arete Two 12L)",
        evidence="home-assistant/core#151800",
        corrections=(
            declared(
                code="mode",
                dp_id=4,
                type="Enum",
                access="rw",
                options=("manual", "laundry", "sleep", "purify"),
            ),
        ),
    ),
)
