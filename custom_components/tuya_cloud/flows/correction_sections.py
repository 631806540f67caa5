"""The sections of the form of a correction: what few users need is collapsed."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

import probatio
from homeassistant.data_entry_flow import SectionConfig, section

# by name: the fields in their order
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "range": ("minimum", "maximum", "step"),
    "calculation": ("factor", "offset", "counts", "temperature_scale"),
    "more": ("device_class", "state_class", "access", "enabled", "plays"),
}


def section_of(name: str) -> str:
    """Return the section that a field is in; "": none."""
    for title, names in _SECTIONS.items():
        if name in names:
            return title
    return ""


def in_sections(fields: Mapping[str, Any], opened: AbstractSet[str]) -> dict[Any, Any]:
    """Return fields in sections; a section with one of ``opened`` is not collapsed."""
    schema: dict[Any, Any] = {
        probatio.Optional(name): field
        for name, field in fields.items()
        if not section_of(name)
    }
    for title, names in _SECTIONS.items():
        inside = {
            probatio.Optional(name): fields[name] for name in names if name in fields
        }
        if inside:
            schema[probatio.Optional(title)] = section(
                probatio.Schema(inside),
                SectionConfig(collapsed=opened.isdisjoint(names)),
            )
    return schema


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by field as a form with sections has them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if title := section_of(name):
            found.setdefault(title, {})[name] = value
        else:
            found[name] = value
    return found


def flat(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is typed into a form with sections by field."""
    found: dict[str, Any] = {}
    for name, value in typed.items():
        if name in _SECTIONS:
            found |= value
        else:
            found[name] = value
    return found
