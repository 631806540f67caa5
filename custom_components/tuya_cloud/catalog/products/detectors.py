"""Detectors of open doors, of motion and of presence."""

from functools import partial
from typing import Final

from ...model.corrections import WHOLE_DEVICE, Correction
from ..categories import Category
from .product import Product, correction, declared

_BATTERY_STATE: Final = declared(
    code="battery_state", dp_id=102, type="Enum", options=("low", "middle", "high")
)
_DOOR_CONTACT: Final[tuple[Correction, ...]] = (
    correction(
        code=WHOLE_DEVICE,
        category=Category.CONTACT_SENSOR,
        reason="It is a door contact and is listed as a breaker.",
    ),
    declared(code="doorcontact_state", dp_id=101, type="Boolean"),
    _BATTERY_STATE,
)
_SETTING: Final = partial(declared, type="Integer", access="rw", minimum=0)

DETECTORS: Final = (
    Product(
        product_id="a9fn0xcsckjoqpnd",
        kind="door contact (001D02T1-3S)",
        evidence="home-assistant/core#159399",
        corrections=_DOOR_CONTACT,
    ),
    Product(
        product_id="b3ov3nor",
        kind="motion sensor behind a gateway",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: tests/fixtures/devices/"
            "pir_b3ov3nor.json"
        ),
        corrections=(
            correction(
                code="pir",
                spellings=(("pir", "true"), ("none", "false")),
                reason="Reports are Booleans where the specification has words.",
            ),
            correction(
                code="battery_percentage",
                unit="%",
                expected=(("unit", ""),),
                reason="The unit is missing.",
            ),
        ),
    ),
    Product(
        product_id="gk0d4i8g5akryd9d",
        kind="motion sensor (P01)",
        evidence="home-assistant/core#178623; azerty9971/xtend_tuya#299",
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.MOTION_SENSOR,
                reason="It is a motion sensor and is listed as a breaker.",
            ),
            declared(
                code="pir_state",
                dp_id=101,
                type="Enum",
                options=("pir", "none"),
                plays="pir",
            ),
            _BATTERY_STATE,
        ),
    ),
    Product(
        product_id="p6sqiuesvhmhvv4f",
        kind="door contact",
        evidence="tuya/tuya-home-assistant#1044; home-assistant/core#155091",
        corrections=_DOOR_CONTACT,
    ),
    Product(
        product_id="wzp9yjsobanavsut",
        kind="presence sensor by radar (ZYHPS01)",
        evidence="home-assistant-libs/tuya-device-handlers#506",
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.PRESENCE_SENSOR,
                reason="It is a presence sensor and is listed as a switch.",
            ),
            declared(
                code="presence_state",
                dp_id=101,
                type="Enum",
                options=("none", "presence"),
            ),
            declared(code="dis_current", dp_id=102, type="Integer", unit="cm"),
            declared(code="illuminance_value", dp_id=103, type="Integer", unit="lx"),
            _SETTING(code="presence_delay", dp_id=104, unit="s", maximum=180),
            _SETTING(code="movesensitivity", dp_id=105, maximum=10),
            _SETTING(code="breathsensitivity", dp_id=107, maximum=10),
        ),
    ),
)
