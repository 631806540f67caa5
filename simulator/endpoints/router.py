"""Endpoints, the calls they answer, and the routes to them."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..cloud import Cloud
from ..device import Device
from ..errors import (
    PARAM_EMPTY,
    PARAM_ILLEGAL,
    PATH_INVALID,
    PERMISSION_DENIED,
    ApiError,
)
from ..json_types import JsonObject, JsonValue, parse_object
from ..tokens import TokenKind, TokenPair

MAX_IDS = 20

HOME_TOKENS = frozenset({TokenKind.SMART_HOME, TokenKind.PROJECT})
ANY_TOKEN = frozenset(TokenKind)
CUSTOM_TOKENS = frozenset({TokenKind.CUSTOM})
ASSET_TOKENS = frozenset({TokenKind.CUSTOM, TokenKind.PROJECT})
NO_TOKEN: frozenset[TokenKind] = frozenset()  # called without a token


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One verified call with its parameters and its token."""

    cloud: Cloud
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    token: TokenPair | None

    @property
    def device(self) -> Device:
        """Return the device named in the path; ApiError 1106 for an unknown one."""
        return self.cloud.home.device(self.path["id"])

    @property
    def devices(self) -> list[Device]:
        """Return the devices of `device_ids`; ApiError 1109 for more than 20."""
        ids = [each for each in self.query.get("device_ids", "").split(",") if each]
        if not ids:
            raise ApiError(PARAM_EMPTY)
        if len(ids) > MAX_IDS:
            raise ApiError(PARAM_ILLEGAL)
        return [self.cloud.home.device(each) for each in ids]

    @property
    def json(self) -> JsonObject:
        """Return the body; ApiError 1109 unless it is a JSON object."""
        document = parse_object(self.body)
        if document is None:
            raise ApiError(PARAM_ILLEGAL)
        return document

    def text(self, name: str) -> str:
        """Return a text of the body; ApiError 1100 when it is missing or empty."""
        value = self.json.get(name)
        if value is None or value == "":
            raise ApiError(PARAM_EMPTY)
        if not isinstance(value, str):
            raise ApiError(PARAM_ILLEGAL)
        return value

    def number(self, name: str, default: int, highest: int) -> int:
        """Return a number of the query; ApiError 1109 outside 1 to `highest`."""
        text = self.query.get(name, str(default))
        if not text.isdecimal() or not 1 <= int(text) <= highest:
            raise ApiError(PARAM_ILLEGAL)
        return int(text)

    def page[Item](
        self,
        items: Sequence[Item],
        *,
        size_name: str = "page_size",
        default: int,
        highest: int,
    ) -> tuple[list[Item], str]:
        """Return the items after `last_row_key` and the next key, "" at the end."""
        size = self.number(size_name, default, highest)
        start = _row(self.query.get("last_row_key", ""))
        end = start + size
        return list(items[start:end]), _row_key(end) if end < len(items) else ""

    def check_user(self) -> None:
        """Raise ApiError 1106 unless the path names the app account."""
        if self.path["uid"] != self.cloud.account.uid:
            raise ApiError(PERMISSION_DENIED)


def _row_key(row: int) -> str:
    """Return an opaque key for a row."""
    return base64.urlsafe_b64encode(f"row {row}".encode()).decode()


def _row(key: str) -> int:
    """Return the row of a key; ApiError 1109 for an invalid key."""
    try:
        text = base64.urlsafe_b64decode(key).decode()
        return int(text.removeprefix("row ")) if key else 0
    except binascii.Error, ValueError:
        raise ApiError(PARAM_ILLEGAL) from None


type Endpoint = Callable[[Call], Awaitable[JsonValue]]


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint with its method, path template and permitted kinds of token."""

    method: str
    template: str
    endpoint: Endpoint
    token_kinds: frozenset[TokenKind] = ANY_TOKEN

    @property
    def name(self) -> str:
        """Return the name under which calls of this endpoint are counted."""
        return f"{self.method} {self.template}"

    def match(self, method: str, segments: Sequence[str]) -> dict[str, str] | None:
        """Return the path parameters; None when the request is for another route."""
        own = self.template.split("/")
        if method != self.method or len(own) != len(segments):
            return None
        parameters = {}
        for expected, given in zip(own, segments, strict=True):
            if expected.startswith("{"):
                if not given:
                    return None
                parameters[expected[1:-1]] = given
            elif expected != given:
                return None
        return parameters


class Router:
    """All routes; literal path segments take precedence over placeholders."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Take the routes in any order."""
        self._routes = sorted(routes, key=lambda route: route.template.count("{"))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Return the route of a request and its path parameters; ApiError 1108.

        A trailing slash is ignored.
        """
        segments = path.removesuffix("/").split("/")
        for route in self._routes:
            if (parameters := route.match(method, segments)) is not None:
                return route, parameters
        raise ApiError(PATH_INVALID)
