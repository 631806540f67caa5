"""Selects: enum points that take commands."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.last_sent import LastSent
from .entities.lifecycle import platform_setup
from .entities.shown_values import shown_options
from .entity import TuyaEntity
from .model.device import Device

PARALLEL_UPDATES = 0


class TuyaSelect(TuyaEntity, SelectEntity):
    """An enum point that takes commands."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the option; a reported one outside the range joins the options."""
        shown = shown_options(self.device, self.plan)
        self._attr_options = [*shown.values()]
        self._attr_current_option = shown.get(self.read())

    @override
    async def async_select_option(self, option: str) -> None:
        """Set the point."""
        shown = shown_options(self.device, self.plan)
        chosen = next((each for each in shown if shown[each] == option), option)
        await self.send({Role.MAIN: chosen})


class TuyaCommandSelect(LastSent, TuyaSelect):
    """An enum point that takes commands and reports nothing."""


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaSelect:
    kind = TuyaSelect if plan.main.readable else TuyaCommandSelect
    return kind(coordinator, device, plan)


async_setup_entry = platform_setup(Platform.SELECT, _build)
