"""Climates: thermostats, radiator valves, air conditioners, heaters."""

from typing import Any, Final, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    PRESET_NONE,
    SWING_OFF,
    SWING_ON,
    ClimateEntity,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import callback

from .catalog.climates import (
    HVAC_ACTIONS,
    MANUAL,
    WORKS,
    ClimateMeaning,
    mode_of,
)
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.infrared_climate import add_air_conditioners
from .entities.lifecycle import platform_setup
from .entities.thermostat import TuyaThermostat
from .model.device import Device
from .model.points import BooleanPoint, ValuePoint

PARALLEL_UPDATES = 0

_FEATURES: Final = {
    Role.FAN: ClimateEntityFeature.FAN_MODE,
    Role.SWING: ClimateEntityFeature.SWING_MODE,
    Role.SWING_HORIZONTAL: ClimateEntityFeature.SWING_HORIZONTAL_MODE,
    Role.TARGET_HUMIDITY: ClimateEntityFeature.TARGET_HUMIDITY,
}
# the action of a mode while it works
_ACTIONS: Final = {
    HVACMode.COOL: HVACAction.COOLING,
    HVACMode.DRY: HVACAction.DRYING,
    HVACMode.FAN_ONLY: HVACAction.FAN,
}


class TuyaClimate(TuyaThermostat, ClimateEntity):
    """A climate."""

    entity_description: ClimateMeaning

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        self._plain_mode = self._find_plain_mode()
        # the options that are modes, and those that are presets
        self._modes: dict[str, HVACMode] = {}
        self._presets: list[str] = []
        features = ClimateEntityFeature.TARGET_TEMPERATURE
        for role, feature in _FEATURES.items():
            if self.point(role):
                features |= feature
        self._attr_supported_features = features
        humidity = self.point(Role.TARGET_HUMIDITY)
        if isinstance(humidity, ValuePoint):
            self._attr_min_humidity = humidity.minimum
            self._attr_max_humidity = humidity.maximum
            self._attr_target_humidity_step = round(humidity.step)

    def _find_plain_mode(self) -> HVACMode:
        """Return the mode of a climate without a mode point, from its other points."""
        plain = self.entity_description.plain_mode
        if plain is not HVACMode.HEAT_COOL:
            return plain
        if self.point(Role.FLOOR):
            return HVACMode.HEAT
        modes = {*map(mode_of, self._options(Role.MODE))}
        actions = {HVAC_ACTIONS.get(o.lower()) for o in self._options(Role.WORK)}
        heats = HVACMode.HEAT in modes or HVACAction.HEATING in actions
        cools = HVACMode.COOL in modes or HVACAction.COOLING in actions
        if heats == cools:
            return plain
        return HVACMode.HEAT if heats else HVACMode.COOL

    # -- state -----------------------------------------------------------------------

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the values of the points."""
        super().update_from_device()
        self._sort_modes()
        self._attr_hvac_mode = self._hvac_mode()
        self._attr_hvac_action = self._hvac_action(self._attr_hvac_mode)
        option = self.read(Role.MODE)
        self._attr_preset_mode = option if option in self._presets else PRESET_NONE
        self._attr_fan_modes, self._attr_fan_mode = self._choice(Role.FAN)
        self._attr_swing_modes, self._attr_swing_mode = self._choice(Role.SWING)
        self._attr_swing_horizontal_modes, self._attr_swing_horizontal_mode = (
            self._choice(Role.SWING_HORIZONTAL)
        )
        self._attr_current_humidity = self.read(Role.HUMIDITY)
        self._attr_target_humidity = self.read(Role.TARGET_HUMIDITY)

    def _sort_modes(self) -> None:
        """Sort the options of the mode point into modes and presets."""
        options = self._options(Role.MODE)
        if len(options) == 1:
            # a single option is no choice
            options = ()
        has_switch = self.point(Role.SWITCH) is not None
        self._modes = _modes_of(options, self._plain_mode, has_switch=has_switch)
        self._presets = [option for option in options if option not in self._modes]
        modes = set(self._modes.values())
        if self._presets or not modes:
            modes.add(self._plain_mode)
        if has_switch:
            modes.add(HVACMode.OFF)
        if HVACMode.OFF in modes:
            self._attr_supported_features |= (
                ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
            )
        self._attr_hvac_modes = [mode for mode in HVACMode if mode in modes]
        if self._presets:
            none = [PRESET_NONE] if self._plain_option() else []
            self._attr_preset_modes = none + self._presets
            self._attr_supported_features |= ClimateEntityFeature.PRESET_MODE

    def _hvac_mode(self) -> HVACMode | None:
        is_on: bool | None = self.read(Role.SWITCH) if self.point(Role.SWITCH) else True
        if not is_on:
            return None if is_on is None else HVACMode.OFF
        option = self.read(Role.MODE)
        if option is None and self._modes:
            return None
        return self._modes.get(option) or _mode_of_preset(option) or self._plain_mode

    def _hvac_action(self, mode: HVACMode | None) -> HVACAction | None:
        if mode is HVACMode.OFF:
            return HVACAction.OFF
        work = str(self.read(Role.WORK)).lower()
        if action := HVAC_ACTIONS.get(work):
            return action
        works = WORKS.get(work)
        if works is None:
            works = self._valve_is_open()
        if works is None or mode is None:
            return None
        if not works:
            return HVACAction.IDLE
        return _ACTIONS.get(mode, _ACTIONS.get(self._plain_mode, HVACAction.HEATING))

    def _valve_is_open(self) -> bool | None:
        value: bool | float | str | None = self.read(Role.VALVE)
        return WORKS.get(value.lower()) if isinstance(value, str) else _is_open(value)

    def _options(self, role: Role) -> tuple[str, ...]:
        point = self.point(role)
        return self.device.settable_options(point.code) if point else ()

    def _choice(self, role: Role) -> tuple[list[str] | None, str | None]:
        """Return the options of an enum or a Boolean point, and the current one."""
        point = self.point(role)
        if point is None:
            return None, None
        value = self.read(role)
        if isinstance(point, BooleanPoint):
            shown = None if value is None else (SWING_ON if value else SWING_OFF)
            return [SWING_ON, SWING_OFF], shown
        return list(self._options(role)), value

    # -- commands --------------------------------------------------------------------

    @override
    async def async_turn_on(self) -> None:
        """Turn it on; a switch restores the last mode."""
        if self.point(Role.SWITCH):
            await self.send({Role.SWITCH: True})
        elif self._attr_hvac_mode in (None, HVACMode.OFF):
            await self.send({Role.MODE: self._plain_option() or self._presets[0]})

    @override
    async def async_turn_off(self) -> None:
        """Turn it off."""
        await self.async_set_hvac_mode(HVACMode.OFF)

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Set the mode, or turn it off."""
        # a climate of one mode has no mode point
        if values := self._mode_values(hvac_mode):
            await self.send(values)

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the target temperature, and the mode if one is given."""
        values: dict[Role, object] = {}
        mode: HVACMode | None = kwargs.get(ATTR_HVAC_MODE)
        if mode is not None:
            # Home Assistant itself checks only that of set_hvac_mode
            self._valid_mode_or_raise("hvac", mode, self.hvac_modes)
            values = self._mode_values(mode)
        option = values.get(Role.MODE)
        await self.send(self.target_values(kwargs[ATTR_TEMPERATURE], option) | values)

    def _mode_values(self, hvac_mode: HVACMode) -> dict[Role, object]:
        """Return the values to send, by role, for a mode."""
        values: dict[Role, object] = {}
        has_switch = self.point(Role.SWITCH) is not None
        if hvac_mode is HVACMode.OFF and has_switch:
            return {Role.SWITCH: False}
        option = self._option_for(hvac_mode)
        if option is not None and (not has_switch or option != self.read(Role.MODE)):
            values[Role.MODE] = option
        if has_switch and (not values or not self.read(Role.SWITCH)):
            values[Role.SWITCH] = True
        return values

    def _option_for(self, hvac_mode: HVACMode) -> str | None:
        """Return the option of a mode; a preset where no option is that mode."""
        for option, mode in self._modes.items():
            if mode is hvac_mode:
                return option
        if self.read(Role.MODE) in self._presets or not self._presets:
            return None
        return self._presets[0]

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset; none goes back to what it does plainly."""
        is_none = preset_mode == PRESET_NONE
        await self.send({Role.MODE: self._plain_option() if is_none else preset_mode})

    def _plain_option(self) -> str | None:
        """Return the option that comes nearest to what it does plainly."""
        options = [o for o, mode in self._modes.items() if mode is not HVACMode.OFF]
        options.sort(key=lambda option: self._modes[option] is not self._plain_mode)
        return options[0] if options else None

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        """Choose how strong the fan blows."""
        await self.send({Role.FAN: fan_mode})

    @override
    async def async_set_swing_mode(self, swing_mode: str) -> None:
        """Lead the air up and down."""
        await self.send({Role.SWING: self._swing_value(Role.SWING, swing_mode)})

    @override
    async def async_set_swing_horizontal_mode(self, swing_horizontal_mode: str) -> None:
        """Lead the air left and right."""
        role = Role.SWING_HORIZONTAL
        await self.send({role: self._swing_value(role, swing_horizontal_mode)})

    def _swing_value(self, role: Role, mode: str) -> object:
        return mode == SWING_ON if isinstance(self.point(role), BooleanPoint) else mode

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        """Set the humidity to reach."""
        await self.send({Role.TARGET_HUMIDITY: humidity})


def _is_open(value: bool | float | None) -> bool | None:
    return None if value is None else value > 0


def _modes_of(
    options: tuple[str, ...], plain: HVACMode, *, has_switch: bool
) -> dict[str, HVACMode]:
    """Return what options of a mode do; where two do the same, the first counts.

    Beside a switch "off" is no state of power, and ends what other options do.
    """
    named = {option: mode_of(option) for option in options}
    does_both = {HVACMode.HEAT, HVACMode.COOL} <= set(named.values())
    modes: dict[str, HVACMode] = {}
    # what says so itself counts before what only stands for the plain mode
    for option in sorted(options, key=lambda o: has_switch and _is_off(o)):
        mode = named[option]
        if option.lower() == MANUAL or (has_switch and _is_off(option)):
            mode = plain
        if mode is HVACMode.AUTO and does_both:
            # it is the product that chooses, not a schedule
            mode = HVACMode.HEAT_COOL
        if mode is not None and mode not in modes.values():
            modes[option] = mode
    return modes


def _is_off(option: str) -> bool:
    return mode_of(option) is HVACMode.OFF


def _mode_of_preset(option: str | None) -> HVACMode | None:
    """Return what a preset like Heating_Silent lets it do; None: it does not say."""
    mode = None if option is None else mode_of(option)
    return mode if mode in (HVACMode.HEAT, HVACMode.COOL) else None


async_setup_entry = platform_setup(Platform.CLIMATE, TuyaClimate, add_air_conditioners)
