"""Signs in, refreshes the access token, and replaces refused ones."""

import asyncio
import logging
from collections import deque

from yarl import URL

from . import timing
from .account import Account, ProjectType
from .errors import BadAnswerError, CloudError
from .json_types import JsonObject
from .safe_address import may_follow
from .sdk import Token, parse_token
from .transport import Request, Transport

_LOGGER = logging.getLogger(__name__)
# this many valid tokens refused within this time: another client signs in, too
_CONTESTED_BY = 3
_CONTEST_LASTS = 3 * 3600.0  # seconds


class Tokens:
    """The access token of an account.

    The cloud keeps one session per user: each login or refresh ends the previous
    token. So there is only one token, and all calls that wait while it is renewed
    share the new token or the failure. renew_at is when it is renewed, in seconds of
    the event loop's clock.
    """

    def __init__(self, transport: Transport, account: Account) -> None:
        """Start without a token; uid is "" until the first login."""
        self.uid = ""
        self.renew_at = 0.0
        self._transport = transport
        self._account = account
        self._lock = asyncio.Lock()
        self._token: Token | None = None
        self._failures = 0
        # when tokens were refused before they expired
        self._refused_at: deque[float] = deque(maxlen=_CONTESTED_BY)
        self._failure = CloudError()

    async def current(
        self, *, refused: str | None = None, is_ended: bool = False
    ) -> str:
        """Return a valid access token; obtain one if there is none.

        refused is a token that the cloud has just refused: if it is still the current
        one, a login replaces it. is_ended is whether the cloud has ended its session.
        Raises CloudError when the login fails; the next call then tries again.
        """
        failures = self._failures
        async with self._lock:
            if self._token is not None and self._token.access_token == refused:
                self._token = None
                if is_ended and _now() < self.renew_at:
                    self._refused_at.append(_now())
            if self._token is not None and _now() < self.renew_at:
                return self._token.access_token
            if self._failures != failures:  # another call failed while this one waited
                raise self._failure
            try:
                self._token = await self._renewed()
            except CloudError as error:
                self._failures += 1
                self._failure = error
                raise
            life = self._token.life
            self.renew_at = _now() + life - min(timing.RENEW_EARLIER, life / 10)
            return self._token.access_token

    @property
    def is_contested(self) -> bool:
        """Return whether valid tokens were refused several times in the last hours.

        The cloud keeps one session per user of a project: another client with the
        same access ID and account ends this client's session whenever it signs in.
        """
        return (
            len(self._refused_at) == _CONTESTED_BY
            and _now() - self._refused_at[0] < _CONTEST_LASTS
        )

    async def login(self) -> None:
        """Sign in, even if there is a valid token."""
        self.renew_at = 0.0
        await self.current(refused=self._token.access_token if self._token else None)

    async def _renewed(self) -> Token:
        """Refresh the token; sign in if there is none or the refresh fails."""
        if self._token is None:
            return await self._sign_in()
        refresh_token, self._token = self._token.refresh_token, None
        try:
            return await self._refresh(refresh_token)
        except CloudError:
            _LOGGER.debug("The token could not be refreshed; signing in again")
        return await self._sign_in()

    async def _sign_in(self) -> Token:
        """Sign in at the account's endpoint, then use the one the cloud names.

        An account may live in another data center than its country's.
        """
        self._transport.endpoint = self._account.endpoint
        token = await self._obtain(_login_request(self._account))
        if not token.uid:
            raise BadAnswerError("The login answer names no user")
        self.uid = token.uid
        self._move_to(token.platform_url)
        return token

    def _move_to(self, address: str) -> None:
        """Use the data center of the account from now on, if it is one."""
        try:
            url = URL(address)
        except ValueError:
            return
        if may_follow(url, self._account.endpoint):
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
        """Request a token; such requests are signed without a token."""
        return parse_token(await self._transport.send(request, token=""))


def _login_request(account: Account) -> Request:
    """Return the login request of the account's project type."""
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
    """Return monotonic seconds: setting the clock must not change a token's life."""
    return asyncio.get_running_loop().time()
