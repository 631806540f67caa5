"""Who a device is, apart from its data points."""

from typing import ReadOnly, TypedDict

from .json_types import JsonObject
from .wire_values import parse_boolean, parse_text


class Identity(TypedDict, total=False):
    """What the device list says about a device; a missing key is unknown."""

    id: ReadOnly[str]
    name: ReadOnly[str]
    category: ReadOnly[str]
    product_id: ReadOnly[str]
    product_name: ReadOnly[str]
    model: ReadOnly[str]
    time_zone: ReadOnly[str]
    online: ReadOnly[bool]
    # whether the device is connected through a gateway
    sub: ReadOnly[bool]
    # "": it has none
    gateway_id: ReadOnly[str]


def parse_identity(document: JsonObject) -> Identity:
    """Return the identity in a stored document; broken parts count as missing."""
    return Identity(
        id=_text(document, "id"),
        name=_text(document, "name"),
        category=_text(document, "category"),
        product_id=_text(document, "product_id"),
        product_name=_text(document, "product_name"),
        model=_text(document, "model"),
        time_zone=_text(document, "time_zone"),
        online=parse_boolean(document.get("online")) or False,
        sub=parse_boolean(document.get("sub")) or False,
        gateway_id=_text(document, "gateway_id"),
    )


def _text(document: JsonObject, key: str) -> str:
    return parse_text(document.get(key)) or ""
