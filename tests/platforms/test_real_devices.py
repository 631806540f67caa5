"""Composites of real devices, beside those Home Assistant's own integration makes."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.conftest import REAL_DEVICES

_CORE_ENTITIES: Final = REAL_DEVICES.parent / "peer" / "core-entities.json"
# by device: what Home Assistant's integration makes of it; none where it is not at hand
CORE: Final[list[dict[str, dict[str, Any]]]] = (
    [json.loads(_CORE_ENTITIES.read_text(encoding="utf-8"))]
    if _CORE_ENTITIES.exists()
    else []
)
COMPOSITES: Final = {
    Platform.CLIMATE,
    Platform.COVER,
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.VACUUM,
    Platform.VALVE,
}
# device and platform: why ours is missing
MISSING: Final = {
    ("qn_5ls2jw49hpczwqng", Platform.CLIMATE): "it has no data point at all",
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the real devices, all of them online."""
    for path in REAL_DEVICES.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8")) | {"online": True}
        (tmp_path / path.name).write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("core", CORE, ids=["core"] * len(CORE))
async def test_the_same_entities_in_the_same_state(
    hass: HomeAssistant, loaded: MockConfigEntry, core: dict[str, dict[str, Any]]
) -> None:
    """Each has one of the same platform and class that says the same."""
    registry = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    ours = {
        (code, entry.domain): entry
        for entry in registry
        for code in core
        if entry.unique_id.startswith(f"{code}_")
    }
    missing = set()
    for device_id, document in core.items():
        for theirs in document["entities"]:
            if theirs["platform"] not in COMPOSITES:
                continue
            entry = ours.get((device_id, theirs["platform"]))
            if entry is None:
                missing.add((device_id, theirs["platform"]))
                continue
            state = hass.states.get(entry.entity_id)
            assert state is not None
            assert state.state == theirs["state"], entry.entity_id
            assert entry.original_device_class == theirs["device_class"]
    assert missing == MISSING.keys()
