"""Turns a device into the entities that show it.

Composites claim their points first, the catalog describes what is left, and the data
point's own type decides the rest. Every point ends in at least one entity.
"""

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import EntityCategory, Platform

from ..catalog.composite import CompositeMeaning
from ..catalog.composites import ALL_COMPOSITES, COMPOSITES
from ..catalog.descriptions import (
    BinarySensorMeaning,
    ButtonMeaning,
    Meaning,
    NumberMeaning,
    SelectMeaning,
    SensorMeaning,
    SwitchMeaning,
    TextMeaning,
)
from ..catalog.lookup import Match
from ..catalog.phases import PHASE_BASICS, PHASE_PARTS, PHASES
from ..catalog.roles import Role
from ..catalog.single_points import POINTS
from ..catalog.spelling import ByCode
from ..model.ability import Ability
from ..model.points import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from .appearances import as_shown, composite_alone
from .commands import plan_commands
from .delicate import is_delicate
from .described import Described, parts_of
from .entity_plan import EntityPlan
from .naming import named, readable_name, with_names
from .problems import is_called_problem, plan_problems
from .quantities import (
    displayed,
    inferred,
    repeats_in_fahrenheit,
    unmeasured,
    with_unit,
)

_MEANINGS: Final[Mapping[Platform, type[Any]]] = {
    Platform.BINARY_SENSOR: BinarySensorMeaning,
    Platform.BUTTON: ButtonMeaning,
    Platform.NUMBER: NumberMeaning,
    Platform.SELECT: SelectMeaning,
    Platform.SENSOR: SensorMeaning,
    Platform.SWITCH: SwitchMeaning,
    Platform.TEXT: TextMeaning,
}


def discover(
    device: Described, abilities: Collection[Ability] = ()
) -> list[EntityPlan]:
    """Return the entities of a device, those of composites first.

    ``abilities`` is what the cloud can do with it.
    """
    steps = discover_in_steps(device, abilities)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            plans: list[EntityPlan] = end.value
            return plans


def discover_in_steps(
    device: Described, abilities: Collection[Ability] = ()
) -> Generator[None, None, list[EntityPlan]]:
    """Do the same in steps: one for each data point."""
    plans: list[EntityPlan] = []
    claimed: set[str] = set()
    parts = parts_of(device)
    points, spelled = ByCode(parts), ByCode(device.points)
    anchors = {
        code: point for code, point in parts.items() if ALL_COMPOSITES.knows(code)
    }
    for catalog in COMPOSITES:
        for code, point in anchors.items():
            match = catalog.find(code, device.category, point)
            if match and (
                plan := _plan_composite(points, point, match, claimed, abilities)
            ):
                plans.append(plan)
    for code, point in device.points.items():
        if code in claimed:
            continue
        found = _plan_point(device, point)
        if repeats_in_fahrenheit(spelled, point):
            found = map(_hidden, found)
        plans.extend(found)
        yield
    return as_shown(with_names(_unique(plans), device))


def _unique(plans: list[EntityPlan]) -> list[EntityPlan]:
    """Drop the plans of labels and parts whose key another plan has.

    A code may read like a part of another: phase_a_voltage beside the packed phase_a.
    The whole is shown by an entity of its own in any case.
    """
    found: dict[tuple[Platform, str], EntityPlan] = {}
    for plan in sorted(plans, key=lambda plan: plan.is_piece):
        found.setdefault((plan.platform, plan.key), plan)
    return list(found.values())


def _plan_composite(
    points: ByCode[DataPoint],
    anchor: DataPoint,
    match: Match[CompositeMeaning],
    claimed: set[str],
    abilities: Collection[Ability],
) -> EntityPlan | None:
    """Return the composite of an anchor and claim its points; None: there is none.

    ``points`` are the data points of the device by the code whose part they play. One
    that is to be shown on a platform of its own is no anchor on another, and keeps its
    entity.
    """
    row = match.row
    is_taken = row.claims_anchor and anchor.code in claimed
    if is_taken or any(code in points for code in row.unless):
        return None
    if anchor is not _preferred_anchor(points, match):
        return None
    if anchor.appearance.platform not in (None, row.platform):
        return None
    roles = {Role.MAIN: anchor}
    claims = {anchor.code} if row.claims_anchor else set()
    for role, requirement in row.roles.items():
        for pattern in row.codes_of(role):
            point = points.get(match.code(pattern))
            if point is None or point.code in claimed:
                continue
            # what keeps an entity of its own is another point than the anchor
            if point is anchor and not requirement.claims:
                continue
            if not requirement.is_met_by(point):
                continue
            roles[role] = point
            if requirement.claims and point.appearance.platform is None:
                claims.add(point.code)
            break
    if not row.needs <= roles.keys() and row.ability not in abilities:
        return None
    claimed |= claims
    return EntityPlan(
        platform=row.platform,
        key=anchor.code,
        description=named(row, match),
        roles=roles,
        is_main=row.is_main,
    )


def _preferred_anchor(
    points: ByCode[DataPoint], match: Match[CompositeMeaning]
) -> DataPoint | None:
    """Return the point of the first of a row's codes: several name one entity."""
    candidates = (points.get(match.code(pattern)) for pattern in match.row.codes)
    return next(
        (point for point in candidates if point and match.row.anchor.is_met_by(point)),
        None,
    )


def _plan_point(device: Described, point: DataPoint) -> Iterator[EntityPlan]:
    """Yield the entities of a point that no composite claimed."""
    yield from _plan_phase(device, point)
    if isinstance(point, BitmapPoint):
        yield from plan_problems(device, point)
        return
    if isinstance(point, EnumPoint) and (plans := plan_commands(device, point)):
        yield from plans
        return
    if composite := composite_alone(point):
        yield EntityPlan(
            platform=composite.platform,
            key=point.code,
            description=composite,
            roles={Role.MAIN: point},
            name=readable_name(point.code),
        )
        return
    platforms = _asked_for(device, point, platforms_for(point))
    for platform in platforms:
        match = _find(platform, device, point)
        if match is None or _is_set(point, match.row):
            continue
        yield _plan_known(platform, point, match)
        yield from _plan_others(match.row, point)
        return
    yield _plan_unknown(platforms[0], point)


def _is_set(point: DataPoint, row: Meaning) -> bool:
    """Return whether a point is a number to set, though other devices pack its code."""
    is_packed = isinstance(row, SensorMeaning) and row.packed
    return is_packed and point.writable and isinstance(point, ValuePoint)


def _find(platform: Platform, device: Described, point: DataPoint) -> Match[Any] | None:
    """Return the row for a point: of the part it plays, or else of its own code."""
    for code in dict.fromkeys((point.meaning_code, point.code)):
        if match := POINTS[platform].find(code, device.category, point):
            return match
    return None


def _asked_for(
    device: Described, point: DataPoint, platforms: tuple[Platform, ...]
) -> tuple[Platform, ...]:
    """Return the one of these platforms that a correction asks for, or all of them."""
    for platform in platforms:
        if platform == point.appearance.platform:
            kind = _MEANINGS.get(platform)
            if _find(platform, device, point) or (kind and kind(key="").fit(point)):
                return (platform,)
    return platforms


def platforms_for(point: DataPoint) -> tuple[Platform, ...]:
    """Return the platforms that can show a point, the one its type asks for first."""
    if not point.writable:
        if isinstance(point, BooleanPoint):
            return (Platform.BINARY_SENSOR,)
        return (Platform.SENSOR, Platform.BINARY_SENSOR)
    match point:
        case BooleanPoint():
            if not point.readable:
                return (Platform.BUTTON, Platform.SWITCH)
            return (Platform.SWITCH, Platform.BUTTON, Platform.BINARY_SENSOR)
        case ValuePoint():
            return (Platform.NUMBER, Platform.TIME, Platform.SENSOR)
        case EnumPoint():
            if len(point.options) == 1:
                return (Platform.BUTTON, Platform.SELECT)
            return (Platform.SELECT, Platform.SENSOR, Platform.BINARY_SENSOR)
    return (Platform.TEXT, Platform.SENSOR)


def _plan_known(platform: Platform, point: DataPoint, match: Match[Any]) -> EntityPlan:
    """Plan an entity for a code that the catalog knows."""
    return EntityPlan(
        platform=platform,
        key=point.code,
        description=named(_measured(match.row, point), match),
        roles={Role.MAIN: point},
    )


def _plan_others(row: Meaning, point: DataPoint) -> Iterator[EntityPlan]:
    """Yield the further sensors of an enum whose options it has."""
    if not isinstance(row, BinarySensorMeaning) or not isinstance(point, EnumPoint):
        return
    for other in row.others:
        if not other.on_values.isdisjoint(map(str.lower, point.known_options)):
            yield EntityPlan(
                platform=Platform.BINARY_SENSOR,
                key=f"{point.code}{other.key.removeprefix(row.key)}",
                description=named(other, Match(other, None)),
                roles={Role.MAIN: point},
            )


def _plan_unknown(platform: Platform, point: DataPoint) -> EntityPlan:
    """Plan an entity for a code the catalog does not know, by its type and unit."""
    category: EntityCategory | None = None
    if platform in (Platform.NUMBER, Platform.SELECT, Platform.TEXT):
        category = EntityCategory.CONFIG
    packed = isinstance(point, TextPoint | JsonPoint | RawPoint)
    if packed and not point.writable:
        category = EntityCategory.DIAGNOSTIC
    is_problem = isinstance(point, BooleanPoint) and is_called_problem(point.code)
    if platform is Platform.BINARY_SENSOR and is_problem:
        return EntityPlan(
            platform=platform,
            key=point.code,
            description=BinarySensorMeaning(
                key=point.code,
                device_class=BinarySensorDeviceClass.PROBLEM,
                entity_category=EntityCategory.DIAGNOSTIC,
            ),
            roles={Role.MAIN: point},
            name=readable_name(point.code),
        )
    description = _measured(
        _MEANINGS[platform](
            key=point.code,
            entity_category=category,
            # a code that only a status contains has no specification
            entity_registry_enabled_default=not packed
            and bool(point.specification)
            and not is_delicate(point.code, platform),
        ),
        point,
    )
    if isinstance(description, SensorMeaning) and isinstance(point, ValuePoint):
        description = inferred(description, point)
    return EntityPlan(
        platform=platform,
        key=point.code,
        description=description,
        roles={Role.MAIN: point},
        name=readable_name(point.code),
    )


def _measured[M: Meaning](description: M, point: DataPoint) -> M:
    """Return a description with the unit and class of the point's type."""
    is_state = isinstance(point, ValuePoint) or (
        isinstance(point, EnumPoint) and len(point.known_options) > 1
    )
    if isinstance(description, SensorMeaning) and description.packed and is_state:
        # other devices pack it
        description = replace(
            description, entity_category=None, entity_registry_enabled_default=True
        )
    if isinstance(description, SensorMeaning) and _is_unspecified(point):
        return unmeasured(description)
    if isinstance(description, SensorMeaning | NumberMeaning) and isinstance(
        point, ValuePoint
    ):
        measured = displayed(with_unit(description, point), point)
        if isinstance(measured, SensorMeaning) and measured.packed:
            measured = inferred(measured, point)
        return measured
    if not isinstance(description, SensorMeaning):
        return description
    is_enum = isinstance(point, EnumPoint)
    return replace(
        description,
        device_class=SensorDeviceClass.ENUM if is_enum else None,
        native_unit_of_measurement=None,
        state_class=None,
    )


def _is_unspecified(point: DataPoint) -> bool:
    """Return whether a point holds a number that no specification explains."""
    return isinstance(point, ValuePoint) and not point.specification


def _hidden(plan: EntityPlan) -> EntityPlan:
    """Return a plan that is disabled by default."""
    return replace(
        plan,
        description=replace(plan.description, entity_registry_enabled_default=False),
    )


def _plan_phase(device: Described, point: DataPoint) -> Iterator[EntityPlan]:
    """Yield a sensor for each part that a phase can pack.

    Few products pack more than the basics, and only readings show which do.
    """
    match = PHASES.find(point.meaning_code, device.category, point)
    if match is None:
        return
    for part, row in PHASE_PARTS.items():
        if match.row.parts and part not in match.row.parts:
            continue
        yield EntityPlan(
            platform=Platform.SENSOR,
            key=f"{point.code}_{part}",
            description=replace(
                row,
                translation_key=f"{match.row.translation_key}_{part}",
                translation_placeholders={"phase": match.number or match.row.phase},
                entity_registry_enabled_default=part in PHASE_BASICS,
            ),
            roles={Role.MAIN: point},
            part=part,
        )
