"""Build what the cloud returns of a device: object, specification, thing model."""

import json
from hashlib import md5

from ..cloud import Cloud
from ..device import CREATED, LATITUDE, LONGITUDE, Device
from ..errors import DEVICE_UNSUPPORTED, FUNCTION_UNSUPPORTED, ApiError
from ..home import asset_id_of, home_id_of
from ..json_types import JsonObject, JsonValue
from ..limits import values_of
from ..thing_model import THING_TYPES

# Categories whose specification is refused when they have no data point. Other
# categories get empty lists. The real cloud does both.
UNSUPPORTED_CATEGORIES = frozenset({"wnykq", "hwktwkq", "qt", "tdq"})


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
    """Return what smart home projects and custom projects both see of a device."""
    answer: JsonObject = {
        **_every_service(device),
        "name": device.name,
        "online": cloud.home.is_online(device),
        "biz_type": 18,
    }
    if device.sub:
        answer |= {"node_id": device.node_id, "gateway_id": device.gateway}
    return answer


def thing_object(cloud: Cloud, device: Device) -> JsonObject:
    """Return a device as IoT Core describes it."""
    return {
        **_every_service(device),
        "name": device.product_name,
        "custom_name": device.name,
        "is_online": cloud.home.is_online(device),
        "bind_space_id": home_id_of(device),
    }


def _every_service(device: Device) -> JsonObject:
    """Return what every service says of a device, under the same names."""
    return {
        "id": device.id,
        "uuid": device.uuid,
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
        "sub": device.sub,
        "active_time": CREATED,
        "create_time": CREATED,
        "update_time": device.updated,
    }


def functions(
    device: Device, *, with_dp_id: bool = False, with_name: bool = False
) -> list[JsonValue]:
    """Return the functions of a device: `[{"code", "type", "values"}]`."""
    return [
        _described(device, code, entry, with_dp_id=with_dp_id, with_name=with_name)
        for code, entry in device.function.items()
    ]


def specification(
    device: Device, *, with_dp_id: bool = False, with_name: bool = False
) -> JsonObject:
    """Return category, functions and status; raise ApiError 2009 where refused.

    Both lists are always there: tuya-iot-py-sdk fails without one. At times the real
    cloud leaves empty ones out; a fault with `omit` does so too.
    """
    if not device.has_data_points and device.category in UNSUPPORTED_CATEGORIES:
        raise ApiError(DEVICE_UNSUPPORTED)
    return {
        "category": device.category,
        "functions": functions(device, with_dp_id=with_dp_id, with_name=with_name),
        "status": [
            _described(device, code, entry, with_dp_id=with_dp_id, with_name=with_name)
            for code, entry in device.status_range.items()
        ],
    }


def status(device: Device) -> list[JsonValue]:
    """Return the status of a device; raise ApiError 2003 where it is refused.

    A device with a thing model only is refused in some categories, and has an empty
    status in the others. The real cloud does both.
    """
    if (
        device.thing_model
        and not device.has_data_points
        and device.category in UNSUPPORTED_CATEGORIES
    ):
        raise ApiError(FUNCTION_UNSUPPORTED)
    return device.status_list()


def _described(
    device: Device,
    code: str,
    entry: JsonObject,
    *,
    with_dp_id: bool,
    with_name: bool,
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
    if with_name:
        answer |= {"name": entry.get("name", code), "lang_config": {}}
    if with_dp_id:
        answer["dp_id"] = device.dp_id(code)
    return answer


def thing_model(device: Device) -> str:
    """Return the thing model as the JSON text that the cloud sends.

    Without one in the device file it is made of the standard instruction set.
    """
    model = device.thing_model or {
        "modelId": md5(device.product_id.encode()).hexdigest()[:10],
        "services": [
            {
                "code": "",
                "name": "Default",
                "description": "",
                "properties": _standard_properties(device),
                "events": [],
                "actions": [],
            }
        ],
    }
    return json.dumps(model, ensure_ascii=False)


def _standard_properties(device: Device) -> list[JsonValue]:
    properties: list[JsonValue] = []
    for code, entry in device.data_points.items():
        reads, writes = device.reports(code), code in device.function
        properties.append(
            {
                "abilityId": device.dp_id(code),
                "code": code,
                "name": str(entry.get("name", code)),
                "description": "",
                "accessMode": "rw" if reads and writes else "wr" if writes else "ro",
                "typeSpec": {"type": _thing_type(entry), **values_of(entry)},
            }
        )
    return properties


def _thing_type(entry: JsonObject) -> str:
    return THING_TYPES.get(str(entry.get("type")).capitalize(), "string")


def shadow(device: Device) -> list[JsonObject]:
    """Return the current values of all data points, under the codes of the model.

    A property that has never been reported has no value and no time, and a property
    without a type has none, as recorded.
    """
    in_model = {device.standard_code(code) for code in device.properties}
    standard = [code for code in device.status if code not in in_model]
    answer: list[JsonObject] = []
    for code in [*device.properties, *standard]:
        known = device.properties.get(code)
        if known is not None and known.access == "wr":
            continue
        item: JsonObject = {
            "code": code,
            "custom_name": device.point_names.get(code, ""),
            "dp_id": device.dp_id(code),
        }
        stored = device.standard_code(code)
        if stored in device.status:
            item |= {
                "time": device.reported_at.get(stored, CREATED * 1000),
                "value": device.status[stored],
            }
        if known is None:
            item["type"] = _thing_type(device.status_range.get(code, {}))
        elif known.type is not None:
            item["type"] = known.type
        answer.append(item)
    return answer
