"""Actions on the meal plan of a pet feeder: get, set."""

from collections.abc import Mapping
from typing import Any, Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from ..catalog.packed_formats import PACKED_FORMATS, packed_format_of
from ..model.device import Device
from ..model.json_types import JsonValue
from ..model.packed.meal_layouts import LAYOUTS, MealError
from ..model.packed.meal_plan import (
    DAYS,
    encode_meal_plan,
    encode_reversed_meal_plan,
    layout_of,
)
from ..model.points import DataPoint
from .action import Action, Target, refuse

# what the longest plans have
_MOST_MEALS: Final = 10
_LAYOUTS: Final = {layout.name: layout for layout in LAYOUTS}
_MEAL: Final = probatio.Schema(
    {
        probatio.Optional("days"): [probatio.In(DAYS)],
        probatio.Required("time"): cv.string,
        probatio.Required("portion"): cv.positive_int,
        probatio.Optional("enabled"): cv.boolean,
    }
)


async def _get(target: Target, _data: Mapping[str, Any]) -> ServiceResponse:
    """Return the meals that a feeder has reported."""
    device = target.device
    point = _plan_of(device)
    packed = packed_format_of(point)
    meals = None if packed is None else device.unpacked(point.code, packed.decode)
    if not isinstance(meals, list):
        raise refuse("unknown_meal_plan", device=device.name)
    layout = layout_of(_known(device, point))
    return {"meals": meals, "layout": layout.name if layout else None}


async def _set(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Replace the meals of a feeder, in the layout that it reports."""
    device = target.device
    point = _plan_of(device)
    known = _known(device, point)
    layout = _LAYOUTS.get(data.get("layout", ""))
    if layout is None and known and layout_of(known) is None:
        raise refuse("unknown_meal_plan", device=device.name)
    meals: list[JsonValue] = data["meals"]
    if len(meals) > _MOST_MEALS:
        raise refuse("too_many_meals", most=str(_MOST_MEALS))
    encode = (
        encode_reversed_meal_plan if point.appearance.inverted else encode_meal_plan
    )
    try:
        plan = encode(meals, known, layout)
    except MealError as error:
        raise refuse(error.key) from error
    await target.coordinator.send(device, {point.code: plan})
    return None


def _plan_of(device: Device) -> DataPoint:
    """Return the data point of the meal plan.

    Raises ServiceValidationError for a device without one.
    """
    for point in device.points.values():
        if PACKED_FORMATS.spelled(point.meaning_code) == "meal_plan":
            return point
    raise refuse("no_meal_plan", device=device.name)


def _known(device: Device, point: DataPoint) -> Any:
    """Return the value of the plan; the raw one where the point cannot decode it."""
    value = device.value(point.code)
    return device.raw(point.code) if value is None else value


ACTIONS: Final = (
    Action(name="get_meal_plan", run=_get, response=SupportsResponse.ONLY),
    Action(
        name="set_meal_plan",
        run=_set,
        fields={
            probatio.Required("meals"): probatio.All(cv.ensure_list, [_MEAL]),
            probatio.Optional("layout"): probatio.In(_LAYOUTS),
        },
    ),
)
