"""What a message of the push hub says about a device.

Protocol 4 carries reports, protocol 20 what happens to a device (Tuya's page "Message
types"; the shapes are those seen live).
"""

from dataclasses import dataclass
from typing import Final

from ..model.json_types import JsonObject, JsonValue
from ..model.status import parse_time

_REPORT: Final = 4
_EVENT: Final = 20


@dataclass(frozen=True, slots=True)
class DeviceMessage:
    """Something about one device."""

    device_id: str


@dataclass(frozen=True, slots=True)
class Reported(DeviceMessage):
    """Data points have new values: [{"code", "value", "t"}]."""

    items: JsonValue


@dataclass(frozen=True, slots=True)
class OnlineChanged(DeviceMessage):
    """The device came or went."""

    online: bool
    # when, ms since the epoch; None: not said
    said_at: int | None


@dataclass(frozen=True, slots=True)
class Renamed(DeviceMessage):
    """The device has another name in the app."""

    name: str


@dataclass(frozen=True, slots=True)
class Bound(DeviceMessage):
    """The device joined the account."""


@dataclass(frozen=True, slots=True)
class Unbound(DeviceMessage):
    """The device left the account."""


@dataclass(frozen=True, slots=True)
class SharingChanged:
    """Somebody shares devices with the account, or no longer does."""


def parse_hub_message(message: JsonObject) -> DeviceMessage | SharingChanged | None:
    """Return what a decrypted message says; None: nothing that concerns us.

    ``message`` is {"protocol", "t", "data": {"devId", ...}}. Never raises.
    """
    data = message.get("data")
    if not isinstance(data, dict):
        return None
    detail = data.get("bizData")
    detail = detail if isinstance(detail, dict) else {}
    if message.get("protocol") == _EVENT and data.get("bizCode") == "share":
        return SharingChanged()
    device_id = data.get("devId") or detail.get("devId")
    if not isinstance(device_id, str):
        return None
    if message.get("protocol") == _REPORT:
        return Reported(device_id, data.get("status"))
    if message.get("protocol") == _EVENT:
        return _parse_event(device_id, data.get("bizCode"), detail)
    return None


def _parse_event(
    device_id: str, kind: JsonValue, detail: JsonObject
) -> DeviceMessage | None:
    match kind:
        case "online" | "offline":
            said_at = parse_time(detail.get("time"))
            return OnlineChanged(device_id, online=kind == "online", said_at=said_at)
        case "nameUpdate":
            name = detail.get("name")
            return Renamed(device_id, name) if isinstance(name, str) else None
        case "bindUser":
            return Bound(device_id)
        case "delete":
            return Unbound(device_id)
    return None
