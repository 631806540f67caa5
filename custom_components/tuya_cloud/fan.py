"""Fans: with speed, presets, direction and oscillation."""

from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util.percentage import (
    ordered_list_item_to_percentage,
    percentage_to_ordered_list_item,
    percentage_to_ranged_value,
    ranged_value_to_percentage,
)

from .catalog.fans import NO_SPEEDS
from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import EntityPlan
from .entity import TuyaEntity, add_entities
from .model.data_point import EnumPoint, ValuePoint
from .model.device import Device

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: TuyaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the fans, now and as devices come."""
    add_entities(entry, Platform.FAN, async_add_entities, TuyaFan)


class TuyaFan(TuyaEntity, FanEntity):
    """A fan made of the points its plan names."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Tell from the points what the fan can do."""
        super().__init__(coordinator, device, plan)
        self._is_on: bool | None = None
        # options of an enum speed, from slow to fast, and those that name no speed
        options = self._options("speed")
        self._speeds = [name for name in options if name not in NO_SPEEDS]
        self._speed_presets = [name for name in options if name in NO_SPEEDS]
        # slowest and fastest of a speed that is a number
        self._range: tuple[float, float] | None = None
        speed = self.point("speed")
        if isinstance(speed, ValuePoint):
            # a zero is off
            slowest = max(speed.minimum, speed.step)
            self._range = (slowest, speed.maximum)
            self._attr_speed_count = round((speed.maximum - slowest) / speed.step) + 1
        else:
            self._attr_speed_count = len(self._speeds)
        self._attr_supported_features = self._find_features()

    def _find_features(self) -> FanEntityFeature:
        features = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF
        if self._range or self._speeds:
            features |= FanEntityFeature.SET_SPEED
        if self.point("mode") or self._speed_presets:
            features |= FanEntityFeature.PRESET_MODE
        if self.point("direction"):
            features |= FanEntityFeature.DIRECTION
        if self.point("oscillation"):
            features |= FanEntityFeature.OSCILLATE
        return features

    def _options(self, role: str) -> tuple[str, ...]:
        point = self.point(role)
        return self.device.options(point.code) if isinstance(point, EnumPoint) else ()

    # -- what the device holds -------------------------------------------------------

    @property
    @override
    def is_on(self) -> bool | None:
        """Whether it is on."""
        return self._is_on

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the fan as its points tell."""
        self._is_on = self.read()
        speed = self.read("speed")
        self._attr_percentage = self._percentage(speed)
        modes = [*self._options("mode"), *self._speed_presets]
        self._attr_preset_modes = modes or None
        is_preset = speed in self._speed_presets
        self._attr_preset_mode = speed if is_preset else self.read("mode")
        self._attr_current_direction = self.read("direction")
        self._attr_oscillating = self.read("oscillation")

    def _percentage(self, speed: float | str | None) -> int | None:
        if isinstance(speed, str):
            if speed not in self._speeds:
                return None
            return ordered_list_item_to_percentage(self._speeds, speed)
        if speed is None or self._range is None:
            return None
        return min(max(ranged_value_to_percentage(self._range, speed), 0), 100)

    # -- commands --------------------------------------------------------------------

    @override
    async def async_turn_on(
        self,
        percentage: int | None = None,
        preset_mode: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Turn it on, with speed or preset."""
        values: dict[str, object] = {"main": True}
        if percentage is not None:
            values |= self._speed_values(percentage)
        if preset_mode is not None:
            values |= self._preset_values(preset_mode)
        await self.send(**values)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send(main=False)

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        """Set the speed, and turn it on; none turns it off."""
        values = self._speed_values(percentage)
        if not self._is_on or not values:
            values["main"] = percentage > 0
        await self.send(**values)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset, and turn it on."""
        values = self._preset_values(preset_mode)
        if not self._is_on:
            values["main"] = True
        await self.send(**values)

    @override
    async def async_set_direction(self, direction: str) -> None:
        """Set the direction."""
        await self.send(direction=direction)

    @override
    async def async_oscillate(self, oscillating: bool) -> None:
        """Let it turn from side to side, or not."""
        await self.send(oscillation=oscillating)

    def _speed_values(self, percentage: int) -> dict[str, object]:
        """Return what to send, by role, for a speed; nothing for none."""
        if percentage == 0:
            return {}
        if self._range is None:
            return {"speed": percentage_to_ordered_list_item(self._speeds, percentage)}
        value = percentage_to_ranged_value(self._range, percentage)
        return {"speed": max(value, self._range[0])}

    def _preset_values(self, preset: str) -> dict[str, object]:
        role = "speed" if preset in self._speed_presets else "mode"
        return {role: preset}
