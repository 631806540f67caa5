"""Events of the hub's messages, complete and broken ones."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.sync.push_events import (
    Bound,
    DeviceMessage,
    OnlineChanged,
    Renamed,
    Reported,
    SharingChanged,
    Unbound,
    parse_hub_message,
)


def event(
    kind: str, device_id: JsonValue = "socket", **detail: JsonValue
) -> JsonObject:
    """Return a message about something that happened to a device."""
    data: JsonObject = {"bizCode": kind, "devId": device_id, "bizData": detail}
    return {"protocol": 20, "data": data}


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
            event("online", time=1_700_000_000_000),
            OnlineChanged("socket", online=True, sent_at=1_700_000_000_000),
        ),
        (event("offline"), OnlineChanged("socket", online=False, sent_at=None)),
        (event("nameUpdate", name="Lamp"), Renamed("socket", "Lamp")),
        (event("bindUser"), Bound("socket")),
        (event("bindUser", None, devId="inner"), Bound("inner")),
        (event("delete"), Unbound("socket")),
        (event("share", None), SharingChanged()),
    ],
)
def test_a_message_is_read(
    message: JsonObject, expected: DeviceMessage | SharingChanged
) -> None:
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
    ],
)
def test_a_broken_or_unused_message_is_no_event(message: JsonObject) -> None:
    """No message raises an error."""
    assert parse_hub_message(message) is None
