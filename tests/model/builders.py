"""Builders of specifications, data points and devices for tests."""

import json

import pytest

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import DataPoint, InvalidCommandError
from custom_components.tuya_cloud.model.reading import Update
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)
from custom_components.tuya_cloud.model.status import StatusItem

# the local time of reports, ms since the epoch
NOW = 1_700_000_000_000


def entry(code: str, type_name: str, values: JsonValue = None) -> JsonObject:
    """Return an entry of a specification, with its values as JSON text."""
    return {
        "code": code,
        "type": type_name,
        "values": values if isinstance(values, str) else json.dumps(values or {}),
    }


def specification(
    *, functions: list[JsonObject] | None = None, status: list[JsonObject] | None = None
) -> Specification:
    """Return a parsed specification of category "test"."""
    return parse_specification(
        {
            "category": "test",
            "functions": [*(functions or [])],
            "status": [*(status or [])],
        }
    )


def point(type_name: str, values: JsonValue = None) -> DataPoint:
    """Return a data point "point" that can be read and written."""
    described = entry("point", type_name, values)
    return specification(functions=[described], status=[described]).points["point"]


def warnings_of(type_name: str, values: JsonValue = None) -> tuple[str, ...]:
    """Return the warnings of a specification with such a point."""
    return specification(status=[entry("point", type_name, values)]).warnings


def refusal(made: DataPoint, value: object) -> InvalidCommandError:
    """Return the error that encoding a value raises."""
    with pytest.raises(InvalidCommandError) as caught:
        made.encode(value)
    return caught.value


def device(parsed: Specification, status: JsonObject | None = None) -> Device:
    """Return a device with a specification and values."""
    return Device.create({"id": "device-1", "name": "Lamp"}, parsed, status or {})


def lamp() -> Specification:
    """Return the specification of a lamp."""
    mode = entry("mode", "Enum", {"range": ["white", "colour"]})
    bright = entry("bright", "Integer", {"min": 0, "max": 100, "scale": 1})
    return specification(
        functions=[entry("switch", "Boolean"), mode, bright, entry("reset", "Boolean")],
        status=[entry("switch", "Boolean"), mode, bright],
    )


def changes(*, reported: str = "", changed: str = "", added: str = "") -> Update:
    """Return an update of codes, separated by spaces."""
    return Update({*reported.split()}, {*changed.split()}, {*added.split()})


def report(
    made: Device,
    code: str,
    raw: JsonValue,
    *,
    at: int | None = None,
    now: int = NOW,
    received_at: float = 100.0,
    message_id: str = "",
) -> Update:
    """Let a device report one value."""
    item = StatusItem(code, raw, at)
    return made.apply_report(
        [item], received_at=received_at, now_ms=now, message_id=message_id
    )
