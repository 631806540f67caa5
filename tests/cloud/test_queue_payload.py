"""Reading the frames of the message queue."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.cloud.json_types import JsonObject
from custom_components.tuya_cloud.cloud.queue_payload import parse_frame, read_message
from custom_components.tuya_cloud.cloud.sdk import UndecodableError
from simulator.queue_encryption import Mode, encrypt_message

from .test_hub_payload import json_values

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
KEY = SECRET[8:24].encode()
ECB = "+6oNSBJExoNtvY1K8ma6ShlgQCXdzWY1bd3HiX/MxQ0="
GCM = "AAECAwQFBgcICQoLjbM6EJLfcGnw+qKH5GPvKmC00gzEgFQ/YFqxlqKU+Qk="
PUBLISHED = "2026-06-27T14:03:57.972Z"


def frame_of(
    data: Any, properties: Any = None, *, published: Any = PUBLISHED, **changes: Any
) -> str:
    """Return the text of a frame, with the members that the cloud sends."""
    envelope = {
        "data": data,
        "protocol": 4,
        "pv": "2.0",
        "t": 1700000000000,
        "sign": "979b5b6363bef2596bf9de2ca219df9d",
    } | changes
    return json.dumps(
        {
            "messageId": "CA0QDSAAMAE=",
            "payload": base64.b64encode(json.dumps(envelope).encode()).decode(),
            "properties": {"tid": "t"} if properties is None else properties,
            "publishTime": published,
            "redeliveryCount": 0,
        }
    )


def read(text: str) -> JsonObject:
    """Return the message in a frame."""
    return read_message(parse_frame(text), KEY)


@pytest.mark.parametrize(
    ("data", "properties"),
    [
        (ECB, None),
        (ECB, {}),
        (ECB, {"em": "aes_ecb"}),
        (ECB, []),
        (GCM, {"em": "aes_gcm", "tid": "t"}),
        (GCM, {}),
    ],
)
def test_the_worked_examples_are_read(data: str, properties: Any) -> None:
    """The frame names the mode; without a name, what fits is taken."""
    assert read(frame_of(data, properties)) == {
        "protocol": 4,
        "t": 1700000000000,
        "data": {"devId": "dev1"},
        "id": "CA0QDSAAMAE=",
        "published_at": 1782569037972,
    }


@pytest.mark.parametrize("size", range(1, 40))
def test_gcm_without_its_name_is_recognized(size: int) -> None:
    """A message of any length is read, also one as long as blocks of ECB."""
    plain = json.dumps({"devId": "d" * size}).encode()
    data = encrypt_message(Mode.GCM_UNNAMED, SECRET, plain)
    assert read(frame_of(data, {}))["data"] == {"devId": "d" * size}


def test_numbers_may_be_text() -> None:
    """Protocol and time come as text at times."""
    message = read(frame_of(ECB, protocol="4", t="1700000000000"))
    assert (message["protocol"], message["t"]) == (4, "1700000000000")


@pytest.mark.parametrize(
    "published", [None, 5, "", "soon", "2026-06-27T14:03:57", "9" * 99, {}]
)
def test_an_unreadable_time_is_none(published: Any) -> None:
    """The message counts all the same."""
    assert read(frame_of(ECB, published=published))["published_at"] is None


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "5", "{}", '{"messageId": 5}', '{"messageId": ""}', "["]
)
def test_text_that_is_no_frame(text: str) -> None:
    """What has no id cannot be acknowledged."""
    with pytest.raises(UndecodableError):
        parse_frame(text)


@pytest.mark.parametrize(
    "data", [None, 5, "", "AAAA", "no base64!", ECB[::-1], base64.b64encode(b"x" * 64)]
)
@pytest.mark.parametrize("properties", [{}, {"em": "aes_gcm"}])
def test_what_does_not_decrypt_is_undecodable(data: Any, properties: Any) -> None:
    """No other error is raised."""
    text = data.decode() if isinstance(data, bytes) else data
    with pytest.raises(UndecodableError):
        read(frame_of(text, properties))


def test_another_projects_message_is_undecodable() -> None:
    """Its key is another."""
    for data, properties in ((ECB, {}), (GCM, {"em": "aes_gcm"})):
        with pytest.raises(UndecodableError):
            read_message(parse_frame(frame_of(data, properties)), b"0" * 16)


@given(
    content=st.fixed_dictionaries(
        {"messageId": st.text(min_size=1)},
        optional={
            "payload": json_values,
            "properties": json_values,
            "publishTime": json_values,
        },
    )
)
def test_any_frame_is_undecodable(content: dict[str, Any]) -> None:
    """Random values raise no other error."""
    with pytest.raises(UndecodableError):
        read(json.dumps(content))


@given(
    envelope=st.fixed_dictionaries(
        {}, optional={"protocol": json_values, "t": json_values, "data": json_values}
    )
)
def test_any_envelope_is_undecodable(envelope: dict[str, Any]) -> None:
    """Random values raise no other error."""
    payload = base64.b64encode(json.dumps(envelope).encode()).decode()
    with pytest.raises(UndecodableError):
        read(json.dumps({"messageId": "x", "payload": payload}))


@pytest.mark.parametrize("plain", [b'{"a":' * 200_000, b"[]", b"5", b"null"])
@pytest.mark.parametrize("mode", [Mode.ECB, Mode.GCM])
def test_only_an_object_is_a_message(plain: bytes, mode: Mode) -> None:
    """Python's own limit ends the reading of what is nested too deep."""
    data = encrypt_message(mode, SECRET, plain)
    with pytest.raises(UndecodableError):
        read(frame_of(data, mode.properties))
