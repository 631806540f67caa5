"""Pool equipment: heat pumps and circulation pumps."""

from functools import partial
from typing import Final

from ...model.corrections import Comparison, Condition, Correction
from ...model.points.appearance import UNUSED, Counts
from .product import Product, correction, declared

_CELSIUS: Final = partial(declared, type="Integer", unit="℃")


def _modes(*options: str) -> Correction:
    return correction(
        code="mode",
        options=options,
        reason="The device has more modes than the specification lists.",
    )


def _without_its_number(code: str) -> Correction:
    return correction(
        code=code,
        plays=code.removesuffix("1"),
        reason="The code is a usual one with a number behind it.",
    )


POOL_EQUIPMENT: Final = (
    Product(
        product_id="5xe6dkfmdafvrasa",
        kind="pool heat pump (Quark, Madimack Elite V4-120)",
        evidence="home-assistant-libs/tuya-device-handlers#184",
        corrections=(
            declared(code="switch1", dp_id=101, type="Boolean", access="rw"),
            declared(
                code="mode1",
                dp_id=102,
                type="Enum",
                access="rw",
                options=("heating", "cooling", "auto"),
            ),
            declared(code="child_lock1", dp_id=103, type="Boolean", access="rw"),
            _CELSIUS(code="temp_set1", dp_id=104, access="rw", minimum=7, maximum=35),
            declared(
                code="temp_unit_convert1",
                dp_id=106,
                type="Enum",
                access="rw",
                options=("c", "f"),
            ),
            _CELSIUS(code="temp_current1", dp_id=108, minimum=-30, maximum=99),
            declared(
                code="compressor_strength",
                dp_id=109,
                type="Integer",
                unit="%",
                minimum=0,
                maximum=100,
            ),
            _CELSIUS(code="temp_top", dp_id=110, access="rw", minimum=7, maximum=45),
            _CELSIUS(
                code="temp_bottom", dp_id=111, access="rw", minimum=-30, maximum=35
            ),
            _CELSIUS(code="temp_coiler", dp_id=112, minimum=-30, maximum=99),
            _CELSIUS(code="temp_venting", dp_id=113, minimum=-30, maximum=150),
            _CELSIUS(
                code="temp_effluent", dp_id=114, scale=1, minimum=-300, maximum=990
            ),
            _CELSIUS(code="temp_around", dp_id=115, minimum=-50, maximum=99),
            _CELSIUS(code="temp_inflow", dp_id=117, scale=1, minimum=-300, maximum=990),
            _CELSIUS(code="temp_return", dp_id=118, minimum=-30, maximum=99),
            declared(
                code="expansion_valve",
                dp_id=121,
                type="Integer",
                minimum=0,
                maximum=1000,
            ),
            declared(
                code="oc_mode",
                dp_id=124,
                type="Enum",
                options=("oc_1", "oc_2", "oc_3", "oc_4", "oc_5"),
            ),
            declared(
                code="power",
                dp_id=125,
                type="Integer",
                unit="W",
                minimum=0,
                maximum=10000,
            ),
            _without_its_number("switch1"),
            _without_its_number("mode1"),
            _without_its_number("temp_set1"),
            _without_its_number("temp_current1"),
            _without_its_number("child_lock1"),
            _without_its_number("temp_unit_convert1"),
        ),
    ),
    Product(
        product_id="6cah7zdoj507nsz5",
        kind="pool heat pump (ACiQ)",
        evidence="make-all/tuya-local#5942",
        corrections=(_modes("warm", "cool"),),
    ),
    Product(
        product_id="CGJ08iaKlWqKmVuX",
        kind="pool heat pump (Fairland IPHCR, Comfortline)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/rs/"
            "rs_cgj08iaklwqkmvux.py"
        ),
        corrections=(
            correction(
                code="temp_set",
                minimum=18,
                maximum=40,
                expected=(("min", -22), ("max", 104)),
                when=Condition("temp_set", Comparison.LESS, 50),
                reason="The range joins a limit in °C and one in °F.",
            ),
            correction(
                code="temp_current",
                plays=UNUSED,
                enabled=False,
                reason="It never leaves -22.",
            ),
            correction(
                code="WInTemp",
                plays="temp_current",
                reason="It is the temperature of the water that comes in.",
            ),
        ),
    ),
    Product(
        product_id="al8g1qdamyu5cfcc",
        kind="pool heat pump",
        evidence="home-assistant-libs/tuya-device-handlers#320",
        corrections=(
            _modes("heat", "h_powerful", "h_silent", "cool", "c_powerful", "c_silent"),
        ),
    ),
    Product(
        product_id="bdfpdyaasa5k3jmo",
        kind="pool heat pump (Varminpool)",
        evidence="make-all/tuya-local#3380; make-all/tuya-local#5251",
        corrections=(_modes("hot", "cool"),),
    ),
    Product(
        product_id="ircs2n82vgrozoew",
        kind="inverter pool pump (Aquagem InverFlow, Madimack P300i)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/hwsb/"
            "hwsb_ircs2n82vgrozoew.py"
        ),
        corrections=(
            declared(code="switch", dp_id=105, type="Boolean", access="rw"),
            declared(
                code="mode",
                dp_id=103,
                type="Enum",
                access="rw",
                options=("MI", "AI", "backwash"),
            ),
            declared(
                code="speed_set",
                dp_id=111,
                type="Integer",
                access="rw",
                unit="%",
                minimum=30,
                maximum=120,
                step=5,
            ),
            declared(
                code="speed_current",
                dp_id=102,
                type="Integer",
                unit="%",
                minimum=0,
                maximum=120,
            ),
            # its unit is a setting of the pump
            declared(
                code="flow_rate",
                dp_id=112,
                type="Integer",
                minimum=0,
                maximum=1000,
            ),
            declared(
                code="add_ele",
                dp_id=109,
                type="Integer",
                unit="kWh",
                scale=2,
                minimum=0,
                maximum=999999,
                counts=Counts.PIECES,
            ),
        ),
    ),
    Product(
        product_id="jfkhwagcv1zjcnjm",
        kind="pool heat pump",
        evidence="home-assistant-libs/tuya-device-handlers#481",
        corrections=(_modes("h_silent"),),
    ),
    Product(
        product_id="kswbb80bbp4avryo",
        kind="pool heat pump (Weau)",
        evidence="home-assistant-libs/tuya-device-handlers#375",
        corrections=(_modes("bheat"),),
    ),
)
