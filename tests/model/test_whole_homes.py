"""Devices of whole homes: every data point exists and has the correct value.

Expected values are computed from the files alone: those of the demo home, and those of
real devices if they are beside the checkout.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import parse_identity
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)
from simulator.server import DEMO_HOME
from tests.conftest import REAL_DEVICES

# devices with tests of their own: of special cases, and of a thing model alone
ODD = ("workshop_controller", "television_backlight")
FILES = [
    path
    for folder in (DEMO_HOME, REAL_DEVICES)
    for path in sorted(folder.glob("*.json"))
    if path.stem not in ODD
]

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def load(path: Path) -> dict[str, Any]:
    """Return the document of a device."""
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def entries(described: dict[str, Any]) -> list[JsonObject]:
    """Return a list of a specification in the form of the OpenAPI."""
    return [
        {"code": code, "type": item["type"], "values": json.dumps(item["value"])}
        for code, item in described.items()
    ]


def parse(loaded: dict[str, Any]) -> Specification:
    """Return the specification of a device's file."""
    return parse_specification(
        {
            "category": loaded["category"],
            "functions": [*entries(loaded["function"])],
            "status": [*entries(loaded["status_range"])],
        }
    )


def make(loaded: dict[str, Any]) -> Device:
    """Return the device of a file, with JSON values as text like the cloud's."""
    status: JsonObject = {
        code: json.dumps(raw) if isinstance(raw, dict | list) else raw
        for code, raw in loaded["status"].items()
    }
    identity = parse_identity({**loaded, "id": "device"})
    return Device.create(identity, parse(loaded), status)


def described(loaded: dict[str, Any], code: str) -> dict[str, Any]:
    """Return the description of a reported code."""
    found: dict[str, Any] = loaded["status_range"].get(code) or loaded["function"][code]
    return found


def test_every_code_has_a_point_of_its_type(path: Path) -> None:
    """Its access follows from the lists."""
    loaded = load(path)
    made = make(loaded)
    codes = {**loaded["function"], **loaded["status_range"], **loaded["status"]}
    assert made.points.keys() == codes.keys()
    for code, made_point in made.points.items():
        assert made_point.type_name.lower() == described(loaded, code)["type"].lower()
        assert made_point.writable == (code in loaded["function"])
        assert made_point.readable or code not in loaded["status_range"]


def test_every_number_is_correct(path: Path) -> None:
    """A value is raw divided by ten to the scale; percentages may be in tenths."""
    loaded = load(path)
    made = make(loaded)
    for code, raw in loaded["status"].items():
        said = described(loaded, code)
        if said["type"] != "Integer":
            continue
        scale = int(said["value"]["scale"])
        if said["value"].get("unit") == "%" and not scale:
            scale = 1 if int(said["value"]["max"]) == 1000 else 0
        expected = Decimal(raw).scaleb(-scale)
        assert Decimal(str(made.value(code))) == expected, code


def test_every_other_value_is_shown(path: Path) -> None:
    """The expected value follows from the type."""
    loaded = load(path)
    made = make(loaded)
    for code, raw in loaded["status"].items():
        said = described(loaded, code)
        value = made.value(code)
        match said["type"].lower():
            case "json" if isinstance(raw, str) and raw:
                assert value == json.loads(raw), code
            case "boolean" | "json":
                assert value == (raw if raw != "" else None), code
            case "enum":
                assert value == (str(raw) or None), code
                assert value is None or value in made.options(code), code
            case "string":
                assert value == str(raw), code
            case "bitmap":
                labels = said["value"]["label"]
                assert value == tuple(
                    label for bit, label in enumerate(labels) if raw & 2**bit
                ), code
            case "raw":
                assert (value is None) == (raw in {"", "**REDACTED**"}), code
            case kind:
                assert kind == "integer"


def test_every_writable_value_is_encoded_to_itself(path: Path) -> None:
    """Decoding and encoding agree for real values."""
    loaded = load(path)
    made = make(loaded)
    for code, made_point in made.points.items():
        value = made.value(code)
        if not made_point.writable or value is None or code in made.warnings:
            continue
        if made_point.type_name == "Raw":
            assert made_point.encode(value) == loaded["status"][code], code
        elif made_point.type_name != "Json":  # scenes are reported out of range
            sent = made_point.encode(value)
            assert made_point.decode(sent).value == value, code


def test_device_survives_a_restart(path: Path) -> None:
    """Points, readings and warnings are restored."""
    loaded = load(path)
    made = make(loaded)
    stored = json.loads(json.dumps(made.to_json()))
    restored = Device.from_stored(stored, parse(loaded))
    assert restored.points == made.points
    assert restored.readings == made.readings
    assert restored.warnings == made.warnings
