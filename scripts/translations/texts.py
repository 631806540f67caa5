"""The English texts: where each is used, and in which contexts.

A text is translated once. It has a context where its meaning differs: that of the first
row of `languages/contexts.csv` that fits, otherwise its kind, when a text is used as
several kinds (the switch "Charging" and the state "Charging").
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
TABLES: Final = ROOT / "languages"
TRANSLATIONS: Final = ROOT / "custom_components" / "tuya_cloud" / "translations"
CONTEXTS: Final = TABLES / "contexts.csv"
TERMS: Final = TABLES / "terms.csv"

# the kinds of texts
NAME: Final = "name"
OPTION: Final = "option"
TEXT: Final = "text"
# the context of terms, which are translated first so that all texts agree
TERM: Final = "term"

type Keys = tuple[str, ...]


class Source(NamedTuple):
    """An English text in a context."""

    english: str
    context: str


def leaves(document: Mapping[str, Any], *keys: str) -> Iterator[tuple[Keys, str]]:
    """Yield the texts of a translation file with their keys."""
    for key, value in document.items():
        if isinstance(value, str):
            yield (*keys, key), value
        else:
            yield from leaves(value, *keys, key)


def kind_of(keys: Keys) -> str:
    """Return the kind of the text with these keys."""
    match keys:
        case ("entity", _, _, "name") | ("device", *_):
            return NAME
        case ("entity", *_, "state", _) | ("selector", _, "options", _):
            return OPTION
    return TEXT


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Texts:
    """All texts to translate: those of en.json, and the terms."""

    def __init__(
        self,
        document: Mapping[str, Any],
        contexts: Sequence[Mapping[str, str]],
        terms: Sequence[Mapping[str, str]],
    ) -> None:
        """Find the context of each text."""
        self.document: Final = document
        self.terms: Final = {row["english"]: row["meaning"] for row in terms}
        self.uses: Final[defaultdict[Source, list[Keys]]] = defaultdict(list)
        self.by_english: Final[defaultdict[str, list[Source]]] = defaultdict(list)
        self._source_of: Final[dict[Keys, Source]] = {}
        for english, uses in self._by_text().items():
            self._add(english, uses, [r for r in contexts if r["english"] == english])
        for term in self.terms:
            self.uses[Source(term, TERM)] = []
        for source in self.uses:
            self.by_english[source.english].append(source)

    def source_of(self, keys: Keys) -> Source:
        """Return the text in its context that stands at these keys."""
        return self._source_of[keys]

    def kind(self, source: Source) -> str:
        """Return the kind of a text by its first use."""
        if source.context == TERM:
            return TERM
        return kind_of(self.uses[source][0])

    def groups(self) -> dict[str, set[Source]]:
        """Return the options of each entity and selector, and names per platform."""
        groups = defaultdict(set)
        for keys, source in self._source_of.items():
            if kind_of(keys) == OPTION:
                groups[".".join(keys[:-1])].add(source)
            elif keys[0] == "entity" and keys[3] == "name":
                groups[".".join(keys[:2])].add(source)
        return groups

    def _by_text(self) -> dict[str, list[Keys]]:
        uses = defaultdict(list)
        for keys, english in leaves(self.document):
            uses[english].append(keys)
        return uses

    def _add(
        self, english: str, uses: list[Keys], rows: list[Mapping[str, str]]
    ) -> None:
        free = []
        for keys in uses:
            path = ".".join(keys)
            fitting = [r["context"] for r in rows if fnmatchcase(path, r["keys"])]
            if fitting:
                self._put(Source(english, fitting[0]), keys)
            else:
                free.append(keys)
        several = len({kind_of(keys) for keys in free}) > 1
        for keys in free:
            self._put(Source(english, kind_of(keys) if several else ""), keys)

    def _put(self, source: Source, keys: Keys) -> None:
        self.uses[source].append(keys)
        self._source_of[keys] = source


def read_texts() -> Texts:
    """Return the texts of the integration."""
    document = json.loads((TRANSLATIONS / "en.json").read_text(encoding="utf-8"))
    return Texts(document, read_rows(CONTEXTS), read_rows(TERMS))
