"""Lists the devices of a project as the project itself sees them, without a user.

Source: "Query Devices in Project" of Tuya's IoT Core for the list, which has no
statuses; those come with the device objects of smart home projects, which the
project's own token may read as well.
"""

import re

from .answers import DeviceDocument, devices_in, object_, objects, text
from .api import TuyaApi
from .batches import PER_CALL, in_batches
from .json_types import JsonObject


async def list_things(api: TuyaApi) -> list[DeviceDocument]:
    """Return every device of the project, without its status.

    Takes one call for 20 devices, and one more when the last page is full.
    """
    return devices_in([*(await _things_by_id(api)).values()])


async def list_project_devices(api: TuyaApi) -> list[DeviceDocument]:
    """Return every device of the project with its status.

    Takes the calls of `list_things`, and one for 20 devices. The client learns the user
    that the devices belong to.
    """
    things = await _things_by_id(api)

    async def details_of(device_ids: str) -> dict[str, JsonObject]:
        params = {"device_ids": device_ids}
        result = object_(await api.get("/v1.0/devices", params=params))
        return {text(each.get("id")): each for each in objects(result.get("devices"))}

    details = await in_batches(things, details_of)
    uids = {text(each.get("uid")) for each in details.values()} - {""}
    api.linked_uid = uids.pop() if len(uids) == 1 else ""
    return devices_in(
        [{**thing, **details.get(each, {})} for each, thing in things.items()]
    )


async def _things_by_id(api: TuyaApi) -> dict[str, JsonObject]:
    """Return what IoT Core lists, with the keys of the other device calls."""
    found: dict[str, JsonObject] = {}
    params: dict[str, str | int] = {"page_size": PER_CALL}
    while True:
        result = await api.get("/v2.0/cloud/thing/device", params=params)
        page = objects(
            result if isinstance(result, list) else object_(result).get("list")
        )
        things = [_with_usual_keys(thing) for thing in page]
        new = {text(thing.get("id")): thing for thing in things}
        new.pop("", None)
        is_repeated = new.keys() <= found.keys()
        found |= new
        if is_repeated or len(page) < PER_CALL:
            return found
        params["last_id"] = [*new][-1]


def _with_usual_keys(thing: JsonObject) -> JsonObject:
    """Return a device of IoT Core with the keys of the other device calls.

    IoT Core writes its keys in camel case in lists and in snake case elsewhere, and
    its `name` is the product's name.
    """
    renamed = {
        re.sub("[A-Z]", lambda match: f"_{match[0].lower()}", key): value
        for key, value in thing.items()
    }
    return {
        **renamed,
        "name": renamed.get("custom_name") or renamed.get("name"),
        "online": renamed.get("is_online", renamed.get("online")),
        "owner_id": renamed.get("bind_space_id"),
    }
