"""Where the pictures are that cameras, doorbells and video locks report."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.packed.camera_message import (
    decode_camera_command,
)
from custom_components.tuya_cloud.model.packed.camera_picture import (
    PictureFile,
    picture_in,
)
from tests.conftest import REAL_DEVICES

RECORDED: Path = REAL_DEVICES.parent / "reports" / "recorded"
STORED = PictureFile(
    bucket="ty-eu-storage30-pic",
    path="/c0ffee-1-dev1/detect/1700000000.jpeg",
    key="11a2b3c4d5e6f708",
)


def message(**members: Any) -> bytes:
    """Return a message as a raw point holds it."""
    return json.dumps({"v": "3.0", "bucket": STORED.bucket, **members}).encode()


def test_a_picture_in_storage() -> None:
    """The example of section 7, as bytes, text, base64 and JSON."""
    content = message(files=[[STORED.path, STORED.key]])
    for value in (
        content,
        content.decode(),
        base64.b64encode(content).decode(),
        json.loads(content),
    ):
        assert picture_in(value) == STORED
    assert "ty-eu" not in repr(STORED)
    assert STORED.key not in repr(STORED)


def test_the_first_picture_counts() -> None:
    """Films, and what is no file, are left out."""
    files: JsonValue = [
        "x",
        [],
        [1, 2],
        ["/film.mjpeg", "k"],
        [STORED.path, STORED.key],
        ["/later.jpg", ""],
    ]
    assert picture_in(message(files=files)) == STORED
    path = f"{STORED.path}?param=AAA="
    assert picture_in(message(files=[[path]])) == PictureFile(
        bucket=STORED.bucket, path=path
    )


def test_a_web_address() -> None:
    """The oldest form."""
    address = "https://storage.example/picture.jpeg?token=1"
    for value in (address, address.encode(), base64.b64encode(address.encode())):
        found = picture_in(value.decode() if isinstance(value, bytes) else value)
        assert found == PictureFile(address=address)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        b"",
        "no base64!",
        b"\xff\xfe",
        "http://plain.example/picture.jpeg",
        [],
        7,
        {"files": {}},
        message(files=[{"data": "00", "keyId": "default", "iv": "00"}]),
        {"files": [["/picture.jpeg", ""]]},
    ],
)
def test_no_picture(value: Any) -> None:
    """Encrypted references, other schemes and anything else are none."""
    assert picture_in(value) is None


@given(st.one_of(st.binary(), st.text(), st.dictionaries(st.text(), st.integers())))
def test_any_value(value: Any) -> None:
    """Nothing is raised."""
    picture_in(value)


def recorded(name: str) -> Any:
    """Return a recorded document."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
def test_recorded_pictures() -> None:
    """All recorded forms are read, or known to be none."""
    document = recorded("19_camera_status_pictures_homebridge48")
    status = {each["code"]: each["value"] for each in document["answer"]["result"]}
    ((path, key),) = document["decoded"]["movement_detect_pic"]["files"]
    assert picture_in(status["movement_detect_pic"]) == PictureFile(
        bucket="ty-us-storage30-pic", path=path, key=key
    )
    assert picture_in(status["doorbell_pic"]) is None
    assert picture_in(status["alarm_message"]) is None
    assert decode_camera_command(status["alarm_message"]) == "ipc_doorbell"

    address = recorded("21_camera_picture_form_a_iobroker486")["message"]["decoded"]
    as_reported = base64.b64encode(address.encode()).decode()
    assert picture_in(as_reported) == PictureFile(address=address)

    sensor = recorded("22_camera_hub_alarm_text")["message"]["value"]
    assert picture_in(sensor) is None
    assert decode_camera_command(sensor) is None

    history = recorded("04_lock_initiative_message_v5")["message"]
    files = history["initiative_message_decoded"]["files"]
    (value,) = (
        each[2] for each in history["history_newest_first"] if each[1][:5] == "initi"
    )
    assert picture_in(value) == PictureFile(
        bucket=files[0][0], path=files[0][1], key=files[0][2]
    )
