"""Applies what corrections say of how data points are shown."""

from collections.abc import Mapping
from dataclasses import replace

from homeassistant.components.sensor.const import SensorStateClass

from ..catalog.descriptions import SensorMeaning
from ..model.points import DataPoint
from ..model.points.appearance import UNUSED, Counts
from .entity_plan import EntityPlan


def by_part(points: Mapping[str, DataPoint]) -> dict[str, DataPoint]:
    """Return data points by the code of the part that they play.

    A data point that plays the part of another one takes its place.
    """
    parts = {code: point for code, point in points.items() if _plays_itself(point)}
    parts |= {
        point.meaning_code: point
        for point in points.values()
        if not _plays_itself(point)
    }
    parts.pop(UNUSED, None)
    return parts


def as_corrected(plan: EntityPlan) -> EntityPlan:
    """Return a plan with what corrections say of its main data point."""
    appearance = plan.main.appearance
    if appearance.counts is not None and isinstance(plan.description, SensorMeaning):
        counted = replace(
            plan.description,
            increments=appearance.counts is Counts.PIECES,
            state_class=SensorStateClass.TOTAL_INCREASING,
        )
        plan = replace(plan, description=counted)
    if appearance.enabled is not None:
        enabled = appearance.enabled
        description = replace(plan.description, entity_registry_enabled_default=enabled)
        plan = replace(plan, description=description)
    if appearance.name is not None and not plan.is_piece:
        plan = replace(plan, name=appearance.name)
    return plan


def _plays_itself(point: DataPoint) -> bool:
    return point.meaning_code == point.code
