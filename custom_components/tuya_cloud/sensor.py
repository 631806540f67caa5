"""Sensors: read-only points."""

from typing import cast, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.descriptions import SensorMeaning
from .catalog.labels import NO_PROBLEM, condition_of
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.account import SCAN_INTERVAL, add_account_sensors
from .entities.last_report import add_last_reports
from .entities.lifecycle import platform_setup
from .entities.running_sum import TuyaSumSensor
from .entities.running_total import TuyaTotalSensor
from .entities.shown_values import shown_options, shown_text
from .entity import TuyaEntity
from .model.device import Device
from .model.packed.electricity import decode_electricity
from .model.points import BitmapPoint, EnumPoint, ValuePoint
from .model.points.appearance import Counts

__all__ = ["SCAN_INTERVAL"]

PARALLEL_UPDATES = 0


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaEntity:
    if plan.part is not None:
        return TuyaPhaseSensor(coordinator, device, plan)
    match plan.main:
        case ValuePoint():
            return _kind_of_value(plan)(coordinator, device, plan)
        case EnumPoint():
            return TuyaEnumSensor(coordinator, device, plan)
        case BitmapPoint():
            return TuyaProblemSensor(coordinator, device, plan)
    return TuyaTextSensor(coordinator, device, plan)


def _kind_of_value(plan: EntityPlan) -> type[TuyaEntity]:
    row = plan.description
    if not isinstance(row, SensorMeaning):
        return TuyaValueSensor
    if row.increments:
        return TuyaSumSensor
    is_total = plan.main.appearance.counts is Counts.TOTAL
    if is_total and row.state_class is SensorStateClass.TOTAL:
        return TuyaTotalSensor
    return TuyaValueSensor


class TuyaValueSensor(TuyaEntity, SensorEntity):
    """A value point, in the device's own unit."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the value."""
        self._attr_native_value = self.read()


class TuyaEnumSensor(TuyaEntity, SensorEntity):
    """An enum point; reported options outside the range join the options."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the option."""
        shown = shown_options(self.device, self.plan)
        self._attr_options = [*shown.values()]
        self._attr_native_value = shown.get(self.read())


class TuyaProblemSensor(TuyaEntity, SensorEntity):
    """The first of a bitmap's conditions that holds; all of them are an attribute."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the condition."""
        point = cast("BitmapPoint", self.plan.main)
        labels: tuple[str, ...] | None = self.read()
        active = [condition_of(label, point.code) for label in labels or ()]
        known = [condition_of(label, point.code) for label in point.labels]
        self._attr_options = [*dict.fromkeys((NO_PROBLEM, *known, *active))]
        self._attr_native_value = (
            None if labels is None else next(iter(active), NO_PROBLEM)
        )
        self._attr_extra_state_attributes = {"active": active}


class TuyaPhaseSensor(TuyaEntity, SensorEntity):
    """A part of a phase's packed value."""

    @property
    @override
    def entity_registry_enabled_default(self) -> bool:
        """Whether every layout has the part, or the device has reported it."""
        return super().entity_registry_enabled_default or self.native_value is not None

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the part."""
        phase = self.unpack(decode_electricity)
        self._attr_native_value = (
            None if phase is None else getattr(phase, self.plan.part or "")
        )


class TuyaTextSensor(TuyaEntity, SensorEntity):
    """Text, JSON or bytes; the unpacked contents are an attribute where known."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the text."""
        self._attr_native_value, self._attr_extra_state_attributes = shown_text(
            self.device, self.plan.main.code
        )


async_setup_entry = platform_setup(
    Platform.SENSOR, _build, add_account_sensors, add_last_reports
)
