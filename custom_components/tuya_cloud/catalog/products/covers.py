"""Covers: those that count from closed to open, and positions that never move.

Usually 0 is open and 100 is closed.
"""

from typing import Final

from ...model.corrections import WHOLE_DEVICE, Correction
from ...model.points.appearance import UNUSED
from ..categories import Category
from .product import Product, correction, declared


def _counts_open(code: str) -> Correction:
    return correction(
        code=code,
        inverted=False,
        reason="It counts from closed (0) to open (100).",
    )


def _without_news(code: str) -> Correction:
    return correction(
        code=code,
        plays=UNUSED,
        enabled=False,
        reason="The device never updates it.",
    )


COVERS: Final = (
    Product(
        product_id="68nvbio9",
        kind="roller shade motor (Zemismart ZM25EL)",
        evidence="home-assistant/core#159800",
        corrections=(_counts_open("percent_control"), _counts_open("percent_state")),
    ),
    Product(
        product_id="b9oa3zocv4qq47iy",
        kind="tubular blind motor (A-OK AM45 Plus Wi-Fi)",
        evidence="home-assistant/core#168493",
        corrections=(_without_news("percent_state"),),
    ),
    Product(
        product_id="cf1sl3tj",
        kind="curtain motor",
        evidence="home-assistant/core#159800",
        corrections=(_counts_open("percent_control"), _counts_open("percent_state")),
    ),
    Product(
        product_id="csgb8eqhczvjaetl",
        kind="roller shutter switch (Curry Smarter 6Gen)",
        evidence="home-assistant/core#159800",
        corrections=(_counts_open("percent_control"),),
    ),
    Product(
        product_id="g1cp07dsqnbdbbki",
        kind="curtain motor",
        evidence="home-assistant/core#139966",
        corrections=(_without_news("percent_state"),),
    ),
    Product(
        product_id="lfkr93x0ukp5gaia",
        kind="curtain motor",
        evidence="home-assistant/core#152826",
        corrections=(
            _without_news("percent_state"),
            _without_news("percent_control"),
            _without_news("situation_set"),
        ),
    ),
    Product(
        product_id="nfq1essvr99qsvvd",
        kind="zebra shade motor (Canisteo)",
        evidence="home-assistant/core#159800",
        corrections=(_counts_open("percent_control"), _counts_open("percent_state")),
    ),
    Product(
        product_id="uoa3mayicscacseb",
        kind="curtain module (QS-WIFI-S10-C04)",
        evidence="home-assistant/core#128911",
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.CURTAIN_SWITCH,
                reason="It moves a curtain and is listed as a breaker.",
            ),
            declared(
                code="control",
                dp_id=1,
                type="Enum",
                access="rw",
                options=("open", "stop", "close"),
            ),
            declared(
                code="percent_control",
                dp_id=2,
                type="Integer",
                access="rw",
                unit="%",
                minimum=0,
                maximum=100,
                step=10,
            ),
            declared(
                code="control_back_mode",
                dp_id=8,
                type="Enum",
                access="rw",
                options=("forward", "back"),
            ),
            declared(
                code="tr_timecon",
                dp_id=10,
                type="Integer",
                access="rw",
                unit="s",
                minimum=1,
                maximum=60,
            ),
        ),
    ),
    Product(
        product_id="xyakonle1azq2xgn",
        kind="blind motor",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/cl/"
            "cl_xyakonle1azq2xgn.py"
        ),
        corrections=(
            _without_news("percent_state"),
            correction(
                code="percent_control",
                plays=UNUSED,
                enabled=False,
                reason="The motor has no position that can be trusted.",
            ),
        ),
    ),
)
