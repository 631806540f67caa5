"""Plans the buttons of enum points whose options each start something."""

from homeassistant.const import Platform

from ..catalog.commands import COMMANDS
from ..catalog.descriptions import ButtonMeaning
from ..catalog.roles import Role
from ..catalog.selects import SELECTS
from ..model.points import EnumPoint
from .delicate import is_delicate
from .described import Described
from .entity_plan import EntityPlan
from .naming import name_of_piece


def plan_commands(device: Described, point: EnumPoint) -> list[EntityPlan]:
    """Return a button for each option of a command; empty: the point is none.

    A select would show "unknown", or what was started last.
    """
    if point.appearance.platform not in (None, Platform.BUTTON):
        return []
    match = COMMANDS.find(point.meaning_code, device.category, point)
    row = match.row if match else None
    given = dict(point.option_names)
    if row is None and not _is_command(device, point):
        return []
    plans = []
    for option in point.options:
        word = option.lower()
        is_known = row is not None and word in row.options and option not in given
        is_hidden = word in row.hidden if row else is_delicate(option, Platform.BUTTON)
        description = ButtonMeaning(
            key=f"{point.code}_{option}",
            translation_key=f"{row.name_key}_{word}" if row and is_known else None,
            entity_category=row.entity_category if row else None,
            entity_registry_enabled_default=not is_hidden,
        )
        plans.append(
            EntityPlan(
                platform=Platform.BUTTON,
                key=description.key,
                description=description,
                roles={Role.MAIN: point},
                option=option,
                name=None if is_known else _name(point, option),
            )
        )
    return plans


def _name(point: EnumPoint, option: str) -> str:
    """Return the name of a button that the catalog does not name."""
    corrected = dict(point.option_names).get(option)
    return corrected or name_of_piece(point.code, option)


def _is_command(device: Described, point: EnumPoint) -> bool:
    """Return whether a point without a row only takes commands, and several."""
    return (
        not point.readable
        and len(point.options) > 1
        and SELECTS.find(point.meaning_code, device.category, point) is None
    )
