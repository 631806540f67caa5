"""Reads the shadows of the devices that the device list shows without their values.

A shadow takes a call for each device, so it is read less often than the list, the more
rarely the more such devices there are: all of them together take 4,464 calls a month at
the most. After reports were missed, all are read with the next pull.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.things import get_shadow
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject
from .clock import Clock

# seconds between two reads of a device, for each such device
_PER_DEVICE: Final = 10 * 60
# seconds after a refusal, or an answer without data points
_BACK_OFF: Final = 24 * 3600
# pulls come a little early or late
_TOLERANCE: Final = 60


@dataclass(frozen=True, slots=True)
class Shadow:
    """The answer for a device, and when it was asked for in monotonic seconds."""

    device: Device
    answer: JsonObject
    requested_at: float


class Shadows:
    """The times at which shadows are read."""

    def __init__(self, api: TuyaApi, clock: Clock) -> None:
        """Start with all shadows due."""
        self._api = api
        self._clock = clock
        # monotonic seconds, by device id: when the shadow was asked for
        self._read_at: dict[str, float] = {}
        # monotonic seconds, by device id: the shadow is not read before
        self._backed_off_until: dict[str, float] = {}

    def expire(self) -> None:
        """Read all shadows with the next pull, because reports were missed."""
        self._read_at.clear()

    def retry(self) -> None:
        """Read the shadows that are backed off, too, with the next pull."""
        self._backed_off_until.clear()

    def forget(self, device_id: str) -> None:
        """Drop what is known of a device that has left."""
        self._read_at.pop(device_id, None)
        self._backed_off_until.pop(device_id, None)

    async def read_due(self, devices: Iterable[Device]) -> AsyncIterator[Shadow]:
        """Yield the shadows that are due, one after another. Failures are logged."""
        devices = list(devices)
        interval = len(devices) * _PER_DEVICE - _TOLERANCE
        for device in devices:
            last = self._read_at.get(device.id)
            if last is not None and self._clock.now() - last < interval:
                continue
            if self._clock.now() < self._backed_off_until.get(device.id, 0):
                continue
            try:
                yield await self.read(device)
            except CloudError as error:
                LOGGER.debug("No shadow of %s: %r", device.id, error)
                if error.advice in (Advice.DEVICE, Advice.COMMAND):
                    self._back_off([device])
                    continue
                if error.advice is Advice.REPAIR:
                    self._back_off(devices)
                return

    async def read(self, device: Device) -> Shadow:
        """Read the shadow of a device. Raises CloudError."""
        requested_at = self._clock.now()
        answer = await get_shadow(self._api, device.id)
        self._read_at[device.id] = requested_at
        if not answer.get("properties"):
            self._back_off([device])
        return Shadow(device, answer, requested_at)

    def _back_off(self, devices: Iterable[Device]) -> None:
        until = self._clock.now() + _BACK_OFF
        self._backed_off_until |= {device.id: until for device in devices}
