"""Shows totals that were first taken for pieces, and summed.

Reports of pieces are summed until they turn out to be the total, which is another
number than the sum, mostly a lower one. Home Assistant's statistics take a drop of a
``total_increasing`` sensor for a meter that starts again at zero, and count the whole
total as used. Of a ``total`` sensor they count the difference. The sum started with the
first report, so the difference takes back what was counted too often. That sensor says
itself when the meter starts again: by ``last_reset``.
"""

from datetime import UTC, datetime
from typing import Final, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import callback

from ..entity import TuyaEntity

# as for Home Assistant's statistics: smaller drops are noise
_STARTED_AGAIN: Final = 0.9


class TuyaTotalSensor(TuyaEntity, SensorEntity):
    """A running total under a code whose reports are pieces on most products."""

    _highest: float = 0

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the total, and note that it starts again."""
        total: float | None = self.read()
        self._attr_native_value = total
        if total is None:
            return
        if total < _STARTED_AGAIN * self._highest:
            self._attr_last_reset = datetime.now(UTC)
            self._highest = total
        self._highest = max(self._highest, total)
