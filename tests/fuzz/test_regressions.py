"""Random examples that found errors."""

import json

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.json_text import load_json
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.points import EnumPoint
from custom_components.tuya_cloud.model.specification import parse_specification
from simulator import Simulator


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1" + "0" * 40, 1e40, id="beyond 64 bits"),
        pytest.param("-1" + "0" * 400, None, id="beyond all floats"),
        pytest.param("NaN", None, id="no number"),
        pytest.param("-Infinity", None, id="without end"),
        pytest.param(r'"a\ud800"', "a?", id="half a surrogate pair"),
        pytest.param(r'{"\udfff": [1e999]}', {"?": [None]}, id="deep inside"),
    ],
)
def test_values_of_json_text_can_be_stored(text: str, value: object) -> None:
    """Numbers and characters that Home Assistant cannot store are replaced."""
    loaded = load_json(text.encode())
    assert loaded == value
    json_bytes(loaded)


def test_deep_nesting_is_refused() -> None:
    """A text of many brackets is refused like invalid JSON."""
    with pytest.raises(ValueError, match="deep"):
        load_json(b"[" * 200_000)


def test_a_point_of_two_types_keeps_its_first() -> None:
    """A function and a status of different types once gave a switch a bitmap value."""
    described: JsonObject = {"code": "switch", "type": "Boolean", "values": "{}"}
    labels = json.dumps({"label": ["a", "b"]})
    reported = described | {"type": "Bitmap", "values": labels}
    specification = parse_specification(
        {"category": "kg", "functions": [described], "status": [reported]}
    )
    assert specification.warnings
    device = Device.create({"id": "fuzzed"}, specification, {"switch": True})
    assert device.value("switch") is True
    assert [plan.codes for plan in discover(device)] == [{"switch"}]


def test_an_option_is_at_most_as_long_as_a_state() -> None:
    """Home Assistant logs a warning for longer states."""
    longest, longer = "a" * 255, "a" * 256
    values = json.dumps({"range": ["short", longest, longer]})
    described: JsonObject = {"code": "mode", "type": "Enum", "values": values}
    specification = parse_specification({"category": "kg", "status": [described]})
    point = specification.points["mode"]
    assert isinstance(point, EnumPoint)
    assert point.options == ("short", longest)
    assert point.decode(longest).value == longest
    assert point.decode(longer).value is None


@pytest.mark.parametrize("code", [[], {}, None, 1e400, "x"])
async def test_a_refusal_with_a_strange_code_is_a_bad_answer(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, code: object
) -> None:
    """Set-up is retried, and does not fail with an unexpected exception."""
    body = json.dumps({"success": False, "code": code, "msg": ""})
    simulator.add_fault("GET *", {"body": body})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state.recoverable
    assert entry.reason
