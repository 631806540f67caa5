"""Air conditioners that an infrared hub controls, as climates."""

from collections.abc import Iterator
from typing import Any, Final, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    FAN_AUTO,
    FAN_HIGH,
    FAN_LOW,
    FAN_MEDIUM,
    ClimateEntity,
    ClimateEntityFeature,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, UnitOfTemperature
from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..const import DOMAIN
from ..coordinator import Coordinator, TuyaConfigEntry
from ..model.infrared_air import STATE_CODES, AirState
from ..model.infrared_remote import AIR_CONDITIONING_HUB, Remote
from ..model.json_types import JsonValue
from ..model.status import StatusItem
from .infrared import RemoteDeviceEntity, follow_remotes

# the cloud's numbers (section 5 of the protocol reference)
_MODES: Final = {
    0: HVACMode.COOL,
    1: HVACMode.HEAT,
    2: HVACMode.AUTO,
    3: HVACMode.FAN_ONLY,
    4: HVACMode.DRY,
}
_NUMBERS: Final = {mode: number for number, mode in _MODES.items()}
_WINDS: Final = {0: FAN_AUTO, 1: FAN_LOW, 2: FAN_MEDIUM, 3: FAN_HIGH}


async def add_air_conditioners(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the climates of infrared air conditioners, now and as they come."""
    follow_remotes(entry, async_add_entities, _climate_of)


def _climate_of(
    coordinator: Coordinator, remote: Remote
) -> Iterator[InfraredAirConditioner]:
    if remote.is_air_conditioner:
        yield InfraredAirConditioner(coordinator, remote)


class InfraredAirConditioner(RemoteDeviceEntity, ClimateEntity):
    """An air conditioner with the modes, temperatures and speeds of its key range.

    Infrared goes one way: the state is that of the last command that the cloud knows.
    What is chosen while it is off is sent when it is turned on.
    """

    _attr_name = None
    _attr_assumed_state = True
    _attr_target_temperature_step = 1.0
    _attr_supported_features = (
        ClimateEntityFeature.FAN_MODE
        | ClimateEntityFeature.TARGET_TEMPERATURE
        | ClimateEntityFeature.TURN_ON
        | ClimateEntityFeature.TURN_OFF
    )

    def __init__(self, coordinator: Coordinator, remote: Remote) -> None:
        """Show the air conditioner of a remote.

        A hub that is an air conditioner's controller itself is a climate of its own,
        and does not notice what its remote sends (recorded): both are one too many.
        """
        super().__init__(coordinator, remote)
        self._attr_unique_id = f"{remote.id}_air_conditioner"
        self._attr_entity_registry_enabled_default = (
            self.hub.category != AIR_CONDITIONING_HUB
        )
        # raw values of the remote's device when they were last looked at, by code
        self._seen: dict[str, JsonValue] = {}
        self._show()

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the state, in what is read and in what the remote's device reports."""
        await super().async_added_to_hass()
        devices, states = self._coordinator.devices, self._coordinator.extras.air_states
        self.async_on_remove(states.show(self._remote.id))
        self.async_on_remove(states.subscribe(self.on_remotes_changed))
        device = devices[self._remote.id]
        self._seen = {code: device.raw(code) for code in STATE_CODES}
        self.async_on_remove(
            devices.subscribe(device, frozenset(STATE_CODES), self._on_values)
        )
        for code in STATE_CODES:
            self.async_on_remove(
                devices.subscribe_reports(device, code, self._on_report)
            )
        self._show()

    @callback
    def _on_report(self, report: StatusItem) -> None:
        if not report.is_late:
            self._take_in({report.code: report.raw})

    @callback
    def _on_values(self) -> None:
        """Take in the values that have changed since they were last looked at."""
        if (device := self._coordinator.devices.get(self._remote.id)) is None:
            return
        values = {code: device.raw(code) for code in STATE_CODES}
        news = {
            code: value
            for code, value in values.items()
            if value != self._seen.get(code)
        }
        self._seen = values
        self._take_in(news)

    def _take_in(self, values: dict[str, JsonValue]) -> None:
        news = AirState.parse(values)
        self._coordinator.extras.air_states.update(self._remote.id, news)

    async def async_update(self) -> None:
        """Read the state, for the action that updates an entity."""
        await self.control.read_air(self.hub, self.remote)

    # -- state -----------------------------------------------------------------------

    @property
    def native_temperature_unit(self) -> str:
        """The scale the temperatures are in."""
        return UnitOfTemperature.CELSIUS

    @property
    def native_current_temperature(self) -> float | None:
        """None: infrared goes one way."""
        return None

    @property
    def native_target_temperature(self) -> float | None:
        """The target temperature; None in a mode without one."""
        return self._target

    # their names before Home Assistant 2026.11
    temperature_unit = native_temperature_unit
    current_temperature = native_current_temperature
    target_temperature = native_target_temperature

    @override
    @callback
    def on_remotes_changed(self) -> None:
        """Show what was read or reported."""
        self._show()
        self.async_write_ha_state()

    @property
    def _state(self) -> AirState:
        return self._coordinator.extras.air_states.of(self._remote.id)

    def _show(self) -> None:
        air, state = self.remote.air, self._state
        mode = _MODES.get(state.mode) if state.mode is not None else None
        self._attr_hvac_modes = [
            HVACMode.OFF,
            *(_MODES[number] for number in air.modes if number in _MODES),
        ]
        if state.power is False:
            self._attr_hvac_mode = HVACMode.OFF
        else:
            self._attr_hvac_mode = mode if state.power else None
        temperatures = air.temperatures(state.mode)
        self._target = state.temp if temperatures or mode is None else None
        limits = temperatures or air.temperatures() or [16, 30]
        self._attr_min_temp, self._attr_max_temp = min(limits), max(limits)
        winds = air.winds(state.mode) or air.winds()
        self._attr_fan_modes = [_WINDS[wind] for wind in winds if wind in _WINDS]
        self._attr_fan_mode = None if state.wind is None else _WINDS.get(state.wind)

    # -- commands --------------------------------------------------------------------

    @override
    async def async_turn_on(self) -> None:
        """Turn it on in its last mode."""
        await self._send(AirState(power=True))

    @override
    async def async_turn_off(self) -> None:
        """Turn it off."""
        await self._send(AirState(power=False))

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Set the mode, or turn it off."""
        await self._send(_wanted(hvac_mode))

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the target temperature, and the mode if one is given."""
        hvac_mode: HVACMode | None = kwargs.get(ATTR_HVAC_MODE)
        wanted = AirState()
        if hvac_mode is not None:
            # Home Assistant itself checks only that of set_hvac_mode
            self._valid_mode_or_raise("hvac", hvac_mode, self.hvac_modes)
            wanted = _wanted(hvac_mode)
        temp = round(kwargs[ATTR_TEMPERATURE])
        mode = self._state.mode if wanted.mode is None else wanted.mode
        temperatures = self.remote.air.temperatures(mode)
        if temperatures and temp not in temperatures:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="infrared_temperature",
                translation_placeholders={
                    "name": self.remote.name,
                    "minimum": str(min(temperatures)),
                    "maximum": str(max(temperatures)),
                },
            )
        await self._send(wanted.updated(AirState(temp=temp)))

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        """Choose how strong the fan blows."""
        numbers = {name: number for number, name in _WINDS.items()}
        await self._send(AirState(wind=numbers[fan_mode]))

    async def _send(self, changes: AirState) -> None:
        """Send a changed state; while it is off, only remember it."""
        wanted = self._state.updated(changes)
        if changes.power is None and not wanted.power:
            self._coordinator.extras.air_states.update(self._remote.id, changes)
            return
        if wanted.power:
            wanted = self.remote.air.allowed(wanted)
        await self.control.set_air(self.hub, self.remote, wanted)


def _wanted(hvac_mode: HVACMode) -> AirState:
    if hvac_mode is HVACMode.OFF:
        return AirState(power=False)
    return AirState(power=True, mode=_NUMBERS[hvac_mode])
