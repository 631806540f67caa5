"""Parses the messages of hub and queue into events of devices.

Protocol 4 carries reports, protocol 20 other events of a device (Tuya's page "Message
types"; the shapes are those seen live). Protocols 1000 to 1002 mean the same where a
project has the rules of IoT Core (section 12 of the protocol reference).
"""

from dataclasses import dataclass
from typing import Final

from ..cloud.firmware import (
    UpdateStatus,
    parse_channel,
    parse_percent,
    parse_update_status,
)
from ..model.dp_ids import parse_dp_id
from ..model.json_types import JsonObject, JsonValue
from ..model.status import parse_time

_REPORT: Final = 4
_EVENTS: Final = frozenset({20, 1000, 1001})
_UPDATES: Final = 1002
# ids of messages are kept and stored; those of the cloud have 36 characters
_LONGEST_ID: Final = 100


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
class PointRenamed(DeviceMessage):
    """A data point of the device was renamed in the app."""

    dp_id: int
    # "": it has no name any more
    name: str


@dataclass(slots=True)
class Rang(DeviceMessage):
    """Somebody rang at the device, a doorbell."""

    # such as "ac_doorbell"
    kind: str
    message_id: str = ""


@dataclass(slots=True)
class UpdateReported(DeviceMessage):
    """A firmware update of the device has started, gone on or ended.

    None: the message does not say.
    """

    channel: int | None
    status: UpdateStatus | None
    percent: int | None


@dataclass(slots=True)
class Bound(DeviceMessage):
    """The device joined the account."""


@dataclass(slots=True)
class Unbound(DeviceMessage):
    """The device left the account."""


@dataclass(slots=True)
class SharingChanged:
    """A user has started or stopped sharing devices with the account."""


@dataclass(slots=True)
class SpaceChanged:
    """A device has left a space: the home, or only a part of it."""


type PushEvent = DeviceMessage | SharingChanged | SpaceChanged


def parse_hub_message(message: JsonObject) -> PushEvent | None:
    """Return the event of a decrypted message; None: it has none that is used.

    ``message`` is {"protocol", "t", "data": {"devId", ...}}. Never raises.
    """
    data = message.get("data")
    if not isinstance(data, dict):
        return None
    protocol = message.get("protocol")
    if protocol == _REPORT:
        items = _with_times(data.get("status"), message.get("t"))
        return _report(data, items, data.get("dataId"))
    is_update = protocol == _UPDATES and data.get("bizCode") == "deviceOtaProgress"
    return _parse_event(data) if is_update or protocol in _EVENTS else None


def _with_times(items: JsonValue, sent_at: JsonValue) -> JsonValue:
    """Return items that all have a time: that of the message where they have none.

    Items that are only a number and a value have none (recorded).
    """
    if not isinstance(items, list) or sent_at is None:
        return items
    return [
        {**item, "t": sent_at} if isinstance(item, dict) and "t" not in item else item
        for item in items
    ]


def _report(
    detail: JsonObject, items: JsonValue, message_id: JsonValue
) -> Reported | None:
    device_id = detail.get("devId")
    if not isinstance(device_id, str):
        return None
    if not isinstance(message_id, str) or len(message_id) > _LONGEST_ID:
        message_id = ""
    return Reported(device_id, items, message_id)


def _parse_event(data: JsonObject) -> PushEvent | None:
    kind = data.get("bizCode")
    if kind == "share":
        return SharingChanged()
    if kind == "deviceUnbindSpace":
        return SpaceChanged()
    detail = data.get("bizData")
    if not isinstance(detail, dict):
        detail = {}
    if kind == "devicePropertyMessage":
        return _report(detail, _items(detail.get("properties")), detail.get("dataId"))
    device_id = data.get("devId") or detail.get("devId")
    return (
        _parse_device_event(device_id, kind, detail)
        if isinstance(device_id, str)
        else None
    )


def _parse_device_event(
    device_id: str, kind: JsonValue, detail: JsonObject
) -> PushEvent | None:
    match kind:
        case "online" | "offline" | "deviceOnline" | "deviceOffline":
            return OnlineChanged(
                device_id,
                online=kind in ("online", "deviceOnline"),
                sent_at=parse_time(detail.get("time")),
            )
        case "nameUpdate" | "deviceNameUpdate" | "dpNameUpdate":
            return _renamed(device_id, detail)
        case "event_notify":
            ring = _text(detail.get("etype"))
            if "doorbell" in ring:
                return Rang(device_id, ring, _text(detail.get("edata")))
        case "upgradeStatus" | "upgradeProcess" | "deviceOtaProgress":
            return UpdateReported(
                device_id,
                parse_channel(detail),
                parse_update_status(detail.get("upgradeStatus")),
                parse_percent(detail.get("progress")),
            )
        case "bindUser" | "deviceBindSpace":
            return Bound(device_id)
        case "delete":
            return Unbound(device_id)
    return None


def _renamed(device_id: str, detail: JsonObject) -> Renamed | PointRenamed | None:
    """Return the new name of a device, or of the data point that has a number."""
    name = detail.get("name")
    if not isinstance(name, str):
        return None
    if "dpId" not in detail:
        return Renamed(device_id, name)
    dp_id = parse_dp_id(detail["dpId"])
    return None if dp_id is None else PointRenamed(device_id, dp_id, name)


def _items(properties: JsonValue) -> JsonValue:
    """Return properties of IoT Core as the items of a report.

    Their codes are those of the thing model, which may differ from the standard ones,
    so the number of the data point is kept as ``dpId``.
    """
    items: list[JsonValue] = []
    for each in properties if isinstance(properties, list) else ():
        if not isinstance(each, dict) or "value" not in each:
            continue
        item: JsonObject = {"value": each["value"], "t": each.get("time")}
        if "code" in each:
            item["code"] = each["code"]
        if "dpId" in each:
            item["dpId"] = each["dpId"]
        items.append(item)
    return items


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
