"""Translations are taken, checked, made of others, and written."""

from pathlib import Path
from typing import Any

import pytest

from scripts.translations import checks, generation, rules, taking
from scripts.translations.table import Origin, Table
from scripts.translations.texts import NAME, OPTION, TEXT, Source, Texts

DOCUMENT: dict[str, Any] = {
    "config": {"error": {"busy": "The cloud says {message}. See **Overview**."}},
    "entity": {
        "binary_sensor": {"problem": {"name": "Problem: {label}"}},
        "sensor": {
            "active_problem": {"state": {"charging": "Charging", "motor": "Motor"}},
            "motor": {"name": "Problem: motor"},
            "phase_a": {"name": "Phase A power"},
            "phase_n": {"name": "Phase {phase} power"},
        },
        "select": {
            "mode": {"state": {"1": "Mood 1", "2": "Mood 2", "quiet": "Quiet"}},
            "soil": {"state": {"dry": "Dry"}},
            "work": {"state": {"dry": "Dry", "silent": "Silent", "quiet": "Quiet"}},
        },
        "switch": {
            "charging": {"name": "Charging"},
            "switch": {"name": "Switch"},
            "switch_n": {"name": "Switch {number}"},
        },
    },
}
CONTEXTS = [{"english": "Dry", "keys": "*.soil.*", "context": "the soil is dry"}]
TERMS = [{"english": "push", "meaning": "the cloud sends states"}]


@pytest.fixture(name="texts")
def _texts() -> Texts:
    return Texts(DOCUMENT, CONTEXTS, TERMS)


@pytest.fixture(name="table")
def _table(texts: Texts, tmp_path: Path) -> Table:
    return Table("fr", texts, tmp_path)


def _take(table: Table, texts: Texts, **written: str) -> dict[str, list[str]]:
    return taking.take(table, texts, written, Origin.WRITTEN)


def test_contexts_are_of_rows_or_of_kinds(texts: Texts) -> None:
    """A text is translated twice where a row says so, or where its kinds differ."""
    assert texts.by_english["Dry"] == [
        Source("Dry", "the soil is dry"),
        Source("Dry", ""),
    ]
    assert set(texts.by_english["Charging"]) == {
        Source("Charging", OPTION),
        Source("Charging", NAME),
    }
    assert texts.by_english["Quiet"] == [Source("Quiet", "")]
    assert texts.kind(Source("Quiet", "")) == OPTION
    assert texts.kind(texts.source_of(("config", "error", "busy"))) == TEXT


def test_right_translations_are_kept(
    table: Table, texts: Texts, tmp_path: Path
) -> None:
    """What is taken is in the table when it is read again, with its origin."""
    assert _take(table, texts, **{"Dry|the soil is dry": "Sec", "Silent": "Muet"}) == {}
    read = Table("fr", texts, tmp_path)
    assert read.rows == {
        Source("Dry", "the soil is dry"): ("Sec", Origin.WRITTEN),
        Source("Silent", ""): ("Muet", Origin.WRITTEN),
    }
    taking.take(read, texts, {"Silent": "Silencieux"}, Origin.REVIEWED)
    assert read.rows[Source("Silent", "")] == ("Silencieux", Origin.REVIEWED)


def test_what_is_wrong_is_refused_and_the_rest_is_taken(
    table: Table, texts: Texts
) -> None:
    """A refused text does not hinder the others."""
    refused = _take(
        table,
        texts,
        **{"Dry": "Sec ", "Gone": "Parti", "Silent": "Muet", "push|term": ""},
    )
    assert refused == {
        "Dry": ["has blanks at its beginning or end"],
        "Gone": ["is no text of the integration"],
        "push|term": ["is empty"],
    }
    assert [source.english for source in table.rows] == ["Silent"]


def test_equal_options_are_refused(table: Table, texts: Texts) -> None:
    """Two options of an entity differ; one of them may change in the same file."""
    assert _take(table, texts, Silent="Silencieux") == {}
    refused = _take(table, texts, Quiet="Silencieux")
    assert refused == {
        "Quiet": ["is the same as 'Silent', see entity.select.work.state"]
    }
    assert Source("Quiet", "") not in table.rows
    assert _take(table, texts, Quiet="Silencieux", Silent="Muet") == {}
    assert table.rows[Source("Quiet", "")].text == "Silencieux"


def test_translations_are_made_of_others(table: Table, texts: Texts) -> None:
    """A number, a phase and the name of a problem need no translator."""
    numbered = Source("Switch {number}", "")
    assert rules.follows(numbered, table, texts)
    _take(
        table,
        texts,
        **{
            "Switch": "Interrupteur",
            "Mood 1": "Ambiance 1",
            "Phase {phase} power": "Puissance de la phase {phase}",
            "Problem: {label}": "Problème : {label}",
            "Motor": "Moteur",
        },
    )
    made = {
        source.english: row.text
        for source, row in table.rows.items()
        if row.origin == Origin.GLOSSARY
    }
    assert made == {
        "Switch {number}": "Interrupteur {number}",
        "Mood 2": "Ambiance 2",
        "Phase A power": "Puissance de la phase A",
        "Problem: motor": "Problème : moteur",
    }
    _take(table, texts, Switch="Commutateur")
    assert table.rows[numbered].text == "Commutateur {number}"


def test_small_letters_of_turkish(texts: Texts, tmp_path: Path) -> None:
    """The letters I with and without a dot have small letters of their own."""
    table = Table("tr", texts, tmp_path)
    _take(table, texts, **{"Problem: {label}": "Sorun: {label}", "Motor": "İtici"})
    made = table.rows[Source("Problem: motor", "")]
    assert made.text == "Sorun: itici"


@pytest.mark.parametrize(
    ("english", "text", "kind", "fault"),
    [
        ("Found: {count}", "Trouvé : {nombre}", TEXT, "other placeholders"),
        ("See https://a.example", "Voir https://b.example", TEXT, "other addresses"),
        ("Open **Users**", "Ouvrez *Users*", TEXT, "other bold marks"),
        ("Type `on`", "Tapez on", TEXT, "other code marks"),
        (
            "Causes:\n\n- One\n- Two",
            "Causes :\n\n- Une, deux",
            TEXT,
            "other beginnings",
        ),
        ("Open it", "<b>Ouvrez</b>", TEXT, "contains HTML"),
        ("The {name}", "Le '{name}'", TEXT, "single quotation marks"),
        ("Open {console}.", "打开 {console}。", TEXT, "without a blank after it"),
        ("A" * 41, "A" * 41, TEXT, "is the English text"),
        ("Level", "L" * 25, NAME, "is longer than 24 characters"),
        ("Level", "niveau", OPTION, "begins with a small letter"),
        ("Level", "Niveau.", OPTION, "ends with a full stop"),
    ],
)
def test_faults(english: str, text: str, kind: str, fault: str) -> None:
    """Each fault is found, and none in a translation that has all marks."""
    found = [f for f in checks.faults(Source(english, ""), text, kind) if fault in f]
    assert len(found) == 1
    assert list(checks.faults(Source(english, ""), "Ok " + english, TEXT)) == []


def test_files_are_generated(table: Table, texts: Texts) -> None:
    """A translation stands wherever its English text does; others stay English."""
    _take(table, texts, **{"Quiet": "Silencieux", "Charging|name": "Recharge"})
    text = generation.generated(table, texts)
    assert text.count('"Silencieux"') == 2
    assert '"charging": { "name": "Recharge" }' in text
    assert '"charging": "Charging"' in text
    assert generation.share(table, texts) == pytest.approx(3 / 17)


def test_rows_of_texts_that_are_gone_are_dropped(
    table: Table, texts: Texts, tmp_path: Path
) -> None:
    """A text that en.json no longer has leaves the table when it is saved."""
    _take(table, texts, Silent="Muet", Dry="Sec")
    fewer = Texts({"entity": {"sensor": {"dry": {"name": "Dry"}}}}, [], [])
    assert [s.english for s in Table("fr", fewer, tmp_path).rows] == ["Dry"]
