"""The push hub: stays connected and passes on what devices report."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from typing import ClassVar, override

from . import timing
from .account import ProjectType
from .backoff import Backoff
from .channel import Channel, ChannelState
from .errors import Advice, CloudError, NetworkError
from .hub_client import HubClient
from .hub_configuration import HubConfiguration
from .hub_payload import MessageReader
from .json_types import JsonObject
from .sdk import UndecodableError

_LOGGER = logging.getLogger(__name__)
# errors that last until the user acts
_FOR_THE_USER = frozenset({Advice.REPAIR, Advice.REAUTH})


class Hub(Channel):
    """One MQTT connection to the hub that is kept up, with valid credentials.

    Planned renewals do not count as reconnects. renew_at is when the credentials are
    renewed, in seconds of the event loop's clock. The hub replays nothing.
    """

    way: ClassVar[str] = "hub"

    def __init__(
        self,
        *,
        fetch_configuration: Callable[[], Awaitable[HubConfiguration]],
        project_type: ProjectType,
        tls_context: ssl.SSLContext,
        on_message: Callable[[JsonObject], None],
        on_state: Callable[[ChannelState], None],
    ) -> None:
        """Store the arguments; `run` connects."""
        super().__init__(on_message=on_message, on_state=on_state)
        self.renew_at = 0.0
        self._fetch_configuration = fetch_configuration
        self._reader = MessageReader(project_type)
        self._tls_context = tls_context
        # the least time between renewals, while lives are short
        self._shortest_terms = Backoff(timing.LONGEST_BACKOFF)

    @override
    def renew(self) -> None:
        """Reconnect now, with a new configuration."""
        self.renew_at = 0.0
        super().renew()

    @override
    async def run(self) -> None:
        """Stay connected until cancelled.

        A configuration is used until its renewal is due, also across network errors.
        It is dropped when the hub refuses it, when a connection made with it is soon
        lost, and after several failed attempts, because the hub may have moved. The
        first two cost a call each time, so they have a longer back-off.
        """
        failures = Backoff(timing.LONGEST_BACKOFF)
        refusals = Backoff(timing.LONGEST_REFUSED_BACKOFF)
        configuration: HubConfiguration | None = None
        attempts = 0
        try:
            while True:
                self._set_state(ChannelState.CONNECTING)
                self._stable_from = None
                waits, is_for_the_user = failures, False
                try:
                    if configuration is None or _now() >= self.renew_at:
                        configuration = await self._fetch()
                        attempts = 0
                    attempts += 1
                    while True:
                        configuration = await self._serve(configuration)
                except CloudError as error:
                    self.last_error = error
                    _LOGGER.debug("The hub is not connected: %r", error)
                    if not isinstance(error, NetworkError):
                        waits = refusals
                    elif attempts >= timing.ATTEMPTS:
                        configuration = None
                    is_for_the_user = error.advice in _FOR_THE_USER
                except Exception:
                    _LOGGER.exception("Unexpected error in the hub connection")
                    waits = refusals
                if self._stable_from is not None:
                    if self._was_stable:
                        failures.reset()
                        refusals.reset()
                        attempts = 0
                    else:
                        waits = refusals
                if waits is refusals:
                    configuration = None
                self._set_state(ChannelState.DISCONNECTED)
                await self._sleep(
                    timing.USER_ACTION_PAUSE if is_for_the_user else waits.next()
                )
        finally:
            self.state = ChannelState.DISCONNECTED

    async def _serve(self, configuration: HubConfiguration) -> HubConfiguration:
        """Stay connected until a renewal is due; return the new configuration.

        The connection stays up while the new configuration is fetched. It is closed
        before the next one opens, because the hub disconnects the older of two
        clients with the same client id. Raises a CloudError when the connection
        fails or is lost.
        """
        self._stable_from = None
        _LOGGER.debug("Connecting to %s:%s", configuration.host, configuration.port)
        client = HubClient(
            configuration,
            self._tls_context,
            lambda payload: self._receive(payload, configuration.password),
        )
        async with client:
            self._connected()
            backoff = Backoff(timing.LONGEST_BACKOFF)
            self._wake = _future()
            while not await client.lost(
                within=max(0.0, self.renew_at - _now()), unless=self._wake
            ):
                try:
                    return await self._fetch()
                except CloudError as error:
                    self.last_error = error
                    self.renew_at = _now() + (
                        timing.USER_ACTION_PAUSE
                        if error.advice in _FOR_THE_USER
                        else backoff.next()
                    )
                    self._wake = _future()
        raise NetworkError("The connection to the hub was lost")

    async def _fetch(self) -> HubConfiguration:
        """Return a new configuration and schedule its renewal.

        Each renewal costs a call: if lives are short, renewals become rarer than that.
        """
        requested_at = _now()
        configuration = await self._fetch_configuration()
        life = configuration.life
        term = life - min(timing.RENEW_EARLIER, life / 10)
        if life < timing.LONGEST_BACKOFF:
            term = max(term, self._shortest_terms.next())
        else:
            self._shortest_terms.reset()
        self.renew_at = requested_at + term
        return configuration

    def _receive(self, payload: bytes, password: str) -> None:
        """Decode a message and pass it on."""
        try:
            message = self._reader.read(payload, password)
        except UndecodableError as error:
            self._count_undecodable(error)
        else:
            self._deliver(message)


def _now() -> float:
    """Return monotonic seconds."""
    return asyncio.get_running_loop().time()


def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()
