"""Buttons: points that start an action when they are set, and keys of remotes."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .entities.infrared_button import add_key_buttons
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.points import EnumPoint

PARALLEL_UPDATES = 0


class TuyaButton(TuyaEntity, ButtonEntity):
    """A Boolean point, or an option of an enum point."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Do nothing: a button's state is when it was last pressed."""

    @override
    async def async_press(self) -> None:
        """Set the point."""
        point, option = self.point(), self.plan.option
        if option is None and isinstance(point, EnumPoint):
            (option, *_) = point.options
        await self.send({Role.MAIN: True if option is None else option})


async_setup_entry = platform_setup(Platform.BUTTON, TuyaButton, add_key_buttons)
