"""Parses the messages of the push hub into events of devices.

Protocol 4 carries reports, protocol 20 other events of a device (Tuya's page "Message
types"; the shapes are those seen live).
"""

from dataclasses import dataclass
from typing import Final

from ..model.json_types import JsonObject, JsonValue
from ..model.status import parse_time

_REPORT: Final = 4
_EVENT: Final = 20


@dataclass(slots=True)
class DeviceMessage:
    """An event of one device."""

    device_id: str


@dataclass(slots=True)
class Reported(DeviceMessage):
    """A report of data points: ``items`` is [{"code", "value", "t"}]."""

    items: JsonValue
    # the message's own id, by which a repetition is known; "": it has none
    message_id: str = ""


@dataclass(slots=True)
class OnlineChanged(DeviceMessage):
    """The device went online or offline."""

    online: bool
    # time of the message, ms since the epoch; None: it has none
    sent_at: int | None


@dataclass(slots=True)
class Renamed(DeviceMessage):
    """The device was renamed in the app."""

    name: str


@dataclass(slots=True)
class Bound(DeviceMessage):
    """The device joined the account."""


@dataclass(slots=True)
class Unbound(DeviceMessage):
    """The device left the account."""


@dataclass(slots=True)
class SharingChanged:
    """A user has started or stopped sharing devices with the account."""


def parse_hub_message(message: JsonObject) -> DeviceMessage | SharingChanged | None:
    """Return the event of a decrypted message; None: it has none that is used.

    ``message`` is {"protocol", "t", "data": {"devId", ...}}. Never raises.
    """
    data = message.get("data")
    if not isinstance(data, dict):
        return None
    protocol = message.get("protocol")
    if protocol == _REPORT:
        device_id = data.get("devId")
        if not isinstance(device_id, str):
            return None
        message_id = data.get("dataId")
        return Reported(
            device_id,
            data.get("status"),
            message_id if isinstance(message_id, str) else "",
        )
    return _parse_event(data) if protocol == _EVENT else None


def _parse_event(data: JsonObject) -> DeviceMessage | SharingChanged | None:
    kind = data.get("bizCode")
    if kind == "share":
        return SharingChanged()
    detail = data.get("bizData")
    if not isinstance(detail, dict):
        detail = {}
    device_id = data.get("devId") or detail.get("devId")
    if not isinstance(device_id, str):
        return None
    match kind:
        case "online" | "offline":
            sent_at = parse_time(detail.get("time"))
            return OnlineChanged(device_id, online=kind == "online", sent_at=sent_at)
        case "nameUpdate":
            name = detail.get("name")
            return Renamed(device_id, name) if isinstance(name, str) else None
        case "bindUser":
            return Bound(device_id)
        case "delete":
            return Unbound(device_id)
    return None
