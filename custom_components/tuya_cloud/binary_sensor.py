"""Binary sensors: read-only Boolean points, enum points with on values, bitmaps."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.descriptions import BinarySensorMeaning
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.account import add_account_binary_sensors
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import BitmapPoint

PARALLEL_UPDATES = 0


def _build(
    coordinator: Coordinator, device: Device, plan: EntityPlan
) -> TuyaBinarySensor | TuyaProblemSensor:
    is_bitmap = all(isinstance(point, BitmapPoint) for point in plan.roles.values())
    return (TuyaProblemSensor if is_bitmap else TuyaBinarySensor)(
        coordinator, device, plan
    )


class TuyaBinarySensor(TuyaEntity, BinarySensorEntity):
    """A Boolean point, or a point with values that mean on."""

    entity_description: BinarySensorMeaning

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether it is on."""
        row = self.entity_description
        if row.decode is not None:
            self._attr_is_on = self.unpack(row.decode)
            return
        value = self.read()
        if value is None or isinstance(value, bool):
            self._attr_is_on = None if value is None else value is not row.is_inverted
            return
        text = str(value).lower()
        is_known = not row.off_values or text in row.on_values | row.off_values
        self._attr_is_on = text in row.on_values if is_known else None


class TuyaProblemSensor(TuyaEntity, BinarySensorEntity):
    """The conditions of a bitmap: any of them, or one label."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show whether a condition holds, and which."""
        active: tuple[str, ...] | None = self.read()
        if active is None:
            self._attr_is_on = None
        elif self.plan.label is None:
            self._attr_is_on = bool(active)
            self._attr_extra_state_attributes = {"active": list(active)}
        else:
            self._attr_is_on = self.plan.label in active


async_setup_entry = platform_setup(
    Platform.BINARY_SENSOR, _build, add_account_binary_sensors
)
