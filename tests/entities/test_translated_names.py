"""Entities have translated names, but for what people, apps and manufacturers name."""

import json
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import slugify
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components.tuya_cloud as integration

from ..homes import each_home, enable_everything, read_extras, read_things

TEXTS: Final = Path(integration.__file__).parent / "translations" / "en.json"
NAMES: Final[dict[str, Any]] = json.loads(TEXTS.read_text(encoding="utf-8"))["entity"]
# parts of unique ids: what people have named in the app, and keys of their remotes
NAMED_BY_PEOPLE: Final = ("_scene_", "_automation_", "_key_")
# devices with codes that their manufacturers have made up
MADE_UP: Final = ("workshop_controller_", "television_backlight_")


@each_home
async def test_every_name_comes_from_the_translations(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """By its key or its device class; the main feature has the device's name.

    A code that the catalog does not know names its entity itself.
    """
    await read_things(hass, loaded)
    await read_extras(hass, loaded)
    await enable_everything(hass, loaded)
    entries = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    domains = {entry.domain for entry in entries}
    classes = await async_get_translations(hass, "en", "entity_component", domains)
    translated, main_features = 0, []
    for entry in entries:
        assert entry.has_entity_name, entry.unique_id
        name, kind = entry.original_name, entry.original_device_class
        texts = NAMES.get(entry.domain, {})
        by_class = f"component.{entry.domain}.entity_component.{kind}.name"
        is_by_class = name == classes.get(by_class)
        if name is None:
            main_features.append(entry.device_id)
        elif entry.translation_key in texts or is_by_class:
            translated += 1
        elif not any(part in entry.unique_id for part in NAMED_BY_PEOPLE):
            assert entry.unique_id.startswith(MADE_UP)
            assert slugify(entry.unique_id).endswith(slugify(name))
    assert translated > 500
    # a text that is missing would leave a second entity without a name
    assert len(main_features) == len(set(main_features)) > 10
