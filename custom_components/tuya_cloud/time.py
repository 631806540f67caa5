"""Times of day: value points that count the minutes since midnight."""

from datetime import time
from typing import Final, override

from homeassistant.components.time import TimeEntity
from homeassistant.const import Platform
from homeassistant.core import callback

from .catalog.descriptions import MINUTES_OF_DAY
from .catalog.roles import Role
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity

PARALLEL_UPDATES = 0

_HOUR: Final = 60


class TuyaTime(TuyaEntity, TimeEntity):
    """A value point that counts the minutes since midnight."""

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the time; 24:00 is shown as 00:00."""
        value: float | None = self.read()
        if value is None or not 0 <= value <= MINUTES_OF_DAY:
            self._attr_native_value = None
        else:
            self._attr_native_value = time(*divmod(int(value) % MINUTES_OF_DAY, _HOUR))

    @override
    async def async_set_value(self, value: time) -> None:
        """Set the point, to the minute."""
        await self.send({Role.MAIN: value.hour * _HOUR + value.minute})


async_setup_entry = platform_setup(Platform.TIME, TuyaTime)
