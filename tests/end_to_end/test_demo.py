"""What a person does first in the demo: look at the rooms, make an automation."""

import json
from collections.abc import Mapping
from typing import Any, Final

from scripts.demo import read_rooms, until_quiet
from scripts.demo_dashboard import URL_PATH, make_dashboard
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


async def test_rooms_and_their_dashboard_are_there(home: RunningHome) -> None:
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

    await until_quiet(home.simulator)
    await make_dashboard(home.home_assistant)
    config = await home.home_assistant.command("lovelace/config", url_path=URL_PATH)
    (view,) = config["views"]
    shown = {section["cards"][0]["heading"].casefold() for section in view["sections"]}
    assert shown == rooms
    tiles = {card["entity"] for each in view["sections"] for card in each["cards"][1:]}
    assert tiles <= (await home.states()).keys()
    # a device, one of its gangs, and what takes a call of its own to be known
    assert {
        "light.reading_lamp",
        "switch.desk_strip_socket_1",
        "lock.front_door_lock_lock",
    } <= tiles


async def test_what_the_editors_save_stays(home: RunningHome) -> None:
    """Automations, scripts and scenes are entities, also after a restart.

    The editors offer the blueprints of this repository.
    """
    for kind, (document, _) in MADE_IN_EDITORS.items():
        await home.home_assistant.call(
            "POST", f"/api/config/{kind}/config/made", document
        )
    entity_ids = {entity_id for _, entity_id in MADE_IN_EDITORS.values()}

    async def are_there() -> bool:
        return entity_ids <= (await home.states()).keys()

    await home.until(are_there, True)
    blueprints = await home.home_assistant.command(
        "blueprint/list", domain="automation"
    )
    assert "tuya_cloud/remote_button.yaml" in blueprints
    await home.home_assistant.stop()
    await home.start_home_assistant()
    await home.until(are_there, True)
