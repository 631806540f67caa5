"""Calls Tuya's OpenAPI: renews tokens and retries."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

import aiohttp

from . import timing
from .account import Account
from .answers import LEFT_OUT
from .call_counter import CallCounter
from .download import download
from .errors import (
    AccessSecretError,
    AccountInUseElsewhereError,
    ClosedError,
    CloudBusyError,
    CloudError,
    HttpStatusError,
    NetworkError,
    SignatureRefusedError,
    TokenInvalidError,
)
from .json_types import JsonObject, JsonValue
from .rate_limit import RateLimit
from .tokens import Tokens
from .transport import Request, Transport

_SERVER_ERRORS = range(500, 600)
# refusals of a call that a fresh login may cure
_SIGN_IN_ANEW = (TokenInvalidError, AccessSecretError, SignatureRefusedError)


class TuyaApi:
    """A client of the OpenAPI for one account.

    Every call signs in or refreshes the token by itself when necessary. A refused
    token or signature leads to one fresh login, shared by all calls, and each call is
    repeated once. When the network or the cloud fails, calls that are safe to repeat
    are tried three times, the others only if the cloud cannot have acted on them.
    """

    def __init__(self, session: aiohttp.ClientSession, account: Account) -> None:
        """Call through this session."""
        self.account = account
        self._session = session
        # [project-only access] the user that all devices belong to, "": there is no
        # such user, None: the devices were not listed yet
        self.linked_uid: str | None = None
        rate_limit = RateLimit(per_second=timing.CALLS_PER_SECOND, burst=timing.BURST)
        self._transport = Transport(session, account, rate_limit)
        self.tokens = Tokens(self._transport, account)
        self._is_closed = False

    @property
    def uid(self) -> str:
        """Return the signed-in user's id; "" before the first login."""
        return self.tokens.uid

    @property
    def owner_uid(self) -> str:
        """Return the id of the user that devices and homes belong to; "": none.

        It is known after the first list of devices.
        """
        if self.account.project_type.has_users:
            return self.uid
        return self.linked_uid or ""

    @property
    def endpoint(self) -> str:
        """Return the current base URL; signing in may change it."""
        return self._transport.endpoint

    @property
    def has_hub(self) -> bool | None:
        """Return whether the hub can serve this account; None: not known yet.

        The hub serves users. A project without one takes the user that its devices
        belong to, so they have to be listed first, and all have to belong to one.
        """
        if self.account.project_type.has_users:
            return True
        return None if self.linked_uid is None else bool(self.linked_uid)

    @property
    def is_contested(self) -> bool:
        """Return whether another client keeps ending this one's session."""
        return self.tokens.is_contested

    @property
    def calls(self) -> CallCounter:
        """Return the counter of all requests."""
        return self._transport.calls

    def close(self) -> None:
        """Make no call from now on, except those under way.

        The cloud keeps one session per user: a login of this client would end that of
        the client that follows it, so even a call under way does not sign in again.
        """
        self._is_closed = True

    async def login(self) -> None:
        """Sign in. Raises a CloudError with the cause when that fails."""
        await _with_retries(self.tokens.login, repeatable=True)

    async def get(
        self,
        template: str,
        /,
        *,
        path: Mapping[str, str] | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> JsonValue:
        """Return the result of a GET. See `Request` for the arguments."""
        return await self._call(
            Request(
                method="GET",
                template=template,
                path=path,
                params=params,
                repeatable=True,
            )
        )

    async def post(
        self,
        template: str,
        /,
        *,
        path: Mapping[str, str] | None = None,
        body: JsonObject | None = None,
        repeatable: bool = False,
    ) -> JsonValue:
        """Return the result of a POST."""
        return await self._call(
            Request(
                method="POST",
                template=template,
                path=path,
                body=body,
                repeatable=repeatable,
            )
        )

    async def put(
        self,
        template: str,
        /,
        *,
        path: Mapping[str, str] | None = None,
        params: Mapping[str, str | int] | None = None,
        body: JsonObject | None = None,
        repeatable: bool = False,
    ) -> JsonValue:
        """Return the result of a PUT."""
        return await self._call(
            Request(
                method="PUT",
                template=template,
                path=path,
                params=params,
                body=body,
                repeatable=repeatable,
            )
        )

    async def delete(
        self,
        template: str,
        /,
        *,
        path: Mapping[str, str] | None = None,
        params: Mapping[str, str | int] | None = None,
        body: JsonObject | None = None,
    ) -> JsonValue:
        """Return the result of a DELETE."""
        return await self._call(
            Request(
                method="DELETE", template=template, path=path, params=params, body=body
            )
        )

    async def download(self, address: str) -> bytes:
        """Return the content of a file at an address from an answer; see `download`."""
        return await download(self._session, address, endpoint=self.account.endpoint)

    async def envelope(self, request: Request) -> JsonObject:
        """Return a whole answer, with retries where they are safe.

        It is for calls that need the time of the answer, or another method.
        """
        return await _with_retries(
            lambda: self._send(request), repeatable=request.repeatable
        )

    async def _call(self, request: Request) -> JsonValue:
        """Return the envelope's result."""
        return (await self.envelope(request)).get("result", LEFT_OUT)

    async def _send(self, request: Request) -> JsonObject:
        """Send with a valid token; if it is refused, send again with a new one.

        A refused signature is treated alike, because the login has proved the secret.
        Only a refused token says that another client has ended the session.
        """
        token = await self._token()
        try:
            return await self._transport.send(request, token=token)
        except _SIGN_IN_ANEW as error:
            is_ended = isinstance(error, TokenInvalidError)
            token = await self._token(refused=token, is_ended=is_ended)
        try:
            return await self._transport.send(request, token=token)
        except AccessSecretError as error:
            raise SignatureRefusedError(error.message, code=error.code) from None
        except TokenInvalidError as error:
            raise AccountInUseElsewhereError(error.message, code=error.code) from None

    async def _token(
        self, *, refused: str | None = None, is_ended: bool = False
    ) -> str:
        """Return a valid token; an error says that the call itself was not sent."""
        if self._is_closed:
            raise ClosedError(sent=False)
        try:
            return await self.tokens.current(refused=refused, is_ended=is_ended)
        except CloudError as error:
            error.sent = False
            raise


async def _with_retries[T](work: Callable[[], Awaitable[T]], *, repeatable: bool) -> T:
    """Return the result of ``work``; try twice more after errors that may pass."""
    delays = iter(timing.RETRY_DELAYS)
    while True:
        try:
            return await work()
        except CloudError as error:
            delay = next(delays, None)
            if delay is None or not _may_pass(error) or (error.sent and not repeatable):
                raise
        await asyncio.sleep(delay * random.uniform(0.5, 1.5))


def _may_pass(error: CloudError) -> bool:
    """Return whether the same request may succeed a moment later."""
    if isinstance(error, HttpStatusError):
        return (
            error.status == HTTPStatus.TOO_MANY_REQUESTS
            or error.status in _SERVER_ERRORS
        )
    return isinstance(error, NetworkError | CloudBusyError)
