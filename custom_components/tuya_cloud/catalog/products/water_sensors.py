"""Sensors of water: its quality, and its level in a tank."""

from functools import partial
from typing import Final

from .product import Product, correction, declared

_MEASURED: Final = partial(declared, type="Integer", minimum=0)

WATER_SENSORS: Final = (
    Product(
        product_id="layxxij0sdbrfmrf",
        kind="water monitor of several quantities (PHW218)",
        evidence="home-assistant-libs/tuya-device-handlers#329",
        corrections=(
            _MEASURED(code="temp_current", dp_id=8, unit="°C", scale=1, maximum=1000),
            _MEASURED(code="ph_current", dp_id=106, unit="pH", scale=2, maximum=1400),
            _MEASURED(code="tds_current", dp_id=111, unit="ppm", maximum=50000),
            _MEASURED(code="orp_current", dp_id=131, unit="mV", maximum=2000),
            _MEASURED(code="rh_current", dp_id=141, unit="%", maximum=100),
        ),
    ),
    Product(
        product_id="npfinze0zsvta7aj",
        kind="ultrasonic sensor of a tank's level (EPT, 3 m)",
        evidence="make-all/tuya-local#5968",
        corrections=(
            correction(
                code="liquid_depth",
                scale=3,
                expected=(("scale", 2),),
                reason="It counts millimeters; else the range would be 100 m.",
            ),
        ),
    ),
    Product(
        product_id="qajfz5x1lqej5xxw",
        kind="water tester of five quantities",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/dgnbj/"
            "dgnbj_qajfz5x1lqej5xxw.py"
        ),
        corrections=(
            _MEASURED(code="ph_current", dp_id=102, unit="pH", scale=2, maximum=1400),
        ),
    ),
)
