"""Lights to simulate, and builders for their documents."""

import json
from typing import Final

from ..documents import Document, Point, boolean, demo, device, enum, integer, packed

CEILING: Final = "living_room_ceiling_light"
LAMP: Final = "reading_lamp"
WORKTOP: Final = "kitchen_worktop_light"
STRING: Final = "garden_string_lights"

ON: Final = boolean(value=True)
BRIGHT: Final = integer(10, 1000, 505)


def json_point(document: object) -> Point:
    """Return a writable JSON point without fields."""
    return packed("Json", json.dumps(document), "rw")


def main_of(device_id: str) -> str:
    """Return the unique id of the light of a device."""
    return f"{device_id}_switch_led"


LAMPS: Final[dict[str, Document]] = {
    CEILING: demo(CEILING),
    LAMP: demo(LAMP),
    WORKTOP: demo(WORKTOP),
    STRING: demo(STRING),
    # colors as hex digits, white without a temperature
    "hexadecimal": device(
        "dj",
        {
            "switch_led": ON,
            "work_mode": enum("white colour scene", "white"),
            "bright_value_v2": BRIGHT,
            "colour_data_v2": packed("String", "00f003e80320", "rw"),
            "scene_data_v2": packed("String", "000e0d0000000000000000c803e8", "rw"),
        },
    ),
    "kelvin": device(
        "dj", {"switch_led": ON, "temp_value": integer(2200, 5000, 3000, unit="K")}
    ),
    "plain": device("dj", {"switch_led": ON}),
    "dimmable": device("dj", {"switch_led": ON, "bright_value": BRIGHT}),
    # colors without white, scenes without a report
    "colored": device(
        "dj",
        {
            "switch_led": ON,
            "work_mode": enum("colour scene music", "colour"),
            "colour_data_v2": json_point({"h": 10, "s": 1000, "v": 1000}),
            "scene_data_v2": packed("Json", "", "rw"),
        },
    ),
    "humidifier": device(
        "jsq",
        {
            "switch_led": ON,
            "work_mode": enum("white colour", "colour"),
            "bright_value": integer(25, 255, 140),
            "colour_data_hsv": json_point({"h": 285, "s": 540, "v": 300}),
        },
    ),
}
# each of another product
for device_id, document in LAMPS.items():
    document["product_id"] = device_id
