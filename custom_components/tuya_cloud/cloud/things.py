"""Calls of IoT Core for single devices: thing model, shadow and commands to it.

Every kind of project has them, if it is authorized for IoT Core (section 5 of the
protocol reference).
"""

import json
from collections.abc import Mapping

from .answers import object_
from .api import TuyaApi
from .errors import CommandRejectedError
from .json_types import JsonObject, JsonValue


async def get_thing_model(api: TuyaApi, device_id: str) -> JsonValue:
    """Return the thing model of a device's product as the cloud sends it: JSON text."""
    result = await api.get("/v2.0/cloud/thing/{id}/model", path={"id": device_id})
    return object_(result).get("model")


async def get_shadow(api: TuyaApi, device_id: str) -> JsonObject:
    """Return {"properties": [{"code", "dp_id", "type", "value", "time"}]}."""
    template = "/v2.0/cloud/thing/{id}/shadow/properties"
    return object_(await api.get(template, path={"id": device_id}))


async def issue_properties(
    api: TuyaApi, device_id: str, values: Mapping[str, JsonValue]
) -> None:
    """Set data points by the codes of the thing model, in one request.

    Returns when the cloud has accepted the command. Raises CommandRejectedError when
    the cloud refuses without a code.
    """
    accepted = await api.post(
        "/v2.0/cloud/thing/{id}/shadow/properties/issue",
        path={"id": device_id},
        body={"properties": json.dumps(dict(values))},
    )
    if accepted is False:
        raise CommandRejectedError("The cloud did not accept the command")


async def get_dp_ids(api: TuyaApi, device_id: str) -> list[JsonValue]:
    """Return the entries of a standard specification, each with its dp id."""
    template = "/v1.1/devices/{id}/specifications"
    result = object_(await api.get(template, path={"id": device_id}))
    entries: list[JsonValue] = []
    for name in ("functions", "status"):
        listed = result.get(name)
        entries += listed if isinstance(listed, list) else []
    return entries
