"""Checks the lists that are to be packed."""

from ..json_types import JsonObject, JsonValue


class PackingError(ValueError):
    """A list of a shape that cannot be packed."""


def entries_of(value: JsonValue) -> list[JsonObject]:
    """Return the objects of a list; raises PackingError for any other value."""
    if not isinstance(value, list):
        raise PackingError("not a list")
    entries = [entry for entry in value if isinstance(entry, dict)]
    if len(entries) < len(value):
        raise PackingError("not a list of objects")
    return entries
