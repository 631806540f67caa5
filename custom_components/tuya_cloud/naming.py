"""What entities are called."""

import re
from dataclasses import replace
from typing import Any

from homeassistant.helpers.entity import EntityDescription

from .catalog.labels import LABELS
from .catalog.lookup import Match


def named[D: EntityDescription](description: D, match: Match[Any]) -> D:
    """Return a description by the name that a row gives it.

    A row named by its class needs another name where the class had to go.
    """
    row = match.row
    kind = getattr(description, "device_class", None)
    by_class = row.named_by_class and kind == row.device_class
    return replace(
        description,
        translation_key=None if by_class else row.name_key,
        translation_placeholders={"number": match.number} if match.number else None,
    )


def readable_name(code: str) -> str:
    """Return a code as a name: "temp_current" and "TempCurrent" as "Temp current"."""
    words = _words(code)
    return words[:1].upper() + words[1:]


def words_of_label(label: str, code: str) -> str:
    """Return the label of a bitmap's condition as words."""
    plain = label.removeprefix(f"{code}_")
    return LABELS.get(plain.lower(), _words(plain))


def _words(code: str) -> str:
    """Return a code as words; those in capitals are abbreviations and stay."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", code).replace("_", " ").split()
    return " ".join(word if word.isupper() else word.lower() for word in spaced)
