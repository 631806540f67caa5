"""Downloads files that the cloud gives an address of: pictures and maps.

Such an address is a secret, so no error has it.
"""

from http import HTTPStatus
from typing import Final

import aiohttp
from yarl import URL

from . import timing
from .errors import BadAnswerError, CloudTimeoutError, HttpStatusError, NetworkError
from .safe_address import is_loopback, is_safe

# bytes; a picture has less than a megabyte
LARGEST_FILE: Final = 8 * 2**20


async def download(
    session: aiohttp.ClientSession, address: str, *, endpoint: str
) -> bytes:
    """Return the content of a file. It is no call of the OpenAPI and costs no quota.

    ``endpoint`` is the base URL of the OpenAPI: only a cloud on this machine may name
    files on it. Raises a CloudError; HttpStatusError for a file that is not there
    (any more, or yet).
    """
    try:
        url = URL(address)
    except ValueError:
        raise BadAnswerError("The address of a file cannot be read") from None
    is_own = is_loopback(url.host or "")
    if not is_safe(url) or (is_own and not is_loopback(URL(endpoint).host or "")):
        raise BadAnswerError("The address of a file is not safe")
    try:
        async with session.get(
            # the address is signed as it is written
            URL(address, encoded=True),
            timeout=aiohttp.ClientTimeout(
                total=timing.REQUEST_TIMEOUT, connect=timing.CONNECT_TIMEOUT
            ),
            allow_redirects=False,
        ) as response:
            if response.status != HTTPStatus.OK:
                raise HttpStatusError(response.status)
            content = bytearray()
            async for chunk in response.content.iter_any():
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise BadAnswerError("The file is too large")
            return bytes(content)
    except TimeoutError:
        raise CloudTimeoutError("The file does not come") from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise NetworkError(type(error).__name__) from None
