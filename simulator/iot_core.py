"""The newer set of messages (IoT Core), which means the same as protocols 4 and 20.

Source: Tuya's page "Message types" of IoT Core.
"""

from collections.abc import Mapping
from typing import Final

from .clock import now_ms
from .json_types import JsonObject, JsonValue

PROPERTIES: Final = 1000
EVENTS: Final = 1001

_REPORT: Final = 4
_FIRST_MILLISECONDS: Final = 10**11  # a smaller time is in seconds
_KINDS: Final = {
    "online": "deviceOnline",
    "offline": "deviceOffline",
    "nameUpdate": "deviceNameUpdate",
    "bindUser": "deviceBindSpace",
    "delete": "deviceUnbindSpace",
}


def as_iot_core(
    protocol: int, data: JsonObject, codes: Mapping[int, str] | None = None
) -> tuple[int, JsonObject] | None:
    """Return a message in the newer set; None: the set has no such message.

    `codes` maps the numeric ids of data points to their codes in the thing model, which
    this set uses. A data point that is not in it keeps its code.
    """
    if protocol == _REPORT:
        return PROPERTIES, _message(
            "devicePropertyMessage",
            {
                "devId": data.get("devId"),
                "dataId": data.get("dataId"),
                "productId": data.get("productKey"),
                "properties": _properties(data.get("status"), codes or {}),
            },
        )
    kind = _KINDS.get(str(data.get("bizCode")))
    detail = data.get("bizData")
    if kind is None or not isinstance(detail, dict):
        return None
    bare: JsonObject = {"devId": data.get("devId"), "productId": data.get("productKey")}
    changed: JsonObject = {"time": now_ms()} if "time" in detail else {}
    return EVENTS, _message(kind, {**detail, **bare, **changed})


def _message(kind: str, detail: JsonObject) -> JsonObject:
    return {"bizCode": kind, "bizData": detail, "ts": now_ms()}


def _properties(status: JsonValue, codes: Mapping[int, str]) -> list[JsonValue]:
    """Return the items of a report as properties, with the numeric id as a field."""
    found: list[JsonValue] = []
    for item in status if isinstance(status, list) else ():
        if not isinstance(item, dict):
            continue
        number = next((key for key in item if key.isdecimal()), None)
        value = item["value"] if "value" in item else item.get(number or "")
        prop: JsonObject = {"time": _milliseconds(item.get("t")), "value": value}
        if "code" in item:
            prop["code"] = item["code"]
        if number is not None:
            prop["dpId"] = int(number)
            if (code := codes.get(int(number))) is not None:
                prop["code"] = code
        found.append(prop)
    return found


def _milliseconds(time: JsonValue) -> JsonValue:
    """Return the time of a status item in milliseconds; it may be seconds or a text."""
    number = (
        int(time) if isinstance(time, int | str) and str(time).isdecimal() else None
    )
    if number is None:
        return time
    return number if number >= _FIRST_MILLISECONDS else number * 1000
