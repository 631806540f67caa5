"""Decodes the energy that meters record for some days or months.

The layouts, big-endian, are those of Tuya's sharing SDK (strategies db_v1_daily and
db_v1_month): the first day and the last as month and day, or the first month and the
last as year of the century and month; then the energy in 0.01 kWh (4 bytes).
"""

from typing import Any, Final

from ..json_types import JsonValue

_LENGTH: Final = 8
_CENTURY: Final = 2000


def decode_daily_energy(data: Any) -> JsonValue:
    """Return {"first": "09-01", "last": "09-30", "energy": kWh}, or None."""
    if not isinstance(data, bytes) or len(data) != _LENGTH:
        return None
    first_month, first_day, last_month, last_day = data[:4]
    if not 1 <= first_month <= 12 or not 1 <= last_month <= 12:
        return None
    return {
        "first": f"{first_month:02d}-{first_day:02d}",
        "last": f"{last_month:02d}-{last_day:02d}",
        "energy": _energy(data),
    }


def decode_monthly_energy(data: Any) -> JsonValue:
    """Return {"first": "2024-08", "last": "2024-09", "energy": kWh}, or None."""
    if not isinstance(data, bytes) or len(data) != _LENGTH:
        return None
    first_year, first_month, last_year, last_month = data[:4]
    if not 1 <= first_month <= 12 or not 1 <= last_month <= 12:
        return None
    return {
        "first": f"{_CENTURY + first_year}-{first_month:02d}",
        "last": f"{_CENTURY + last_year}-{last_month:02d}",
        "energy": _energy(data),
    }


def _energy(data: bytes) -> float:
    return int.from_bytes(data[4:8]) / 100
