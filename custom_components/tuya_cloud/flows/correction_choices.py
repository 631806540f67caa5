"""What a form of a correction offers to choose from, by the type of a data point."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.number.const import NumberDeviceClass
from homeassistant.components.sensor.const import (
    NON_NUMERIC_DEVICE_CLASSES,
    SensorDeviceClass,
)
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.const import Platform

from ..catalog.composite import CompositeMeaning
from ..catalog.composites import COMPOSITES
from ..catalog.lookup import NUMBER
from ..catalog.packed_formats import PACKED_FORMATS
from ..catalog.roles import Role
from ..catalog.unit_classes import UNIT_CLASSES
from ..discovery.entity_plan import EntityPlan
from ..model.device import Device
from ..model.points import BooleanPoint, DataPoint, EnumPoint, ValuePoint
from ..model.points.appearance import Appearance

_CLASSES: Final[Mapping[Platform, type[StrEnum]]] = {
    Platform.BINARY_SENSOR: BinarySensorDeviceClass,
    Platform.BUTTON: ButtonDeviceClass,
    Platform.NUMBER: NumberDeviceClass,
    Platform.SENSOR: SensorDeviceClass,
    Platform.SWITCH: SwitchDeviceClass,
}


def device_classes(platforms: Iterable[Platform], point: DataPoint) -> list[str]:
    """Return the device classes of some platforms that a point's type can have."""
    if not isinstance(point, BooleanPoint | ValuePoint):
        return []
    return sorted(
        {
            str(device_class)
            for platform in platforms
            for device_class in _CLASSES.get(platform, ())
            if device_class not in NON_NUMERIC_DEVICE_CLASSES
        }
    )


def units(point: ValuePoint) -> list[str]:
    """Return the units of values, that of the point first."""
    return [*dict.fromkeys([*filter(None, [point.unit]), *UNIT_CLASSES])]


def usual_codes(point: DataPoint) -> list[str]:
    """Return the codes of usual data points whose part a point could play."""
    rows: list[CompositeMeaning] = [row for each in COMPOSITES for row in each.rows]
    found: set[str] = set()
    for row in rows:
        if row.anchor.is_met_by(point):
            found.update(row.codes)
        for role, requirement in row.roles.items():
            if requirement.is_met_by(point):
                found.update(row.codes_of(role))
    return sorted(code for code in found - {point.code} if NUMBER not in code)


def scale_codes(points: Mapping[str, DataPoint]) -> list[str]:
    """Return the codes of the points that may tell the scale of temperatures."""
    return [
        code
        for code, point in points.items()
        if isinstance(point, BooleanPoint | EnumPoint)
    ]


def directions(point: DataPoint, plans: Iterable[EntityPlan]) -> Mapping[str, bool]:
    """Return the directions a point can count in: name -> ``inverted``.

    Color temperatures have one, the days of meal plans, the positions of covers, and
    the point that moves a cover, for all of its positions.
    """
    packed = PACKED_FORMATS.get(point.meaning_code)
    if packed is not None and packed.inverted is not None:
        return {"monday_highest": False, "monday_lowest": True}
    positions = {Role.POSITION, Role.TARGET}
    for plan in plans:
        roles = {role for role, each in plan.roles.items() if each.code == point.code}
        has_position = not positions.isdisjoint(plan.roles)
        is_position = has_position and roles & {*positions, Role.MAIN}
        if plan.platform is Platform.COVER and is_position:
            return {"closed_to_open": False, "open_to_closed": True}
        if plan.platform is Platform.LIGHT and Role.COLOR_TEMPERATURE in roles:
            return {"warm_to_cold": False, "cold_to_warm": True}
    return {}


def is_back(device: Device, plan: EntityPlan) -> bool:
    """Return whether a motor's own setting has a cover count from closed to open."""
    direction = plan.roles.get(Role.DIRECTION)
    return direction is not None and str(device.value(direction.code)).lower() == "back"


def entity_of(point: DataPoint, plans: Iterable[EntityPlan]) -> EntityPlan | None:
    """Return the plan of the entity that shows the whole of a point."""
    for plan in plans:
        if plan.main.code == point.code and not plan.is_piece:
            return plan
    return None


def description_of(plan: EntityPlan | None) -> Mapping[str, Any]:
    """Return what an entity is now, by the names that a correction has for it."""
    if plan is None:
        return {}
    description = plan.description
    return {
        "device_class": getattr(description, "device_class", None),
        "state_class": getattr(description, "state_class", None),
        "enabled": description.entity_registry_enabled_default,
        "platform": plan.platform,
    }


def given(appearance: Appearance) -> Mapping[str, Any]:
    """Return what corrections say about the appearance of a point."""
    fields = asdict(appearance)
    return {name: value for name, value in fields.items() if value is not None}
