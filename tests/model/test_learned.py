"""What a device has shown beyond its specification, and what may be sent back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.learned import Learned
from custom_components.tuya_cloud.model.points import InvalidCommandError
from custom_components.tuya_cloud.model.specification import parse_specification
from custom_components.tuya_cloud.model.status import StatusItem

CHANNEL: JsonObject = {"min": 0, "max": 255}
BULB: JsonObject = {
    "category": "dj",
    "functions": [
        {"code": "mode", "type": "Enum", "values": {"range": ["white", "colour"]}},
        {"code": "bright", "type": "Integer", "values": {"min": 10, "max": 255}},
        {
            "code": "colour_data",
            "type": "Json",
            "values": {"h": {"min": 0, "max": 360}, "s": CHANNEL, "v": CHANNEL},
        },
    ],
}


def bulb(stored: JsonObject | None = None) -> Device:
    """Return a bulb, new or as stored."""
    specification = parse_specification(BULB | {"status": BULB["functions"]})
    if stored is not None:
        return Device.from_stored(stored, specification)
    return Device.create({"id": "bulb"}, specification)


def report(device: Device, code: str, raw: JsonValue) -> None:
    """Have a device report a value."""
    device.apply_report([StatusItem(code, raw)], received_at=0, now_ms=0)


@pytest.mark.parametrize(
    ("code", "reported", "then", "value", "wire"),
    [
        ("mode", "music", "white", "music", "music"),
        ("bright", 300, 100, 300, 300),
        ("bright", 300, 100, 280, 280),
        ("bright", 5, 100, 5, 5),
        (
            "colour_data",
            '{"h":0,"s":0,"v":700}',
            '{"h":0,"s":0,"v":20}',
            {"h": 0, "s": 1000, "v": 1000},
            '{"h":0,"s":1000,"v":1000}',
        ),
    ],
)
def test_what_was_reported_may_be_sent_back(
    code: str, reported: JsonValue, then: JsonValue, value: Any, wire: JsonValue
) -> None:
    """Also after a restart; nothing else beyond the specification."""
    device = bulb()
    with pytest.raises(InvalidCommandError):
        device.encode(code, value)
    report(device, code, reported)
    report(device, code, then)
    assert device.encode(code, value) == wire
    assert bulb(device.to_json()).encode(code, value) == wire


@pytest.mark.parametrize(
    ("code", "reported", "value"),
    [
        ("mode", "music", "scene"),
        ("bright", 300, 301),
        # a fault of the device
        ("bright", 65_535, 65_535),
        ("bright", True, 0),
        ("colour_data", '{"h":0,"s":0,"v":700}', {"h": 400, "s": 0, "v": 0}),
    ],
)
def test_all_else_is_still_refused(
    code: str, reported: JsonValue, value: object
) -> None:
    """What was reported widens what may be sent no further."""
    device = bulb()
    report(device, code, reported)
    with pytest.raises(InvalidCommandError):
        device.encode(code, value)


def test_nothing_is_stored_of_a_device_that_is_as_specified() -> None:
    """The file stays as small as it is."""
    device = bulb()
    report(device, "mode", "white")
    report(device, "bright", 10)
    assert "learned" not in device.to_json()


def test_the_history_of_reports_outlives_a_restart() -> None:
    """It takes days to know a total from pieces."""
    device = bulb()
    for time, number in ((1, 10), (3_600_001, 12), (7_200_001, 11)):
        item = StatusItem("bright", number, time)
        assert device.learned.remember([item], {"bright"})
    assert not device.learned.remember([StatusItem("mode", "white")], {"bright"})
    restored = bulb(device.to_json())
    assert restored.learned.history == device.learned.history


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
KEPT = st.dictionaries(st.sampled_from(["mode", "bright", "colour_data.v"]), JSON)


@given(st.fixed_dictionaries({"options": KEPT, "limits": KEPT, "history": KEPT}) | JSON)
def test_what_is_stored_may_be_broken(document: Any) -> None:
    """Then it is dropped."""
    learned = Learned.from_json(document)
    assert Learned.from_json(learned.to_json()) == learned
    for point in bulb().points.values():
        learned.widened(point)
