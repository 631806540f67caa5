"""Texts: text, JSON and bytes that take commands.

Bytes are written as base64, or as JSON where it is known how to pack that.
"""

from typing import override

from homeassistant.components.text import TextEntity
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import callback

from .catalog.packed_formats import packed_format_of
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entities.shown_values import shown_text
from .entity import TuyaEntity
from .model.device import Device
from .model.json_types import load_json
from .model.points import InvalidCommandError, TextPoint
from .sync.service_errors import command_invalid

PARALLEL_UPDATES = 0


class TuyaText(TuyaEntity, TextEntity):
    """A text point, or a packed one: JSON as it is, bytes as base64.

    What is too long for a state is whole in an attribute, and what bytes hold is one
    where that is known.
    """

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the maximum length from the point."""
        super().__init__(coordinator, device, plan)
        point = plan.main
        self._longest = MAX_LENGTH_STATE_STATE
        if isinstance(point, TextPoint) and point.maximum_length is not None:
            self._longest = min(point.maximum_length, MAX_LENGTH_STATE_STATE)

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the text."""
        text, attributes = shown_text(self.device, self.plan.main.code)
        self._attr_native_value = text
        # Home Assistant raises an error for a state that is longer than this
        self._attr_native_max = max(self._longest, len(text or ""))
        self._attr_extra_state_attributes = attributes

    @override
    async def async_set_value(self, value: str) -> None:
        """Set the point."""
        await self.send({Role.MAIN: self._packed(value)})

    def _packed(self, value: str) -> str | bytes:
        """Pack JSON whose format is known; return other text as it is."""
        code = self.plan.main.code
        packed = packed_format_of(self.plan.main)
        if packed is None or packed.encode is None or not value.startswith("["):
            return value
        try:
            return packed.encode(load_json(value), self.read())
        except ValueError as error:
            raise command_invalid(
                InvalidCommandError(
                    "wrong_type", code=code, expected="a list as in its contents"
                )
            ) from error


async_setup_entry = platform_setup(Platform.TEXT, TuyaText)
