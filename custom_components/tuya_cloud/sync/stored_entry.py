"""The shape of what is stored of a config entry, and reading it from any JSON.

It has the specifications by product, the thing models of those read by them, and the
last device list with its statuses. Nothing in it is secret: local keys and coordinates
are dropped before.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from ..model.json_types import JsonObject, JsonValue
from ..model.wire_values import parse_whole


class StoredSpecification(TypedDict):
    """A specification as the cloud sent it."""

    document: JsonObject
    # codes that its devices report beyond those it has
    unnamed_codes: list[str]


class StoredThingModel(TypedDict):
    """A thing model, in the form of a specification."""

    # with the data points that only shadows have
    document: JsonObject
    # whether it has data points of its own
    is_found: bool
    # when it was asked for, in seconds since the epoch
    asked_at: int
    # why it could not be read; "": it could
    refusal: str


class StoredExtra(TypedDict):
    """One kind of optional thing that an account holds."""

    # as its class returns it
    document: JsonValue
    # seconds since the epoch; 0: never read
    read_at: int
    # seconds since the epoch: when to read next
    due_at: int
    # why the last read failed; "": it did not
    refusal: str


class StoredDevices(TypedDict):
    """The devices of an account."""

    # by product id; by device id for a device that differs from its product
    specifications: dict[str, StoredSpecification]
    # by product id, or by device id for a device without one
    thing_models: dict[str, StoredThingModel]
    # by the same key: the codes of data points by number
    dp_codes: dict[str, JsonObject]
    # by device id, as the model writes them
    devices: dict[str, JsonObject]
    # ids of the devices that others share with the account
    shared: list[str]


class StoredEntry(StoredDevices):
    """Everything that is stored of a config entry."""

    # [project-only access] the user that all devices belong to
    linked_uid: str | None
    # by day (ISO date) and endpoint
    calls: dict[str, dict[str, int]]
    # by name
    extras: dict[str, StoredExtra]


def parse_stored_entry(document: JsonValue) -> StoredEntry:
    """Return the usable parts of a document; never raises."""
    stored = _object(document)
    return StoredEntry(
        specifications={
            key: specification
            for key, kept in _object(stored.get("specifications")).items()
            if (specification := _specification(_object(kept))) is not None
        },
        thing_models={
            key: thing_model
            for key, kept in _object(stored.get("thing_models")).items()
            if (thing_model := _thing_model(_object(kept))) is not None
        },
        dp_codes={
            key: codes
            for key, codes in _object(stored.get("dp_codes")).items()
            if isinstance(codes, dict)
        },
        devices=dict(_devices(_object(stored.get("devices")))),
        shared=_texts(stored.get("shared")),
        linked_uid=uid if isinstance(uid := stored.get("linked_uid"), str) else None,
        calls={
            day: _counts(_object(calls))
            for day, calls in _object(stored.get("calls")).items()
            if _is_day(day) and isinstance(calls, dict)
        },
        extras={
            name: extra
            for name, kept in _object(stored.get("extras")).items()
            if (extra := _extra(_object(kept))) is not None
        },
    )


def is_whole(stored: StoredEntry, document: JsonValue) -> bool:
    """Return whether parsing a document has dropped nothing under the known keys."""
    return isinstance(document, dict) and all(
        part == document[key] for key, part in stored.items() if key in document
    )


def _specification(kept: JsonObject) -> StoredSpecification | None:
    document, codes = kept.get("document"), kept.get("unnamed_codes")
    if not isinstance(document, dict) or not isinstance(codes, list):
        return None
    return StoredSpecification(document=document, unnamed_codes=_texts(codes))


def _thing_model(kept: JsonObject) -> StoredThingModel | None:
    document, refusal = kept.get("document"), kept.get("refusal")
    asked_at = parse_whole(kept.get("asked_at"))
    if not isinstance(document, dict) or not isinstance(refusal, str):
        return None
    return StoredThingModel(
        document=document,
        is_found=kept.get("is_found") is True,
        asked_at=asked_at or 0,
        refusal=refusal,
    )


def _extra(kept: JsonObject) -> StoredExtra | None:
    read_at, due_at = parse_whole(kept.get("read_at")), parse_whole(kept.get("due_at"))
    refusal = kept.get("refusal")
    if read_at is None or due_at is None or not isinstance(refusal, str):
        return None
    return StoredExtra(
        document=kept.get("document"), read_at=read_at, due_at=due_at, refusal=refusal
    )


def _devices(stored: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the devices whose document has the id of their key."""
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
