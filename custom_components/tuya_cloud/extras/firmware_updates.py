"""Follows firmware updates that are running, by messages and calls.

The messages are a hint: their numbers are documented alone, so the progress call says
how an update has ended. While messages tell the progress, no call is made.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.firmware import Service, UpdateStatus, get_progress
from ..const import LOGGER
from ..sync.background import BackgroundTasks
from ..sync.clock import Clock

# seconds without a message until the progress is asked for
POLL_INTERVAL: float = 20
# seconds after which an update that does not end is given up
LONGEST_UPDATE: float = 30 * 60
_ENDS: Final = frozenset(
    {UpdateStatus.DONE, UpdateStatus.FAILED, UpdateStatus.TIMED_OUT}
)
# causes of a failed call that pass by themselves
_PASSING: Final = frozenset({Advice.RETRY, Advice.RELOGIN})


@dataclass(slots=True, eq=False)
class RunningUpdate:
    """An update of one module."""

    # None: not known yet
    percent: int | None = None
    # the last status in a message
    heard: UpdateStatus | None = None
    # set with each message
    message: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Future[UpdateStatus | None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    async def outcome(self) -> UpdateStatus | None:
        """Return how the update has ended; None: it is not followed any more."""
        return await asyncio.shield(self.ended)


class FirmwareUpdates:
    """The updates that are running."""

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        background: BackgroundTasks,
        *,
        on_change: Callable[[], None],
        on_end: Callable[[str], Awaitable[None]],
    ) -> None:
        """Register the callbacks; ``on_end`` gets the id of the device."""
        self._api = api
        self._clock = clock
        self._background = background
        self._on_change = on_change
        self._on_end = on_end
        # by device id and channel
        self._running: dict[tuple[str, int], RunningUpdate] = {}
        self._is_stopped = False

    def get(self, device_id: str, channel: int) -> RunningUpdate | None:
        """Return the update of a module; None: none is running."""
        return self._running.get((device_id, channel))

    def follow(self, service: Service, device_id: str, channel: int) -> RunningUpdate:
        """Follow an update until it ends."""
        key = (device_id, channel)
        if (update := self._running.get(key)) is not None:
            return update
        update = RunningUpdate()
        if self._is_stopped:
            update.ended.set_result(None)
            return update
        self._running[key] = update
        self._background.start(self._follow(service, *key, update), "firmware update")
        self._on_change()
        return update

    def hear(
        self,
        service: Service,
        device_id: str,
        channel: int,
        status: UpdateStatus | None,
        percent: int | None,
    ) -> None:
        """Take in a message; one of an update that is not known follows that."""
        update = self._running.get((device_id, channel))
        if update is None:
            if status not in {None, UpdateStatus.RUNNING}:
                return
            update = self.follow(service, device_id, channel)
        update.heard = status or update.heard
        update.percent = update.percent if percent is None else percent
        update.message.set()
        self._on_change()

    def stop(self) -> None:
        """Follow no more; the background tasks have ended."""
        self._is_stopped = True

    async def _follow(
        self, service: Service, device_id: str, channel: int, update: RunningUpdate
    ) -> None:
        outcome: UpdateStatus | None = None
        try:
            outcome = await self._wait_for_end(service, device_id, channel, update)
            del self._running[device_id, channel]
            self._on_change()
            await self._on_end(device_id)
        finally:
            update.ended.set_result(outcome)

    async def _wait_for_end(
        self, service: Service, device_id: str, channel: int, update: RunningUpdate
    ) -> UpdateStatus:
        """Return how an update ends, by calls where no messages tell."""
        may_ask = True
        give_up_at = self._clock.now() + LONGEST_UPDATE
        while self._clock.now() < give_up_at:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_INTERVAL):
                    await update.message.wait()
            is_told = update.message.is_set()
            update.message.clear()
            if is_told and update.heard not in _ENDS:
                continue
            if not may_ask:
                if update.heard in _ENDS:
                    return update.heard
                continue
            try:
                progress = await get_progress(self._api, service, device_id, channel)
            except CloudError as error:
                LOGGER.debug("No progress of an update: %r", error)
                may_ask = error.advice in _PASSING
                continue
            if progress.status in _ENDS:
                return progress.status
            if progress.status is UpdateStatus.NONE:
                return UpdateStatus.DONE
            update.heard = None
            if progress.percent is not None and progress.percent != update.percent:
                update.percent = progress.percent
                self._on_change()
        return UpdateStatus.TIMED_OUT
