"""Decides which addresses secrets may be sent to."""

import ipaddress

from yarl import URL


def is_safe(url: URL) -> bool:
    """Return whether a URL uses TLS or leads to this machine."""
    if url.scheme == "https":
        return bool(url.host)
    return url.scheme == "http" and _is_loopback(url.host or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
