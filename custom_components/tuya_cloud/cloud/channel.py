"""What the two ways to receive reports have in common."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from . import timing
from .errors import Advice, CloudError
from .json_types import JsonObject

_LOGGER = logging.getLogger(__name__)


class ChannelState(StrEnum):
    """Whether a channel is connected."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"


class Channel(ABC):
    """A connection that is kept up and passes on what devices report.

    For diagnostics: connected_at and last_message_at (UTC), reconnects after a loss,
    undecodable messages, last_error (None: no error since the last connection).
    """

    way: ClassVar[str]

    def __init__(
        self,
        *,
        on_message: Callable[[JsonObject], None],
        on_state: Callable[[ChannelState], None],
    ) -> None:
        """Store the callbacks; `run` connects.

        on_message receives {"protocol": int, "t": ..., "data": {...}} for each
        message. on_state receives each change of state, and CONNECTED again after each
        planned reconnection: statuses must be read again then.
        """
        self.state = ChannelState.DISCONNECTED
        self.connected_at: datetime | None = None
        self.last_message_at: datetime | None = None
        self.reconnects = 0
        self.undecodable = 0
        self.last_error: CloudError | None = None
        self._on_message = on_message
        self._on_state = on_state
        # seconds of the loop's clock: from then on the connection counts as good
        self._stable_from: float | None = None
        self._wake: asyncio.Future[None] | None = None

    @abstractmethod
    async def run(self) -> None:
        """Stay connected until cancelled."""

    @property
    def is_delivering(self) -> bool:
        """Return whether reports arrive."""
        return self.state is ChannelState.CONNECTED

    @property
    def refusal(self) -> CloudError | None:
        """Return the error that only the user can remove; None: there is none."""
        error = self.last_error
        if self.is_delivering or error is None or error.advice is not Advice.REPAIR:
            return None
        return error

    def renew(self) -> None:
        """Reconnect now."""
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    def doubt(self) -> None:
        """Reconnect, because changes were missed although the channel is connected."""
        self.renew()

    async def _sleep(self, seconds: float) -> None:
        """Sleep; `renew` ends it early."""
        self._wake = asyncio.get_running_loop().create_future()
        await asyncio.wait((self._wake,), timeout=seconds)

    def _connected(self) -> None:
        """Record the new connection and notify."""
        if self.connected_at is not None and self.state is not ChannelState.CONNECTED:
            self.reconnects += 1
        self.connected_at = datetime.now(UTC)
        self.last_error = None
        _LOGGER.debug("The %s is connected", self.way)
        self._stable_from = asyncio.get_running_loop().time() + timing.STABLE_AFTER
        self._set_state(ChannelState.CONNECTED)

    @property
    def _was_stable(self) -> bool:
        """Return whether the last connection counted as good."""
        now = asyncio.get_running_loop().time()
        return self._stable_from is not None and now >= self._stable_from

    def _set_state(self, state: ChannelState) -> None:
        """Change the state and notify; log an error of the listener."""
        self.state = state
        try:
            self._on_state(state)
        except Exception:
            _LOGGER.exception(
                "A listener failed on state %s of the %s", state, self.way
            )

    def _count_undecodable(self, error: ValueError) -> None:
        self.undecodable += 1
        _LOGGER.debug("A message could not be decoded: %s", error)

    def _deliver(self, message: JsonObject) -> None:
        """Pass a message on; log an error of the listener."""
        self.last_message_at = datetime.now(UTC)
        try:
            self._on_message(message)
        except Exception:
            _LOGGER.exception(
                "A listener failed on a message of protocol %s", message["protocol"]
            )
