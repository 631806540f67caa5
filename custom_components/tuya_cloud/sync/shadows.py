"""Reads the shadows of the devices that the device list shows without their values.

A shadow takes a call for each device, so it is read less often than the list, the more
rarely the more such devices there are. After reports were missed, all are read with the
next pull, while a reserve lasts. While push is up, it keeps them current, and each is
compared every two hours. All of it takes 4,464 calls a month at the most. They have a
pace of their own, so that the pulls of other devices do not slow down.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, ApiNotSubscribedError, CloudError
from ..cloud.things import get_shadow
from ..const import LOGGER
from ..model.device import Device
from ..model.json_types import JsonObject
from .clock import Clock

# seconds between two calls, on average
_PER_CALL: Final = 10 * 60
# seconds between two reads of a device that is pushed
_PUSHED_INTERVAL: Final = 2 * 3600
# calls ahead of that pace; at least two for each device
_RESERVE: Final = 30
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
        # whether push keeps the values current between two reads
        self.are_pushed = False
        self._api = api
        self._clock = clock
        # monotonic seconds, by device id: when the shadow was asked for
        self._read_at: dict[str, float] = {}
        # monotonic seconds: until when the calls so far would have lasted at that pace
        self._spent_until = 0.0
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
        devices = sorted(devices, key=lambda each: self._read_at.get(each.id, 0))
        interval = len(devices) * _PER_CALL
        if self.are_pushed:
            interval = max(interval, _PUSHED_INTERVAL)
        reserve = max(_RESERVE, 2 * len(devices)) * _PER_CALL
        for device in devices:
            now = self._clock.now()
            if self._spent_until - now > reserve:
                return
            last = self._read_at.get(device.id)
            is_recent = last is not None and now - last < interval - _TOLERANCE
            if is_recent or now < self._backed_off_until.get(device.id, 0):
                continue
            try:
                yield await self.read(device)
            except CloudError as error:
                LOGGER.debug("No shadow of %s: %r", device.id, error)
                if error.advice in (Advice.DEVICE, Advice.COMMAND):
                    self._back_off([device])
                    continue
                if isinstance(error, ApiNotSubscribedError):
                    self._back_off(devices)
                return

    async def read(self, device: Device) -> Shadow:
        """Read the shadow of a device. Raises CloudError."""
        requested_at = self._clock.now()
        self._spent_until = max(self._spent_until, requested_at) + _PER_CALL
        answer = await get_shadow(self._api, device.id)
        self._read_at[device.id] = requested_at
        if not answer.get("properties"):
            self._back_off([device])
        return Shadow(device, answer, requested_at)

    def _back_off(self, devices: Iterable[Device]) -> None:
        until = self._clock.now() + _BACK_OFF
        self._backed_off_until |= {device.id: until for device in devices}
