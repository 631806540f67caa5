"""Temperatures and their scale, shared by climates and water heaters."""

from typing import Final, cast, override

from homeassistant.const import UnitOfTemperature
from homeassistant.core import callback
from homeassistant.util.unit_conversion import TemperatureConverter

from ..catalog.roles import Role
from ..catalog.spelling import words
from ..catalog.temperatures import TARGETS_BY_WORD
from ..catalog.units import normalize_unit
from ..entity import TuyaEntity
from ..model.points import ValuePoint

# targets, and the same in °F; the first that a product has counts in other modes
_TWINS: Final = {
    Role.TARGET_HEAT: Role.TARGET_HEAT_F,
    Role.TARGET_COOL: Role.TARGET_COOL_F,
    Role.TARGET_AUTO: Role.TARGET_AUTO_F,
    Role.MAIN: Role.TARGET_F,
}


class TuyaThermostat(TuyaEntity):
    """An entity with a target and a current temperature, in °C or °F.

    A product that holds each temperature in both scales is shown in the one it says
    counts; where it says none, in that of the home. Where each mode has a target, that
    of the present mode counts.
    """

    _attr_min_temp: float
    _attr_max_temp: float
    _attr_target_temperature_step: float | None

    _scale: UnitOfTemperature
    _current: float | None = None
    _target: float | None = None

    @property
    def native_temperature_unit(self) -> str:
        """The scale the temperatures are in."""
        return self._scale

    @property
    def native_current_temperature(self) -> float | None:
        """The current temperature."""
        return self._current

    @property
    def native_target_temperature(self) -> float | None:
        """The target temperature."""
        return self._target

    # their names before Home Assistant 2026.11
    temperature_unit = native_temperature_unit
    current_temperature = native_current_temperature
    target_temperature = native_target_temperature

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the temperatures in the scale in use."""
        target_role = self._target_role()
        self._scale = self._scale_in_use(target_role)
        self._target = self._temperature(target_role)
        fahrenheit = self._scale is UnitOfTemperature.FAHRENHEIT
        self._current = self._temperature(Role.CURRENT_F) if fahrenheit else None
        if self._current is None:
            self._current = self._temperature(Role.CURRENT)
        target = cast("ValuePoint", self.plan.roles[target_role])
        self._attr_target_temperature_step = target.step
        self._set_limits(target)

    def _set_limits(self, target: ValuePoint) -> None:
        """Take the limits that the user set, within those of the product."""
        low, high = self._temperature(Role.MINIMUM), self._temperature(Role.MAXIMUM)
        low = target.minimum if low is None else max(low, target.minimum)
        high = target.maximum if high is None else min(high, target.maximum)
        if low >= high:
            low, high = target.minimum, target.maximum
        self._attr_min_temp, self._attr_max_temp = low, high

    def _target_role(self, option: object = None) -> Role:
        """Return the role of the target in use, or of that of an option of the mode."""
        option = self.read(Role.MODE) if option is None else option
        named = (TARGETS_BY_WORD.get(word) for word in words(str(option)))
        wanted = next(filter(None, named), Role.MAIN)
        role = next((role for role in (wanted, *_TWINS) if self.point(role)), Role.MAIN)
        twin = _TWINS[role]
        return twin if self.point(twin) and self._is_fahrenheit() else role

    def _scale_in_use(self, target: Role) -> UnitOfTemperature:
        """Return the scale of the target in use."""
        if (scale := self._unit_scale(target)) is not None:
            return scale
        fahrenheit = self._is_fahrenheit()
        return UnitOfTemperature.FAHRENHEIT if fahrenheit else UnitOfTemperature.CELSIUS

    def _is_fahrenheit(self) -> bool:
        """Return whether °F is in use, where the units of the points do not say."""
        match self.read(Role.SCALE):
            case "f" | "F" | "℉":
                return True
            case "c" | "C" | "℃":
                return False
        home_scale = self.hass.config.units.temperature_unit
        return home_scale is UnitOfTemperature.FAHRENHEIT

    def _unit_scale(self, role: Role) -> UnitOfTemperature | None:
        """Return the scale of a point's unit; None: it has none, or both."""
        point = self.point(role)
        unit = normalize_unit(point.unit) if isinstance(point, ValuePoint) else None
        scales = (UnitOfTemperature.CELSIUS, UnitOfTemperature.FAHRENHEIT)
        return next((scale for scale in scales if scale == unit), None)

    def _temperature(self, role: Role) -> float | None:
        """Return the temperature of a point in the scale in use."""
        value: float | None = self.read(role)
        scale = self._unit_scale(role)
        if value is None or scale is None or scale is self._scale:
            return value
        return TemperatureConverter.convert(value, scale, self._scale)

    def target_values(
        self, temperature: float, option: object = None
    ) -> dict[Role, object]:
        """Return the values to send, by role, for a target temperature.

        ``option`` is the one of the mode that is sent with them; None: it stays.
        """
        return {self._target_role(option): temperature}
