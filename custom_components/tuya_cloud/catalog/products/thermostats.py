"""Thermostats of rooms, floors and radiators."""

from typing import Final

from .product import Product, correction

THERMOSTATS: Final = (
    Product(
        product_id="IAYz2WK1th0cMLmL",
        kind="floor and boiler thermostat (Beca BHT-002)",
        evidence="home-assistant/core#63941; home-assistant/core#61876",
        corrections=(
            correction(
                code="temp_set",
                scale=0,
                factor=0.5,
                step=1,
                expected=(("scale", 1), ("step", 5)),
                reason="It counts half degrees.",
            ),
            correction(
                code="upper_temp",
                factor=0.5,
                step=1,
                expected=(("scale", 0), ("step", 5)),
                reason="It counts half degrees.",
            ),
            correction(
                code="upper_temp",
                plays="temp_current",
                reason="It is the temperature of the room, not a limit.",
            ),
        ),
    ),
    Product(
        product_id="cpmgn2cf",
        kind="radiator valve",
        evidence="home-assistant-libs/tuya-device-handlers#207",
        corrections=(
            correction(
                code="mode",
                options=("comfort", "BOOST", "temp_auto"),
                reason="Three modes are missing.",
            ),
        ),
    ),
    Product(
        product_id="if6pqia2gbtvqa6l",
        kind="room thermostat (R11)",
        evidence="home-assistant-libs/tuya-device-handlers#186",
        corrections=(
            correction(
                code="mode",
                options=("home",),
                reason="The device reports the mode home.",
            ),
        ),
    ),
    Product(
        product_id="sazyjrekgpn4cuvy",
        kind="room thermostat",
        evidence="home-assistant/core#171131",
        corrections=(
            correction(
                code="battery_percentage",
                unit="%",
                factor=20,
                expected=(("unit", ""), ("scale", 0), ("max", 5)),
                reason="The battery has five bars of 20 % each.",
            ),
        ),
    ),
    Product(
        product_id="ucf09xuve67adcp4",
        kind="floor thermostat (Warmtec T510)",
        evidence="home-assistant/core#167770",
        corrections=(
            correction(
                code="mode",
                options=("comfort", "holiday"),
                reason="Two modes are missing.",
            ),
        ),
    ),
)
