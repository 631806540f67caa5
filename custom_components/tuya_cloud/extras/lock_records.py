"""Reads the reports of door locks that are never pushed, by the choice of the user.

Some locks report to the cloud, and nothing of it is pushed (section 10 of the protocol
reference). The log of the cloud has their reports: it is read for the locks that the
user has chosen, every quarter of an hour, and on demand.
"""

from collections.abc import Callable, Collection
from typing import Final

from homeassistant.core import CALLBACK_TYPE

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..cloud.report_logs import LoggedReport, list_reports
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.points import BooleanPoint, DataPoint, ValuePoint
from ..model.wire_values import parse_whole
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock
from ..sync.devices import Devices

# seconds between two reads of a chosen lock
INTERVAL: Final = 15 * 60
# ms before the last read that are read again, because the log may lag
_OVERLAP: Final = 2 * 60 * 1000
# ms: what is older is no event any more
_FRESH: Final = 2 * INTERVAL * 1000
# ms: how far back a read on demand goes at first
_FIRST_READ: Final = 24 * 3_600_000


class LockRecords:
    """The reads of the log for some locks of an account."""

    def __init__(
        self,
        api: TuyaApi,
        devices: Devices,
        clock: Clock,
        background: BackgroundTasks,
        chosen: Collection[str],
        *,
        may_read: Callable[[], bool],
        on_read: Callable[[], None],
    ) -> None:
        """Prepare; ``chosen`` are the ids of the locks to read regularly."""
        self._api = api
        self._devices = devices
        self._clock = clock
        self._background = background
        self._chosen = chosen
        self._may_read = may_read
        self._on_read = on_read
        # by device id: until when the log was read, ms since the epoch
        self._read_until: dict[str, int] = {}
        self._cancel: CALLBACK_TYPE | None = None

    def start(self) -> None:
        """Read the chosen locks regularly; reports before now are no events."""
        if self._chosen:
            now = self._clock.epoch() * 1000
            self._read_until = dict.fromkeys(self._chosen, now)
            self._cancel = self._clock.call_later(INTERVAL, self._on_due)

    def stop(self) -> None:
        """Read no more."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _on_due(self) -> None:
        self._cancel = self._clock.call_later(INTERVAL, self._on_due)
        if self._may_read():
            self._background.start(self._read_chosen(), "records of locks")

    async def _read_chosen(self) -> None:
        for device_id in self._chosen:
            if (device := self._devices.get(device_id)) is None:
                continue
            try:
                await self.read(device)
            except CloudError as error:
                LOGGER.debug("The log of a lock cannot be read: %r", error)

    async def read(self, device: Device) -> int:
        """Apply what the log has beyond the last read; return the number of reports.

        Raises CloudError.
        """
        codes = [code for code, point in device.points.items() if _is_logged(point)]
        # the second that has begun is part of it
        now = (self._clock.epoch() + 1) * 1000
        since = self._read_until.get(device.id, now - _FIRST_READ) - _OVERLAP
        if not codes:
            return 0
        found = await list_reports(self._api, device.id, codes, since=since, until=now)
        if self._devices.get(device.id) is not device:
            return 0
        self._read_until[device.id] = now
        count = sum(self._apply(device, report, now) for report in found)
        if count:
            self._on_read()
        return count

    def _apply(self, device: Device, report: LoggedReport, now: int) -> bool:
        """Apply a report; return whether it is a new one."""
        item: JsonObject = {
            "code": report.code,
            "value": _raw(device.points.get(report.code), report.value),
            "t": report.time,
        }
        update = self._devices.report(
            device,
            [item],
            # the same entry is read twice where reads overlap
            f"log {report.code} {report.time}",
            is_late=report.time < now - _FRESH,
        )
        return bool(update.reports)


def _is_logged(point: DataPoint) -> bool:
    """Return whether the log has a data point: only those of the specification."""
    return point.readable and bool(point.specification)


def _raw(point: DataPoint | None, value: str) -> JsonValue:
    """Return the wire value of a text in the log."""
    match point:
        case BooleanPoint() if value in ("true", "false"):
            return value == "true"
        case ValuePoint():
            whole = parse_whole(value)
            return value if whole is None else whole
    return value
