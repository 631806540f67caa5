"""Names the entities of a device so that each name is unique there."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..catalog.composites import COMPOSITES
from ..catalog.lights import LAMPS
from ..catalog.lookup import Catalog, Match
from ..catalog.single_points import POINTS
from ..catalog.units import TWINS
from .described import Described
from .entity_plan import EntityPlan
from .gangs import Gang, gangs_of, lone_codes_of, only_switch_of

# letters: what is longer and all in capitals is no abbreviation
_LONGEST_ABBREVIATION: Final = 5
# platforms of the main feature of a device of one gang
_SWITCHING: Final = frozenset({Platform.COVER, Platform.LIGHT, Platform.SWITCH})
# all catalogs of a platform, composites included
_ALL_CATALOGS: Final[Mapping[Platform, tuple[Catalog[Any], ...]]] = {
    platform: tuple(
        catalog
        for catalog in (*POINTS.values(), *COMPOSITES)
        if catalog is POINTS.get(platform)
        or any(getattr(row, "platform", None) is platform for row in catalog.rows)
    )
    for platform in Platform
}


def named[D: EntityDescription](description: D, match: Match[Any]) -> D:
    """Return a description with the name of a row.

    A row named by its class needs another name where the class had to go; where the
    unit implied another one, that names it.
    """
    row = match.row
    kind = getattr(description, "device_class", None)
    nameless = (None, SensorDeviceClass.ENUM, TWINS.get(row.device_class))
    by_class = row.named_by_class and kind not in nameless
    key = None if by_class else row.name_key
    placeholders = {"number": match.number} if match.number else None
    named_so = description.translation_key, description.translation_placeholders
    if named_so == (key, placeholders):
        return description
    return replace(
        description, translation_key=key, translation_placeholders=placeholders
    )


def readable_name(code: str) -> str:
    """Return a code as a name: "temp_current" and "TempCurrent" as "Temp current"."""
    words = words_of(code)
    return words[:1].upper() + words[1:]


def name_of_piece(code: str, piece: str) -> str:
    """Return the name of a part of what a code holds: "Made up: step left"."""
    return f"{readable_name(code)}: {words_of(piece)}"


def words_of(code: str) -> str:
    """Return a code as words; abbreviations in capitals stay, shouted codes do not."""
    if code.isupper() and len(code) > _LONGEST_ABBREVIATION:
        code = code.lower()
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", code).replace("_", " ").split()
    return " ".join(word if word.isupper() else word.lower() for word in spaced)


def with_names(plans: list[EntityPlan], device: Described) -> list[EntityPlan]:
    """Put the plans into their gangs, and drop needless numbers from names."""
    gangs, lone = gangs_of(device), lone_codes_of(device)
    names = {_name_of(plan) for plan in plans}
    found = []
    for plan in plans:
        code = plan.main.code
        if gang := gangs.get(code):
            found.append(_in_gang(plan, gang, device))
        elif stem := lone.get(code):
            single = _by_stem(plan, stem, device)
            found.append(plan if _name_of(single) in names else single)
            names.add(_name_of(single))
        else:
            found.append(plan)
    return _with_main(found, device)


def _with_main(plans: list[EntityPlan], device: Described) -> list[EntityPlan]:
    """Leave at most one main feature outside of the gangs."""
    mains = {
        plan.platform is Platform.LIGHT
        for plan in plans
        if plan.is_main and plan.gang is None
    }
    # a lamp built into another device is not its main feature
    has_main = False in mains
    is_lamp = True in mains and not has_main and device.category in LAMPS
    only_switch = None if has_main or is_lamp else only_switch_of(device)

    def is_main(plan: EntityPlan) -> bool:
        if plan.main.code == only_switch and plan.platform in _SWITCHING:
            return True
        may_be = plan.gang is not None or is_lamp or plan.platform is not Platform.LIGHT
        return plan.is_main and may_be

    return [
        plan if plan.is_main is is_main(plan) else replace(plan, is_main=is_main(plan))
        for plan in plans
    ]


def _name_of(plan: EntityPlan) -> object:
    """Return what distinguishes the name of a plan."""
    kind = getattr(plan.description, "device_class", None)
    return plan.name or plan.description.translation_key or kind


def _in_gang(plan: EntityPlan, gang: Gang, device: Described) -> EntityPlan:
    """Put a plan into its gang; the gang's name has the number."""
    plan = replace(plan, gang=gang)
    if gang.is_switch:
        return replace(plan, is_main=True)
    if plan.name is not None:
        return plan if plan.is_piece else replace(plan, name=readable_name(gang.stem))
    return _by_stem(plan, gang.stem, device)


def _by_stem(plan: EntityPlan, stem: str, device: Described) -> EntityPlan:
    """Name a plan by its code without the number, if the catalog knows that code."""
    if plan.name is not None or plan.is_piece:
        return plan
    for catalog in _ALL_CATALOGS[plan.platform]:
        if single := catalog.find(stem, device.category):
            return replace(
                plan,
                description=named(plan.description, single),
                is_main=plan.is_main or getattr(single.row, "is_main", False),
            )
    return plan
