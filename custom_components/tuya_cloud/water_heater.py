"""Water heaters: boilers and heat pumps for hot water."""

from typing import Any, override

from homeassistant.components.water_heater import (
    ATTR_OPERATION_MODE,
    STATE_OFF,
    WaterHeaterEntity,
    WaterHeaterEntityFeature,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import callback

from .catalog.roles import Role
from .catalog.water_heaters import OPERATIONS, WaterHeaterMeaning
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entities.thermostat import TuyaThermostat
from .model.device import Device
from .model.points import EnumPoint, InvalidCommandError
from .sync.service_errors import command_invalid

PARALLEL_UPDATES = 0


class TuyaWaterHeater(TuyaThermostat, WaterHeaterEntity):
    """A water heater."""

    entity_description: WaterHeaterMeaning

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        features = (
            WaterHeaterEntityFeature.TARGET_TEMPERATURE
            | WaterHeaterEntityFeature.OPERATION_MODE
        )
        if self.point(Role.SWITCH):
            features |= WaterHeaterEntityFeature.ON_OFF
        self._attr_supported_features = features
        # options of the mode by Home Assistant's operation
        self._options: dict[str, str] = {}
        # operations by option, reported options included
        self._words: dict[str, str] = {}

    @override
    @callback
    def update_from_device(self) -> None:
        """Show temperatures and operation."""
        super().update_from_device()
        mode = self.point(Role.MODE)
        self._options, self._words = {}, {}
        if isinstance(mode, EnumPoint):
            for option in self.device.settable_options(mode.code):
                word = OPERATIONS.get(option.lower(), option)
                if option.lower() == STATE_OFF and self.point(Role.SWITCH):
                    # the switch tells the power: the option ends what others do
                    word = self.entity_description.plain_operation
                if word in self._options and option in mode.options:
                    # a second option of the same operation keeps its own word
                    word = option
                self._words[option] = word
                self._options.setdefault(word, option)
        operations = list(self._options) or [self.entity_description.plain_operation]
        if self.point(Role.SWITCH) and STATE_OFF not in operations:
            operations.append(STATE_OFF)
        self._attr_operation_list = operations
        self._attr_current_operation = self._operation()

    def _operation(self) -> str | None:
        is_on: bool | None = self.read(Role.SWITCH) if self.point(Role.SWITCH) else True
        if not is_on:
            return None if is_on is None else STATE_OFF
        if not self._options:
            return self.entity_description.plain_operation
        return self._words.get(self.read(Role.MODE))

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on in its last mode."""
        await self.send({Role.SWITCH: True})

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send({Role.SWITCH: False})

    @override
    async def async_set_operation_mode(self, operation_mode: str) -> None:
        """Set the operation, or turn it off."""
        # a water heater of one operation has no mode point
        if values := self._operation_values(operation_mode):
            await self.send(values)

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the target temperature, and the operation if one is given."""
        values: dict[Role, object] = {}
        operation: str | None = kwargs.get(ATTR_OPERATION_MODE)
        if operation is not None:
            self._check(operation)
            values = self._operation_values(operation)
        option = values.get(Role.MODE)
        await self.send(self.target_values(kwargs[ATTR_TEMPERATURE], option) | values)

    def _check(self, operation: str) -> None:
        """Refuse an operation it lacks; set_temperature does not check that."""
        operations = self._attr_operation_list or ()
        if operation not in operations:
            raise command_invalid(
                InvalidCommandError(
                    "not_an_option",
                    code=ATTR_OPERATION_MODE,
                    value=operation,
                    options=", ".join(operations),
                )
            )

    def _operation_values(self, operation: str) -> dict[Role, object]:
        """Return the values to send, by role, for an operation."""
        has_switch = self.point(Role.SWITCH) is not None
        if operation == STATE_OFF and has_switch:
            return {Role.SWITCH: False}
        values: dict[Role, object] = {}
        option = self._options.get(operation)
        if option is not None:
            values[Role.MODE] = option
        if has_switch and (not values or not self.read(Role.SWITCH)):
            values[Role.SWITCH] = True
        return values


async_setup_entry = platform_setup(Platform.WATER_HEATER, TuyaWaterHeater)
