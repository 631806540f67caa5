"""Phases: every layout of meters, with values decoded by hand."""

import base64

import pytest

from custom_components.tuya_cloud.model.packed.electricity import (
    ElectricPhase,
    decode_electricity,
)

PHASE = ElectricPhase(voltage=221.1, current=0.637, power=108.0)
# 230.0 V, 5.000 A, 1100 W, 300 var, 1150 VA, 0.96
LONG = bytes.fromhex("08fc 001388 00044c 00012c 00047e 60")
ALL = ElectricPhase(
    voltage=230.0,
    current=5.0,
    power=1100.0,
    reactive_power=300.0,
    apparent_power=1150.0,
    power_factor=0.96,
)


def test_eight_bytes() -> None:
    """The values are those of a breaker's display."""
    assert decode_electricity(base64.b64decode("CKMAAn0AAGw=")) == PHASE


def test_ten_bytes() -> None:
    """The last two bytes have an unknown meaning."""
    assert decode_electricity(base64.b64decode("CGYAPCgADPIACw==")) == ElectricPhase(
        voltage=215.0, current=15.4, power=3314.0
    )


def test_three_bytes_of_current_and_power() -> None:
    """Above 65 A, the high byte is used."""
    assert decode_electricity(bytes.fromhex("0000 010000 010001")) == ElectricPhase(
        voltage=0.0, current=65.536, power=65537.0
    )


def test_seventeen_bytes() -> None:
    """Version 1 has every quantity without signs."""
    assert decode_electricity(b"\x01\x0f" + LONG) == ALL


@pytest.mark.parametrize(
    ("signs", "negative"),
    [
        (0, ()),
        (1, ("current",)),
        (2, ("power",)),
        (4, ("reactive_power",)),
        (8, ("power_factor",)),
        (15, ("current", "power", "reactive_power", "power_factor")),
    ],
)
def test_eighteen_bytes_have_signs(signs: int, negative: tuple[str, ...]) -> None:
    """Version 2 has a bit for the sign of each power."""
    phase = decode_electricity(b"\x02\x0f" + LONG + bytes([signs]))
    assert phase is not None
    for name in ElectricPhase.__slots__:
        expected = getattr(ALL, name) * (-1 if name in negative else 1)
        assert getattr(phase, name) == expected


def test_power_in_json_is_in_kilowatts() -> None:
    """The documentation of the meter shows kilowatts."""
    assert decode_electricity(
        {"electricCurrent": 599.552, "power": 6.912, "voltage": 52.7}
    ) == ElectricPhase(voltage=52.7, current=599.552, power=6912.0)


def test_json_may_have_more_or_fewer_fields() -> None:
    """A missing field is None, not zero."""
    assert decode_electricity(
        {"reactivePower": 0.3, "apparentPower": "1.15", "powerFactor": 0.96}
    ) == ElectricPhase(reactive_power=300.0, apparent_power=1150.0, power_factor=0.96)


@pytest.mark.parametrize(
    "text", ["CKMAAn0AAGw=", "08a300027d00006c", "08A300027D00006C"]
)
def test_text_is_base64_or_hex(text: str) -> None:
    """Text points use both encodings."""
    assert decode_electricity(text) == PHASE


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        [],
        {},
        {"voltage": None},
        {"other": 1},
        b"",
        bytes(7),
        bytes(12),
        bytes(17),
        bytes(18),
        b"\x02\x0f" + LONG,
        b"\x01\x0f" + LONG + b"\x00",
        "",
        "no phase",
        "00ff",
    ],
)
def test_an_invalid_phase_is_none(value: object) -> None:
    """Unknown lengths are not decoded."""
    assert decode_electricity(value) is None
