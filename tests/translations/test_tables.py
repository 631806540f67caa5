"""The tables of translations agree with en.json, and the generated files with them."""

import json
from functools import cache

import pytest
from homeassistant.generated.languages import LANGUAGES as KNOWN_LANGUAGES

from scripts.translations import checks, generation
from scripts.translations.table import LANGUAGES, Table
from scripts.translations.texts import (
    CONTEXTS,
    TABLES,
    TRANSLATIONS,
    Source,
    Texts,
    leaves,
    read_rows,
    read_texts,
)

GENERATED = sorted(p.stem for p in TRANSLATIONS.glob("*.json") if p.stem != "en")

each_table = pytest.mark.parametrize("language", LANGUAGES)
each_generated = pytest.mark.parametrize("language", GENERATED)


@cache
def _texts() -> Texts:
    return read_texts()


@cache
def _table(language: str) -> Table:
    return Table(language, _texts())


def test_languages_are_home_assistants() -> None:
    """Each language has a table, and a code that Home Assistant knows."""
    assert set(LANGUAGES) <= KNOWN_LANGUAGES
    others = {CONTEXTS.stem, "terms"}
    assert {path.stem for path in TABLES.glob("*.csv")} - others == set(LANGUAGES)
    assert set(GENERATED) <= set(LANGUAGES)


@each_table
def test_translations_keep_what_the_english_text_has(language: str) -> None:
    """Placeholders, addresses, marks and lines; names and options are short."""
    wrong = {
        source: found
        for source, row in _table(language).rows.items()
        if (found := list(checks.faults(source, row.text, _texts().kind(source))))
    }
    assert wrong == {}


@each_table
def test_options_and_names_differ(language: str) -> None:
    """No two options of an entity and no two names of a platform are equal."""
    assert list(checks.equal_texts(_texts(), _table(language).rows)) == []


@each_table
def test_tables_are_sorted_and_have_no_row_twice(language: str) -> None:
    """A change of one translation is a change of one line."""
    rows = [
        (row["english"], row["context"])
        for row in read_rows(TABLES / f"{language}.csv")
    ]
    assert rows == sorted(set(rows))


@each_generated
def test_generated_files_are_those_of_the_tables(language: str) -> None:
    """Run scripts/translate write after a change of a table or of en.json."""
    expected = generation.generated(_table(language), _texts())
    assert generation.path_of(language).read_text(encoding="utf-8") == expected


@each_generated
def test_generated_files_have_the_keys_of_the_english_one(language: str) -> None:
    """The keys and their order are those of en.json."""
    document = json.loads(generation.path_of(language).read_text(encoding="utf-8"))
    found, wanted = ([k for k, _ in leaves(d)] for d in (document, _texts().document))
    assert found == wanted


def test_each_context_is_of_a_text() -> None:
    """A row of contexts.csv that gives no text its context is removed."""
    assert {
        Source(row["english"], row["context"]) for row in read_rows(CONTEXTS)
    } <= _texts().uses.keys()
