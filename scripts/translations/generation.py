"""Generate the translation files of Home Assistant from the tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.format_texts import formatted

from .table import Table
from .texts import TRANSLATIONS, Keys, Texts, leaves


def path_of(language: str) -> Path:
    """Return the path of a translation file."""
    return TRANSLATIONS / f"{language}.json"


def generated(table: Table, texts: Texts) -> str:
    """Return the translation file. A text without a translation stays English."""

    def translate(part: Mapping[str, Any], *keys: str) -> dict[str, Any]:
        return {
            key: _text(table, texts, (*keys, key), value)
            if isinstance(value, str)
            else translate(value, *keys, key)
            for key, value in part.items()
        }

    return formatted(translate(texts.document))


def write(table: Table, texts: Texts) -> None:
    """Write the translation file."""
    path_of(table.language).write_text(generated(table, texts), encoding="utf-8")


def share(table: Table, texts: Texts) -> float:
    """Return the share of keys that have a translation."""
    keys = [texts.source_of(keys) for keys, _ in leaves(texts.document)]
    return sum(source in table.rows for source in keys) / len(keys)


def _text(table: Table, texts: Texts, keys: Keys, english: str) -> str:
    row = table.rows.get(texts.source_of(keys))
    return english if row is None else row.text
