"""Home Assistant's own translations: its integrations' and its frontend's.

A text is taken from them when the same English text has one clear translation where it
is used in the same way: as a name, as an option, or as a text of a form.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from .texts import NAME, OPTION, ROOT, TEXT, Keys, Source, Texts, kind_of, leaves

PLATFORM: Final = "kind of entity"
# share of the uses that must agree
_CLEAR: Final = 0.5
# share and number of the uses that say that a word stays as it is in English
_CLEARLY_ENGLISH: Final = 0.7
_TIMES_ENGLISH: Final = 2
_LATIN: Final = frozenset(
    {"cs", "da", "de", "es", "fi", "fr", "hr", "hu", "id", "it", "nb", "nl", "pl", "pt"}
    | {"pt-BR", "ro", "sk", "sl", "sv", "tr", "vi"}
)
# integrations whose title names a kind of entity
_PLATFORMS: Final = frozenset(
    {"binary_sensor", "button", "fan", "light", "number", "select", "sensor", "siren"}
    | {"switch", "text", "time", "valve"}
)
# not a word, such as PM2.5
_SYMBOL: Final = re.compile(r"[a-z]?[A-Z][A-Z0-9.]*")
# other integrations fill placeholders with something else
_PART: Final = re.compile(r"\{\w+\}")
# longer texts come from other integrations' forms by chance
_LONGEST_WORD: Final = 20

type _Found = dict[tuple[str, str], Counter[str]]


def translated(source: Source, language: str, texts: Texts) -> tuple[str, int] | None:
    """Return Home Assistant's translation and how often it is used."""
    kind = texts.kind(source)
    kinds: tuple[str, ...]
    if source.context == PLATFORM:
        kinds = (PLATFORM,)
    elif source.context not in ("", NAME, OPTION, TEXT) or _PART.search(source.english):
        return None
    else:
        kinds = (kind,) if kind == TEXT else (kind, TEXT)
    found = _translations(language)
    for candidates in (found.get((source.english, kind)) for kind in kinds):
        if candidates and (clear := _clear(source.english, candidates, language)):
            text, count = clear
            if kind != TEXT and source.english[0].isupper():
                text = text[0].upper() + text[1:]
            return text, count
    return None


def _clear(
    english: str, candidates: Counter[str], language: str
) -> tuple[str, int] | None:
    text, count = candidates.most_common(1)[0]
    if text == english and not (
        _SYMBOL.fullmatch(english)
        or (
            language in _LATIN
            and len(english) <= _LONGEST_WORD
            and count >= _TIMES_ENGLISH
            and count > _CLEARLY_ENGLISH * candidates.total()
        )
    ):
        candidates = Counter({t: n for t, n in candidates.items() if t != english})
        if not candidates:
            return None
        text, count = candidates.most_common(1)[0]
    return (text, count) if count > _CLEAR * candidates.total() else None


@cache
def _translations(language: str) -> _Found:
    """Return how often each English text has which translation, by kind."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for english, translation in _files(language):
        texts = dict(leaves(json.loads(translation.read_text(encoding="utf-8"))))
        for keys, text in _english(english).items():
            if (other := texts.get(keys, "").strip()) and "[%" not in other:
                kind = _kind(keys, english)
                found[text, kind][_plain(other)] += 1
    return dict(found)


def _plain(text: str) -> str:
    """Return a translation without characters that only control its direction."""
    return text.strip("\u200e\u200f\u00ad")


def _kind(keys: Keys, path: Path) -> str:
    if keys == ("title",):
        return PLATFORM if path.parents[1].name in _PLATFORMS else TEXT
    if keys[0] == "entity_component":
        return NAME if keys[-1] == "name" else OPTION
    return kind_of(keys)


@cache
def _english(path: Path) -> dict[Keys, str]:
    return dict(leaves(json.loads(path.read_text(encoding="utf-8"))))


def _files(language: str) -> Iterator[tuple[Path, Path]]:
    """Yield the English files and those of the language."""
    (packages,) = (ROOT / ".venv-run" / "lib").glob("python3.*/site-packages")
    for english in packages.glob("homeassistant/components/*/translations/en.json"):
        translation = english.with_name(f"{language}.json")
        if translation.exists():
            yield english, translation
    frontend = packages / "hass_frontend" / "static" / "translations"
    for folder in (frontend, *(path for path in frontend.iterdir() if path.is_dir())):
        for english in folder.glob("en-????????????????????????????????.json"):
            for translation in folder.glob(
                f"{language}-????????????????????????????????.json"
            ):
                yield english, translation
