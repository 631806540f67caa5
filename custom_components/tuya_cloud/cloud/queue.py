"""Tuya's message queue (Pulsar over WebSocket): the second way to receive reports.

It takes the project's id and secret alone, and carries the reports of all its devices.
The user switches it on in Tuya's console: the Message Service, and a rule that puts
messages into the queue. Without an active rule the queue accepts the connection and
stays silent, so it only counts as delivering once a message has arrived.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import ClassVar, override

import aiohttp
from yarl import URL

from . import timing
from .account import Account
from .backoff import Backoff
from .channel import Channel, ChannelState
from .errors import CloudError, NetworkError, QueueRefusedError, QueueSilentError
from .json_types import JsonObject
from .queue_address import queue_addresses, queue_headers, queue_key
from .queue_client import QueueClient
from .queue_payload import parse_frame, read_message
from .sdk import UndecodableError

_LOGGER = logging.getLogger(__name__)


class Queue(Channel):
    """One connection to the message queue that is kept up.

    A message is acknowledged once it has been passed on, also one that cannot be
    decoded: the queue would send it again and again. What came while nobody was
    connected arrives with the next connection.

    Each message comes to one client of the project. So the queues of several accounts
    of a project share what they take.
    """

    way: ClassVar[str] = "queue"

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        account: Account,
        endpoint: Callable[[], str],
        on_message: Callable[[JsonObject], None],
        on_state: Callable[[ChannelState], None],
        sharing: set[Queue] | None = None,
    ) -> None:
        """Store the arguments; endpoint returns the OpenAPI base URL in use.

        sharing holds the running queues of the project, one for each account.
        """
        super().__init__(on_message=on_message, on_state=on_state)
        self._session = session
        self._account = account
        self._endpoint = endpoint
        self._sharing = set() if sharing is None else sharing
        self._has_delivered = False
        self._silence: QueueSilentError | None = None

    @property
    def is_known(self) -> bool:
        """Return whether the data center in use has a known queue."""
        return bool(self._addresses)

    @property
    @override
    def is_delivering(self) -> bool:
        return super().is_delivering and self._has_delivered

    @property
    @override
    def refusal(self) -> CloudError | None:
        return self._silence or super().refusal

    @override
    def renew(self) -> None:
        """Reconnect now, without a doubt: the user may have turned a rule on."""
        self._silence = None
        super().renew()

    @override
    def doubt(self) -> None:
        """Reconnect once; the queue has to prove again that it delivers."""
        self._has_delivered = False
        if self._silence is not None:
            return
        if self.last_message_at is None or (
            self.connected_at is not None and self.last_message_at < self.connected_at
        ):
            self._silence = QueueSilentError("No message has arrived")
        super().renew()

    def accept(self, message: JsonObject) -> None:
        """Pass on a message that this queue or another of the project has taken."""
        self._has_delivered = True
        self._silence = None
        self._deliver(message)

    @override
    async def run(self) -> None:
        """Stay connected until cancelled; no attempt costs a call."""
        failures = Backoff(timing.LONGEST_BACKOFF)
        self._sharing.add(self)
        try:
            while True:
                self._set_state(ChannelState.CONNECTING)
                is_refused = False
                try:
                    while True:
                        await self._connect()
                except CloudError as error:
                    self.last_error = error
                    is_refused = isinstance(error, QueueRefusedError)
                    _LOGGER.debug("The queue is not connected: %r", error)
                except Exception:
                    _LOGGER.exception("Unexpected error in the connection to the queue")
                if self._was_stable:
                    failures.reset()
                self._set_state(ChannelState.DISCONNECTED)
                await self._sleep(
                    timing.USER_ACTION_PAUSE if is_refused else failures.next()
                )
        finally:
            self._sharing.discard(self)
            self.state = ChannelState.DISCONNECTED

    @property
    def _addresses(self) -> tuple[URL, ...]:
        return queue_addresses(self._account, self._endpoint())

    async def _connect(self) -> None:
        """Serve a connection to the first address that accepts it, until `renew`.

        Raises the CloudError of the loss, or the most informative one of all addresses.
        """
        self._stable_from = None
        errors: list[CloudError] = []
        for address in self._addresses:
            client = QueueClient(self._session, address, queue_headers(self._account))
            try:
                async with client:
                    await self._serve(client)
            except CloudError as error:
                if self._stable_from is not None:
                    raise
                errors.append(error)
            else:
                return
        refusal = QueueRefusedError("No queue is known for this data center")
        raise min(
            errors or [refusal], key=lambda error: isinstance(error, NetworkError)
        )

    async def _serve(self, client: QueueClient) -> None:
        """Take messages until `renew` is called; raise NetworkError at a loss."""
        self._connected()
        self._wake = asyncio.get_running_loop().create_future()
        taking = asyncio.ensure_future(self._take_all(client))
        try:
            await asyncio.wait(
                (taking, self._wake), return_when=asyncio.FIRST_COMPLETED
            )
            if taking.done():
                taking.result()
                raise NetworkError("The connection to the queue was lost")
        finally:
            taking.cancel()
            await asyncio.wait((taking,))

    async def _take_all(self, client: QueueClient) -> None:
        """Pass each message on, and acknowledge it."""
        key = queue_key(self._account)
        async for text in client.frames():
            try:
                frame = parse_frame(text)
            except UndecodableError as error:
                self._count_undecodable(error)
                continue
            try:
                message = read_message(frame, key)
            except UndecodableError as error:
                self._count_undecodable(error)
            else:
                for queue in [*self._sharing]:
                    queue.accept(message)
            await client.acknowledge(frame.message_id)
            # a backlog arrives at once: other tasks get their turn between messages
            await asyncio.sleep(0)
