"""What lives on single reports: each counts, also one of the same value as before."""

from typing import override

from homeassistant.core import callback

from .entity import TuyaEntity
from .model.status import StatusItem


class ReportedEntity(TuyaEntity):
    """An entity that takes in every report of its point, one by one.

    What is pulled, replayed or known from before a restart is no report.
    """

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the reports, and to nothing else but the availability."""
        self.async_on_remove(
            self._coordinator.home.subscribe(
                self.device, frozenset(), self._on_points_changed
            )
        )
        self.async_on_remove(
            self._coordinator.home.subscribe_reports(
                self.device, self.plan.main.code, self.take_in
            )
        )
        self.update_from_device()

    @callback
    def take_in(self, report: StatusItem) -> None:
        """Take in a report, and write the state where that changes it."""
        raise NotImplementedError
