"""Plans the entities of a bitmap, whose bits are problems of the device."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import EntityCategory, Platform

from ..catalog.binary_sensors import BINARY_SENSORS
from ..catalog.descriptions import BinarySensorMeaning, SensorMeaning
from ..catalog.labels import CONDITIONS, condition_of
from ..catalog.roles import Role
from ..catalog.spelling import words
from ..model.points import BitmapPoint
from .described import Described
from .entity_plan import EntityPlan
from .naming import name_of_piece, named, readable_name, words_of

# Words of codes, in small letters
_PROBLEMS: Final = frozenset(
    {
        *("abnormal", "err", "error", "failure", "fault", "malfunction", "overheat"),
        *("overload", "overweight"),
    }
)


def is_called_problem(code: str) -> bool:
    """Return whether the words of a code say that it is a problem."""
    return not _PROBLEMS.isdisjoint(words(code))


def plan_problems(device: Described, point: BitmapPoint) -> Iterator[EntityPlan]:
    """Yield the entities of a bitmap.

    A binary sensor shows whether there is a problem, and a sensor which one: its
    history says what was wrong when. A binary sensor for each label is for automations,
    and disabled by default.
    """
    roles = {Role.MAIN: point}
    yield _plan_whole(device, point)
    if not point.labels:
        return
    others = [
        each
        for each in device.points.values()
        if isinstance(each, BitmapPoint) and each is not point
    ]
    yield EntityPlan(
        platform=Platform.SENSOR,
        key=f"{point.code}_active",
        description=SensorMeaning(
            key=f"{point.code}_active",
            device_class=SensorDeviceClass.ENUM,
            entity_category=EntityCategory.DIAGNOSTIC,
            translation_key="active_problem_of" if others else "active_problem",
            translation_placeholders={"source": readable_name(point.code)},
        ),
        roles=roles,
    )
    seen = Counter(
        condition_of(label, each.code)
        for each in (point, *others)
        for label in each.labels
    )
    for label in point.labels:
        condition = condition_of(label, point.code)
        is_known = condition in CONDITIONS.values()
        yield EntityPlan(
            platform=Platform.BINARY_SENSOR,
            key=f"{point.code}_{label}",
            description=BinarySensorMeaning(
                key=f"{point.code}_{label}",
                device_class=BinarySensorDeviceClass.PROBLEM,
                entity_category=EntityCategory.DIAGNOSTIC,
                entity_registry_enabled_default=False,
                translation_key=f"problem_{condition if is_known else 'other'}",
                translation_placeholders={"label": words_of(condition)},
            ),
            roles=roles,
            label=label,
            # several labels may say the same
            name=name_of_piece(point.code, label) if seen[condition] > 1 else None,
        )


def _plan_whole(device: Described, point: BitmapPoint) -> EntityPlan:
    """Return the binary sensor that is on while there is any problem."""
    match = BINARY_SENSORS.find(point.meaning_code, device.category, point)
    return EntityPlan(
        platform=Platform.BINARY_SENSOR,
        key=point.code,
        description=named(match.row, match)
        if match
        else BinarySensorMeaning(
            key=point.code,
            device_class=BinarySensorDeviceClass.PROBLEM,
            entity_category=EntityCategory.DIAGNOSTIC,
        ),
        roles={Role.MAIN: point},
        name=None if match else readable_name(point.code),
    )
