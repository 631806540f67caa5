"""Checks whether a project has a message queue."""

import aiohttp

from .account import Account
from .errors import CloudError
from .queue_address import queue_addresses, queue_headers
from .queue_client import QueueClient


async def has_queue(
    session: aiohttp.ClientSession, account: Account, endpoint: str
) -> bool:
    """Return whether the message queue of the project accepts a connection.

    Takes no call and no message: what is not acknowledged is sent again. ``endpoint``
    is the OpenAPI base URL in use.
    """
    for address in queue_addresses(account, endpoint):
        client = QueueClient(session, address, queue_headers(account), stays=False)
        try:
            async with client:
                return True
        except CloudError:
            continue
    return False
