"""Groups of devices, as users make them in the app.

Sources: Tuya's pages "Get Groups in Space" of both versions, and two clients that work
(section 10 of the protocol reference, part two). Nothing of it is recorded. The list of
version 2.0 holds a secret key for each group, which is dropped here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .answers import LEFT_OUT, object_, objects, text
from .api import TuyaApi
from .errors import NO_SERVICE, CommandRejectedError
from .json_types import JsonObject, JsonValue

# the cloud refuses more
_PAGE_SIZE: Final = 50
_MOST_PAGES: Final = 50


@dataclass(frozen=True, slots=True)
class Group:
    """A group of devices in a home."""

    id: str
    name: str
    home_id: str
    device_ids: tuple[str, ...] = ()


async def list_groups(api: TuyaApi, home_id: str) -> list[Group]:
    """Return the groups of a home, without their devices.

    Takes one call, or two where the project may not make the newer one.
    """
    try:
        items = await _pages(api, "/v2.1/cloud/thing/group", space_id=home_id)
    except NO_SERVICE as refusal:
        try:
            items = await _pages(api, "/v2.0/cloud/thing/group", space_id=home_id)
        except NO_SERVICE:
            raise refusal from None
    return [
        Group(group_id, text(item.get("group_name")) or text(item.get("name")), home_id)
        for item in items
        if (group_id := text(item.get("group_id")) or text(item.get("id")))
    ]


async def list_members(api: TuyaApi, group_id: str) -> list[str]:
    """Return the ids of the devices of a group. Takes one call for 50 devices."""
    template = "/v2.1/cloud/thing/group/{group_id}/devices"
    items = await _pages(api, template, path={"group_id": group_id})
    keys = ("device_id", "dev_id", "id")
    found = (
        next(filter(None, (text(item.get(key)) for key in keys)), "") for item in items
    )
    return [device_id for device_id in dict.fromkeys(found) if device_id]


async def command_group(
    api: TuyaApi, group_id: str, values: Mapping[str, JsonValue]
) -> None:
    """Set data points of all devices of a group in one call.

    Raises CommandRejectedError when the cloud refuses without a code.
    """
    accepted = await api.post(
        "/v2.1/cloud/thing/group/{group_id}/properties",
        path={"group_id": group_id},
        body={"properties": json.dumps(dict(values))},
    )
    if accepted is LEFT_OUT:
        return
    if isinstance(accepted, dict):
        accepted = accepted.get("result", True)
    if accepted is not True:
        raise CommandRejectedError("The cloud did not accept the command")


async def _pages(
    api: TuyaApi,
    template: str,
    *,
    path: Mapping[str, str] | None = None,
    **params: str | int,
) -> list[JsonObject]:
    """Return the items of all pages of a list."""
    found: list[JsonObject] = []
    for page_no in range(1, _MOST_PAGES + 1):
        page = object_(
            await api.get(
                template,
                path=path,
                params={**params, "page_no": page_no, "page_size": _PAGE_SIZE},
            )
        )
        items = objects(page.get("data_list", page.get("dataList")))
        found += items
        count = page.get("count")
        if not items or not isinstance(count, int) or len(found) >= count:
            break
    return found
