"""Data points that hold several quantities at once: JSON objects and bytes."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, override

from ..json_types import JsonObject, JsonValue, load_json
from .base import DataPoint, Decoded
from .value import ValuePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonPoint(DataPoint):
    """A JSON object or list, reported as text: decodes to dict or list.

    The numbers inside are not scaled. ``fields`` are those at its top level that the
    specification describes.
    """

    type_name: ClassVar[str] = "Json"

    fields: Mapping[str, ValuePoint] = field(hash=False)

    @override
    def _decode(self, raw: JsonValue) -> Decoded[JsonValue]:
        if raw == "":
            return Decoded(None)  # never reported
        if isinstance(raw, str):
            try:
                raw = load_json(raw)
            except ValueError:
                return Decoded(None, "the reported value is not JSON")
        if raw is None or isinstance(raw, dict | list):
            return Decoded(raw)
        # some products declare a number as JSON
        shown = None if isinstance(raw, str) else raw
        return Decoded(shown, "the reported value is neither an object nor a list")

    @override
    def _encode(self, value: object) -> JsonValue:
        """Return JSON text, the form of reports.

        Takes a dict or list, or their JSON text.
        """
        command = _plain_json(value)
        if command is None:
            raise self._wrong_type("a JSON object")
        if isinstance(command, dict):
            for name, point in self.fields.items():
                if name in command:
                    command[name] = point.encode(command[name])
        return json.dumps(command, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPoint(DataPoint):
    """Bytes in a layout of the product: decodes to bytes.

    They are sent as base64; some sources show hex digits instead. What is no text is
    read by its own type: some products declare a number as bytes, such as a fault.
    """

    type_name: ClassVar[str] = "Raw"

    @override
    def _decode(self, raw: JsonValue) -> Decoded[bytes | JsonValue]:
        if raw == "":
            return Decoded(None)  # never reported
        if not isinstance(raw, str):
            return Decoded(raw, "the reported value is not base64")
        data = decode_bytes(raw)
        return Decoded(
            data, "the reported value is not base64" if data is None else None
        )

    @override
    def _encode(self, value: object) -> JsonValue:
        """Return base64, from bytes or from base64 text."""
        if isinstance(value, bytes):
            return base64.b64encode(value).decode()
        if isinstance(value, str) and _decode_base64(value) is not None:
            return value
        raise self._wrong_type("base64")


def decode_bytes(text: str) -> bytes | None:
    """Return the bytes of a text in base64 or, if it is not that, in hex digits."""
    data = _decode_base64(text)
    if data is not None:
        return data
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def _decode_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None


def _plain_json(value: object) -> JsonObject | list[JsonValue] | None:
    """Return a copy with JSON values only; None if that is not possible."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, allow_nan=False)
        copy = load_json(text)
    except ValueError, TypeError, RecursionError:
        return None
    return copy if isinstance(copy, dict | list) else None
