"""Check commands against the functions and the thing model of a device."""

from .device import Device
from .errors import (
    COMMAND_UNSUPPORTED,
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    TYPE_INCORRECT,
    ApiError,
)
from .json_types import JsonObject, JsonValue
from .limits import accepts, has_type


def parse_commands(device: Device, body: JsonObject) -> dict[str, JsonValue]:
    """Return the commands of `{"commands": [{"code", "value"}]}` as code -> value.

    Raises ApiError 1100 or 1109 for another shape, 1104 for a value of another type,
    and 2008 when a function is missing or does not accept the value. One bad command
    fails the whole call.
    """
    commands = body.get("commands")
    if not commands:
        raise ApiError(PARAM_EMPTY)
    if not isinstance(commands, list):
        raise ApiError(PARAM_ILLEGAL)
    changes: dict[str, JsonValue] = {}
    for command in commands:
        if not isinstance(command, dict) or "value" not in command:
            raise ApiError(PARAM_ILLEGAL)
        code = command.get("code")
        if not isinstance(code, str):
            raise ApiError(PARAM_ILLEGAL)
        check_command(device, code, command["value"])
        changes[code] = command["value"]
    return changes


def parse_properties(device: Device, body: JsonObject) -> dict[str, JsonValue]:
    """Return the commands of `{"code": value}` under the codes of the standard set.

    Raises ApiError 1104 for a value of another type, and 2008 when neither the thing
    model nor the functions accept it.
    """
    changes: dict[str, JsonValue] = {}
    for code, value in body.items():
        known = device.properties.get(code)
        stored = device.standard_code(code)
        if known is None:
            check_command(device, code, value)
        elif not known.writes:
            raise ApiError(COMMAND_UNSUPPORTED)
        elif known.type is not None:
            _check_value(device, stored, known.entry, value)
        changes[stored] = value
    return changes


def check_command(device: Device, code: str, value: JsonValue) -> None:
    """Raise ApiError 1104 or 2008 unless a function of the device accepts the value."""
    function = device.function.get(code)
    if function is None:
        raise ApiError(COMMAND_UNSUPPORTED)
    _check_value(device, code, function, value)


def _check_value(
    device: Device, code: str, entry: JsonObject, value: JsonValue
) -> None:
    """Raise ApiError 1104 or 2008 unless a data point accepts a value.

    Where the device has reported a value outside its specification, the specification
    is not the device's own, and any value of the type is accepted.
    """
    if code in device.unspecified and type(value) is type(device.status[code]):
        return
    if not has_type(entry, value):
        raise ApiError(TYPE_INCORRECT)
    if not accepts(entry, value):
        raise ApiError(COMMAND_UNSUPPORTED)
