"""Reads the cloud's answers: what may be wrong with them, and devices in one shape.

What an answer holds beyond what is documented here (local keys, addresses,
coordinates) goes no further.
"""

from .errors import BadAnswerError
from .json_types import JsonObject, JsonValue

_DEVICE_TEXTS = (
    "id",
    "name",
    "category",
    "product_id",
    "product_name",
    "model",
    "icon",
    "time_zone",
    "uuid",
    "gateway_id",
    "node_id",
)


def devices_in(documents: JsonValue) -> list[JsonObject]:
    """Return the devices that can be told apart.

    A device is {"id", "name", "category", "product_id", "product_name", "model",
    "icon", "time_zone", "uuid", "gateway_id", "node_id", "owner_id": text ("" when
    not given), "online", "sub": bool, "active_time": seconds since 1970 (0 when
    not given), "status": [{"code", "value"}]}. owner_id is the home of a smart home
    device and the asset of a custom one.
    """
    devices: list[JsonObject] = []
    for document in objects(documents):
        device: JsonObject = {key: text(document.get(key)) for key in _DEVICE_TEXTS}
        if not device["id"]:
            continue
        owner = text(document.get("owner_id")) or text(document.get("asset_id"))
        active_time = document.get("active_time")
        device |= {
            "owner_id": owner,
            "online": document.get("online") is True,
            "sub": document.get("sub") is True,
            "active_time": active_time if isinstance(active_time, int) else 0,
            "status": [*status_in(document.get("status"))],
        }
        devices.append(device)
    return devices


def status_in(items: JsonValue) -> list[JsonObject]:
    """Return the items that say a code and a value, and nothing else of them."""
    return [
        {"code": item["code"], "value": item["value"]}
        for item in objects(items)
        if isinstance(item.get("code"), str) and "value" in item
    ]


def array(value: JsonValue) -> list[JsonValue]:
    """Return the value if it is an array, raise BadAnswerError otherwise."""
    if not isinstance(value, list):
        raise BadAnswerError("The result is not an array")
    return value


def object_(value: JsonValue) -> JsonObject:
    """Return the value if it is an object, raise BadAnswerError otherwise."""
    if not isinstance(value, dict):
        raise BadAnswerError("The result is not an object")
    return value


def objects(values: JsonValue) -> list[JsonObject]:
    """Return the objects in an array, nothing when it is no array."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, dict)]


def text(value: JsonValue) -> str:
    """Return text as it is and a number as text, "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ""
