"""Switches: Boolean points that take commands."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .entities.automations import add_automations
from .entities.group import GroupEntity, groups_setup
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity

PARALLEL_UPDATES = 0


class TuyaSwitch(TuyaEntity, SwitchEntity):
    """A Boolean point that takes commands."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is on."""
        self._attr_is_on = self.read()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.send({Role.MAIN: True})

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send({Role.MAIN: False})


class GroupSwitch(GroupEntity, TuyaSwitch):
    """A group of switches in the app."""


async_setup_entry = platform_setup(
    Platform.SWITCH,
    TuyaSwitch,
    add_automations,
    groups_setup(Platform.SWITCH, GroupSwitch),
)
