"""Tables are filled from locale data and from Home Assistant's own translations."""

from pathlib import Path
from typing import Any

import pytest

from scripts.translations import filling, home_assistant, locales
from scripts.translations.table import Origin, Table
from scripts.translations.texts import ROOT, Source, Texts

DOCUMENT: dict[str, Any] = {
    "entity": {
        "select": {
            "delay": {"state": {"1": "1 hour", "2": "1.5 hours", "3": "30 seconds"}},
            "language": {"state": {"fr": "French", "zh": "Simplified Chinese"}},
            "noise": {"state": {"1": "Quiet", "2": "Silent"}},
            "sensor": {"state": {"charging": "Charging"}},
        },
        "switch": {
            "child_lock": {"name": "Child lock"},
            "fall": {"name": "Fall"},
            "frobnicate": {"name": "Frobnicate"},
            "unit": {"name": "in"},
        },
    }
}
CONTEXTS = [{"english": "Fall", "keys": "*", "context": "a person has fallen"}]
# the integrations and the frontend of Home Assistant
PACKAGES = list((ROOT / ".venv-run" / "lib").glob("python3.*/site-packages"))


@pytest.fixture(name="texts")
def _texts() -> Texts:
    return Texts(DOCUMENT, CONTEXTS, [])


@pytest.mark.parametrize(
    ("language", "english", "text"),
    [
        ("de", "1 hour", "1 Stunde"),
        ("de", "1.5 hours", "1,5 Stunden"),
        ("pl", "30 seconds", "30 sekund"),
        ("pt-BR", "30 seconds", "30 segundos"),
        ("fr", "French", "Français"),
        ("zh-Hant", "Simplified Chinese", "簡體中文"),
        ("de", "Charging", None),
    ],
)
def test_locale_data(
    texts: Texts, language: str, english: str, text: str | None
) -> None:
    """Durations and names of languages are those of Unicode's locale data."""
    assert locales.translated(Source(english, ""), language, texts) == text


@pytest.mark.skipif(not PACKAGES, reason="needs .venv-run: scripts/setup run")
def test_home_assistant_is_asked(texts: Texts, tmp_path: Path) -> None:
    """A text is Home Assistant's if its use is the same and its meaning is one."""
    found = home_assistant.translated(Source("Child lock", ""), "de", texts)
    assert found is not None
    assert found[0] == "Kindersicherung"
    assert found[1] > 1
    filling.fill("de", texts, tmp_path)
    rows = Table("de", texts, tmp_path).rows
    assert rows[Source("Child lock", "")] == (
        "Kindersicherung",
        Origin.HOME_ASSISTANT,
    )
    assert rows[Source("in", "")] == ("in", Origin.GLOSSARY)
    # German has the same word for both: the more usual one keeps it
    assert len({source.english for source in rows} & {"Quiet", "Silent"}) == 1
    assert "Fall" not in {source.english for source in rows}
    assert "Frobnicate" not in {source.english for source in rows}
