"""The files of a vacuum's map. The answers are recorded, with and without files."""

from typing import Final

from .answers import array, objects, text
from .api import TuyaApi
from .errors import BadAnswerError

LAYOUT: Final = 0
PATH: Final = 1


async def get_map_addresses(api: TuyaApi, device_id: str) -> dict[int, str]:
    """Return the addresses of a vacuum's files by their kind, valid for an hour.

    There are none of a vacuum that keeps its map to itself.
    """
    result = await api.get(
        "/v1.0/users/sweepers/file/{id}/realtime-map", path={"id": device_id}
    )
    return {
        kind: address
        for file in objects(array(result))
        if isinstance(kind := file.get("map_type"), int)
        and (address := text(file.get("map_url")))
    }


async def download_map(api: TuyaApi, address: str) -> bytes:
    """Return the content of a file.

    Raises BadAnswerError for the XML in which the storage explains a refusal.
    """
    content = await api.download(address)
    if content.startswith(b"<"):
        raise BadAnswerError("The map is not there")
    return content
