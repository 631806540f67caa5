"""Plugs: mains values that count tenths, and options that are not listed."""

from typing import Final

from ...model.corrections import Correction
from ...model.points.appearance import Counts
from .product import Product, correction, declared

_IN_TENTHS: Final[tuple[Correction, ...]] = (
    correction(
        code="cur_power",
        scale=1,
        expected=(("scale", 0),),
        reason="The power counts tenths of a watt.",
    ),
    correction(
        code="cur_voltage",
        scale=1,
        expected=(("scale", 0),),
        reason="The voltage counts tenths of a volt.",
    ),
)


def _maximum_of_250_volts(maximum: int) -> Correction:
    return correction(
        code="cur_voltage",
        maximum=maximum,
        expected=(("scale", 0), ("max", 2500)),
        reason="In tenths of a volt the maximum is 250 V, which mains exceed.",
    )


_INDICATOR_ALWAYS_ON: Final = correction(
    code="light_mode",
    options=("on",),
    reason="The indicator can stay on, and is reported to do so.",
)

PLUGS: Final = (
    Product(
        product_id="37mnhia3pojleqfh",
        kind="metering plug (SP111-A)",
        evidence="home-assistant/core#146164",
        corrections=_IN_TENTHS,
    ),
    Product(
        product_id="QH3oyDNHKw9c1irH",
        kind="metering plug (Famirosa XS-SSA05)",
        evidence="home-assistant-libs/tuya-device-handlers#300",
        corrections=_IN_TENTHS,
    ),
    Product(
        product_id="avriaapskyik4eaa",
        kind="double plug (Konyks Priska Duo FR)",
        evidence="home-assistant-libs/tuya-device-handlers#500",
        corrections=(_INDICATOR_ALWAYS_ON,),
    ),
    Product(
        product_id="bWBb4e6BTZGie0Lv",
        kind="metering plug (TopGreener TGWF115PRM)",
        evidence="make-all/tuya-local#4436; home-assistant/core#152295",
        corrections=_IN_TENTHS,
    ),
    Product(
        product_id="eyEYwtdx9VhexxLW",
        kind="metering plug (Gosund SP111)",
        evidence="home-assistant/core#152295",
        corrections=(*_IN_TENTHS, _maximum_of_250_volts(3000)),
    ),
    Product(
        product_id="ndvina39gbq8x0jk",
        kind="plug (Konyks Priska Max 3 FR)",
        evidence="home-assistant-libs/tuya-device-handlers#500",
        corrections=(_INDICATOR_ALWAYS_ON,),
    ),
    Product(
        product_id="qxJSyTLEtX5WrzA9",
        kind="mini metering plug (GHome WP3)",
        evidence="home-assistant-libs/tuya-device-handlers#265",
        corrections=_IN_TENTHS,
    ),
    Product(
        product_id="wifvoilfrqeo6hvu",
        kind="metering plug (Gosund EP2)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers#253; home-assistant/core#152295"
        ),
        corrections=(
            *_IN_TENTHS,
            _maximum_of_250_volts(5000),
            correction(
                code="add_ele",
                unit="kWh",
                expected=(("unit", "度"),),
                reason="The unit is the Chinese word for a kilowatt-hour.",
            ),
            correction(
                code="add_ele",
                scale=3,
                expected=(("scale", 0),),
                reason="Each report counts thousandths of a kWh.",
            ),
            correction(
                code="add_ele",
                counts=Counts.PIECES,
                reason="Each report is the energy used since the one before.",
            ),
        ),
    ),
    Product(
        product_id="y8v9ae6igtl1dz16",
        kind="metering plug (BNETA)",
        evidence="home-assistant/core#96941",
        corrections=(declared(code="switch_on", dp_id=1, type="Boolean", access="rw"),),
    ),
)
