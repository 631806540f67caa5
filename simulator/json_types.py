"""The types of JSON values."""

import json

type JsonValue = (
    bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None
)
type JsonObject = dict[str, JsonValue]


def parse_object(text: bytes | str) -> JsonObject | None:
    """Return the JSON object in a text; None when it is anything else."""
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None
