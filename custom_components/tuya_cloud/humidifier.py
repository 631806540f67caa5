"""Humidifiers and dehumidifiers."""

from collections.abc import Iterable
from typing import Any, Final, override

from homeassistant.components.humidifier import (
    SERVICE_SET_HUMIDITY,
    HumidifierEntity,
    HumidifierEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.exceptions import ServiceNotSupported

from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.points import EnumPoint, ValuePoint

PARALLEL_UPDATES = 0

# in percent; numbers below count levels
_HUMIDITIES: Final = range(10, 101)


class TuyaHumidifier(TuyaEntity, HumidifierEntity):
    """A humidifier or dehumidifier."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take limits from the target."""
        super().__init__(coordinator, device, plan)
        # options of an enum target by humidity
        self._options: dict[int, str] = {}
        target = self.point(Role.TARGET)
        if isinstance(target, ValuePoint):
            self._attr_min_humidity = target.minimum
            self._attr_max_humidity = target.maximum
            self._attr_target_humidity_step = target.step
        if self.point(Role.MODE):
            self._attr_supported_features = HumidifierEntityFeature.MODES

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the values of the points."""
        self._attr_is_on = self.read()
        self._attr_current_humidity = self.read(Role.CURRENT)
        option = self.point(Role.TARGET_OPTION)
        if option is not None and not self.point(Role.TARGET):
            self._options = _humidities(self.device.settable_options(option.code))
        if self._options:
            self._attr_min_humidity = min(self._options)
            self._attr_max_humidity = max(self._options)
        self._attr_target_humidity = self._target()
        if isinstance(mode := self.point(Role.MODE), EnumPoint):
            self._attr_available_modes = list(self.device.settable_options(mode.code))
            self._attr_mode = self.read(Role.MODE)

    def _target(self) -> float | None:
        """Return the target humidity; None: unknown, or not a number."""
        if not self._options:
            target: float | None = self.read(Role.TARGET)
            return target
        option = self.read(Role.TARGET_OPTION)
        return next((h for h, name in self._options.items() if name == option), None)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.send({Role.MAIN: True})

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send({Role.MAIN: False})

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        """Set the target humidity, or the nearest option."""
        if self._options:
            nearest = min(self._options, key=lambda option: abs(option - humidity))
            await self.send({Role.TARGET_OPTION: self._options[nearest]})
        elif self.point(Role.TARGET):
            await self.send({Role.TARGET: humidity})
        else:
            # Home Assistant has no feature flag for a target humidity
            raise ServiceNotSupported(
                Platform.HUMIDIFIER, SERVICE_SET_HUMIDITY, self.entity_id
            )

    @override
    async def async_set_mode(self, mode: str) -> None:
        """Set the mode."""
        await self.send({Role.MODE: mode})


def _humidities(options: Iterable[str]) -> dict[int, str]:
    """Return the options that name a humidity, by the humidity."""
    numbers = {int(o): o for o in options if o.isdecimal()}
    return {h: o for h, o in numbers.items() if h in _HUMIDITIES}


async_setup_entry = platform_setup(Platform.HUMIDIFIER, TuyaHumidifier)
