"""The tokens the cloud has issued: one valid pair per kind."""

import time
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from .errors import TOKEN_INVALID, TOKEN_MISSING, ApiError


class TokenKind(StrEnum):
    """The owner of a token."""

    SMART_HOME = "smart_home"  # an app account, signed in through iot-01
    CUSTOM = "custom"  # a user of an industry project, signed in through iot-03
    PROJECT = "project"  # the project itself (grant_type=1)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token, its expiry (epoch seconds) and its refresh token."""

    kind: TokenKind
    uid: str
    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def seconds_left(self) -> int:
        """Return the whole seconds until the access token expires, at least 0."""
        return max(0, round(self.expires_at - time.time()))


class TokenStore:
    """Issues, refreshes, checks and revokes token pairs."""

    def __init__(self, life: float) -> None:
        """Take the life of an access token in seconds."""
        self.life = life
        self.issued: list[str] = []
        self._refused: dict[str, int] = {}  # revoked access tokens -> error code
        self._live: dict[TokenKind, TokenPair] = {}

    def issue(self, kind: TokenKind, uid: str) -> TokenPair:
        """Issue a new pair and invalidate the previous one of its kind."""
        pair = TokenPair(kind, uid, uuid4().hex, uuid4().hex, time.time() + self.life)
        self._live[kind] = pair
        self.issued += [pair.access_token, pair.refresh_token]
        return pair

    def current(self, kind: TokenKind) -> TokenPair | None:
        """Return the pair of a kind, None when its access token has expired."""
        pair = self._live.get(kind)
        return pair if pair is not None and pair.expires_at > time.time() else None

    def refresh(
        self, refresh_token: str, token_kinds: frozenset[TokenKind]
    ) -> TokenPair:
        """Exchange a refresh token for a new pair; raise ApiError 1010 if invalid."""
        for pair in self._live.values():
            if pair.refresh_token == refresh_token and pair.kind in token_kinds:
                return self.issue(pair.kind, pair.uid)
        raise ApiError(TOKEN_INVALID)

    def check(self, access_token: str | None) -> TokenPair:
        """Return the pair an access token belongs to.

        Raises ApiError 1002 without a token, 1010 for one that is empty or invalid, and
        the code of `revoke_all` for one that was revoked.
        """
        if access_token is None:
            raise ApiError(TOKEN_MISSING)
        for pair in self._live.values():
            if pair.access_token == access_token:
                if pair.expires_at <= time.time():
                    raise ApiError(TOKEN_INVALID, "token is expired")
                return pair
        raise ApiError(self._refused.get(access_token, TOKEN_INVALID))

    def revoke_all(self, code: int = TOKEN_INVALID) -> None:
        """Invalidate every pair, as a sign-in elsewhere would.

        Calls with a revoked access token are answered with this error code.
        """
        for pair in self._live.values():
            self._refused[pair.access_token] = code
        self._live.clear()
