"""Build what the cloud returns of a device: object, specification, thing model."""

import json
from hashlib import md5

from ..cloud import Cloud, home_id_of
from ..device import CREATED, LATITUDE, LONGITUDE, Device
from ..errors import DEVICE_UNSUPPORTED, ApiError
from ..home import asset_id_of
from ..json_types import JsonObject, JsonValue
from ..limits import values_of

# Categories whose specification call is refused when they have no data point. Other
# categories get an answer without functions and status. The real cloud does both.
UNSUPPORTED_CATEGORIES = frozenset({"wnykq", "hwktwkq", "qt", "tdq"})

THING_TYPES = {
    "boolean": "bool",
    "integer": "value",
    "enum": "enum",
    "string": "string",
    "json": "string",
    "raw": "raw",
    "bitmap": "bitmap",
}


def home_object(cloud: Cloud, device: Device) -> JsonObject:
    """Return a device as smart home projects see it."""
    return _common(cloud, device) | {
        "uid": cloud.account.uid,
        "owner_id": home_id_of(device),
        "status": device.status_list(),
    }


def custom_object(cloud: Cloud, device: Device) -> JsonObject:
    """Return a device as custom projects see it: without a status."""
    return _common(cloud, device) | {
        "asset_id": asset_id_of(device),
        "category_name": device.product_name,
        "gateway_id": device.gateway,
    }


def _common(cloud: Cloud, device: Device) -> JsonObject:
    answer: JsonObject = {
        "id": device.id,
        "uuid": device.uuid,
        "name": device.name,
        "category": device.category,
        "product_id": device.product_id,
        "product_name": device.product_name,
        "model": device.model,
        "icon": f"smart/icon/simulated/{device.category}.png",
        "ip": "" if device.sub else "192.0.2.17",
        "lat": LATITUDE,
        "lon": LONGITUDE,
        "time_zone": device.time_zone,
        "local_key": device.local_key,
        "online": cloud.home.is_online(device),
        "sub": device.sub,
        "biz_type": 18,
        "active_time": CREATED,
        "create_time": CREATED,
        "update_time": device.updated,
    }
    if device.sub:
        answer |= {"node_id": device.node_id, "gateway_id": device.gateway}
    return answer


def thing_object(cloud: Cloud, device: Device) -> JsonObject:
    """Return a device as IoT Core describes it."""
    return {
        "id": device.id,
        "uuid": device.uuid,
        "name": device.product_name,
        "custom_name": device.name,
        "category": device.category,
        "product_id": device.product_id,
        "product_name": device.product_name,
        "model": device.model,
        "icon": f"smart/icon/simulated/{device.category}.png",
        "ip": "" if device.sub else "192.0.2.17",
        "lat": LATITUDE,
        "lon": LONGITUDE,
        "time_zone": device.time_zone,
        "local_key": device.local_key,
        "is_online": cloud.home.is_online(device),
        "sub": device.sub,
        "bind_space_id": home_id_of(device),
        "active_time": CREATED,
        "create_time": CREATED,
        "update_time": device.updated,
    }


def functions(device: Device, *, with_dp_id: bool = False) -> list[JsonValue]:
    """Return the functions of a device: `[{"code", "type", "values"}]`."""
    return [
        _described(device, code, entry, with_dp_id=with_dp_id)
        for code, entry in device.function.items()
    ]


def specification(device: Device, *, with_dp_id: bool = False) -> JsonObject:
    """Return category, functions and status; raise ApiError 2009 where refused.

    Sub-devices omit an empty list, other devices send it.
    """
    if not device.has_data_points:
        if device.category in UNSUPPORTED_CATEGORIES:
            raise ApiError(DEVICE_UNSUPPORTED)
        return {"category": device.category}
    answer: JsonObject = {"category": device.category}
    status: list[JsonValue] = [
        _described(device, code, entry, with_dp_id=with_dp_id)
        for code, entry in device.status_range.items()
    ]
    for name, points in (
        ("functions", functions(device, with_dp_id=with_dp_id)),
        ("status", status),
    ):
        if points or not device.sub:
            answer[name] = points
    return answer


def _described(
    device: Device, code: str, entry: JsonObject, *, with_dp_id: bool
) -> JsonObject:
    values = entry.get("value")
    answer: JsonObject = {
        "code": code,
        "type": entry.get("type"),
        "values": values
        if isinstance(values, str)
        else json.dumps(values, ensure_ascii=False, separators=(",", ":")),
    }
    if "name" in entry:
        answer |= {"name": entry["name"], "desc": entry["name"]}
    if with_dp_id:
        answer["dp_id"] = device.dp_id(code)
    return answer


def thing_type(entry: JsonObject) -> str:
    """Return the name of a data point type in the thing model."""
    return THING_TYPES.get(str(entry.get("type")).lower(), "string")


def thing_model(device: Device) -> str:
    """Return the thing model as the JSON text that the cloud sends."""
    properties = []
    for code, entry in device.data_points.items():
        reads, writes = device.reports(code), code in device.function
        properties.append(
            {
                "abilityId": device.dp_id(code),
                "code": code,
                "name": str(entry.get("name", code)),
                "description": "",
                "accessMode": "rw" if reads and writes else "wr" if writes else "ro",
                "typeSpec": {"type": thing_type(entry), **values_of(entry)},
            }
        )
    service = {
        "code": "",
        "name": "Default",
        "description": "",
        "properties": properties,
        "events": [],
        "actions": [],
    }
    model_id = md5(device.product_id.encode()).hexdigest()[:10]
    return json.dumps({"modelId": model_id, "services": [service]}, ensure_ascii=False)
