"""Make a dashboard of the demo home: each room with what is used there."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from scripts.home_assistant_process import HomeAssistantProcess

URL_PATH: Final = "demo-house"
# platforms in the order of a room, with the control on their tiles
_CONTROLS: Final[Mapping[str, Mapping[str, Any] | None]] = {
    "light": {"type": "light-brightness"},
    "cover": {"type": "cover-open-close"},
    "climate": {"type": "target-temperature"},
    "water_heater": {"type": "target-temperature"},
    "humidifier": {"type": "target-humidity"},
    "fan": {"type": "fan-speed"},
    "vacuum": {"type": "vacuum-commands", "commands": ["start_pause", "return_home"]},
    "lawn_mower": {"type": "lawn-mower-commands", "commands": ["start_pause", "dock"]},
    "valve": {"type": "valve-open-close"},
    "lock": {"type": "lock-commands"},
    "alarm_control_panel": {"type": "alarm-modes"},
    "siren": None,
    "switch": None,
    "sensor": None,
    "binary_sensor": None,
}
# what a room shows of its sensors
_CLASSES: Final = frozenset(
    {
        "carbon_dioxide",
        "door",
        "humidity",
        "moisture",
        "motion",
        "pm25",
        "power",
        "smoke",
        "temperature",
    }
)
# cards: a room with more is twice as wide
_MANY: Final = 8
_ICONS: Final[Mapping[str, str]] = {
    "Bathroom": "mdi:shower",
    "Cellar": "mdi:stairs-down",
    "Garage": "mdi:garage",
    "Garden": "mdi:flower",
    "Hall": "mdi:coat-rack",
    "Nursery": "mdi:teddy-bear",
    "Office": "mdi:desk",
    "Utility room": "mdi:washing-machine",
}


async def make_dashboard(home_assistant: HomeAssistantProcess) -> None:
    """Show all rooms on one page, which can be edited like any other."""
    areas = await home_assistant.command("config/area_registry/list")
    for area in areas:
        if (icon := _ICONS.get(area["name"])) and not area["icon"]:
            await home_assistant.command(
                "config/area_registry/update", area_id=area["area_id"], icon=icon
            )
    entities = await home_assistant.command("config/entity_registry/list")
    daily = {each["entity_id"] for each in entities if not each["entity_category"]}
    states = await home_assistant.call("GET", "/api/states")
    classes = {
        state["entity_id"]: state["attributes"].get("device_class")
        for state in states
        if state["entity_id"] in daily
    }
    sections = []
    for area in areas:
        entity_ids = await home_assistant.call(
            "POST",
            "/api/template",
            {"template": f"{{{{ area_entities('{area['area_id']}') | to_json }}}}"},
        )
        cards = [*_tiles(sorted(classes.keys() & json.loads(entity_ids)), classes)]
        if cards:
            heading = {
                "type": "heading",
                "heading": area["name"],
                "icon": area["icon"] or _ICONS.get(area["name"]),
            }
            section = {"type": "grid", "cards": [heading, *cards]}
            sections.append(section | {"column_span": 1 + (len(cards) > _MANY)})
    await home_assistant.command(
        "lovelace/dashboards/create",
        url_path=URL_PATH,
        title="House",
        icon="mdi:home-city",
    )
    view = {"type": "sections", "max_columns": 4, "sections": sections}
    await home_assistant.command(
        "lovelace/config/save",
        url_path=URL_PATH,
        config={"views": [view | {"title": "House", "dense_section_placement": True}]},
    )


def _tiles(
    entity_ids: Iterable[str], classes: Mapping[str, str | None]
) -> Iterator[dict[str, Any]]:
    """Yield the tiles of a room, in the order of the platforms."""
    for platform, control in _CONTROLS.items():
        for entity_id in entity_ids:
            if entity_id.partition(".")[0] != platform:
                continue
            tile = {"type": "tile", "entity": entity_id}
            if control:
                yield tile | {"features": [dict(control)]}
            elif not platform.endswith("sensor") or classes[entity_id] in _CLASSES:
                yield tile
