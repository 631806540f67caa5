"""The devices linked to a project, as the project itself sees them, as no user.

Source: "Query Devices in Project" of Tuya's IoT Core for the list, which has no
statuses; those come with the device objects of smart home projects, which the
project's own token may read as well.
"""

import re

from .answers import devices_in, object_, objects, text
from .api import TuyaApi
from .batches import PER_CALL, in_batches
from .json_types import JsonObject


async def list_things(api: TuyaApi) -> list[JsonObject]:
    """Return every device of the project in the common shape, but for its status.

    Takes one call for 20 devices, and one more when the last of them is full.
    """
    found: dict[str, JsonObject] = {}
    params: dict[str, str | int] = {"page_size": PER_CALL}
    while True:
        result = await api.get("/v2.0/cloud/thing/device", params=params)
        page = result if isinstance(result, list) else object_(result).get("list")
        things = devices_in([_like_a_device(thing) for thing in objects(page)])
        is_news = any(thing["id"] not in found for thing in things)
        found |= {str(thing["id"]): thing for thing in things}
        if not is_news or len(objects(page)) < PER_CALL:
            return list(found.values())
        params["last_id"] = str(things[-1]["id"])


async def list_project_devices(api: TuyaApi) -> list[JsonObject]:
    """Return every device of the project in the common shape, with its status.

    Takes the calls of `list_things`, and one for 20 devices.
    """
    things = {str(thing["id"]): thing for thing in await list_things(api)}

    async def details_of(device_ids: str) -> dict[str, JsonObject]:
        params = {"device_ids": device_ids}
        result = object_(await api.get("/v1.0/devices", params=params))
        return {text(each.get("id")): each for each in objects(result.get("devices"))}

    details = await in_batches(things, details_of)
    return devices_in(
        [{**thing, **details.get(each, {})} for each, thing in things.items()]
    )


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
