"""Sends one signed request and reads its answer, without retries."""

import asyncio
import json
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import aiohttp

from . import timing
from .account import Account
from .call_counter import CallCounter
from .errors import (
    BadAnswerError,
    CertificateError,
    CloudError,
    CloudTimeoutError,
    HttpStatusError,
    NetworkError,
    error_for,
)
from .json_text import load_json
from .json_types import JsonObject
from .rate_limit import RateLimit
from .sdk import Signer

_LOGGER = logging.getLogger(__name__)
# bytes after decompression; 2,000 devices take about 2.5 million
_LARGEST_ANSWER = 16 * 2**20
_LONG_ANSWER = 2**18
_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Request:
    """One call of the OpenAPI.

    template is the path with names in braces ("/v1.0/devices/{id}"), path their
    values, params the query. repeatable: sending it twice does no harm.
    """

    method: str
    template: str
    path: Mapping[str, str] | None = None
    params: Mapping[str, str | int] | None = None
    body: JsonObject | None = None
    repeatable: bool = False
    signing_in: bool = False


class Transport:
    """A sender of requests to the current endpoint (a base URL) that counts them."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        account: Account,
        rate_limit: RateLimit,
    ) -> None:
        """Use this session, and sign for this account's project."""
        self.endpoint = account.endpoint
        self.calls = CallCounter()
        self._session = session
        self._signer = Signer(account)
        self._rate_limit = rate_limit

    async def send(self, request: Request, *, token: str) -> JsonObject:
        """Send a request once and return the envelope of a successful answer.

        token is "" for requests that obtain one. The envelope is {"success": true,
        "result": ...}, without the result where it is empty (section 12 of the protocol
        reference). Raises a CloudError for anything else.
        """
        try:
            status, content = await self._exchange(request, token)
            envelope = _read_envelope(status, content, signing_in=request.signing_in)
            if len(content) > _LONG_ANSWER:
                # its reading has kept the event loop from everything else
                await asyncio.sleep(0)
        except CloudError as error:
            _LOGGER.debug("%s %s: %r", request.method, request.template, error)
            raise
        _LOGGER.debug("%s %s: done", request.method, request.template)
        return envelope

    async def _exchange(self, request: Request, token: str) -> tuple[int, bytes]:
        """Return HTTP status and content of the answer.

        Errors hold only the name of their cause: the texts of aiohttp contain
        addresses, and a refresh token is part of one.
        """
        path = request.template.format_map(
            {
                name: quote(value, safe="")
                for name, value in (request.path or {}).items()
            }
        )
        params = {name: str(value) for name, value in (request.params or {}).items()}
        headers = {}
        content = None
        if request.body:
            content = json.dumps(request.body).encode()
            headers["Content-Type"] = "application/json"
        await self._rate_limit.turn()
        headers |= self._signer.headers(
            request.method, path, params=params, body=request.body, token=token
        )
        sent = True
        try:
            async with self._session.request(
                request.method,
                self.endpoint.rstrip("/") + path,
                params=sorted(params.items()),
                data=content,
                headers=headers,
                # a request without content must not have a content type
                skip_auto_headers=("Content-Type",),
                timeout=aiohttp.ClientTimeout(
                    total=timing.REQUEST_TIMEOUT, connect=timing.CONNECT_TIMEOUT
                ),
                allow_redirects=False,
            ) as response:
                return response.status, await _read(response)
        except ssl.SSLCertVerificationError:
            sent = False
            raise CertificateError from None
        except _NEVER_SENT as error:
            sent = False
            cause = (
                CloudTimeoutError if isinstance(error, TimeoutError) else NetworkError
            )
            raise cause(type(error).__name__, sent=False) from None
        except TimeoutError as error:
            raise CloudTimeoutError(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        finally:
            if sent:
                self.calls.add(request.method, request.template)


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the content of an answer; raise BadAnswerError if it is too large."""
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > _LARGEST_ANSWER:
            raise BadAnswerError("The answer is too large")
    return bytes(content)


def _read_envelope(status: int, content: bytes, *, signing_in: bool) -> JsonObject:
    """Return the envelope of a success; raise the error of a refusal."""
    if status != HTTPStatus.OK:
        raise HttpStatusError(status)
    try:
        envelope = load_json(content)
    except ValueError:
        raise BadAnswerError("The answer is not JSON") from None
    if not isinstance(envelope, dict):
        raise BadAnswerError("The answer is not an object")
    if envelope.get("success") is True:
        return envelope
    try:
        code = int(str(envelope["code"]))
    except KeyError, ValueError:
        raise BadAnswerError("The refusal has no code") from None
    raise error_for(code, str(envelope.get("msg", "")), signing_in=signing_in)
