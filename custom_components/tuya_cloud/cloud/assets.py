"""The asset tree of a custom project, and the devices in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .answers import DeviceDocument, devices_in, object_, objects, text
from .api import TuyaApi
from .batches import in_batches
from .errors import CloudError, PermissionDeniedError
from .json_types import JsonObject, JsonValue

_ROOT = "-1"  # not an asset itself
_PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Asset:
    """A place in the tree; name is its full name ("House/Kitchen") if given."""

    id: str
    name: str


async def list_assets(api: TuyaApi) -> list[Asset]:
    """Return every asset of the project, parents first. Takes one call per asset."""
    return await _walk(api, [_ROOT])


async def chosen_asset_ids(api: TuyaApi) -> list[str]:
    """Return the ids of the chosen assets and all below them; none chosen: of all."""
    roots = api.account.assets or (_ROOT,)
    return [asset.id for asset in await _walk(api, roots)]


async def device_ids_by_asset(api: TuyaApi) -> dict[str, list[str]]:
    """Return the device ids of each asset that the account sees, each id once.

    An asset that the user may not read is left out. Takes two calls per asset.
    """
    return {
        asset.id: device_ids for asset, device_ids in await assets_with_devices(api)
    }


async def assets_with_devices(api: TuyaApi) -> list[tuple[Asset, list[str]]]:
    """Return each asset that the account sees with its device ids, each id once.

    An asset that the user may not read is left out. Takes two calls per asset.
    """
    found: list[tuple[Asset, list[str]]] = []
    seen = {""}
    for asset in await _walk(api, api.account.assets or (_ROOT,)):
        try:
            entries = await _pages(
                api, "/v1.0/iot-02/assets/{asset_id}/devices", asset.id
            )
        except PermissionDeniedError:
            continue
        ids = dict.fromkeys(text(entry.get("device_id")) for entry in entries)
        # a chosen asset has no name of its own in the tree
        names = (asset.name, *(text(entry.get("asset_name")) for entry in entries))
        named = Asset(asset.id, next(filter(None, names), ""))
        found.append((named, [each for each in ids if each not in seen]))
        seen.update(ids)
    return found


async def list_custom_devices(api: TuyaApi) -> list[DeviceDocument]:
    """Return the devices of the assets that the account sees.

    Takes two calls per asset, and two for 20 devices.
    """
    by_asset = await device_ids_by_asset(api)
    every_id = [device_id for ids in by_asset.values() for device_id in ids]

    async def infos_of(device_ids: str) -> dict[str, JsonObject]:
        params = {"device_ids": device_ids}
        result = object_(await api.get("/v1.0/iot-03/devices", params=params))
        return {text(each.get("id")): each for each in objects(result.get("list"))}

    async def statuses_of(device_ids: str) -> dict[str, JsonValue]:
        params = {"device_ids": device_ids}
        result = await api.get("/v1.0/iot-03/devices/status", params=params)
        return {text(each.get("id")): each.get("status") for each in objects(result)}

    infos = await in_batches(every_id, infos_of)
    statuses = await in_batches(infos, statuses_of)
    return devices_in(
        [{**info, "status": statuses.get(each)} for each, info in infos.items()]
    )


async def _walk(api: TuyaApi, roots: Iterable[str]) -> list[Asset]:
    """Return the root assets and all below them; the roots have no name.

    An asset that is gone, or that the user may not read, is left out. Raises
    PermissionDeniedError when no root is left.
    """
    found = {root: Asset(root, "") for root in roots}
    refusal: CloudError | None = None
    waiting = list(found)
    for asset_id in waiting:  # the loop appends to it
        try:
            children = await _pages(
                api, "/v1.0/iot-02/assets/{asset_id}/sub-assets", asset_id
            )
        except PermissionDeniedError as error:
            refusal = error
            del found[asset_id]
            continue
        for child in children:
            child_id = text(child.get("asset_id"))
            if child_id and child_id not in waiting:
                found[child_id] = Asset(child_id, _name_of(child) or child_id)
                waiting.append(child_id)
    if not found and refusal is not None:
        raise refusal
    found.pop(_ROOT, None)
    return list(found.values())


def _name_of(document: JsonObject) -> str:
    names: Sequence[str] = ("asset_full_name", "asset_name")
    return next((name for key in names if (name := text(document.get(key)))), "")


async def _pages(api: TuyaApi, template: str, asset_id: str) -> list[JsonObject]:
    """Return the items of all pages of an asset's list.

    Stops at the last page, or when the cloud repeats a page key.
    """
    items: list[JsonObject] = []
    params: dict[str, str | int] = {"page_size": _PAGE_SIZE}
    seen = {""}
    while True:
        answer = await api.get(template, path={"asset_id": asset_id}, params=params)
        page = object_(answer)
        items += objects(page.get("list"))
        key = text(page.get("last_row_key"))
        if page.get("has_next") is not True or key in seen:
            return items
        seen.add(key)
        params["last_row_key"] = key
