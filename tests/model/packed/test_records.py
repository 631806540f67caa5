"""Packed lists and records: each layout with an example and random bytes."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.packed.alarm_message import decode_alarm_message
from custom_components.tuya_cloud.model.packed.camera_message import (
    decode_camera_command,
)
from custom_components.tuya_cloud.model.packed.day_program import (
    decode_day_program,
    encode_day_program,
)
from custom_components.tuya_cloud.model.packed.electric_alarms import (
    decode_protection_alarms,
    decode_supply_alarms,
    encode_protection_alarms,
    encode_supply_alarms,
)
from custom_components.tuya_cloud.model.packed.energy_record import (
    decode_daily_energy,
    decode_monthly_energy,
)

type Decode = Callable[[Any], JsonValue]
type Encode = Callable[[JsonValue], bytes | str]

WRITABLE = [
    pytest.param(
        decode_protection_alarms, encode_protection_alarms, id="protection alarms"
    ),
    pytest.param(decode_supply_alarms, encode_supply_alarms, id="supply alarms"),
    pytest.param(decode_day_program, encode_day_program, id="day program"),
]
READ_ONLY = [
    pytest.param(decode_daily_energy, id="daily energy"),
    pytest.param(decode_monthly_energy, id="monthly energy"),
    pytest.param(decode_alarm_message, id="alarm message"),
    pytest.param(decode_camera_command, id="camera command"),
]
ALL_DECODERS = [*(pytest.param(p.values[0], id=p.id) for p in WRITABLE), *READ_ONLY]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.binary(max_size=64),
    st.dictionaries(st.text(), st.integers() | st.none()),
    st.lists(st.integers()),
)
PLAUSIBLE = st.binary(max_size=64) | st.lists(st.integers(0, 23), max_size=40).map(
    bytes
)


@pytest.mark.parametrize("decode", ALL_DECODERS)
@given(value=ANYTHING)
def test_decoders_raise_nothing(decode: Decode, value: Any) -> None:
    """Each value is decoded to JSON or to None."""
    json.dumps(decode(value))


@pytest.mark.parametrize(("decode", "encode"), WRITABLE)
@given(data=PLAUSIBLE)
def test_decoded_values_are_encoded_to_the_same_bytes(
    decode: Decode, encode: Encode, data: bytes
) -> None:
    """Decoding and encoding change nothing."""
    decoded = decode(data)
    if decoded is not None:
        assert encode(decoded) == data


@pytest.mark.parametrize(("_decode", "encode"), WRITABLE)
@given(
    value=ANYTHING
    | st.lists(
        st.dictionaries(
            st.sampled_from(["days", "time", "portion", "alarm", "action"]),
            st.integers() | st.text() | st.booleans() | st.lists(st.text()),
        ),
        min_size=1,
    )
)
def test_encoders_raise_only_one_error(
    _decode: Decode, encode: Encode, value: Any
) -> None:
    """A value is encoded or refused."""
    try:
        assert isinstance(encode(value), bytes)
    except ValueError:
        return


def test_supply_alarms() -> None:
    """The settings of a real breaker are 60 A, 253 V, 180 V, and others."""
    data = base64.b64decode("AQEAPAMBAP0EAQC0CQAAAA==")
    alarms: JsonValue = [
        {"alarm": "overcurrent", "action": True, "threshold": 60},
        {"alarm": "overvoltage", "action": True, "threshold": 253},
        {"alarm": "undervoltage", "action": True, "threshold": 180},
        {"alarm": "arrears", "action": False, "threshold": 0},
    ]
    assert decode_supply_alarms(data) == alarms
    assert encode_supply_alarms(alarms) == data


def test_protection_alarms() -> None:
    """A real breaker trips at 13 kW; unknown numbers are kept."""
    data = bytes.fromhex("0701000d 63000001 00010002")
    alarms: JsonValue = [
        {"alarm": "high_power", "action": True, "threshold": 13},
        {"alarm": "alarm_99", "action": False, "threshold": 1},
        {"alarm": "alarm_0", "action": True, "threshold": 2},
    ]
    assert decode_protection_alarms(data) == alarms
    assert encode_protection_alarms(alarms) == data


@pytest.mark.parametrize(
    "alarm",
    [
        {"alarm": "boredom", "action": True, "threshold": 1},
        {"alarm": "surge", "action": 1, "threshold": 1},
        {"alarm": "surge", "action": True, "threshold": 0x10000},
        {"alarm": "surge", "action": True},
        None,
    ],
)
def test_an_invalid_alarm_is_refused(alarm: JsonValue) -> None:
    """Invalid alarms are not sent."""
    with pytest.raises(ValueError):
        encode_protection_alarms([alarm])


def test_program_of_a_day() -> None:
    """The Monday of a real thermostat is decoded from bytes and from text."""
    text = "AQEAAMgGHgDXCAAAlg8AANI="
    program = {
        "day": "monday",
        "periods": [
            {"time": "01:00", "temperature": 20.0},
            {"time": "06:30", "temperature": 21.5},
            {"time": "08:00", "temperature": 15.0},
            {"time": "15:00", "temperature": 21.0},
        ],
    }
    assert decode_day_program(base64.b64decode(text)) == program
    assert decode_day_program(text) == program


@pytest.mark.parametrize(
    "data", ["", "00", "08", "01 1800 00d2", "01 003c 00d2", "01 0600 d2", "0600a8"]
)
def test_an_invalid_program_of_a_day(data: str) -> None:
    """Its day, time or length is invalid."""
    assert decode_day_program(bytes.fromhex(data)) is None


def test_energy_of_months() -> None:
    """A real meter's record of a month is decoded."""
    assert decode_monthly_energy(base64.b64decode("GAkYCQAAANQ=")) == {
        "first": "2024-09",
        "last": "2024-09",
        "energy": 2.12,
    }
    assert decode_monthly_energy(bytes(8)) is None


def test_energy_of_days() -> None:
    """A record of a day has no year."""
    assert decode_daily_energy(bytes.fromhex("0901091e 000186a0")) == {
        "first": "09-01",
        "last": "09-30",
        "energy": 1000.0,
    }
    assert decode_daily_energy(bytes(8)) is None


def test_alarm_message() -> None:
    """The text has two bytes per character; incomplete text is None."""
    data = "Sensor Low Battery\nZone:005Entrance".encode("utf-16-be")
    assert decode_alarm_message(data) == "Sensor Low Battery\nZone:005Entrance"
    assert decode_alarm_message(data[:-1]) is None
    assert decode_alarm_message(b"") is None
    assert decode_alarm_message("text") is None


def test_half_an_emoji_in_a_message() -> None:
    """JSON may contain one, encoded text may not."""
    message = rb'{"cmd": "ipc\ud83d"}'
    assert decode_camera_command(message) == "ipc?"
    assert decode_camera_command(base64.b64encode(message).decode()) == "ipc?"
    assert decode_camera_command(b'{"cmd": "\xed\xa0\xbd"}') is None
    assert decode_alarm_message(bytes.fromhex("0041d83d")) is None
    assert decode_alarm_message(bytes.fromhex("d83d0041")) is None


@pytest.mark.parametrize("form", ["raw", "base64", "json"])
def test_camera_command(form: str) -> None:
    """Raw points have the JSON's bytes, text points their base64."""
    message = {"v": "3.0", "cmd": "ipc_doorbell", "files": []}
    packed = json.dumps(message).encode()
    forms: dict[str, Any] = {
        "raw": packed,
        "base64": base64.b64encode(packed).decode(),
        "json": message,
    }
    assert decode_camera_command(forms[form]) == "ipc_doorbell"


@pytest.mark.parametrize(
    "value", [None, "", "https://pictures.example/1.jpeg", b"\xff", b"[]", {"cmd": 1}]
)
def test_a_value_without_a_command(value: Any) -> None:
    """Old cameras send an address, others an empty value."""
    assert decode_camera_command(value) is None
