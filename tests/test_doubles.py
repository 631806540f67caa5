"""No two entities of a device, or of one of its gangs, are called the same."""

import re
from collections import defaultdict
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .homes import each_home

# words without which a name says the same, and words that say the same
_FILLERS: Final = frozenset({"a", "now", "of", "the"})
_SAME: Final = {"status": "state", "fault": "problem", "error": "problem"}


def essence(name: str) -> str:
    """Return what a name says: small letters, no fillers, one word for a thing."""
    words = re.findall(r"[^\W_]+", name.lower())
    return " ".join(_SAME.get(word, word) for word in words if word not in _FILLERS)


@each_home
async def test_no_two_entities_are_called_the_same(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A person who reads two names must know which is which."""
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for entry in er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id):
        found[entry.device_id, essence(entry.original_name or "")].append(
            f"{entry.entity_id} ({entry.original_name})"
        )
    doubles = [" and ".join(names) for names in found.values() if len(names) > 1]
    assert not doubles, "\n".join(doubles)
