"""Where the message queue of a project is, and its credentials.

Source: section 1 of the protocol reference's second part. Tuya's pages and clients name
two hosts for the newer data centers; either may be the right one for a project.
"""

from collections.abc import Mapping
from hashlib import md5
from typing import Final
from urllib.parse import quote

from yarl import URL

from .account import Account
from .safe_address import is_loopback

_PORT: Final = 8285
# by the host of a data center's OpenAPI
_HOSTS: Final[Mapping[str, tuple[str, ...]]] = {
    "openapi.tuyacn.com": ("mqe.tuyacn.com",),
    "openapi.tuyaus.com": ("mqe.tuyaus.com",),
    "openapi-ueaz.tuyaus.com": ("mqe-ueaz.tuyaus.com", "mqe.tuyaus.com"),
    "openapi.tuyaeu.com": ("mqe.tuyaeu.com",),
    "openapi-weaz.tuyaeu.com": ("mqe-weaz.tuyaeu.com", "mqe.tuyaeu.com"),
    "openapi.tuyain.com": ("mqe.tuyain.com",),
    "openapi-sg.iotbing.com": ("mqe-sg.iotbing.com", "mqe.tuyasg.com"),
}
# until the queue sends a message again that was not acknowledged
_ACK_TIMEOUT_MS: Final = 30_000


def queue_addresses(account: Account, endpoint: str) -> tuple[URL, ...]:
    """Return the addresses to try, in this order; none: there is no queue.

    ``endpoint`` is the OpenAPI base URL in use. A cloud on this machine has its queue
    at the same address.
    """
    base = URL(endpoint)
    if is_loopback(base.host or ""):
        origins = [base.origin().with_scheme("ws" if base.scheme == "http" else "wss")]
    else:
        origins = [
            URL.build(scheme="wss", host=host, port=_PORT)
            for host in _HOSTS.get(base.host or "", ())
        ]
    name = quote(account.access_id, safe="")
    path = f"/ws/v2/consumer/persistent/{name}/out/event/{name}-sub"
    query = f"ackTimeoutMillis={_ACK_TIMEOUT_MS}&subscriptionType=Failover"
    return tuple(
        origin.with_path(path, encoded=True).with_query(query) for origin in origins
    )


def queue_headers(account: Account) -> dict[str, str]:
    """Return the headers that sign a project in to its queue."""
    secret = _md5(account.access_secret)
    return {
        "username": account.access_id,
        "password": _md5(account.access_id + secret)[8:24],
    }


def queue_key(account: Account) -> bytes:
    """Return the key that the queue's messages are encrypted with."""
    return account.access_secret[8:24].encode()


def _md5(text: str) -> str:
    return md5(text.encode()).hexdigest()
