"""Numbers: value points that take commands."""

from typing import cast, override

from homeassistant.components.number import NumberEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.last_sent import LastSent
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import ValuePoint

PARALLEL_UPDATES = 0


class TuyaNumber(TuyaEntity, NumberEntity):
    """A value point that takes commands, within the device's own limits."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the step from the point."""
        super().__init__(coordinator, device, plan)
        self._attr_native_step = cast("ValuePoint", plan.main).step

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the value, and the limits, which what is reported may widen."""
        point = cast("ValuePoint", self.device.learned.widened(self.plan.main))
        self._attr_native_min_value = point.minimum
        self._attr_native_max_value = point.maximum
        self._attr_native_value = self.read()

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the point, to the nearest step."""
        await self.send({Role.MAIN: value})


class TuyaCommandNumber(LastSent, TuyaNumber):
    """A value point that takes commands and reports nothing."""


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaNumber:
    kind = TuyaNumber if plan.main.readable else TuyaCommandNumber
    return kind(coordinator, device, plan)


async_setup_entry = platform_setup(Platform.NUMBER, _build)
