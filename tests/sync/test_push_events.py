"""Events of the hub's messages, complete and broken ones."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.sync.push_events import (
    Bound,
    OnlineChanged,
    PushEvent,
    Rang,
    Renamed,
    Reported,
    SharingChanged,
    SpaceChanged,
    Unbound,
    parse_hub_message,
)


def event(
    kind: str, device_id: JsonValue = "socket", **detail: JsonValue
) -> JsonObject:
    """Return a message about something that happened to a device."""
    data: JsonObject = {"bizCode": kind, "devId": device_id, "bizData": detail}
    return {"protocol": 20, "data": data}


def newer(kind: str, protocol: int = 1001, **detail: JsonValue) -> JsonObject:
    """Return a message of IoT Core, which names the device inside."""
    data: JsonObject = {"bizCode": kind, "bizData": {"devId": "socket", **detail}}
    return {"protocol": protocol, "data": {**data, "ts": 1}}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            {"protocol": 4, "data": {"devId": "socket", "status": [{"code": "a"}]}},
            Reported("socket", [{"code": "a"}]),
        ),
        (
            {"protocol": 4, "data": {"devId": "a", "dataId": "b", "status": []}},
            Reported("a", [], message_id="b"),
        ),
        ({"protocol": 4, "data": {"devId": "a", "dataId": 5}}, Reported("a", None)),
        (
            {"protocol": 4, "data": {"devId": "a", "dataId": "b" * 101}},
            Reported("a", None),
        ),
        (
            event("online", time=1_700_000_000_000),
            OnlineChanged("socket", online=True, sent_at=1_700_000_000_000),
        ),
        (event("offline"), OnlineChanged("socket", online=False, sent_at=None)),
        (event("nameUpdate", name="Lamp"), Renamed("socket", "Lamp")),
        (event("bindUser"), Bound("socket")),
        (event("bindUser", None, devId="inner"), Bound("inner")),
        (event("delete"), Unbound("socket")),
        (event("share", None), SharingChanged()),
        (
            event("event_notify", etype="ac_doorbell", edata="617bdf7a"),
            Rang("socket", "ac_doorbell", "617bdf7a"),
        ),
        (event("event_notify", etype="doorbell"), Rang("socket", "doorbell")),
        (
            newer(
                "devicePropertyMessage",
                1000,
                dataId="x",
                properties=[
                    {"code": "a", "dpId": 1, "time": 5, "value": True},
                    {"code": "b", "dpId": "2", "value": None},
                    {"dpId": 101, "time": 5, "value": "v"},
                    {"code": "c", "dpId": True, "value": 3},
                    {"code": "without a value"},
                    "text",
                ],
            ),
            Reported(
                "socket",
                [
                    {"code": "a", "value": True, "t": 5, "dpId": 1},
                    {"code": "b", "value": None, "t": None, "dpId": "2"},
                    {"value": "v", "t": 5, "dpId": 101},
                    {"code": "c", "value": 3, "t": None, "dpId": True},
                ],
                "x",
            ),
        ),
        (
            newer("deviceOnline", time=1_700_000_000_000),
            OnlineChanged("socket", online=True, sent_at=1_700_000_000_000),
        ),
        (
            newer("deviceOffline", 1000),
            OnlineChanged("socket", online=False, sent_at=None),
        ),
        (newer("deviceNameUpdate", name="Lamp"), Renamed("socket", "Lamp")),
        (newer("deviceBindSpace"), Bound("socket")),
        (newer("deviceUnbindSpace"), SpaceChanged()),
    ],
)
def test_a_message_is_read(message: JsonObject, expected: PushEvent) -> None:
    """Reports and what happens to devices are events."""
    assert parse_hub_message(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"protocol": 4, "data": "text"},
        {"protocol": 4, "data": {"status": []}},
        {"protocol": 4, "data": {"devId": 5, "status": []}},
        {"protocol": 9, "data": {"devId": "socket"}},
        {"protocol": 20, "data": {"bizCode": "online", "bizData": "text"}},
        event("online", 5),
        event("nameUpdate", name=5),
        event("unheard_of"),
        event("event_notify", etype="motion"),
        event("event_notify", etype=5),
        newer("deviceFreeze"),
        newer("devicePropertyMessage", 1002, properties=[]),
        newer("devicePropertyMessage", 1000, devId=5),
        newer("devicePropertyMessage", 1000, devId=None),
    ],
)
def test_a_broken_or_unused_message_is_no_event(message: JsonObject) -> None:
    """No message raises an error."""
    assert parse_hub_message(message) is None
