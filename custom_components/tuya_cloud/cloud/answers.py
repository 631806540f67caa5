"""Reads the cloud's answers: checks their shape, and gives devices a common one.

Everything else in an answer (local keys, addresses, coordinates) is dropped here.
"""

from typing import Final, TypedDict

from .errors import BadAnswerError
from .json_types import JsonObject, JsonValue

# the result of a success whose answer leaves it out, because it is empty (section 12 of
# the protocol reference)
LEFT_OUT: Final[JsonObject] = {}


class DeviceDocument(TypedDict):
    """A device of the device list; text that the cloud does not give is ""."""

    id: str
    name: str
    category: str
    product_id: str
    product_name: str
    model: str
    time_zone: str
    # the maker's number of the device
    serial_number: str
    # id of the home of a smart home device, or of the asset of a custom one
    owner_id: str
    online: bool
    # whether the device is connected through a gateway
    sub: bool
    gateway_id: str
    # raw values by data point code
    status: dict[str, JsonValue]


def devices_in(documents: JsonValue) -> list[DeviceDocument]:
    """Return the devices in an answer, except those without an id."""
    return [
        _device_in(document)
        for document in objects(documents)
        if text(document.get("id"))
    ]


def status_in(items: JsonValue) -> dict[str, JsonValue]:
    """Return the raw values in a status list ([{"code", "value"}]) by code."""
    return {
        code: item["value"]
        for item in objects(items)
        if isinstance(code := item.get("code"), str) and code and "value" in item
    }


def array(value: JsonValue) -> list[JsonValue]:
    """Return an array; raises BadAnswerError for anything else but LEFT_OUT."""
    if value is LEFT_OUT:
        return []
    if not isinstance(value, list):
        raise BadAnswerError("The result is not an array")
    return value


def object_(value: JsonValue) -> JsonObject:
    """Return an object; raises BadAnswerError for anything else."""
    if not isinstance(value, dict):
        raise BadAnswerError("The result is not an object")
    return value


def objects(values: JsonValue) -> list[JsonObject]:
    """Return the objects in an array; none if the value is not an array."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, dict)]


def text(value: JsonValue) -> str:
    """Return text, or a number as text; "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ""


def _device_in(document: JsonObject) -> DeviceDocument:
    return DeviceDocument(
        id=text(document.get("id")),
        name=text(document.get("name")),
        category=text(document.get("category")),
        product_id=text(document.get("product_id")),
        product_name=text(document.get("product_name")),
        model=text(document.get("model")),
        time_zone=text(document.get("time_zone")),
        serial_number=text(document.get("uuid")),
        owner_id=text(document.get("owner_id")) or text(document.get("asset_id")),
        online=document.get("online") is True,
        sub=document.get("sub") is True,
        gateway_id=text(document.get("gateway_id")),
        status=status_in(document.get("status")),
    )
