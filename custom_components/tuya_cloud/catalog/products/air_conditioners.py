"""Air conditioners: two temperature scales in one range, and codes that are missing."""

from typing import Final

from ...model.corrections import Comparison, Condition, Correction
from ...model.points.appearance import UNUSED
from .product import Product, correction, declared

# raw: set-points in tenths of °C stay below, those in tenths of °F do not
_BETWEEN_SCALES: Final = 450
_IN_CELSIUS: Final = Condition("temp_set", Comparison.LESS, _BETWEEN_SCALES)
_IN_FAHRENHEIT: Final = Condition("temp_set", Comparison.AT_LEAST, _BETWEEN_SCALES)

# sold in both scales under one id and with one specification
_SOLD_IN_BOTH: Final[tuple[Correction, ...]] = (
    correction(
        code="temp_set",
        maximum=310,
        expected=(("unit", "℃"), ("scale", 1), ("min", 160), ("max", 880)),
        when=_IN_CELSIUS,
        reason="The maximum is in °F; the set-point is in °C.",
    ),
    correction(
        code="temp_set",
        unit="℉",
        minimum=610,
        expected=(("unit", "℃"), ("scale", 1), ("min", 160), ("max", 880)),
        when=_IN_FAHRENHEIT,
        reason="The unit and the minimum are in °C; the set-point is in °F.",
    ),
    correction(
        code="temp_set_f",
        plays=UNUSED,
        enabled=False,
        when=_IN_FAHRENHEIT,
        reason="The device never updates it.",
    ),
)

AIR_CONDITIONERS: Final = (
    Product(
        product_id="crh9iaqFowdJX5UY",
        kind="portable air conditioner (Kogan)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/kt/"
            "kt_crh9iaqfowdjx5uy.py"
        ),
        corrections=(
            correction(
                code="temp_set",
                minimum=16,
                maximum=30,
                expected=(("min", 0), ("max", 50)),
                reason="The device accepts 16 to 30 °C.",
            ),
            declared(
                code="temp_current",
                dp_id=3,
                type="Integer",
                unit="℃",
                minimum=-7,
                maximum=98,
            ),
        ),
    ),
    Product(
        product_id="hrzr8mr0mtgfwwri",
        kind="split air conditioner (Rovsun, Fisher)",
        evidence="home-assistant-libs/tuya-device-handlers#488",
        corrections=(
            declared(
                code="fan_speed_enum",
                dp_id=5,
                type="Enum",
                access="rw",
                options=(
                    "auto",
                    "mute",
                    "low",
                    "mid_low",
                    "mid",
                    "mid_high",
                    "high",
                    "strong",
                ),
            ),
        ),
    ),
    Product(
        product_id="hw50w7qvxluhslkk",
        kind="split air conditioner (Della, Pioneer, Daizuki, Rotenso)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers#385; home-assistant/core#176494"
        ),
        corrections=_SOLD_IN_BOTH,
    ),
    Product(
        product_id="uzysooabradqagui",
        kind="split heat pump",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/kt/"
            "kt_uzysooabradqagui.py"
        ),
        corrections=_SOLD_IN_BOTH,
    ),
    Product(
        product_id="wxqdp6ecfkd78zzz",
        kind="split air conditioner (Della, Sendo Hermes)",
        evidence="home-assistant/core#124119",
        corrections=(
            correction(
                code="temp_set",
                unit="℃",
                maximum=320,
                expected=(("unit", "℃/F"), ("min", 160), ("max", 900)),
                when=_IN_CELSIUS,
                reason="The unit names both scales; the set-point is in °C.",
            ),
            correction(
                code="temp_set",
                unit="℉",
                minimum=600,
                expected=(("unit", "℃/F"), ("min", 160), ("max", 900)),
                when=_IN_FAHRENHEIT,
                reason="The unit names both scales; the set-point is in °F.",
            ),
        ),
    ),
)
