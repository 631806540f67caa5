"""The push hub: stays connected for ever and hands over what devices report."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum

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
_STABLE_AFTER = 15.0  # seconds; before that a connection does not count as good
_RENEW_EARLIER = 60.0  # seconds; a tenth of the life when that is less
_ATTEMPTS = 10  # to connect with one configuration
_REFUSED_PAUSE = 30 * 60.0  # seconds; each attempt that is refused took a call
_SHORTEST_TERM = 1.0  # seconds; however short the life, no storm of renewals
# what is tried in vain until the user has changed something
_FOR_THE_USER = frozenset({Advice.REPAIR, Advice.REAUTH})


class HubState(StrEnum):
    """Whether reports arrive."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class Hub:
    """Keeps one MQTT connection to the hub, with credentials that are still good.

    For diagnostics: connected_at and last_message_at (UTC), reconnects after a loss
    (planned renewals not counted), undecodable messages, listener_errors (messages
    that on_message failed on), last_error (None while all is well).
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
        """Prepare; `run` does the work.

        on_message is given {"protocol": int, "t": ..., "data": {...}} for each
        message, on_state each change, and CONNECTED once more after each renewal:
        nothing is replayed, so statuses have to be read again after CONNECTED.
        """
        self.state = HubState.DISCONNECTED
        self.connected_at: datetime | None = None
        self.last_message_at: datetime | None = None
        self.reconnects = 0
        self.undecodable = 0
        self.listener_errors = 0
        self.last_error: CloudError | None = None
        self._fetch_configuration = fetch_configuration
        self._reader = MessageReader(project_type)
        self._tls_context = tls_context
        self._on_message = on_message
        self._on_state = on_state
        self._stable_from: float | None = None
        self._renew_at = 0.0
        self._wake: asyncio.Future[None] | None = None

    def renew(self) -> None:
        """Connect at once, and anew, with a fresh configuration."""
        self._renew_at = 0.0
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def run(self) -> None:
        """Stay connected until cancelled, which ends everything without a word.

        A configuration serves until it is due for renewal, whatever the network
        does. It is given up when the hub refuses it, when a connection made with it
        is soon lost, and after some vain attempts, as the hub may have moved. Each of
        the first two costs a call, so what is refused for long is tried ever less.
        """
        failures, refusals = Backoff(), Backoff(longest=_REFUSED_PAUSE)
        configuration: HubConfiguration | None = None
        attempts = 0
        try:
            while True:
                self._tell(HubState.CONNECTING)
                self._stable_from = None
                waits, is_for_the_user = failures, False
                try:
                    if configuration is None or _now() >= self._renew_at:
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
                    elif attempts >= _ATTEMPTS:
                        configuration = None
                    is_for_the_user = error.advice in _FOR_THE_USER
                except Exception:
                    _LOGGER.exception("The hub failed in an unforeseen way")
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
                self._tell(HubState.DISCONNECTED)
                await self._sleep(_REFUSED_PAUSE if is_for_the_user else waits.next())
        finally:
            self.state = HubState.DISCONNECTED

    async def _sleep(self, seconds: float) -> None:
        """Pause, but not when told to renew."""
        self._wake = _future()
        await asyncio.wait((self._wake,), timeout=seconds)

    async def _serve(self, configuration: HubConfiguration) -> HubConfiguration:
        """Stay connected until a renewal is due; return the new configuration.

        The connection serves on until that is there. Then it has to go before the
        next one comes, for the hub throws off the older of two clients with one
        client id. Raises a CloudError when the connection fails or is lost.
        """
        self._stable_from = None
        client = HubClient(
            configuration,
            self._tls_context,
            lambda payload: self._receive(payload, configuration.password),
        )
        async with client:
            self._connected()
            backoff = Backoff()
            self._wake = _future()
            while not await client.lost(
                within=max(0.0, self._renew_at - _now()), unless=self._wake
            ):
                try:
                    return await self._fetch()
                except CloudError as error:
                    self.last_error = error
                    is_for_the_user = error.advice in _FOR_THE_USER
                    pause = _REFUSED_PAUSE if is_for_the_user else backoff.next()
                    self._renew_at = _now() + pause
                    self._wake = _future()
        raise NetworkError("The connection to the hub was lost")

    async def _fetch(self) -> HubConfiguration:
        """Return a fresh configuration, to be renewed a little before it expires."""
        asked_at = _now()
        configuration = await self._fetch_configuration()
        life = configuration.life
        term = max(_SHORTEST_TERM, life - min(_RENEW_EARLIER, life / 10))
        self._renew_at = asked_at + term
        return configuration

    def _connected(self) -> None:
        """Take note of a connection and tell of it."""
        if self.connected_at is not None and self.state is not HubState.CONNECTED:
            self.reconnects += 1
        self.connected_at = datetime.now(UTC)
        self.last_error = None
        self._stable_from = _now() + _STABLE_AFTER
        self._tell(HubState.CONNECTED)

    def _tell(self, state: HubState) -> None:
        """Change the state; a listener's failure is its own."""
        self.state = state
        try:
            self._on_state(state)
        except Exception:
            _LOGGER.exception("Being told that the hub is %s failed", state)

    def _receive(self, payload: bytes, password: str) -> None:
        """Decode a message and hand it over."""
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
            self.listener_errors += 1
            _LOGGER.exception(
                "A message of protocol %s could not be handled", message["protocol"]
            )


def _now() -> float:
    """Return monotonic seconds."""
    return asyncio.get_running_loop().time()


def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()
