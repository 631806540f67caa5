"""The devices linked to a project, as the project itself sees them, as no user.

Source: "Query Devices in Project" of Tuya's IoT Core for the list, which has no
statuses; those come with the device objects of smart home projects, which the
project's own token may read as well.
"""

import re
from itertools import batched

from .answers import devices_in, object_, objects, text
from .api import TuyaApi
from .errors import Advice, CloudError
from .json_types import JsonObject

_PER_CALL = 20  # devices; the cloud refuses more


async def list_things(api: TuyaApi) -> list[JsonObject]:
    """Return every device of the project in the common shape, but for its status.

    Takes one call for 20 devices, and one more when the last of them is full.
    """
    found: dict[str, JsonObject] = {}
    params: dict[str, str | int] = {"page_size": _PER_CALL}
    while True:
        result = await api.get("/v2.0/cloud/thing/device", params=params)
        page = result if isinstance(result, list) else object_(result).get("list")
        things = devices_in([_like_a_device(thing) for thing in objects(page)])
        is_news = any(thing["id"] not in found for thing in things)
        found |= {str(thing["id"]): thing for thing in things}
        if not is_news or len(objects(page)) < _PER_CALL:
            return list(found.values())
        params["last_id"] = str(things[-1]["id"])


async def list_project_devices(api: TuyaApi) -> list[JsonObject]:
    """Return every device of the project in the common shape, with its status.

    Takes the calls of `list_things`, and one for 20 devices.
    """
    things = {str(thing["id"]): thing for thing in await list_things(api)}
    devices: list[JsonObject] = []
    for ids in batched(things, _PER_CALL, strict=False):
        details = await _details(api, ids)
        devices += devices_in(
            [{**things[each], **details.get(each, {})} for each in ids]
        )
    return devices


async def _details(api: TuyaApi, ids: tuple[str, ...]) -> dict[str, JsonObject]:
    """Return the device objects by id.

    A device that the cloud refuses would spoil the call for the others, so what is
    refused is asked for in halves.
    """
    params = {"device_ids": ",".join(ids)}
    try:
        result = object_(await api.get("/v1.0/devices", params=params))
    except CloudError as error:
        if error.advice is not Advice.DEVICE:
            raise
        half = len(ids) // 2
        if not half:
            return {}
        return await _details(api, ids[:half]) | await _details(api, ids[half:])
    return {text(device.get("id")): device for device in objects(result.get("devices"))}


def _like_a_device(thing: JsonObject) -> JsonObject:
    """Return what IoT Core says of a device in the words of the other calls.

    Its keys come in camel case in lists and in snake case elsewhere; `name` is the
    product's there.
    """
    words = {
        re.sub("[A-Z]", lambda match: f"_{match[0].lower()}", key): value
        for key, value in thing.items()
    }
    return {
        **words,
        "name": words.get("custom_name") or words.get("name"),
        "online": words.get("is_online", words.get("online")),
        "owner_id": words.get("bind_space_id"),
    }
