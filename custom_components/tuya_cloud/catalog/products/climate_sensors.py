"""Sensors of temperature and humidity, of soil and of the weather."""

from functools import partial
from typing import Final

from ...model.corrections import WHOLE_DEVICE
from ..categories import Category
from .product import Product, correction, declared

_HUMIDITY: Final = partial(declared, type="Integer", unit="%", minimum=0, maximum=100)
_TEMPERATURE: Final = partial(
    declared, type="Integer", unit="℃", scale=1, minimum=-200, maximum=600
)
_BATTERY_STATE: Final = partial(
    declared, code="battery_state", type="Enum", options=("low", "middle", "high")
)
_UNIT: Final = declared(
    code="temp_unit_convert", dp_id=20, type="Enum", access="rw", options=("c", "f")
)

CLIMATE_SENSORS: Final = (
    Product(
        product_id="16qjjjnzx7hyveiq",
        kind="solar soil sensor (Wi-Fi)",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/zwjcy/"
            "zwjcy_16qjjjnzx7hyveiq.py"
        ),
        corrections=(_HUMIDITY(code="humidity", dp_id=111),),
    ),
    Product(
        product_id="datzwoplui1zao16",
        kind="temperature and humidity controller (TY-WSD-B)",
        evidence="home-assistant-libs/tuya-device-handlers#208",
        corrections=(
            _UNIT,
            _TEMPERATURE(code="temp_current", dp_id=27),
            _HUMIDITY(code="humidity_value", dp_id=46),
        ),
    ),
    Product(
        product_id="fsea1lat3vuktbt6",
        kind="weather station",
        evidence="home-assistant/core: fixture qxj_fsea1lat3vuktbt6",
        corrections=(
            correction(
                code="windspeed_unit_convert",
                options=("m_s",),
                reason="The device reports meters per second.",
            ),
            correction(
                code="wind_direct",
                spellings=(("", "none"),),
                reason="The device reports none where it has no reading.",
            ),
            correction(
                code="com_index",
                spellings=(("", "none"),),
                reason="The device reports none where it has no reading.",
            ),
        ),
    ),
    Product(
        product_id="jc1afi7ow32okd0h",
        kind="temperature and humidity sensor with a probe",
        evidence="home-assistant/core#163205",
        corrections=(
            correction(
                code=WHOLE_DEVICE,
                category=Category.TEMPERATURE_HUMIDITY_SENSOR,
                reason="It measures the climate and is listed as a breaker.",
            ),
            _TEMPERATURE(code="temp_current", dp_id=101),
            _HUMIDITY(code="humidity_value", dp_id=102),
            _BATTERY_STATE(dp_id=103),
            _TEMPERATURE(code="ext_temp", dp_id=106),
        ),
    ),
    Product(
        product_id="m7kacaxrxbxeegfs",
        kind="temperature and humidity sensor with a probe",
        evidence=(
            "home-assistant-libs/tuya-device-handlers: devices/wsdcg/"
            "wsdcg_m7kacaxrxbxeegfs.py"
        ),
        corrections=(_TEMPERATURE(code="ext_temp", dp_id=101, maximum=1000),),
    ),
    Product(
        product_id="x3o8epevyeo3z3oa",
        kind="temperature and humidity sensor (001TH0202)",
        evidence="home-assistant/core#163360; tuya/tuya-device-sharing-sdk#54",
        corrections=(
            _UNIT,
            _TEMPERATURE(code="temp_current", dp_id=27),
            _HUMIDITY(code="humidity_value", dp_id=46),
            _BATTERY_STATE(dp_id=101),
        ),
    ),
    Product(
        # units of it use two sets of numbers: 27, 46, 101 and 102, 103, 104
        product_id="xeagimantb7d7apb",
        kind="temperature and humidity sensor",
        evidence="home-assistant/core#163947",
        corrections=(
            _UNIT,
            _TEMPERATURE(code="temp_current"),
            _HUMIDITY(code="humidity_value"),
            _BATTERY_STATE(),
        ),
    ),
)
