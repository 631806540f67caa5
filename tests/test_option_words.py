"""Options that are bare numbers on the wire have words."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform

from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.points import EnumPoint
from tests.model.test_whole_homes import FILES, load, make

TEXTS: Final = (
    Path(__file__).parents[1]
    / "custom_components"
    / "tuya_cloud"
    / "translations"
    / "en.json"
)
ENTITIES: Final[dict[str, Any]] = json.loads(TEXTS.read_text(encoding="utf-8"))[
    "entity"
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_option_that_is_a_number_has_a_word(path: Path) -> None:
    """Nobody knows what "0" means."""
    without = [
        f"{plan.key}: {option}"
        for plan in discover(make(load(path)))
        if plan.platform in (Platform.SELECT, Platform.SENSOR) and plan.name is None
        if isinstance(plan.main, EnumPoint)
        for option in plan.main.known_options
        if option.isdigit()
        and option
        not in ENTITIES[plan.platform][plan.description.translation_key].get(
            "state", {}
        )
    ]
    assert without == []
