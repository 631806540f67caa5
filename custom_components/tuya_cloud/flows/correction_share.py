"""Corrections as text: to share with others, and to take over from them.

The text is a JSON object, in a fence as issues have it:

    {"product_id", "category", "specification": {"function", "status"}, "correction"}

Nothing in it belongs to a person: no id or name of a device, no value, and no name that
a user gave.
"""

import json
from collections.abc import Iterable
from typing import Final

from ..model.correction_text import InvalidCorrectionError, parse_correction
from ..model.corrections import Correction
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue, load_json
from ..model.points.parsing import parse_values

_LISTS: Final = {"function": "functions", "status": "status"}


def shared_text(device: Device, document: JsonObject, correction: JsonObject) -> str:
    """Return the text of a correction, with what the cloud says of its data point."""
    entries: JsonObject = {}
    for name, listed in _LISTS.items():
        for entry in _entries(document.get(listed)):
            if entry.get("code") == correction["code"]:
                entries[name] = {
                    "type": entry.get("type"),
                    "values": parse_values(entry.get("values"), lambda _warning: None),
                }
    shared = {
        "product_id": device.product_id,
        "category": document.get("category"),
        "specification": entries,
        "correction": {
            "code": correction["code"],
            **{name: value for name, value in correction.items() if name != "name"},
        },
    }
    return f"```json\n{_lines(shared)}\n```"


def _lines(document: JsonObject, depth: int = 1) -> str:
    """Return JSON with a line for each member, and for each of the specification."""
    members = [
        f"{'  ' * depth}{json.dumps(name)}: "
        + (
            _lines(value, depth + 1)
            if name == "specification" and isinstance(value, dict) and value
            else json.dumps(value, ensure_ascii=False)
        )
        for name, value in document.items()
    ]
    return "{\n" + ",\n".join(members) + "\n" + "  " * (depth - 1) + "}"


def correction_in(text: str) -> Correction:
    """Return the correction in a shared text, or in the JSON of one alone.

    Raises InvalidCorrectionError.
    """
    start, end = text.find("{"), text.rfind("}")
    try:
        document = load_json(text[start : end + 1]) if start >= 0 else None
    except ValueError as error:
        raise InvalidCorrectionError("not_an_object") from error
    if isinstance(document, dict) and "correction" in document:
        document = document["correction"]
    return parse_correction(document)


def _entries(listed: JsonValue) -> Iterable[JsonObject]:
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict):
            yield entry
