"""The life of the access token: signing in, refreshing, replacing."""

import asyncio
import logging
from collections import deque

from yarl import URL

from .account import Account, ProjectType
from .errors import BadAnswerError, CloudError
from .json_types import JsonObject
from .safe_address import is_safe
from .sdk import Token, parse_token
from .transport import Request, Transport

_LOGGER = logging.getLogger(__name__)
_RENEW_EARLIER = 60.0  # seconds; a tenth of the life when that is less
# so many good tokens refused within so many seconds: somebody else signs in, too
_CONTESTED_BY = 3
_CONTEST_LASTS = 3 * 3600.0


class Tokens:
    """Holds the one live token of an account.

    The cloud keeps one session per user: each login or refresh ends the token
    before. So there is one at a time, and all calls that wait while it is renewed
    share the new token or the failure.
    """

    def __init__(self, transport: Transport, account: Account) -> None:
        """Start without a token; uid is "" until the first login."""
        self.uid = ""
        self._transport = transport
        self._account = account
        self._lock = asyncio.Lock()
        self._token: Token | None = None
        self._renew_at = 0.0
        self._failures = 0
        # when tokens that should have been good were refused
        self._refused_at: deque[float] = deque(maxlen=_CONTESTED_BY)
        self._failure = CloudError()

    async def current(self, *, refused: str | None = None) -> str:
        """Return an access token, obtaining one first if there is no valid one.

        refused is a token that the cloud just refused: if it is still the one held
        here, a login replaces it. Raises CloudError when the login fails; the next
        call then tries again.
        """
        failures = self._failures
        async with self._lock:
            if self._token is not None and self._token.access_token == refused:
                self._token = None
                if _now() < self._renew_at:
                    self._refused_at.append(_now())
            if self._token is not None and _now() < self._renew_at:
                return self._token.access_token
            if self._failures != failures:  # somebody tried while this call waited
                raise self._failure
            try:
                self._token = await self._renewed()
            except CloudError as error:
                self._failures += 1
                self._failure = error
                raise
            life = self._token.life
            self._renew_at = _now() + life - min(_RENEW_EARLIER, life / 10)
            return self._token.access_token

    @property
    def is_contested(self) -> bool:
        """Whether good tokens have been refused again and again of late.

        The cloud keeps one session per user of a project, so another client with the
        same access ID and account ends this one's whenever it signs in.
        """
        return (
            len(self._refused_at) == _CONTESTED_BY
            and _now() - self._refused_at[0] < _CONTEST_LASTS
        )

    async def login(self) -> None:
        """Sign in, even when a token is held."""
        self._renew_at = 0.0
        await self.current(refused=self._token.access_token if self._token else None)

    async def _renewed(self) -> Token:
        """Return a refreshed token; a fresh one without any, or if that fails."""
        if self._token is None:
            return await self._sign_in()
        refresh_token, self._token = self._token.refresh_token, None
        try:
            return await self._refresh(refresh_token)
        except CloudError:
            _LOGGER.debug("The token could not be refreshed, so sign in again")
        return await self._sign_in()

    async def _sign_in(self) -> Token:
        """Sign in where the account says, then go on where the cloud says.

        An account may have been made in another data center than its country's.
        """
        self._transport.endpoint = self._account.endpoint
        token = await self._obtain(_login_request(self._account))
        if not token.uid:
            raise BadAnswerError("The login answer names no user")
        self.uid = token.uid
        self._move_to(token.platform_url)
        return token

    def _move_to(self, address: str) -> None:
        """Call another data center from now on, if secrets may be sent there."""
        try:
            url = URL(address)
        except ValueError:
            return
        if is_safe(url):
            self._transport.endpoint = str(url.origin())

    async def _refresh(self, refresh_token: str) -> Token:
        """Exchange the refresh token for a new pair."""
        if self._account.project_type is ProjectType.CUSTOM:
            method, template = "POST", "/v1.0/iot-03/users/token/{refresh_token}"
        else:
            method, template = "GET", "/v1.0/token/{refresh_token}"
        return await self._obtain(
            Request(
                method=method,
                template=template,
                path={"refresh_token": refresh_token},
                signing_in=True,
            )
        )

    async def _obtain(self, request: Request) -> Token:
        """Send a request for a token; such requests are signed without one."""
        return parse_token(await self._transport.send(request, token=""))


def _login_request(account: Account) -> Request:
    """Return the request that signs in, each kind of project at its own door."""
    if account.project_type is ProjectType.PROJECT_ONLY:
        return Request(
            method="GET",
            template="/v1.0/token",
            params={"grant_type": 1},
            signing_in=True,
        )
    body: JsonObject = {
        "username": account.username,
        "password": account.password_digest,
    }
    if account.project_type is ProjectType.SMART_HOME:
        template = "/v1.0/iot-01/associated-users/actions/authorized-login"
        body |= {"country_code": account.country_code, "schema": account.app_schema}
    else:
        template = "/v1.0/iot-03/users/login"
    return Request(method="POST", template=template, body=body, signing_in=True)


def _now() -> float:
    """Return monotonic seconds: clocks are set, but a token's life goes on."""
    return asyncio.get_running_loop().time()
