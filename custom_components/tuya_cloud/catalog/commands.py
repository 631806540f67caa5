"""Commands: enum points whose options each start something, and show no state.

Every option is a button. Its translation key is that of the row, an underscore, and the
option in small letters.
"""

from dataclasses import dataclass
from typing import Final, override

from homeassistant.const import EntityCategory

from ..model.points import DataPoint, EnumPoint
from .descriptions import ButtonMeaning
from .lookup import Catalog, Fit


@dataclass(frozen=True, kw_only=True)
class CommandMeaning(ButtonMeaning):
    """An enum point that gets a button for each option."""

    # the options that have names, in small letters
    options: frozenset[str]
    # [optional] those whose buttons are disabled by default
    hidden: frozenset[str] = frozenset()

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NONE for a point that takes no commands, or only one."""
        is_choice = isinstance(point, EnumPoint) and len(point.options) > 1
        return Fit.FULL if is_choice and point.writable else Fit.NONE


def _control(
    key: str, options: str, name: str | None = None, *, hidden: str = ""
) -> CommandMeaning:
    """Return the row of buttons for daily use; options are words."""
    return CommandMeaning(
        key=key,
        translation_key=name,
        options=frozenset(options.split()),
        hidden=frozenset(hidden.split()),
    )


def _setting(key: str, options: str, *, hidden: str = "") -> CommandMeaning:
    """Return the row of buttons for maintenance; options are words."""
    return CommandMeaning(
        key=key,
        entity_category=EntityCategory.CONFIG,
        options=frozenset(options.split()),
        hidden=frozenset(hidden.split()),
    )


COMMANDS: Final = Catalog(
    (
        # Cameras: eight directions, clockwise from the top
        _control("ptz_control", "0 1 2 3 4 5 6 7"),
        _control("zoom_control", "0 1"),
        # Vacuum cleaners and mowers
        _control(
            "direction_control",
            "forward backward turn_left turn_right stop exit turnleft turnright",
        ),
        _setting(
            "request",
            "get_map get_path get_both",
            hidden="get_map get_path get_both",
        ),
        _control(
            "MachineControlCmd",
            "startmowing startfixedmowing pausework continuework cancelwork"
            " startreturnstation",
            "mower_command",
        ),
        # Covers
        _setting(
            "border",
            "up down up_delete down_delete remove_top_bottom",
            hidden="up down up_delete down_delete remove_top_bottom",
        ),
        _setting("click_control", "up down"),
    )
)
