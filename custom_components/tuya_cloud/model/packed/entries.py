"""What the packed lists have in common."""

from ..json_types import JsonObject, JsonValue


class PackingError(ValueError):
    """A list that does not have the shape that is to be packed."""


def entries_of(value: JsonValue) -> list[JsonObject]:
    """Return the objects of a list; raises PackingError where it holds others."""
    if not isinstance(value, list):
        raise PackingError("not a list")
    entries = [entry for entry in value if isinstance(entry, dict)]
    if len(entries) < len(value):
        raise PackingError("not a list of objects")
    return entries
