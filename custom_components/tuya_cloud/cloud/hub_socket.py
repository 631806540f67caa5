"""A connected socket for the hub, opened without blocking a thread."""

import asyncio
import socket
import ssl
from collections.abc import Callable

from aiohappyeyeballs import start_connection

_NEXT_ADDRESS_AFTER = 0.25  # seconds, as RFC 8305 recommends


async def open_socket(
    host: str, port: int, tls_context: ssl.SSLContext | None
) -> socket.socket:
    """Return a non-blocking connected socket, after the TLS handshake if asked for.

    A cancellation leaves nothing open. Raises OSError when the host cannot be
    reached, or when its certificate is not valid.
    """
    loop = asyncio.get_running_loop()
    addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    plain = await start_connection(addresses, happy_eyeballs_delay=_NEXT_ADDRESS_AFTER)
    if tls_context is None:
        return plain
    secure = tls_context.wrap_socket(
        plain, server_hostname=host, do_handshake_on_connect=False
    )
    try:
        await _shake_hands(secure)
    except BaseException:
        secure.close()
        raise
    return secure


async def _shake_hands(secure: ssl.SSLSocket) -> None:
    """Do the TLS handshake without blocking."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            secure.do_handshake()
        except ssl.SSLWantReadError:
            await _ready(secure, loop.add_reader, loop.remove_reader)
        except ssl.SSLWantWriteError:
            await _ready(secure, loop.add_writer, loop.remove_writer)
        else:
            return


async def _ready(
    secure: ssl.SSLSocket,
    watch: Callable[[int, Callable[[], None]], None],
    unwatch: Callable[[int], bool],
) -> None:
    """Wait until the socket can be read from, or written to."""
    ready = asyncio.Event()
    watch(secure.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        unwatch(secure.fileno())
