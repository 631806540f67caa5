"""What a person does first in the demo: look at the rooms, make an automation."""

import json
from collections.abc import Mapping
from typing import Any, Final

from scripts.demo import read_rooms
from simulator.server import DEMO_HOME

from .running_home import RunningHome

AREAS_WITH_DEVICES: Final = """
{%- set found = namespace(names=[]) %}
{%- for area in areas() if area_devices(area) %}
{%- set found.names = found.names + [area_name(area) | lower] %}
{%- endfor %}
{{- found.names | to_json }}"""
# by the editor: what it saves, and the entity that comes of it
MADE_IN_EDITORS: Final[Mapping[str, tuple[Mapping[str, Any], str]]] = {
    "automation": (
        {
            "alias": "Late light",
            "triggers": [{"trigger": "time", "at": "23:00:00"}],
            "actions": [{"action": "light.turn_off", "target": {"area_id": "hall"}}],
        },
        "automation.late_light",
    ),
    "script": (
        {"alias": "Good night", "sequence": [{"delay": "00:00:01"}]},
        "script.made",
    ),
    "scene": (
        {"name": "Evening", "entities": {"sun.sun": "below_horizon"}},
        "scene.evening",
    ),
}


async def test_the_rooms_are_there_at_once(home: RunningHome) -> None:
    """Devices are in the rooms of the app, also in those that Home Assistant had."""
    rooms = {
        json.loads(path.read_text(encoding="utf-8"))["room"].casefold()
        for path in DEMO_HOME.glob("*.json")
    }
    entry_id = await home.set_up()
    await read_rooms(home.home_assistant, entry_id)

    async def areas_with_devices() -> set[str]:
        text = await home.home_assistant.call(
            "POST", "/api/template", {"template": AREAS_WITH_DEVICES}
        )
        return set(json.loads(text))

    await home.until(areas_with_devices, rooms)


async def test_what_the_editors_save_stays(home: RunningHome) -> None:
    """Automations, scripts and scenes are entities at once, and after a restart."""
    for kind, (document, _) in MADE_IN_EDITORS.items():
        await home.home_assistant.call(
            "POST", f"/api/config/{kind}/config/made", document
        )
    entity_ids = {entity_id for _, entity_id in MADE_IN_EDITORS.values()}
    assert entity_ids <= (await home.states()).keys()
    await home.home_assistant.stop()
    await home.start_home_assistant()
    assert entity_ids <= (await home.states()).keys()
