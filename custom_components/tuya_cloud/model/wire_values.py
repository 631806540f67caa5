"""Parses single values that the cloud may send as text, number or Boolean.

Tuya's page promises native JSON types; devices and old data centers send integers as
"12" or 12.0 and Booleans as "true" or 1.
"""

from .json_types import JsonValue

# Tuya's integers have 32 bits; more than 63 are garbage and would overflow when scaled
_LIMIT = 2**63
_LOWEST = -(2**63)

_BOOLEANS = {
    "true": True,
    "1": True,
    "on": True,
    "false": False,
    "0": False,
    "off": False,
}


def parse_number(value: JsonValue) -> int | float | None:
    """Return a finite number, whole ones as int; None for anything else.

    A Boolean is not a number here.
    """
    if type(value) is int:
        return value if _LOWEST < value < _LIMIT else None
    if isinstance(value, str):
        return parse_number(_number_in(value))
    if isinstance(value, float) and _LOWEST < value < _LIMIT:  # false for NaN
        return int(value) if value.is_integer() else value
    return None


def parse_whole(value: JsonValue) -> int | None:
    """Return a whole number; None for fractions and anything else."""
    number = parse_number(value)
    return number if isinstance(number, int) else None


def parse_boolean(value: JsonValue) -> bool | None:
    """Return a value as a Boolean; None if it is not one."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _BOOLEANS.get(value.strip().lower())
    number = parse_whole(value)
    return bool(number) if number in {0, 1} else None


def parse_text(value: JsonValue) -> str | None:
    """Return a single value as text, Booleans as true/false; None for lists etc."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    number = parse_number(value)
    return None if number is None else str(number)


def _number_in(text: str) -> int | float | None:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return None
