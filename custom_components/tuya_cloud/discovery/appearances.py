"""Applies how a data point is shown, where a correction says so, to its plans.

What does not fit the data point is left out, and said in a warning.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.cover import CoverDeviceClass
from homeassistant.components.humidifier import HumidifierDeviceClass
from homeassistant.components.number.const import NumberDeviceClass
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    NON_NUMERIC_DEVICE_CLASSES,
    STATE_CLASS_UNITS,
    SensorDeviceClass,
    SensorStateClass,
)
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.components.valve import ValveDeviceClass
from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..catalog.composite import CompositeMeaning
from ..catalog.descriptions import Meaning, NumberMeaning, SensorMeaning
from ..catalog.fans import FanMeaning
from ..catalog.lights import LightMeaning
from ..catalog.sirens import SirenMeaning
from ..catalog.valves import ValveMeaning
from ..model.points import DataPoint, ValuePoint
from ..model.points.appearance import USUAL, Counts
from .described import Described
from .entity_plan import EntityPlan

# composites that a single data point can be
_COMPOSITES: Final[Mapping[Platform, type[CompositeMeaning]]] = {
    Platform.FAN: FanMeaning,
    Platform.LIGHT: LightMeaning,
    Platform.SIREN: SirenMeaning,
    Platform.VALVE: ValveMeaning,
}
_CLASSES: Final[Mapping[Platform, Iterable[str]]] = {
    Platform.BINARY_SENSOR: BinarySensorDeviceClass,
    Platform.COVER: CoverDeviceClass,
    Platform.HUMIDIFIER: HumidifierDeviceClass,
    Platform.NUMBER: NumberDeviceClass,
    Platform.SENSOR: {*SensorDeviceClass} - NON_NUMERIC_DEVICE_CLASSES,
    Platform.SWITCH: SwitchDeviceClass,
    Platform.VALVE: ValveDeviceClass,
}


def composites_for(point: DataPoint) -> tuple[Platform, ...]:
    """Return the platforms of the composites that a data point can be on its own."""
    return tuple(
        platform for platform, kind in _COMPOSITES.items() if kind(key="").fit(point)
    )


def composite_alone(point: DataPoint) -> CompositeMeaning | None:
    """Return the composite that a data point shall be on its own; None: no such."""
    for platform, kind in _COMPOSITES.items():
        if platform == point.appearance.platform:
            composite = kind(key=point.code)
            return composite if composite.fit(point) else None
    return None


def as_shown(plans: Iterable[EntityPlan]) -> list[EntityPlan]:
    """Return the plans as the corrections of their points have them shown."""
    return [
        _as_shown(plan) if plan.shows_all and plan.main.appearance != USUAL else plan
        for plan in plans
    ]


def refusals(device: Described, plans: Iterable[EntityPlan]) -> Iterator[str]:
    """Yield a sentence for each correction that does not fit its data point."""
    shown: dict[str, list[EntityPlan]] = {}
    for plan in plans:
        if plan.shows_all:
            shown.setdefault(plan.main.code, []).append(plan)
    for code, point in device.points.items():
        look = point.appearance
        entities = shown.get(code, [])
        if look.platform and look.platform not in {each.platform for each in entities}:
            yield f"{code}: it cannot be shown as {look.platform}"
        for name in ("device_class", "state_class"):
            wanted = getattr(look, name)
            got = {getattr(each.description, name, None) or "" for each in entities}
            if wanted is not None and wanted not in got:
                yield f"{code}: it cannot have the {name.replace('_', ' ')} {wanted}"


def _as_shown(plan: EntityPlan) -> EntityPlan:
    plan = replace(plan, description=_shown(plan.description, plan))
    name = plan.main.appearance.name
    return plan if name is None else replace(plan, name=name, is_main=False)


def _shown(description: EntityDescription, plan: EntityPlan) -> EntityDescription:
    """Return a description with the looks that fit it."""
    point, look = plan.main, plan.main.appearance
    if look.enabled is not None:
        description = replace(description, entity_registry_enabled_default=look.enabled)
    if look.device_class is not None:
        description = _classed(description, plan, look.device_class)
    if not isinstance(description, SensorMeaning) or not isinstance(point, ValuePoint):
        return description
    state_class = look.state_class
    if look.counts is not None:
        is_total = look.counts is Counts.TOTAL
        # what was summed so far may be more than the total
        is_lower = description.increments and is_total
        description = replace(description, increments=not is_total)
        state_class = state_class or (
            SensorStateClass.TOTAL if is_lower else SensorStateClass.TOTAL_INCREASING
        )
    return description if state_class is None else _counted(description, state_class)


def _classed(
    description: EntityDescription, plan: EntityPlan, wanted: str
) -> EntityDescription:
    """Return a description of a device class, "" for none; as it is if that is none."""
    if not wanted:
        return _named_still(replace(description, device_class=None), plan)
    known = {str(each): each for each in _CLASSES.get(plan.platform, ())}
    if wanted not in known:
        return description
    classed = replace(description, device_class=known[wanted])
    if not isinstance(classed, SensorMeaning | NumberMeaning):
        return classed
    fits = classed.allows(classed.native_unit_of_measurement)
    if not isinstance(plan.main, ValuePoint) or not fits:
        return description
    if isinstance(classed, SensorMeaning):
        allowed = _state_classes(classed)
        if classed.state_class not in allowed:
            usual = SensorStateClass.TOTAL_INCREASING
            return replace(classed, state_class=usual if usual in allowed else None)
    return classed


def _state_classes(description: SensorMeaning) -> set[SensorStateClass]:
    """Return the state classes that a device class allows."""
    if description.device_class is None:
        return {*SensorStateClass}
    return DEVICE_CLASS_STATE_CLASSES.get(description.device_class, set())


def _named_still(description: EntityDescription, plan: EntityPlan) -> EntityDescription:
    """Name what its device class has named so far."""
    is_named = description.translation_key is not None or plan.name is not None
    if isinstance(description, Meaning) and not is_named:
        return replace(description, translation_key=description.name_key)
    return description


def _counted(description: SensorMeaning, wanted: str) -> SensorMeaning:
    """Return a description of a state class, "" for none; as it is if that is none."""
    if not wanted:
        return replace(description, state_class=None)
    if wanted not in {*SensorStateClass}:
        return description
    state_class = SensorStateClass(wanted)
    units = STATE_CLASS_UNITS.get(state_class)
    if state_class not in _state_classes(description) or (
        units is not None and description.native_unit_of_measurement not in units
    ):
        return description
    return replace(description, state_class=state_class)
