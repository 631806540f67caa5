"""The table of a language: one row per English text in a context."""

import csv
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from .texts import TABLES, Source, Texts, read_rows

LANGUAGES: Final = (
    *("ar", "bg", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hr"),
    *("hu", "id", "it", "ja", "ko", "nb", "nl", "pl", "pt", "pt-BR"),
    *("ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi"),
    *("zh-Hans", "zh-Hant"),
)
_COLUMNS: Final = ("english", "context", "text", "origin")


class Origin(StrEnum):
    """Where a translation is from."""

    HOME_ASSISTANT = "home_assistant"
    GLOSSARY = "glossary"
    WRITTEN = "written"
    REVIEWED = "reviewed"


class Row(NamedTuple):
    """A translation and its origin."""

    text: str
    origin: Origin


class Table:
    """The translations of a language."""

    def __init__(self, language: str, texts: Texts, folder: Path = TABLES) -> None:
        """Read the table. Rows of texts that are no longer used are left out."""
        self.language: Final = language
        self._path: Final = folder / f"{language}.csv"
        self._texts: Final = texts
        self.rows: Final[dict[Source, Row]] = {}
        if not self._path.exists():
            return
        for row in read_rows(self._path):
            source = Source(row["english"], row["context"])
            if source in texts.uses:
                self.rows[source] = Row(row["text"], Origin(row["origin"]))

    @property
    def missing(self) -> list[Source]:
        """Return the texts that have no translation."""
        return [source for source in self._texts.uses if source not in self.rows]

    def save(self) -> None:
        """Write the table, sorted."""
        with self._path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(_COLUMNS)
            for source, row in sorted(self.rows.items()):
                writer.writerow((*source, *row))
