"""Names of entities are words, not codes."""

from pathlib import Path

import pytest

from custom_components.tuya_cloud.catalog.labels import LABELS
from custom_components.tuya_cloud.discovery.discover import discover
from tests.model.test_whole_homes import FILES, load, make


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_entity_is_named_by_a_code(path: Path) -> None:
    """The catalog knows every code of these homes; only labels name themselves."""
    by_code = [
        plan.key
        for plan in discover(make(load(path)))
        if plan.name is not None and not plan.is_piece
    ]
    assert by_code == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_of_faults_read_like_words(path: Path) -> None:
    """Manufacturers spell labels in many ways."""
    for plan in discover(make(load(path))):
        if plan.label is not None:
            assert plan.name is not None
            assert "_" not in plan.name
            assert plan.name[0].isupper()


def test_words_of_labels_are_words() -> None:
    """They are looked up in small letters and follow the bitmap's name."""
    for label, words in LABELS.items():
        assert label == label.lower()
        assert words == " ".join(words.split()) != ""
        assert "_" not in words
        assert words[0].islower()
