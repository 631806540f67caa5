"""The shapes of parsed JSON, and the one way JSON text is read here."""

import json
from typing import Never

type JsonValue = (
    bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None
)
type JsonObject = dict[str, JsonValue]


def load_json(text: str) -> JsonValue:
    """Return the value that a JSON text holds.

    Raises ValueError for everything else, NaN and infinities included: Python's own
    reader lets those pass, and fails in another way on brackets nested too deep.
    """
    try:
        value: JsonValue = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not JSON")
