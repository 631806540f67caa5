"""Messages of the lints: which line to add to or remove from which file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from homeassistant.const import Platform

from custom_components.tuya_cloud.discovery.naming import readable_name

_INTEGRATION: Final = Path("custom_components") / "tuya_cloud"
NAMES_FILE: Final = _INTEGRATION / "translations" / "en.json"
ICONS_FILE: Final = _INTEGRATION / "icons.json"


def missing_names(platform: Platform, keys: Iterable[str]) -> list[str]:
    """Return what to add so that each key has a name."""
    return [
        f"add to {NAMES_FILE} under entity.{platform}: {name_line(key)}" for key in keys
    ]


def missing_icons(platform: Platform, keys: Iterable[str]) -> list[str]:
    """Return what to add so that each key has an icon."""
    return [
        f"add to {ICONS_FILE} under entity.{platform}: {icon_line(key)}" for key in keys
    ]


def unused(path: Path, platform: Platform, keys: Iterable[str]) -> list[str]:
    """Return what to remove because no row uses it."""
    return [f'remove from {path} under entity.{platform}: "{key}"' for key in keys]


def name_line(key: str) -> str:
    """Return the line of a name, as ``scripts.format_texts`` lays it out."""
    stem = key.removesuffix("_n")
    number = "" if stem == key else " {number}"
    return f'{json.dumps(key)}: {{ "name": "{readable_name(stem)}{number}" }}'


def icon_line(key: str) -> str:
    """Return the line of an icon; which one is for the reader to choose."""
    return f'{json.dumps(key)}: {{ "default": "mdi:eye" }}'
