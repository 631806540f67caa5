"""Rows of events: the rules of Home Assistant, names and icons."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.components.event import DoorbellEventType, EventDeviceClass
from homeassistant.const import Platform
from homeassistant.util import slugify

from custom_components.tuya_cloud.catalog.events import EVENTS, EventMeaning
from custom_components.tuya_cloud.discovery.discover import discover
from tests.discovery.made_devices import made_from
from tests.homes import HOMES, documents_in

from .hints import ICONS_FILE, NAMES_FILE, missing_icons, missing_names, unused

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "tuya_cloud"


def _section(name: str) -> dict[str, dict[str, Any]]:
    document = json.loads((INTEGRATION / name).read_text(encoding="utf-8"))
    section: dict[str, dict[str, Any]] = document["entity"]["event"]
    return section


NAMES: Final = _section("translations/en.json")
ICONS: Final = _section("icons.json")
each_row = pytest.mark.parametrize(
    "row", EVENTS.rows, ids=[row.key for row in EVENTS.rows]
)


@each_row
def test_row_has_a_name_an_icon_and_words_for_its_events(row: EventMeaning) -> None:
    """Each event that a row lists has a name in the user's language."""
    assert missing_names(Platform.EVENT, {row.name_key} - NAMES.keys()) == []
    assert missing_icons(Platform.EVENT, {row.name_key} - ICONS.keys()) == []
    name = NAMES[row.name_key]
    assert name.keys() == {"name", "state_attributes"}
    words = name["state_attributes"]["event_type"]["state"]
    assert words.keys() >= set(row.event_types or ())
    assert all(words.values())
    assert ICONS[row.name_key]["default"].startswith("mdi:")


@pytest.mark.parametrize("folder", HOMES, ids=lambda path: path.parts[-2])
def test_events_of_real_devices_have_words(folder: Path) -> None:
    """The trigger "Event received" lists what the frontend finds for each event."""
    missing = []
    count = 0
    for document in documents_in(folder).values():
        made = made_from(dict(document))
        for plan in discover(made):
            row = plan.description
            if not isinstance(row, EventMeaning):
                continue
            options = [slugify(each) for each in made.options(plan.main.code)]
            words = NAMES[str(row.translation_key)]["state_attributes"]["event_type"]
            for event_type in row.event_types or options or ["pressed"]:
                count += 1
                if event_type not in words["state"]:
                    missing.append((plan.main.code, event_type))
    assert missing == []
    assert count > 20


@each_row
def test_events_are_slugs(row: EventMeaning) -> None:
    """Automations refer to events by slug."""
    for event_type in row.event_types or ():
        assert slugify(event_type) == event_type


@each_row
def test_doorbell_rings(row: EventMeaning) -> None:
    """Home Assistant asks it of every doorbell."""
    if row.device_class is EventDeviceClass.DOORBELL:
        assert row.event_types == [DoorbellEventType.RING]


def test_each_name_and_icon_is_used() -> None:
    """A name or an icon that no row uses is left over from a row that was removed."""
    used = {row.name_key for row in EVENTS.rows}
    assert unused(NAMES_FILE, Platform.EVENT, NAMES.keys() - used) == []
    assert unused(ICONS_FILE, Platform.EVENT, ICONS.keys() - used) == []
