"""Runs the push hub of a config entry, and judges whether push works."""

import asyncio
import math
from collections.abc import Callable
from datetime import datetime
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.util.ssl import get_default_context

from ..cloud.api import TuyaApi
from ..cloud.channel import ChannelState
from ..cloud.endpoints import get_hub_configuration
from ..cloud.errors import Advice, CloudError
from ..cloud.hub import Hub
from ..cloud.hub_configuration import HubConfiguration
from ..const import DOMAIN, LOGGER
from ..model.json_types import JsonObject
from .clock import Clock

# seconds that set-up waits for push before it reads the statuses without it
PATIENCE: Final = 5
# a device that was just bound stays silent until the hub's configuration is renewed
BIND_SETTLES: Final = 10


class Push:
    """The hub connection of a config entry, from start to stop."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        api: TuyaApi,
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
        failure.
        """
        self.hub = Hub(
            fetch_configuration=self._fetch_configuration,
            project_type=api.account.project_type,
            tls_context=get_default_context(),
            on_message=on_message,
            on_state=self._on_hub_state,
        )
        self._hass = hass
        self._clock = clock
        self._api = api
        self._link_id = link_id
        self._configuration = configuration
        self._on_connected = on_connected
        self._on_lost = on_lost
        self._on_attempt = on_attempt
        # monotonic seconds: when the hub last connected
        self._connected_at = -math.inf
        self._was_connected = False
        # set once the hub has connected or failed to
        self._settled = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._cancel_bind_timer: CALLBACK_TYPE | None = None

    @property
    def is_connected(self) -> bool:
        """Return whether reports arrive."""
        return self.hub.state is ChannelState.CONNECTED

    @property
    def refusal(self) -> CloudError | None:
        """Return why the cloud does not let this project use push; None: it does."""
        error = self.hub.last_error
        if self.is_connected or error is None or error.advice is not Advice.REPAIR:
            return None
        return error

    def has_connected_since(self, moment: float) -> bool:
        """Return whether the hub has connected since a moment (monotonic seconds)."""
        return self._connected_at > moment

    def renew_if_silent(self, moment: datetime | None) -> None:
        """Renew a connection that has stood since a moment without any message."""
        connected_at, message_at = self.hub.connected_at, self.hub.last_message_at
        if (
            self.is_connected
            and moment is not None
            and connected_at is not None
            and connected_at < moment
            and (message_at is None or message_at < moment)
        ):
            LOGGER.info("Push is connected but delivers nothing; renewing it")
            self.hub.renew()

    def start(self) -> None:
        """Connect the hub and keep it connected, unless that is running already."""
        if self._api.has_hub and (self._task is None or self._task.done()):
            self._settled.clear()
            self._task = self._hass.async_create_background_task(
                self.hub.run(), f"{DOMAIN} hub"
            )

    async def settle(self) -> None:
        """Wait a few seconds until the hub is connected or has failed."""
        if not self._api.has_hub:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._settled.wait()
        except TimeoutError:
            LOGGER.debug("Push is not connected yet")

    def retry(self) -> None:
        """Connect now if the hub is waiting after a failure."""
        if not self.is_connected:
            self._settled.clear()
            self.hub.renew()

    def renew_for_bound(self) -> None:
        """Renew the hub's configuration once no more devices are being bound."""
        if self._cancel_bind_timer:
            self._cancel_bind_timer()

        def renew() -> None:
            self._cancel_bind_timer = None
            self.hub.renew()

        self._cancel_bind_timer = self._clock.call_later(BIND_SETTLES, renew)

    def give_up(self) -> None:
        """Stop trying to connect, but keep a working connection."""
        if self._task and not self.is_connected:
            self._task.cancel()

    async def stop(self) -> None:
        """Close the connection and cancel the timer."""
        if self._cancel_bind_timer:
            self._cancel_bind_timer()
            self._cancel_bind_timer = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    async def _fetch_configuration(self) -> HubConfiguration:
        configuration, self._configuration = self._configuration, None
        return configuration or await get_hub_configuration(self._api, self._link_id)

    def _on_hub_state(self, state: ChannelState) -> None:
        if state is ChannelState.CONNECTING:
            return
        self._settled.set()
        was_connected = self._was_connected
        self._was_connected = state is ChannelState.CONNECTED
        if self._was_connected:
            self._connected_at = self._clock.now()
            self._on_connected()
        elif was_connected:
            self._on_lost()
        self._on_attempt()
