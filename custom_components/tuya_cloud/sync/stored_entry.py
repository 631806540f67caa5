"""The shape of a stored home, and the parts of a stored document that have it.

Holds the specifications by product and the last device list with its statuses. Nothing
in it is secret: local keys and coordinates never come this far.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from ..model.json_types import JsonObject, JsonValue


class StoredSpecification(TypedDict):
    """A specification as the cloud sent it."""

    document: JsonObject
    # codes its devices report although it does not name them
    unnamed_codes: list[str]


class StoredEntry(TypedDict):
    """All that is kept of an account."""

    # by product id; by device id for a device that differs from its product
    specifications: dict[str, StoredSpecification]
    # by device id, as the model writes them
    devices: dict[str, JsonObject]
    # ids of the devices that others shared with the account
    shared: list[str]
    # by day (ISO date) and endpoint
    calls: dict[str, dict[str, int]]


def parse_stored_entry(document: JsonValue) -> StoredEntry:
    """Return the parts of a document that can be used; never raises."""
    stored = _object(document)
    return StoredEntry(
        specifications={
            key: specification
            for key, kept in _object(stored.get("specifications")).items()
            if (specification := _specification(_object(kept))) is not None
        },
        devices=dict(_devices(_object(stored.get("devices")))),
        shared=_texts(stored.get("shared")),
        calls={
            day: _counts(_object(calls))
            for day, calls in _object(stored.get("calls")).items()
            if _is_day(day) and isinstance(calls, dict)
        },
    )


def is_whole(home: StoredEntry, document: JsonValue) -> bool:
    """Return whether a home holds all that the document holds under its keys."""
    return isinstance(document, dict) and all(
        part == document[key] for key, part in home.items() if key in document
    )


def _specification(kept: JsonObject) -> StoredSpecification | None:
    document, codes = kept.get("document"), kept.get("unnamed_codes")
    if not isinstance(document, dict) or not isinstance(codes, list):
        return None
    return StoredSpecification(document=document, unnamed_codes=_texts(codes))


def _devices(stored: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the devices whose document carries the id they are stored by."""
    for device_id, kept in stored.items():
        document = _object(_object(kept).get("document"))
        if device_id and document.get("id") == device_id:
            yield device_id, _object(kept)


def _counts(calls: JsonObject) -> dict[str, int]:
    return {
        endpoint: count
        for endpoint, count in calls.items()
        if isinstance(count, int) and not isinstance(count, bool) and count > 0
    }


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _texts(value: JsonValue) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str) and item]


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}
