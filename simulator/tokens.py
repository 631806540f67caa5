"""The tokens the cloud has handed out: one live pair per user and project."""

import time
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from .errors import TOKEN_INVALID, TOKEN_MISSING, ApiError


class Realm(StrEnum):
    """Who a token belongs to."""

    SMART_HOME = "smart_home"  # an app account, signed in through iot-01
    CUSTOM = "custom"  # a user of an industry project, signed in through iot-03
    PROJECT = "project"  # the project itself (grant_type=1)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token, its refresh token and the end of the former (epoch seconds)."""

    realm: Realm
    uid: str
    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the access token expires, never negative."""
        return max(0, round(self.expires_at - time.time()))


class TokenStore:
    """Opens, refreshes, checks and revokes token pairs."""

    def __init__(self, life: float) -> None:
        """Take the life of an access token in seconds."""
        self.life = life
        self.issued: list[str] = []
        self._live: dict[Realm, TokenPair] = {}

    def open(self, realm: Realm, uid: str) -> TokenPair:
        """Hand out a new pair; the former pair of the same realm dies."""
        pair = TokenPair(realm, uid, uuid4().hex, uuid4().hex, time.time() + self.life)
        self._live[realm] = pair
        self.issued += [pair.access_token, pair.refresh_token]
        return pair

    def current(self, realm: Realm) -> TokenPair | None:
        """Return the live pair of a realm whose access token has not expired."""
        pair = self._live.get(realm)
        return pair if pair is not None and pair.expires_at > time.time() else None

    def refresh(self, refresh_token: str, realms: frozenset[Realm]) -> TokenPair:
        """Swap a refresh token for a new pair; raise ApiError 1010 for a dead one."""
        for pair in self._live.values():
            if pair.refresh_token == refresh_token and pair.realm in realms:
                return self.open(pair.realm, pair.uid)
        raise ApiError(TOKEN_INVALID)

    def check(self, access_token: str) -> TokenPair:
        """Return the pair an access token belongs to; raise ApiError 1002 or 1010."""
        if not access_token:
            raise ApiError(TOKEN_MISSING)
        for pair in self._live.values():
            if pair.access_token == access_token:
                if pair.expires_at <= time.time():
                    raise ApiError(TOKEN_INVALID, "token is expired")
                return pair
        raise ApiError(TOKEN_INVALID)

    def revoke_all(self) -> None:
        """Kill every pair, as a sign-in elsewhere would."""
        self._live.clear()
