"""One WebSocket connection to the message queue."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self

import aiohttp
from yarl import URL

from . import timing
from .errors import (
    CertificateError,
    CloudTimeoutError,
    HttpStatusError,
    NetworkError,
    QueueRefusedError,
)

# more than Pulsar can hold: what is too large to be read could not be acknowledged
_LARGEST_FRAME: Final = 8 * 2**20
_REFUSALS: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class QueueClient:
    """A connection as a context manager: open inside, closed afterwards.

    aiohttp checks the certificate, answers pings, and sends its own.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: URL,
        headers: dict[str, str],
        *,
        stays: bool = True,
    ) -> None:
        """Store the arguments; the headers sign in.

        A connection that stays sends pings.
        """
        self._session = session
        self._address = address
        self._headers = headers
        self._stays = stays

    async def __aenter__(self) -> Self:
        """Connect.

        Raises QueueRefusedError, HttpStatusError, NetworkError or CloudTimeoutError;
        their texts hold no address, because the project's id is part of it.
        """
        try:
            async with asyncio.timeout(timing.HUB_TIMEOUT):
                self._socket = await self._session.ws_connect(
                    self._address,
                    headers=self._headers,
                    heartbeat=timing.KEEPALIVE if self._stays else None,
                    max_msg_size=_LARGEST_FRAME,
                    timeout=aiohttp.ClientWSTimeout(ws_close=timing.DISCONNECT_TIMEOUT),
                )
        except aiohttp.WSServerHandshakeError as error:
            if error.status in _REFUSALS:
                raise QueueRefusedError(f"HTTP status {error.status}") from None
            raise HttpStatusError(error.status) from None
        except ssl.SSLCertVerificationError:
            raise CertificateError from None
        except TimeoutError:
            raise CloudTimeoutError("The queue does not answer") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Close the connection."""
        await self._socket.close()

    async def frames(self) -> AsyncIterator[str]:
        """Yield the text of each frame, until the connection is lost."""
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                yield message.data

    async def acknowledge(self, message_id: str) -> None:
        """Tell the queue that a message has been taken. Raises NetworkError."""
        try:
            await self._socket.send_str(json.dumps({"messageId": message_id}))
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
