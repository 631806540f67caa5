"""The time and timers, in one place so that tests can hand in their own."""

import time
from collections.abc import Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later


class Clock:
    """The time and the timers of Home Assistant's event loop."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Set timers on the loop of ``hass``."""
        self._hass = hass

    def now(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def epoch(self) -> int:
        """Return whole seconds since the epoch, which can be stored."""
        return int(time.time())

    def call_later(self, delay: float, action: Callable[[], None]) -> CALLBACK_TYPE:
        """Call an action once after a delay in seconds; return what cancels it.

        The timer does not keep Home Assistant from stopping.
        """

        @callback
        def run(_now: datetime) -> None:
            action()

        return async_call_later(
            self._hass, delay, HassJob(run, cancel_on_shutdown=True)
        )
