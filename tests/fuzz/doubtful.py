"""Devices whose specifications are likely to be wrong."""

import random
from typing import Any, Final

from custom_components.tuya_cloud.model.identity import Identity

from .mutation import JUNK, Document

_NUMBERS: Final = {
    "cur_voltage": ("V", [300, 1000, 2500, 5000], [0, 12, 230, 2306, 4801]),
    "cur_power": ("W", [3000, 50000, 99999], [0, 230, 2300, 23000]),
    "cur_current": ("mA", [30000], [0, 500, 1000, 10000]),
    "add_ele": ("kwh", [500, 50000], [1, 499, 501, 60000]),
    "battery_percentage": ("%", [3, 4, 5, 10, 100, 500], [0, 3, 5, 100, 480]),
    "va_humidity": ("%", [100, 1000], [55, 550]),
    "temp_set": ("℃/F", [31, 88, 310, 880], [16, 24, 61, 75, 88, 240, 750]),
    "temp_set_f": ("℉", [88, 880], [61, 75, 610, 750]),
    "temp_current": ("", [100, 1000], [24, 75, 240]),
    "temp_current_f": ("", [212], [75, -19000]),
    "temp_c": ("", [60], [24]),
    "temp_f": ("", [140], [75]),
}


def doubtful(rng: random.Random) -> tuple[Identity, Document, dict[str, Any]]:
    """Return a device, its specification, and its values."""
    category = rng.choice(["kt", "wk", "cz", "znrb"])
    entries = []
    values: dict[str, Any] = {}
    for code in rng.sample([*_NUMBERS], rng.randint(1, len(_NUMBERS))):
        unit, maxima, raws = _NUMBERS[code]
        low = rng.choice([16, 61, 160]) if "set" in code else 0
        described = {
            "unit": unit if rng.random() < 0.8 else rng.choice(["", "℃", "x"]),
            "min": low,
            "max": rng.choice(maxima),
            "scale": rng.choice([0, 0, 0, 1]),
            "step": 1,
        }
        entries.append({"code": code, "type": "Integer", "values": described})
        if rng.random() < 0.9:
            values[code] = rng.choice(raws if rng.random() < 0.9 else JUNK)
    if rng.random() < 0.5:
        described = {"range": ["c", "f"]}
        entry = {"code": "temp_unit_convert", "type": "Enum", "values": described}
        entries.append(entry)
        values["temp_unit_convert"] = rng.choice(["c", "f", "x"])
    functions = [entry for entry in entries if "set" in entry["code"]]
    document = {"category": category, "functions": functions, "status": entries}
    return {"id": "fuzzed", "category": category}, document, values
