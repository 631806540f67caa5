"""The signature of a request.

Source: Tuya's "Sign Requests for Cloud Authorization". A token call (path
`/v1.0/token...`) signs `client_id + t + nonce + stringToSign`, any other call
`client_id + access_token + t + nonce + stringToSign`. A body needs no Content-Type.
"""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

from .account import Account
from .clock import now_ms
from .errors import (
    CLIENT_ID_INVALID,
    SIGN_INVALID,
    TIME_INVALID,
    ApiError,
)

MAX_CLOCK_ERROR_MS = 5 * 60 * 1000


def canonical_url(path: str, query: Iterable[tuple[str, str]]) -> str:
    """Return the signed form of an address: path and decoded query, sorted by key."""
    parameters = "&".join(f"{key}={value}" for key, value in sorted(query))
    return f"{path}?{parameters}" if parameters else path


def string_to_sign(method: str, url: str, body: bytes, headers: str = "") -> str:
    r"""Return the text that a signature covers.

    `url` comes from `canonical_url`; `headers` holds one `name:value\n` for each
    header named in `Signature-Headers`.
    """
    return "\n".join((method, sha256(body).hexdigest(), headers, url))


def sign(
    secret: str, client_id: str, t: str, text: str, *, token: str = "", nonce: str = ""
) -> str:
    """Return the upper case HMAC-SHA256 of a call's string to sign."""
    message = f"{client_id}{token}{t}{nonce}{text}"
    return hmac.new(secret.encode(), message.encode(), sha256).hexdigest().upper()


def verify(
    account: Account,
    method: str,
    path: str,
    query: Iterable[tuple[str, str]],
    body: bytes,
    headers: Mapping[str, str],
) -> None:
    """Raise ApiError unless the request is signed correctly.

    The names in `headers` must be case-insensitive.
    """
    if headers.get("client_id") != account.access_id:
        raise ApiError(CLIENT_ID_INVALID)
    t = headers.get("t", "")
    if len(t) != len("1700000000000") or not t.isascii() or not t.isdigit():
        raise ApiError(TIME_INVALID)
    if abs(now_ms() - int(t)) > MAX_CLOCK_ERROR_MS:
        raise ApiError(TIME_INVALID)
    signed_headers = "".join(
        f"{name}:{headers.get(name, '')}\n"
        for name in headers.get("Signature-Headers", "").split(":")
        if name
    )
    expected = sign(
        account.access_secret,
        account.access_id,
        t,
        string_to_sign(method, canonical_url(path, query), body, signed_headers),
        token="" if is_token_call(path) else headers.get("access_token", ""),
        nonce=headers.get("nonce", ""),
    )
    if headers.get("sign_method") != "HMAC-SHA256" or not hmac.compare_digest(
        headers.get("sign", "").encode(), expected.encode()
    ):
        raise ApiError(SIGN_INVALID)


def is_token_call(path: str) -> bool:
    """Return whether a call is signed without the access token."""
    return path == "/v1.0/token" or path.startswith("/v1.0/token/")
