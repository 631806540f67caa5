"""A home with a device of each type of data point."""

from pathlib import Path
from typing import Final

import pytest
from homeassistant.const import Platform

from ..documents import boolean, device, enum, integer, packed
from ..homes import write_files

DEVICES: Final = {
    "plug": device(
        "cz",
        {
            "switch_1": boolean(value=True),
            "cur_voltage": integer(0, 500, 230, "r", unit="V"),
            "brightness": integer(10, 1000, 500),
            "light_mode": enum("relay pos none", "relay"),
            "fault": (
                {"type": "Bitmap", "value": {"label": ["hot", "cold"]}},
                "r",
                1,
            ),
            "note": packed("String", "secret words"),
            "cycle_time": packed("String", "AQID"),
            "random_time": packed("Raw", "AQID"),
            "child_lock": boolean(value=False, access="r"),
        },
    )
    | {"name": "Hall plug", "product_name": "Metering plug", "product_id": "plugs"},
    "twin": device("cz", {"cur_voltage": integer(0, 500, 231, "r", unit="V")})
    | {"name": "Twin", "product_id": "plugs"},
    "blind": device(
        "clkg",
        {
            "control": enum("open stop close", "stop"),
            "percent_control": integer(0, 100, 30, unit="%"),
            "percent_state": integer(0, 100, 30, "r", unit="%"),
        },
    )
    | {"name": "Blind"},
    "lamp": device(
        "dj",
        {
            "switch_led": boolean(value=True),
            "bright_value_v2": integer(10, 1000, 1000),
            "temp_value_v2": integer(0, 1000, 100),
        },
    )
    | {"name": "Lamp"},
    "feeder": device("cwwsq", {"meal_plan": packed("Raw", "fwcAAwE=", "rw")})
    | {"name": "Feeder"},
    "odd": device(
        "cz",
        {
            "switch_1": boolean(value=2),
            "schedule": packed("Json", '{"on": [7, 22]}', "rw"),
        },
    )
    | {"name": "Odd"},
    "nameless": device("cz", {"switch": boolean(value=True)})
    | {"name": "Nameless", "product_id": ""},
}
# the cloud lists no such code
DEVICES["plug"]["status"]["spare"] = 12


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the devices."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the platforms that show them."""
    platforms = [
        Platform.BINARY_SENSOR,
        Platform.COVER,
        Platform.LIGHT,
        Platform.NUMBER,
        Platform.SELECT,
        Platform.SENSOR,
        Platform.SWITCH,
    ]
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", platforms)
