"""A ring that comes as an event is a report of the doorbell's data point."""

import pytest

from custom_components.tuya_cloud.model.doorbell import ring_item
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.status import parse_status_items

from .builders import NOW, device, entry, specification


@pytest.mark.parametrize(
    ("type_name", "value"),
    [
        ("Boolean", True),
        ("Enum", "ac_doorbell"),
        ("Integer", 1),
        ("Json", '{"cmd": "ac_doorbell"}'),
        ("Raw", "YWNfZG9vcmJlbGw="),
        ("String", "ac_doorbell"),
    ],
)
def test_the_data_point_decides_on_the_value(type_name: str, value: JsonValue) -> None:
    """Each can be decoded, so that it is an event."""
    made = device(specification(status=[entry("doorbell_active", type_name)]))
    item = ring_item(made, "ac_doorbell", NOW)
    assert item == {"code": "doorbell_active", "value": value, "t": NOW}
    made.apply_report(parse_status_items([item]), received_at=1.0, now_ms=NOW)
    assert made.value("doorbell_active") is not None


def test_the_usual_code_comes_first() -> None:
    """A doorbell without any of the data points gets the usual one."""
    codes = ("doorbell_active", "doorbell_call", "doorbell")
    status = [entry(code, "Boolean") for code in codes]
    for number, code in enumerate(codes, 1):
        made = device(specification(status=status[:number]))
        assert ring_item(made, "doorbell", None)["code"] == code
    made = device(specification())
    assert ring_item(made, "doorbell", None) == {
        "code": "doorbell",
        "value": True,
        "t": None,
    }
