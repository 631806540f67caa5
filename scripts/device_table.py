"""Writes the table of supported devices into docs/devices.md.

``python -m scripts.device_table`` writes it anew. It comes from the catalog, and for
categories of the demo home from its device files as well.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.categories import CAMERAS, Category
from custom_components.tuya_cloud.catalog.composites import ALL_COMPOSITES
from custom_components.tuya_cloud.catalog.gang_kinds import GANG_KINDS
from custom_components.tuya_cloud.catalog.lights import LAMPS
from custom_components.tuya_cloud.catalog.locks import LOCK_CATEGORIES
from custom_components.tuya_cloud.catalog.single_points import POINTS
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import parse_identity
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.specification import parse_specification

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "devices.md"
BEGIN: Final = "<!-- scripts/device_table.py writes this table -->\n"
END: Final = "<!-- end of the table -->\n"

# kinds of devices beside those that rows of the catalog depend on
_OTHER_KINDS: Final[Mapping[str, str]] = {
    "cobj": "CO alarm",
    "cwwsq": "pet feeder",
    "cwysj": "pet fountain",
    "gcj": "lawn mower",
    "ldcg": "light sensor",
    "msp": "cat litter box",
    "mzj": "sous vide cooker",
    "rqbj": "gas alarm",
    "sj": "water leak sensor",
    "wxkg": "wireless switch, remote with buttons",
    "ywbj": "smoke alarm",
    "ywcgq": "liquid level sensor",
    "zwjcy": "soil sensor",
}
# what an infrared hub has does not come from its data points
_INFRARED_HUB: Final = (
    "infrared hub",
    "wnykq",
    "infrared emitter, infrared receiver; its remotes: climate, or remote with buttons",
)
# codes that devices of a category have by Tuya's standard instruction set, where
# neither a row nor the demo home shows what they are
_TYPICAL_CODES: Final[Mapping[str, Mapping[Platform, str]]] = {
    "cobj": {Platform.BINARY_SENSOR: "co_state", Platform.SENSOR: "co_value"},
    "ldcg": {Platform.SENSOR: "bright_value"},
    "mzj": {Platform.SWITCH: "start", Platform.NUMBER: "cook_temperature"},
    "rqbj": {
        Platform.BINARY_SENSOR: "gas_sensor_state",
        Platform.SENSOR: "gas_sensor_value",
    },
    "ywcgq": {Platform.SENSOR: "liquid_level_percent"},
    "zwjcy": {Platform.SENSOR: "temp_current"},
    Category.ALARM_HOST: {Platform.ALARM_CONTROL_PANEL: "master_mode"},
    Category.BREAKER: {Platform.SWITCH: "switch", Platform.SENSOR: "cur_power"},
    Category.CAR_CHARGER: {Platform.SENSOR: "forward_energy_total"},
    Category.CO2_DETECTOR: {
        Platform.BINARY_SENSOR: "co2_state",
        Platform.SENSOR: "co2_value",
    },
    Category.HOME_BATTERY: {Platform.SENSOR: "battery_percentage"},
    Category.MULTIFUNCTIONAL_ALARM: {Platform.BINARY_SENSOR: "smoke_sensor_status"},
    Category.ODOR_ELIMINATOR: {Platform.SENSOR: "battery_percentage"},
    Category.PRESENCE_SENSOR: {Platform.BINARY_SENSOR: "presence_state"},
    Category.PUSH_ROBOT: {Platform.SWITCH: "switch"},
    Category.REFRIGERATOR: {Platform.SENSOR: "temp_current"},
    Category.TUMBLE_DRYER: {Platform.SENSOR: "remain_time"},
    Category.WASHING_MACHINE: {Platform.SENSOR: "remain_time"},
    Category.WEATHER_STATION: {Platform.SENSOR: "temp_current_external"},
}
_UPPER_CASE: Final = frozenset({"co2", "hvac"})


def table() -> str:
    """Return the table in Markdown, by the name of the kind."""
    demo = _demo_platforms()
    rows = [
        (name_of(category), category.value, becomes(category, demo[category.value]))
        for category in Category
        if category is not Category.UNNAMED_LIGHT
    ]
    rows += [
        (name, category, becomes(category, demo[category]))
        for category, name in _OTHER_KINDS.items()
    ]
    rows.append(_INFRARED_HUB)
    lines = [
        f"| {name} | `{category}` | {text} |"
        for name, category, text in sorted(rows, key=lambda row: row[0].lower())
    ]
    head = "| kind of device | category | becomes |\n| --- | --- | --- |\n"
    return head + "".join(f"{line}\n" for line in lines)


def name_of(category: Category) -> str:
    """Return the English name of a category."""
    words = category.name.lower().split("_")
    return " ".join(word.upper() if word in _UPPER_CASE else word for word in words)


def becomes(category: str, seen: set[Platform]) -> str:
    """Return the entities of a kind of device; ``seen`` are those of the demo home."""
    platforms = {*_composites(category), *_typical(category), *seen}
    platforms = platforms or {*_points(category)}
    gang = GANG_KINDS.get(category)
    if category in LAMPS:
        platforms.add(Platform.LIGHT)
    if category in LOCK_CATEGORIES:
        platforms |= {Platform.LOCK, Platform.EVENT}
    if category in CAMERAS:
        platforms |= {Platform.CAMERA, Platform.IMAGE}
    if gang and "control" in gang.switches:
        platforms.add(Platform.COVER)
    main = sorted(platforms - set(POINTS))
    others = sorted(platforms & set(POINTS))
    text = ", ".join(each.replace("_", " ") for each in (*main, *others))
    if gang:
        kind = gang.translation_key.replace("_", " ")
        text += f"; if it has several, a child device for each {kind}"
    return text


def _composites(category: str) -> Iterator[Platform]:
    """Yield the platforms of entities of several points that only some kinds have."""
    for row in ALL_COMPOSITES.rows:
        if category in row.categories:
            yield row.platform


def _points(category: str) -> Iterator[Platform]:
    """Yield the platforms of single points that only some kinds have."""
    for platform, catalog in POINTS.items():
        if any(
            category in row.categories and row.entity_category is None
            for row in catalog.rows
        ):
            yield platform


def _typical(category: str) -> Iterator[Platform]:
    """Yield the platforms of typical codes; raise KeyError for an unknown one."""
    for platform, code in _TYPICAL_CODES.get(category, {}).items():
        catalog = POINTS.get(platform, ALL_COMPOSITES)
        if not catalog.knows(code):
            raise KeyError(f"{category}: the catalog does not know {code}")
        yield platform


def _demo_platforms() -> Mapping[str, set[Platform]]:
    """Return the platforms of what is in daily use, by category."""
    found: defaultdict[str, set[Platform]] = defaultdict(set)
    for path in sorted((ROOT / "simulator" / "devices").glob("*.json")):
        device = _device(json.loads(path.read_text(encoding="utf-8")))
        found[device.category] |= {
            plan.platform
            for plan in discover(device)
            if plan.is_enabled_by_default and plan.description.entity_category is None
        }
    return found


def _device(document: Mapping[str, Any]) -> Device:
    """Return the device that a device file describes."""
    specification = parse_specification(
        {
            "category": document["category"],
            "functions": [*_points_of(document.get("function", {}))],
            "status": [*_points_of(document.get("status_range", {}))],
        }
    )
    identity = parse_identity({"id": "demo", **document})
    return Device.create(identity, specification, document.get("status", {}))


def _points_of(described: Mapping[str, Any]) -> Iterator[JsonObject]:
    for code, point in described.items():
        values = json.dumps(point["value"])
        yield {"code": code, "type": point["type"], "values": values}


def page_with_table(page: str) -> str:
    """Return a page with its table written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def main() -> None:
    """Write the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with_table(page), encoding="utf-8")


if __name__ == "__main__":
    main()
