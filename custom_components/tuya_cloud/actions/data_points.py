"""Actions on the data points of a device: send, read anew."""

import base64
from collections.abc import Mapping
from typing import Any, Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from ..cloud.things import issue_properties
from ..model.json_types import JsonValue
from .action import Action, Target, refuse

VALUES: Final = probatio.All(
    probatio.Schema({cv.string: object}), probatio.Length(min=1)
)


async def _send(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Set data points, each value checked as those of entities are."""
    values: Mapping[str, object] = data["values"]
    for code in values:
        if code not in target.device.points:
            raise refuse("unknown_data_point", code=code, device=target.device.name)
    await target.coordinator.send(target.device, dict(values))
    return None


async def _send_properties(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Set properties of the thing model; the cloud checks codes and values."""
    properties: Mapping[str, JsonValue] = data["properties"]
    await issue_properties(target.coordinator.api, target.device.id, properties)
    return None


async def _read(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Read a device from the cloud, and return its data points."""
    device = target.device
    await target.coordinator.read_device(device)
    return {
        "name": device.name,
        "online": device.online,
        "data_points": {
            code: {
                "value": _shown(device.value(code)),
                "raw": device.raw(code),
                "writable": point.writable,
            }
            for code, point in sorted(device.points.items())
        },
    }


def _shown(value: Any) -> JsonValue:
    """Return a decoded value as JSON: bytes as base64."""
    shown: JsonValue = value
    return base64.b64encode(value).decode() if isinstance(value, bytes) else shown


ACTIONS: Final = (
    Action(
        name="send_data_points",
        run=_send,
        fields={probatio.Required("values"): VALUES},
    ),
    Action(
        name="send_properties",
        run=_send_properties,
        fields={probatio.Required("properties"): VALUES},
    ),
    Action(name="read_device", run=_read, response=SupportsResponse.OPTIONAL),
)
