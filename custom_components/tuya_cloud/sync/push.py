"""Runs the push of a config entry, by hub or queue, and judges whether it works."""

import asyncio
import math
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.ssl import get_default_context

from ..cloud.api import TuyaApi
from ..cloud.channel import Channel, ChannelState
from ..cloud.endpoints import get_hub_configuration
from ..cloud.errors import CloudError
from ..cloud.hub import Hub
from ..cloud.hub_configuration import HubConfiguration
from ..cloud.queue import Queue
from ..const import DOMAIN, LOGGER
from ..model.json_types import JsonObject
from .clock import Clock
from .push_ways import PushWay, PushWays

# seconds that set-up waits for push before it reads the statuses without it
PATIENCE: Final = 5

# by access id of a project: the running queues of its accounts
_QUEUES: Final[HassKey[dict[str, set[Queue]]]] = HassKey(f"{DOMAIN}_queues")


class Push:
    """The push of a config entry, from start to stop."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        api: TuyaApi,
        way: PushWay,
        *,
        link_id: str,
        configuration: HubConfiguration | None,
        on_message: Callable[[JsonObject], None],
        on_connected: Callable[[], None],
        on_lost: Callable[[], None],
        on_attempt: Callable[[], None],
    ) -> None:
        """Prepare; nothing connects before start.

        ``link_id`` names this client to the hub. ``configuration`` serves the first
        connection, if there is one already. ``on_connected`` is also called for each
        renewed connection. ``on_attempt`` is called after each connection, loss and
        failure, and when the queue turns out to deliver.
        """
        self.hub = Hub(
            fetch_configuration=self._fetch_configuration,
            project_type=api.account.project_type,
            tls_context=get_default_context(),
            on_message=on_message,
            on_state=lambda state: self._on_state(self.hub, state),
        )
        self.queue = Queue(
            session=async_get_clientsession(hass),
            account=api.account,
            endpoint=lambda: api.endpoint,
            on_message=partial(self._on_queue_message, on_message),
            on_state=lambda state: self._on_state(self.queue, state),
            sharing=hass.data.setdefault(_QUEUES, {}).setdefault(
                api.account.access_id, set()
            ),
        )
        self._ways = PushWays(hass, api, self.hub, self.queue, way)
        self._clock = clock
        self._api = api
        self._link_id = link_id
        self._configuration = configuration
        self._on_connected = on_connected
        self._on_lost = on_lost
        self._on_attempt = on_attempt
        # whether reports have arrived at all since the start
        self.has_worked = False
        # monotonic seconds: when a channel last connected
        self._connected_at = -math.inf
        self._connected: set[Channel] = set()
        self._is_down_logged = False
        self._queue_delivers = False
        # set once reports arrive, or every way that is tried has connected or failed
        self._settled = asyncio.Event()
        self._answered: set[Channel] = set()

    @property
    def channel(self) -> Channel:
        """Return the way in use, the hub or the queue."""
        return self._ways.channel

    @property
    def is_connected(self) -> bool:
        """Return whether reports arrive."""
        return self.channel.is_delivering

    @property
    def refusal(self) -> CloudError | None:
        """Return why the cloud does not let this project use push; None: it does."""
        return None if self.is_connected else self._ways.preferred.refusal

    def has_connected_since(self, moment: float) -> bool:
        """Return whether a channel has connected since a moment (monotonic seconds)."""
        return self._connected_at > moment

    def renew_if_silent(self, moment: datetime | None) -> None:
        """Renew a connection that has stood since a moment without any message."""
        channel = self.channel
        connected_at, message_at = channel.connected_at, channel.last_message_at
        if (
            channel.state is ChannelState.CONNECTED
            and moment is not None
            and connected_at is not None
            and connected_at < moment
            and (message_at is None or message_at < moment)
        ):
            LOGGER.info("Push is connected but delivers nothing; renewing it")
            self._ways.doubt()

    def start(self) -> None:
        """Connect and stay connected, unless that is running already."""
        if not self._ways.running:
            self._unsettle()
            self._ways.start()

    async def settle(self) -> None:
        """Wait a few seconds until push is connected or has failed."""
        if not self._ways.running:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._settled.wait()
        except TimeoutError:
            LOGGER.debug("Push is not connected yet")

    def retry(self) -> None:
        """Connect now if push is waiting after a failure."""
        if not self.is_connected:
            self._unsettle()
            self._ways.renew()

    def renew_for_bound(self) -> bool:
        """Reconnect the hub, if it is used, with a new configuration.

        A device that was just bound stays silent until then. The queue carries the
        reports of new devices as it is. Returns whether the hub is being reconnected.
        """
        if self.hub.state is not ChannelState.CONNECTED:
            return False
        self.hub.renew()
        return True

    def give_up(self) -> None:
        """Stop trying to connect, but keep a working connection."""
        self._ways.give_up()

    async def stop(self) -> None:
        """Close the connections."""
        await self._ways.stop()

    def _unsettle(self) -> None:
        self._settled.clear()
        self._answered.clear()

    async def _fetch_configuration(self) -> HubConfiguration:
        configuration, self._configuration = self._configuration, None
        return configuration or await get_hub_configuration(self._api, self._link_id)

    def _on_state(self, channel: Channel, state: ChannelState) -> None:
        if state is ChannelState.CONNECTING:
            return
        self._ways.follow(channel, state)
        self._queue_delivers = self.queue.is_delivering
        self.has_worked |= self.is_connected
        self._answered.add(channel)
        if self.is_connected or self._answered >= self._ways.running:
            self._settled.set()
        if state is ChannelState.CONNECTED:
            self._connected.add(channel)
            self._connected_at = self._clock.now()
            self._on_connected()
        elif channel in self._connected:
            self._connected.discard(channel)
            self._on_lost()
        self._log_change()
        self._on_attempt()

    def _on_queue_message(
        self, on_message: Callable[[JsonObject], None], message: JsonObject
    ) -> None:
        if not self._queue_delivers:
            self._queue_delivers = self.has_worked = True
            self._ways.keep_queue()
            self._log_change()
            self._on_attempt()
        on_message(message)

    def _log_change(self) -> None:
        """Log once that push is down, and once that it is up again."""
        if self.is_connected:
            if self._is_down_logged:
                LOGGER.info("Push is up again")
            self._is_down_logged = False
        elif self._answered >= self._ways.running and not self._is_down_logged:
            error = self.channel.last_error or self._ways.preferred.last_error
            if error is not None:
                LOGGER.info("Push is down, so states are polled: %s", error)
                self._is_down_logged = True
