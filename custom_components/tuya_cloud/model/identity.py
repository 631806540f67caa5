"""Who a device is, apart from its data points."""

import re
from typing import Final, ReadOnly, TypedDict

from .json_types import JsonObject
from .wire_values import parse_boolean, parse_text

_LONGEST_NAME: Final = 255
# control characters, ends of lines, and marks that turn the direction of writing
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

# the keys that hold text; a device has attributes of the same names
TEXTS: Final = (
    "name",
    "category",
    "product_id",
    "product_name",
    "model",
    "time_zone",
    "serial_number",
)


class Identity(TypedDict, total=False):
    """What the device list says about a device; a missing key is unknown."""

    id: ReadOnly[str]
    name: ReadOnly[str]
    category: ReadOnly[str]
    product_id: ReadOnly[str]
    product_name: ReadOnly[str]
    model: ReadOnly[str]
    time_zone: ReadOnly[str]
    serial_number: ReadOnly[str]
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
        serial_number=_text(document, "serial_number"),
        online=parse_boolean(document.get("online")) or False,
        sub=parse_boolean(document.get("sub")) or False,
        gateway_id=_text(document, "gateway_id"),
    )


def shown_name(text: str) -> str:
    """Return a name as it is shown: one line of at most 255 characters.

    Control characters and marks that turn the direction of writing are left out:
    anyone who shares a device can have typed them.
    """
    # a name of any length is read as far as it can be shown
    words = _UNSEEN.sub(" ", text[: 4 * _LONGEST_NAME]).split()
    return " ".join(words)[:_LONGEST_NAME]


def _text(document: JsonObject, key: str) -> str:
    return parse_text(document.get(key)) or ""
