"""Device files to simulate: files of the demo home, and builders for others."""

import json
from collections.abc import Mapping
from typing import Any

from simulator.json_types import JsonValue
from simulator.server import DEMO_HOME

type Document = dict[str, Any]
type Point = tuple[Document, str, JsonValue]


def demo(name: str) -> Document:
    """Return a device of the demo home, online and without a gateway."""
    text = (DEMO_HOME / f"{name}.json").read_text(encoding="utf-8")
    document: Document = json.loads(text)
    return document | {"online": True, "sub": False, "gateway": ""}


def boolean(value: JsonValue, access: str = "rw") -> Point:
    """Return a Boolean point; ``access`` is one of r, w and rw."""
    return {"type": "Boolean", "value": {}}, access, value


def enum(options: str, value: JsonValue, access: str = "rw") -> Point:
    """Return an enum point; ``options`` are words."""
    return {"type": "Enum", "value": {"range": options.split()}}, access, value


def integer(
    minimum: int,
    maximum: int,
    value: JsonValue,
    access: str = "rw",
    **values: JsonValue,
) -> Point:
    """Return a value point; ``values`` may hold unit, scale and step."""
    limits = {"unit": "", "scale": 0, "step": 1, "min": minimum, "max": maximum}
    return {"type": "Integer", "value": limits | values}, access, value


def packed(kind: str, value: JsonValue, access: str = "r") -> Point:
    """Return a point that holds text or bytes; ``kind`` is String, Raw or Json."""
    return {"type": kind, "value": {}}, access, value


def device(category: str, points: Mapping[str, Point]) -> Document:
    """Return a device with these points, by code."""
    return {
        "name": "Device",
        "category": category,
        "product_id": f"made{category}",
        "product_name": "Product",
        "online": True,
        "sub": False,
        "time_zone": "+01:00",
        "function": {
            code: entry for code, (entry, access, _) in points.items() if "w" in access
        },
        "status_range": {
            code: entry for code, (entry, access, _) in points.items() if "r" in access
        },
        "status": {
            code: value for code, (_, access, value) in points.items() if "r" in access
        },
    }


def thing_property(
    code: str, dp_id: int, kind: str, access: str = "rw", **values: JsonValue
) -> Document:
    """Return a property of a thing model; ``values`` are those of its type."""
    return {
        "abilityId": dp_id,
        "accessMode": access,
        "code": code,
        "name": code,
        "typeSpec": {"type": kind, **values},
    }


def thing(
    category: str, properties: list[Document], status: Mapping[str, JsonValue]
) -> Document:
    """Return a device that only its thing model describes."""
    model = {"modelId": f"made{category}", "services": [{"properties": properties}]}
    return device(category, {}) | {"thing_model": model, "status": dict(status)}
