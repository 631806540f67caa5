"""The push hub: stays connected and passes on what devices report."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum

from . import timing
from .account import ProjectType
from .backoff import Backoff
from .errors import Advice, CloudError, NetworkError
from .hub_client import HubClient
from .hub_configuration import HubConfiguration
from .hub_payload import MessageReader
from .json_types import JsonObject
from .sdk import UndecodableError

__all__ = ["Hub", "HubConfiguration", "HubState"]

_LOGGER = logging.getLogger(__name__)
# errors that last until the user acts
_FOR_THE_USER = frozenset({Advice.REPAIR, Advice.REAUTH})


class HubState(StrEnum):
    """Whether reports arrive."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class Hub:
    """One MQTT connection to the hub that is kept up, with valid credentials.

    For diagnostics: connected_at and last_message_at (UTC), reconnects after a loss
    (planned renewals not counted), undecodable messages, last_error (None: no error
    since the last connection). renew_at is when the credentials are renewed, in
    seconds of the event loop's clock.
    """

    def __init__(
        self,
        *,
        fetch_configuration: Callable[[], Awaitable[HubConfiguration]],
        project_type: ProjectType,
        tls_context: ssl.SSLContext,
        on_message: Callable[[JsonObject], None],
        on_state: Callable[[HubState], None],
    ) -> None:
        """Store the arguments; `run` connects.

        on_message receives {"protocol": int, "t": ..., "data": {...}} for each
        message. on_state receives each change of state, and CONNECTED again after
        each renewal: the hub replays nothing, so statuses must be read again then.
        """
        self.state = HubState.DISCONNECTED
        self.connected_at: datetime | None = None
        self.last_message_at: datetime | None = None
        self.reconnects = 0
        self.undecodable = 0
        self.last_error: CloudError | None = None
        self._fetch_configuration = fetch_configuration
        self._reader = MessageReader(project_type)
        self._tls_context = tls_context
        self._on_message = on_message
        self._on_state = on_state
        self._stable_from: float | None = None
        # the least time between renewals, while lives are short
        self._shortest_terms = Backoff(timing.LONGEST_BACKOFF)
        self.renew_at = 0.0
        self._wake: asyncio.Future[None] | None = None

    def renew(self) -> None:
        """Reconnect now, with a new configuration."""
        self.renew_at = 0.0
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

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
                self._set_state(HubState.CONNECTING)
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
                    if _now() >= self._stable_from:
                        failures.reset()
                        refusals.reset()
                        attempts = 0
                    else:
                        waits = refusals
                if waits is refusals:
                    configuration = None
                self._set_state(HubState.DISCONNECTED)
                await self._sleep(
                    timing.USER_ACTION_PAUSE if is_for_the_user else waits.next()
                )
        finally:
            self.state = HubState.DISCONNECTED

    async def _sleep(self, seconds: float) -> None:
        """Sleep; `renew` ends it early."""
        self._wake = _future()
        await asyncio.wait((self._wake,), timeout=seconds)

    async def _serve(self, configuration: HubConfiguration) -> HubConfiguration:
        """Stay connected until a renewal is due; return the new configuration.

        The connection stays up while the new configuration is fetched. It is closed
        before the next one opens, because the hub disconnects the older of two
        clients with the same client id. Raises a CloudError when the connection
        fails or is lost.
        """
        self._stable_from = None
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

    def _connected(self) -> None:
        """Record the new connection and notify."""
        if self.connected_at is not None and self.state is not HubState.CONNECTED:
            self.reconnects += 1
        self.connected_at = datetime.now(UTC)
        self.last_error = None
        self._stable_from = _now() + timing.STABLE_AFTER
        self._set_state(HubState.CONNECTED)

    def _set_state(self, state: HubState) -> None:
        """Change the state and notify; log an error of the listener."""
        self.state = state
        try:
            self._on_state(state)
        except Exception:
            _LOGGER.exception("A listener failed on hub state %s", state)

    def _receive(self, payload: bytes, password: str) -> None:
        """Decode a message and pass it on."""
        try:
            message = self._reader.read(payload, password)
        except UndecodableError as error:
            self.undecodable += 1
            _LOGGER.debug("A message could not be decoded: %s", error)
            return
        self.last_message_at = datetime.now(UTC)
        try:
            self._on_message(message)
        except Exception:
            _LOGGER.exception(
                "A listener failed on a message of protocol %s", message["protocol"]
            )


def _now() -> float:
    """Return monotonic seconds."""
    return asyncio.get_running_loop().time()


def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()
