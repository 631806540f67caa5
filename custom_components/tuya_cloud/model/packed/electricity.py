"""Decodes voltage, current and power of one phase of meters and breakers.

The layouts, all big-endian:
- 8 bytes (10 with two more of unknown meaning): voltage in 0.1 V (2 bytes), current in
  mA (3), power in W (3);
- 01 0F and 15 bytes: those 8, then reactive power in var (3), apparent power in VA (3)
  and power factor in hundredths (1);
- 02 0F, the same 15 bytes and one of sign bits: 0 current, 1 power, 2 reactive power,
  3 power factor; set means negative;
- JSON {"electricCurrent": A, "power": kW, "voltage": V}, some with "reactivePower" in
  kvar, "apparentPower" in kVA and "powerFactor".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..points.packed import decode_bytes
from ..wire_values import parse_number

_PLAIN_LENGTHS = {8, 10}
_LENGTHS = {*_PLAIN_LENGTHS, 17, 18}
_LONG = b"\x01\x0f"
_LONG_SIGNED = b"\x02\x0f"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectricPhase:
    """The measurements of one phase; None: not reported."""

    voltage: float | None = None  # V
    current: float | None = None  # A
    power: float | None = None  # W
    reactive_power: float | None = None  # var
    apparent_power: float | None = None  # VA
    power_factor: float | None = None


def decode_electricity(value: Any) -> ElectricPhase | None:
    """Return the phase in the value of a data point; None: it holds none.

    ``value`` is the decoded value of a raw point (bytes), a JSON point (dict) or a
    text point (the bytes as base64 or hex).
    """
    if isinstance(value, str):
        value = _bytes_in(value)
    if isinstance(value, bytes):
        return _from_bytes(value)
    return _from_mapping(value) if isinstance(value, Mapping) else None


def _from_bytes(data: bytes) -> ElectricPhase | None:
    if len(data) in _PLAIN_LENGTHS:
        return ElectricPhase(
            voltage=int.from_bytes(data[0:2]) / 10,
            current=int.from_bytes(data[2:5]) / 1000,
            power=float(int.from_bytes(data[5:8])),
        )
    if len(data) == 17 and data.startswith(_LONG):
        signs = 0
    elif len(data) == 18 and data.startswith(_LONG_SIGNED):
        signs = data[17]
    else:
        return None
    return ElectricPhase(
        voltage=int.from_bytes(data[2:4]) / 10,
        current=_signed(data[4:7], signs, 0) / 1000,
        power=float(_signed(data[7:10], signs, 1)),
        reactive_power=float(_signed(data[10:13], signs, 2)),
        apparent_power=float(int.from_bytes(data[13:16])),
        power_factor=_signed(data[16:17], signs, 3) / 100,
    )


def _signed(data: bytes, signs: int, bit: int) -> int:
    number = int.from_bytes(data)
    return -number if signs >> bit & 1 else number


def _from_mapping(value: Mapping[str, Any]) -> ElectricPhase | None:
    phase = ElectricPhase(
        voltage=_scaled(value.get("voltage"), 1),
        current=_scaled(value.get("electricCurrent"), 1),
        power=_scaled(value.get("power"), 1000),
        reactive_power=_scaled(value.get("reactivePower"), 1000),
        apparent_power=_scaled(value.get("apparentPower"), 1000),
        power_factor=_scaled(value.get("powerFactor"), 1),
    )
    return None if phase == ElectricPhase() else phase


def _scaled(value: Any, factor: int) -> float | None:
    number = parse_number(value)
    # rounded: 6.912 kW are 6912 W, not 6911.999...
    return None if number is None else round(float(number * factor), 6)


def _bytes_in(text: str) -> bytes | None:
    """Return the bytes of a text; hex digits of a known length are not base64."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return decode_bytes(text)
    return data if len(data) in _LENGTHS else decode_bytes(text)
