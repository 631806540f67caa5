"""Has reports pushed: the hub's task, and whether what it promises is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.ssl import get_default_context

from ..cloud.account import ProjectType
from ..cloud.errors import Advice
from ..cloud.hub import Hub, HubConfiguration, HubState
from ..const import DOMAIN, LOGGER
from ..model.json_types import JsonObject

# seconds: how long set-up waits for push before it reads the statuses without it
PATIENCE: Final = 5
# a device just bound stays silent until the hub's configuration is fetched anew
BIND_SETTLES: Final = 10


class Push:
    """The hub of a config entry, from start to stop."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        project_type: ProjectType,
        *,
        fetch_configuration: Callable[[], Awaitable[HubConfiguration]],
        on_message: Callable[[JsonObject], None],
        on_state: Callable[[HubState], None],
    ) -> None:
        """Prepare; on_state is told CONNECTED and DISCONNECTED only."""
        self.hub = Hub(
            fetch_configuration=fetch_configuration,
            project_type=project_type,
            tls_context=get_default_context(),
            on_message=on_message,
            on_state=self._on_state,
        )
        self._hass = hass
        self._entry = entry
        # the hub serves users; a project itself is pushed nothing
        self._is_offered = project_type.has_users
        self._tell = on_state
        self._told = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._cancel_bind_timer: CALLBACK_TYPE | None = None

    @property
    def is_connected(self) -> bool:
        """Whether reports arrive."""
        return self.hub.state is HubState.CONNECTED

    @property
    def is_refused(self) -> bool:
        """Whether the cloud does not let this project have reports pushed."""
        error = self.hub.last_error
        return (
            not self.is_connected
            and error is not None
            and error.advice is Advice.REPAIR
        )

    def was_silent_since(self, moment: datetime | None) -> bool:
        """Whether push stood all the time since a moment and brought nothing."""
        connected_at, message_at = self.hub.connected_at, self.hub.last_message_at
        return (
            self.is_connected
            and moment is not None
            and connected_at is not None
            and connected_at < moment
            and (message_at is None or message_at < moment)
        )

    def start(self) -> None:
        """Have the hub connect and stay so, unless it does already."""
        if self._is_offered and (self._task is None or self._task.done()):
            self._told.clear()
            self._task = self._entry.async_create_background_task(
                self._hass, self.hub.run(), f"{DOMAIN} hub"
            )

    async def settle(self) -> None:
        """Wait until the hub is up or has failed, but not for long."""
        if not self._is_offered:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._told.wait()
        except TimeoutError:
            LOGGER.debug("Push is not up yet")

    def retry(self) -> None:
        """Try again at once if the hub pauses after a failure."""
        if not self.is_connected:
            self._told.clear()
            self.hub.renew()

    def renew_for_bound(self) -> None:
        """Have a new device's reports pushed, once no other is bound for a while."""
        if self._cancel_bind_timer:
            self._cancel_bind_timer()

        @callback
        def renew(_now: datetime) -> None:
            self._cancel_bind_timer = None
            self.hub.renew()

        self._cancel_bind_timer = async_call_later(
            self._hass, BIND_SETTLES, HassJob(renew, cancel_on_shutdown=True)
        )

    def give_up(self) -> None:
        """Stop trying to connect; a connection that stands serves on."""
        if self._task and not self.is_connected:
            self._task.cancel()

    async def stop(self) -> None:
        """End the connection and every timer."""
        if self._cancel_bind_timer:
            self._cancel_bind_timer()
            self._cancel_bind_timer = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    def _on_state(self, state: HubState) -> None:
        if state is not HubState.CONNECTING:
            self._told.set()
            self._tell(state)
