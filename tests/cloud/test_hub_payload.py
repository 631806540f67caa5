"""Reading the hub's messages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.hub_payload import MessageReader
from custom_components.tuya_cloud.cloud.json_text import load_json
from custom_components.tuya_cloud.cloud.sdk import UndecodableError
from simulator.encryption import Version, encrypt

from .builders import WITH_HUB

PASSWORD = "00112233aabbccddeeff001122334455"
VERSIONS = {ProjectType.SMART_HOME: Version("1.0"), ProjectType.CUSTOM: Version("2.0")}
INNER = {"devId": "dev1", "status": [{"code": "switch_1", "value": True}]}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def data_of(project_type: ProjectType, plain: bytes, time: int) -> str:
    """Return the data of a message, encrypted like the cloud's."""
    return encrypt(VERSIONS[project_type], PASSWORD, time, plain)


@pytest.mark.parametrize("project_type", WITH_HUB)
@pytest.mark.parametrize("protocol", [4, "4"])
def test_a_message_is_read(project_type: ProjectType, protocol: int | str) -> None:
    """Protocol and time are kept, and the data is decrypted."""
    data = data_of(project_type, json.dumps(INNER).encode(), 1700000000)
    payload = json.dumps(
        {"protocol": protocol, "pv": "2.0", "t": 1700000000, "data": data}
    )
    message = MessageReader(project_type).read(payload.encode(), PASSWORD)
    assert message == {"protocol": 4, "t": 1700000000, "data": INNER}


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x00\xff",
        b"not json",
        b"null",
        b"[]",
        b'"text"',
        b"5",
        b"{}",
        b'{"protocol": 4}',
        b'{"protocol": 4, "data": null}',
        b'{"protocol": null, "data": ""}',
        b'{"protocol": Infinity, "data": ""}',
        b'{"protocol": NaN, "data": ""}',
        b'{"protocol": "four", "data": ""}',
        b'{"protocol": 302, "t": 1, "data": {"header": {}}}',
        b"[" * 200_000,
    ],
)
@pytest.mark.parametrize("project_type", WITH_HUB)
def test_invalid_messages_are_refused(
    project_type: ProjectType, payload: bytes
) -> None:
    """Every invalid message raises the same error."""
    with pytest.raises(UndecodableError):
        MessageReader(project_type).read(payload, PASSWORD)


def test_the_password_of_another_connection_does_not_decrypt() -> None:
    """Each connection has its own password."""
    data = data_of(ProjectType.CUSTOM, json.dumps(INNER).encode(), 5)
    payload = json.dumps({"protocol": 4, "t": 5, "data": data}).encode()
    with pytest.raises(UndecodableError):
        MessageReader(ProjectType.CUSTOM).read(payload, PASSWORD[::-1])


@pytest.mark.parametrize("project_type", WITH_HUB)
@given(payload=st.binary())
def test_any_bytes_are_undecodable(project_type: ProjectType, payload: bytes) -> None:
    """Random bytes raise no other error."""
    with pytest.raises(UndecodableError):
        MessageReader(project_type).read(payload, PASSWORD)


@pytest.mark.parametrize("project_type", WITH_HUB)
@given(
    outer=st.fixed_dictionaries(
        {}, optional={"protocol": json_values, "t": json_values, "data": json_values}
    )
)
def test_any_envelope_is_undecodable(
    project_type: ProjectType, outer: dict[str, object]
) -> None:
    """Random values raise no other error."""
    with pytest.raises(UndecodableError):
        MessageReader(project_type).read(json.dumps(outer).encode(), PASSWORD)


@pytest.mark.parametrize("project_type", WITH_HUB)
@given(plain=st.binary() | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_inner_content_is_handled(project_type: ProjectType, plain: bytes) -> None:
    """An object is returned, other content is undecodable."""
    payload = json.dumps(
        {"protocol": 4, "t": 7, "data": data_of(project_type, plain, 7)}
    ).encode()
    reader = MessageReader(project_type)
    try:
        expected = load_json(plain)
    except ValueError:
        expected = None
    if isinstance(expected, dict):
        assert repr(reader.read(payload, PASSWORD)["data"]) == repr(expected)
    else:
        with pytest.raises(UndecodableError):
            reader.read(payload, PASSWORD)
