"""Decides which addresses secrets may be sent to."""

import ipaddress

from yarl import URL

from .regions import DATA_CENTERS

_DATA_CENTER_HOSTS = frozenset(URL(address).host for address in DATA_CENTERS.values())


def is_safe(url: URL) -> bool:
    """Return whether a URL uses TLS or leads to this machine."""
    if url.scheme == "https":
        return bool(url.host)
    return url.scheme == "http" and is_loopback(url.host or "")


def may_follow(url: URL, typed: str) -> bool:
    """Return whether the cloud may move an account to a URL.

    ``typed`` is the address that the user has chosen. An answer may lead to another
    data center of Tuya or to another address of the chosen host, and nowhere else.
    """
    return is_safe(url) and url.host in {*_DATA_CENTER_HOSTS, URL(typed).host}


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
