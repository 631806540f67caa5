"""Fans: with speed, presets, direction and oscillation."""

from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.util.percentage import (
    ordered_list_item_to_percentage,
    percentage_to_ordered_list_item,
    percentage_to_ranged_value,
    ranged_value_to_percentage,
)

from .catalog.fans import NO_SPEEDS, SPEEDS
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import ValuePoint

PARALLEL_UPDATES = 0


class TuyaFan(TuyaEntity, FanEntity):
    """A fan."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        self._is_on: bool | None = None
        # options of an enum speed, from slow to fast, and its other options
        options = self._options(Role.SPEED)
        self._speeds = _slow_to_fast([o for o in options if o.lower() not in NO_SPEEDS])
        self._presets: dict[str, Role] = {}
        self._speed_presets = [o for o in options if o.lower() in NO_SPEEDS]
        self._attr_speed_count = len(self._speeds)
        # slowest and step of a speed that is a number
        self._steps: tuple[float, float] | None = None
        speed = self.point(Role.SPEED)
        if isinstance(speed, ValuePoint):
            # a zero is off
            slowest = speed.minimum or speed.step
            self._steps = (slowest, speed.step)
            self._attr_speed_count = int(self._step_of(speed.maximum))
        self._attr_supported_features = self._find_features()
        if not plan.is_main and plan.roles.keys() == {Role.MAIN}:
            # the fan of another device has no more functions than its switch
            self._attr_entity_registry_enabled_default = False

    def _find_features(self) -> FanEntityFeature:
        features = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF
        if self._attr_speed_count:
            features |= FanEntityFeature.SET_SPEED
        if self.point(Role.MODE) or self.point(Role.PRESET) or self._speed_presets:
            features |= FanEntityFeature.PRESET_MODE
        if self.point(Role.DIRECTION):
            features |= FanEntityFeature.DIRECTION
        if self.point(Role.OSCILLATION):
            features |= FanEntityFeature.OSCILLATE
        return features

    def _options(self, role: Role) -> tuple[str, ...]:
        point = self.point(role)
        return self.device.settable_options(point.code) if point else ()

    # -- state -----------------------------------------------------------------------

    @property
    @override
    def is_on(self) -> bool | None:
        """Whether it is on."""
        return self._is_on

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the values of the points."""
        self._is_on = self.read()
        speed = self.read(Role.SPEED)
        self._attr_percentage = self._percentage(speed)
        # the role that each preset is sent to
        self._presets = {
            **dict.fromkeys(self._options(Role.MODE), Role.MODE),
            **dict.fromkeys(self._speed_presets, Role.SPEED),
            **dict.fromkeys(self._options(Role.PRESET), Role.PRESET),
        }
        self._attr_preset_modes = [*self._presets] or None
        chosen = (self.read(role) for role in (Role.SPEED, Role.MODE, Role.PRESET))
        self._attr_preset_mode = next((o for o in chosen if o in self._presets), None)
        self._attr_current_direction = self.read(Role.DIRECTION)
        self._attr_oscillating = self.read(Role.OSCILLATION)

    def _percentage(self, speed: float | str | None) -> int | None:
        if isinstance(speed, str):
            if speed not in self._speeds:
                return None
            return ordered_list_item_to_percentage(self._speeds, speed)
        if speed is None or self._steps is None:
            return None
        steps = (1, self._attr_speed_count)
        return min(max(ranged_value_to_percentage(steps, self._step_of(speed)), 0), 100)

    def _step_of(self, speed: float) -> float:
        """Return the step of a numeric speed, counted from 1."""
        slowest, step = self._steps or (1, 1)
        # floating point adds noise
        return round((speed - slowest) / step + 1, 3)

    # -- commands --------------------------------------------------------------------

    @override
    async def async_turn_on(
        self,
        percentage: int | None = None,
        preset_mode: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Turn it on, with speed or preset; no speed turns it off."""
        if percentage == 0:
            await self.async_turn_off()
            return
        values: dict[Role, object] = {Role.MAIN: True}
        if percentage is not None:
            values |= self._speed_values(percentage)
        if preset_mode is not None:
            values |= self._preset_values(preset_mode)
        await self.send(values)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send({Role.MAIN: False})

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        """Set the speed, and turn it on; none turns it off."""
        values = self._speed_values(percentage)
        if not self._is_on or not values:
            values[Role.MAIN] = percentage > 0
        await self.send(values)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset, and turn it on."""
        values = self._preset_values(preset_mode)
        if not self._is_on:
            values[Role.MAIN] = True
        await self.send(values)

    @override
    async def async_set_direction(self, direction: str) -> None:
        """Set the direction."""
        await self.send({Role.DIRECTION: direction})

    @override
    async def async_oscillate(self, oscillating: bool) -> None:
        """Turn oscillation on or off."""
        await self.send({Role.OSCILLATION: oscillating})

    def _speed_values(self, percentage: int) -> dict[Role, object]:
        """Return the values to send, by role, for a speed; empty if it has no speed."""
        if percentage == 0 or self._attr_speed_count == 0:
            return {}
        if self._steps is None:
            return {
                Role.SPEED: percentage_to_ordered_list_item(self._speeds, percentage)
            }
        slowest, step = self._steps
        number = percentage_to_ranged_value((1, self._attr_speed_count), percentage)
        return {Role.SPEED: slowest + (max(number, 1) - 1) * step}

    def _preset_values(self, preset: str) -> dict[Role, object]:
        return {self._presets[preset]: preset}


def _slow_to_fast(options: list[str]) -> list[str]:
    """Sort speeds: numbers and known words; others stay as listed."""
    if all(option.isdecimal() for option in options):
        return sorted(options, key=int)
    if all(option.lower() in SPEEDS for option in options):
        return sorted(options, key=lambda option: SPEEDS.index(option.lower()))
    return options


async_setup_entry = platform_setup(Platform.FAN, TuyaFan)
