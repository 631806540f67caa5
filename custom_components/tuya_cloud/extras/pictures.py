"""The pictures that cameras report: fetched when somebody looks, and then kept."""

import asyncio
import time
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.cameras import get_picture_address
from ..cloud.errors import CloudError, HttpStatusError
from ..cloud.pictures import decrypt_picture
from ..model.packed.camera_picture import PictureFile
from ..sync.service_errors import command_failed

# seconds before each further try to download: an upload may lag behind its report
UPLOAD_PAUSES: Final = (1.0, 2.0, 3.0)
# seconds until a picture that could not be had is asked for again
RETRY_AFTER: Final = 60
# pictures in memory
MOST_KEPT: Final = 16


class Pictures:
    """The pictures of an account's cameras. Nothing of them is stored."""

    def __init__(self, api: TuyaApi) -> None:
        """Start without pictures."""
        self._api = api
        # the one that was asked for last is the last
        self._kept: dict[PictureFile, bytes] = {}
        # monotonic seconds of the failure, and why
        self._failures: dict[PictureFile, tuple[float, CloudError]] = {}
        self._lock = asyncio.Lock()

    async def get(self, device_id: str, file: PictureFile) -> bytes:
        """Return a picture.

        The first time takes a call, unless the picture has an address of its own.
        Raises HomeAssistantError.
        """
        async with self._lock:
            content = self._kept.pop(file, None)
            if content is None:
                content = await self._fetch(device_id, file)
            self._kept[file] = content
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            return content

    async def _fetch(self, device_id: str, file: PictureFile) -> bytes:
        failed_at, error = self._failures.pop(file, (0.0, None))
        if error is None or time.monotonic() - failed_at >= RETRY_AFTER:
            failed_at = time.monotonic()
            try:
                return await self._download(device_id, file)
            except CloudError as failure:
                error = failure
        self._failures = {file: (failed_at, error)}
        raise command_failed(error)

    async def _download(self, device_id: str, file: PictureFile) -> bytes:
        """Return a picture, or raise CloudError if it is not there after a while."""
        address = file.address or await get_picture_address(
            self._api, device_id, bucket=file.bucket, path=file.path
        )
        pauses = iter(UPLOAD_PAUSES)
        while True:
            try:
                content = await self._api.download(address)
            except HttpStatusError:
                if (pause := next(pauses, None)) is None:
                    raise
                await asyncio.sleep(pause)
            else:
                return decrypt_picture(content, file.key)
