"""Translations made of others: with a number, a phase, or the name of a problem.

"Switch 3" is "Switch" with a number, "Phase A power" is "Phase {phase} power", and
"Problem: motor" is "Problem: {label}" with the option "Motor".
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from .table import Origin, Row, Table
from .texts import OPTION, TERM, Source, Texts

_UNCHANGED: Final = frozenset(
    {"hPa", "in", "inHg", "km/h", "lx", "m/s", "mm", "mmHg", "mph", "W/m²", "°C", "°F"}
    | {"pH", "USB", "WebRTC", "SOS", "LED"}
)
_WITH_UNIT: Final = re.compile(r"-?[\d.]+(?:°| dB| lx| ml| Hz)|\{\w+\}")
_NUMBERED: Final = re.compile(r"(.+) (\{number\}|\d+)")
_NUMBER: Final = re.compile(r"\d+")
_PHASE: Final = re.compile(r"Phase ([ABC]) (.+)")
_PROBLEM: Final = re.compile(r"Problem: ([^{].*)")
_DURATION: Final = re.compile(r"[\d.]+ \w+")
# nouns have a capital letter in the middle of a sentence, too
_CAPITALS: Final = frozenset({"de"})
# small letters that a language has in place of the usual ones
_SMALL: Final = {"tr": {"İ": "i", "I": "\N{LATIN SMALL LETTER DOTLESS I}"}}


class _Base(NamedTuple):
    """A translation that another is made of, and how."""

    source: Source
    make: Callable[[str], str | None]


def apply(table: Table, texts: Texts) -> None:
    """Add the translations that are made of others."""
    found = True
    while found:
        found = False
        for source in table.missing:
            if text := _made(source, table, texts):
                table.rows[source] = Row(text, Origin.GLOSSARY)
                found = True


def follows(source: Source, table: Table, texts: Texts) -> bool:
    """Return whether a missing text is made of others, once those are there."""
    return any(base.source not in table.rows for base in _bases(source, table, texts))


def is_made(source: Source, table: Table, texts: Texts) -> bool:
    """Return whether a text is made of others, or stays as it is."""
    return any(True for _ in _bases(source, table, texts)) or _unchanged(source.english)


def _unchanged(english: str) -> bool:
    return english in _UNCHANGED or _WITH_UNIT.fullmatch(english) is not None


def _made(source: Source, table: Table, texts: Texts) -> str | None:
    if _unchanged(source.english):
        return source.english
    if source.context == TERM:
        return _term(source, table, texts)
    bases = list(_bases(source, table, texts))
    if any(base.source not in table.rows for base in bases):
        return None
    made = {base.make(table.rows[base.source].text) for base in bases}
    return made.pop() if len(made) == 1 else None


def _term(source: Source, table: Table, texts: Texts) -> str | None:
    same = [other for other in texts.by_english[source.english] if other != source]
    if len(same) == 1 and same[0] in table.rows:
        return table.rows[same[0]].text
    return None


def _bases(source: Source, table: Table, texts: Texts) -> Iterator[_Base]:
    english, kind = source.english, texts.kind(source)
    if kind == TERM:
        return
    if phase := _PHASE.fullmatch(english):
        letter = phase[1]
        for base in texts.by_english.get(f"Phase {{phase}} {phase[2]}", ()):
            yield _Base(base, lambda text: text.replace("{phase}", letter))
    elif problem := _PROBLEM.fullmatch(english):
        yield from _problem(problem[1], table, texts)
    elif lower := _lower_number(english, texts):
        old, new = _NUMBER.findall(lower.english)[0], _NUMBER.findall(english)[0]
        yield _Base(lower, lambda text: _with_number(text, old, new))
    elif numbered := _NUMBERED.fullmatch(english):
        number = numbered[2]
        for base in texts.by_english.get(numbered[1], ()):
            if texts.kind(base) == kind:
                yield _Base(base, lambda text: f"{text} {number}")


def _problem(label: str, table: Table, texts: Texts) -> Iterator[_Base]:
    for template in texts.by_english.get("Problem: {label}", ()):
        pattern = table.rows.get(template)
        if pattern is None:
            yield _Base(template, lambda _: None)
            return

        def make(text: str, pattern: str = pattern.text) -> str:
            return pattern.replace("{label}", _inside(text, table.language))

        for base in texts.by_english.get(label[0].upper() + label[1:], ()):
            if any("active_problem" in keys for keys in texts.uses[base]):
                yield _Base(base, make)


def _inside(text: str, language: str) -> str:
    if language in _CAPITALS or text[1:2].isupper():
        return text
    small = _SMALL.get(language, {}).get(text[0]) or text[0].lower()
    return small + text[1:]


def _lower_number(english: str, texts: Texts) -> Source | None:
    """Return the same option with the lowest number."""
    if len(_NUMBER.findall(english)) != 1 or _DURATION.fullmatch(english):
        return None
    pattern = _NUMBER.sub("#", english)
    same = [
        source
        for source in texts.uses
        if _NUMBER.sub("#", source.english) == pattern and source.context != TERM
    ]
    lowest = min(same, key=lambda source: int(_NUMBER.findall(source.english)[0]))
    return (
        lowest if lowest.english != english and texts.kind(lowest) == OPTION else None
    )


def _with_number(text: str, old: str, new: str) -> str | None:
    return text.replace(old, new) if text.count(old) == 1 else None
