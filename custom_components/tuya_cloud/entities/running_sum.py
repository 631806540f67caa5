"""Sums values that devices report in pieces.

Plugs report the energy since their last report: each piece counts once, when it is
reported, and the sum outlives restarts.
"""

import time
from dataclasses import asdict, dataclass
from typing import Any, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import callback
from homeassistant.helpers.restore_state import ExtraStoredData, RestoreEntity

from ..coordinator import Coordinator
from ..discovery.entity_plan import EntityPlan
from ..entity import ReportedEntity
from ..model.device import Device
from ..model.points import ValuePoint
from ..model.status import StatusItem


@dataclass(slots=True)
class RunningSum(ExtraStoredData):
    """A sum of pieces, and the time of the last one."""

    # in display units
    total: float = 0.0
    # when the last piece was reported, ms since the epoch; None: unknown
    last_time: int | None = None

    def add(self, piece: float, reported_at: int | None, now_ms: int) -> bool:
        """Add a piece; return whether it was added.

        Only a piece reported before the last one is not: it may be in the sum already.
        Times are often in whole seconds, so another piece of the same second counts;
        repetitions of a message do not get here. A time later than now counts as now,
        so that no wrong clock stops it.
        """
        if reported_at is not None:
            reported_at = min(reported_at, now_ms)
            if self.last_time is not None and reported_at < self.last_time <= now_ms:
                return False
            self.last_time = reported_at
        self.total += piece
        return True

    @override
    def as_dict(self) -> dict[str, Any]:
        """Return what ``restore`` takes."""
        return asdict(self)

    def restore(self, stored: dict[str, Any]) -> None:
        """Restore a stored sum; ignore values that make no sense."""
        total, last_time = stored.get("total"), stored.get("last_time")
        if isinstance(total, int | float):
            self.total = total
            self.last_time = last_time if isinstance(last_time, int) else None


class TuyaSumSensor(ReportedEntity, SensorEntity, RestoreEntity):
    """The sum of all pieces that a value point has reported."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Start with an empty sum."""
        super().__init__(coordinator, device, plan)
        self._sum = RunningSum()

    @property
    @override
    def extra_restore_state_data(self) -> RunningSum:
        """Keep the sum over restarts."""
        return self._sum

    @override
    async def async_added_to_hass(self) -> None:
        """Restore the sum, or start it with the last known piece."""
        if stored := await self.async_get_last_extra_data():
            self._sum.restore(stored.as_dict())
        else:
            self._sum.total = max(self.read() or 0, 0)
        await super().async_added_to_hass()

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the sum; pulled values are in it already."""
        point = self.plan.main
        scale = point.scale if isinstance(point, ValuePoint) else 0
        self._attr_native_value = round(self._sum.total, scale)

    @override
    @callback
    def take_in(self, report: StatusItem) -> None:
        """Add the reported piece."""
        piece = self.plan.main.decode(report.raw).value
        now_ms = time.time_ns() // 1_000_000
        if piece is None or piece < 0:
            return
        if self._sum.add(piece, report.time, now_ms):
            self.update_from_device()
            self.async_write_ha_state()
