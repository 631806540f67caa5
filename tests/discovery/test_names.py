"""Names of entities are words, not codes."""

from pathlib import Path

import pytest

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
