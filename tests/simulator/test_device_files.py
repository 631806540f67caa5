"""Device files: copies, optional keys, and files that are wrong."""

from pathlib import Path

import pytest

from simulator.device import Device, TimeFormat, load_devices


def test_copies_and_time_formats(device_files: Path) -> None:
    """Copies have copies of their gateways; the four time formats occur."""
    devices = {each.id: each for each in load_devices(device_files, copies=3)}
    assert len(devices) == 15
    assert devices["button-3"].gateway == "gateway-3"
    assert devices["button-3"].name == "Button 3"
    assert devices["button-3"].local_key != devices["button"].local_key
    assert [each.express(1700000000999) for each in TimeFormat] == [
        1700000000999,
        "1700000000999",
        1700000000,
        "1700000000",
    ]


def test_either_entry_may_hold_id_and_name() -> None:
    """A data point has the id and the name of its function or of its status."""
    plain = {"type": "Boolean", "value": {}}
    device = Device.from_json(
        "plug",
        {
            "name": "Plug",
            "category": "cz",
            "product_id": "plug",
            "product_name": "Plug",
            "function": {"switch_1": plain, "switch_2": plain | {"dp_id": 1}},
            "status_range": {
                "switch_1": plain | {"dp_id": 7, "name": "Left"},
                "switch_2": plain,
                "switch_3": plain,
            },
        },
    )
    codes = ["switch_1", "switch_2", "switch_3"]
    assert [device.dp_id(code) for code in codes] == [7, 1, 2]
    assert device.data_points["switch_1"]["name"] == "Left"


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"name": "Lamp", "color": 1}', '{"time_format": "hours"}']
)
def test_a_wrong_file_is_named(device_files: Path, text: str) -> None:
    """The error holds the path of the file."""
    path = device_files / "wrong.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.json: "):
        load_devices(device_files)
