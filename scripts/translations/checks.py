"""Checks of a translation against its English text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from .table import Row
from .texts import NAME, OPTION, TEXT, Source, Texts

_SAME_NUMBER: Final = {
    "placeholders": re.compile(r"\{[^}]*\}"),
    "addresses": re.compile(r"\w+://[^\s)]+"),
    "bold marks": re.compile(r"\*\*"),
    "code marks": re.compile(r"`"),
    "beginnings of lines": re.compile(r"^(?:- |\d+\. |#+ |> |\|)", re.MULTILINE),
    "ends of lines": re.compile(r"\n"),
}
_FORBIDDEN: Final = {
    "HTML": re.compile(r"<[a-zA-Z/!][^>]*>"),
    "a placeholder in single quotation marks": re.compile(r"'\{\w+\}'"),
    "a reference": re.compile(r"\[%"),
    # what follows an address without a blank becomes a part of the link
    "an address without a blank after it": re.compile(
        r"(?<!\[)(?<!\]\()\{(?:console|example)\}"
        r"(?!\s|$|[?!.,:;*_'\"~)\]]+(?:\s|$))"
    ),
}
# a text of this length that equals the English one is not translated
_SENTENCE: Final = 40


def faults(source: Source, text: str, kind: str) -> Iterator[str]:
    """Yield what is wrong with a translation."""
    english = source.english
    if not text.strip():
        yield "is empty"
        return
    if text != text.strip():
        yield "has blanks at its beginning or end"
    for what, pattern in _SAME_NUMBER.items():
        wanted, found = (Counter(pattern.findall(part)) for part in (english, text))
        if wanted != found:
            yield f"has other {what}: {_listed(found)} instead of {_listed(wanted)}"
    for what, pattern in _FORBIDDEN.items():
        if pattern.search(text):
            yield f"contains {what}"
    if kind in (NAME, OPTION):
        if len(text) > longest(english):
            yield f"is longer than {longest(english)} characters"
        if english[0].isupper() and text[0].islower() and not text[1:2].isupper():
            yield "begins with a small letter"
        if english[-1] != "." and text[-1] in ".。":
            yield "ends with a full stop"
    if kind == TEXT and text == english and len(english) > _SENTENCE:
        yield "is the English text"


def longest(english: str) -> int:
    """Return how long the translation of a name or option may be."""
    return max(24, 2 * len(english) + 12)


def equal_texts(
    texts: Texts, rows: Mapping[Source, Row]
) -> Iterator[tuple[str, Source, Source]]:
    """Yield different English texts of a group that are the same in the language.

    The options of an entity are a group, and the names of a platform.
    """
    for group, sources in texts.groups().items():
        seen: dict[str, Source] = {}
        for source in sorted(sources & rows.keys()):
            other = seen.setdefault(rows[source].text, source)
            if other.english != source.english:
                yield group, other, source


def _listed(found: Counter[str]) -> str:
    if not found:
        return "none"
    return ", ".join(f"{what!r} ({count})" for what, count in sorted(found.items()))
