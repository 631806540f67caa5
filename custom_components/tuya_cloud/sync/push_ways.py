"""Chooses between the hub and the message queue: one of them feeds the devices.

The hub comes first. The queue takes over where the cloud refuses the hub and the queue
delivers, or where the user has chosen it.
"""

import asyncio
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant

from ..cloud.api import TuyaApi
from ..cloud.channel import Channel, ChannelState
from ..cloud.errors import Advice, HubRefusedError
from ..cloud.hub import Hub
from ..cloud.queue import Queue
from ..const import DOMAIN

# errors that stay until something changes at Tuya
_REFUSED: Final = frozenset({Advice.REPAIR, Advice.DEVICE, Advice.COMMAND})


class PushWay(StrEnum):
    """The user's choice of a way."""

    AUTOMATIC = "automatic"
    HUB = "hub"
    QUEUE = "queue"


class PushWays:
    """The tasks of hub and queue.

    Both run only while neither delivers: the refused hub tries again from time to time,
    while the queue waits for its first message.
    """

    def __init__(
        self, hass: HomeAssistant, api: TuyaApi, hub: Hub, queue: Queue, way: PushWay
    ) -> None:
        """Prepare; nothing runs before start."""
        self._hass = hass
        self._api = api
        self._hub = hub
        self._queue = queue
        self._way = way
        self._tasks: dict[Channel, asyncio.Task[None]] = {}
        # tasks that may still close their connection
        self._ending: dict[Channel, asyncio.Task[None]] = {}

    @property
    def channel(self) -> Channel:
        """Return the way in use."""
        if self._way is PushWay.QUEUE:
            return self._queue
        uses_queue = self._queue in self._tasks and (
            self._queue.state is ChannelState.CONNECTED or self._hub not in self._tasks
        )
        return self._queue if uses_queue else self._hub

    @property
    def preferred(self) -> Channel:
        """Return the way that should be in use, whose errors concern the user."""
        return self._queue if self._way is PushWay.QUEUE else self._hub

    @property
    def running(self) -> AbstractSet[Channel]:
        """Return the ways in use or being tried."""
        return self._tasks.keys()

    def start(self) -> None:
        """Try the way that comes first, unless one runs."""
        first = self._first
        if not self._tasks and first is not None:
            self._run(first)

    def follow(self, channel: Channel, state: ChannelState) -> None:
        """End the queue when the hub connects; try the other way after a refusal."""
        if state is ChannelState.CONNECTED and channel is self._hub:
            self._end(self._queue)
        elif state is ChannelState.DISCONNECTED and _is_refused(channel):
            self._try_other(channel)

    def keep_queue(self) -> None:
        """Give the hub up, because the queue delivers."""
        self._end(self._hub)
        self._hub.last_error = None

    def doubt(self) -> None:
        """Reconnect the way in use, because changes were missed."""
        channel = self.channel
        channel.doubt()
        if channel is self._queue:
            self._try_other(channel)

    def renew(self) -> None:
        """Connect now, in every way that is being tried."""
        for channel in self._tasks:
            channel.renew()

    def give_up(self) -> None:
        """Stop trying to connect, but keep a working connection."""
        for channel in [*self._tasks]:
            if channel.state is not ChannelState.CONNECTED:
                self._end(channel)

    async def stop(self) -> None:
        """Close the connections."""
        for channel in [*self._tasks]:
            self._end(channel)
        if self._ending:
            await asyncio.wait([*self._ending.values()])
            self._ending.clear()

    @property
    def _first(self) -> Channel | None:
        if self._way is PushWay.QUEUE:
            return self._queue
        if self._api.has_hub:
            return self._hub
        is_asked = self._api.has_hub is not None and self._way is PushWay.AUTOMATIC
        return self._queue if is_asked and self._queue.is_known else None

    def _try_other(self, refused: Channel) -> None:
        """Run the other way beside a refused one, if the user has chosen neither."""
        other: Channel = self._queue if refused is self._hub else self._hub
        is_possible = (
            self._queue.is_known if other is self._queue else self._api.has_hub
        )
        if self._way is PushWay.AUTOMATIC and is_possible and other not in self._tasks:
            self._run(other)

    def _run(self, channel: Channel) -> None:
        previous = self._ending.pop(channel, None)

        async def run() -> None:
            if previous is not None:
                await asyncio.wait([previous])
            await channel.run()

        self._tasks[channel] = self._hass.async_create_background_task(
            run(), f"{DOMAIN} {channel.way}"
        )

    def _end(self, channel: Channel) -> None:
        task = self._tasks.pop(channel, None)
        if task is not None:
            task.cancel()
            self._ending[channel] = task


def _is_refused(channel: Channel) -> bool:
    """Return whether the last attempt was refused, not by credentials out of date."""
    error = channel.last_error
    if isinstance(error, HubRefusedError):
        return channel.connected_at is None
    return error is not None and error.advice in _REFUSED
