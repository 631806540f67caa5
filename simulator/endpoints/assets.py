"""The asset tree of a custom project, page by page."""

from collections.abc import Sequence

from ..json_types import JsonObject, JsonValue
from .router import ASSET_TOKENS, Call, Route

ASSET = "/v1.0/iot-02/assets/{asset_id}"


async def list_sub_assets(call: Call) -> JsonValue:
    """Return the children of an asset; `-1` is the root."""
    return _page(call, call.cloud.home.sub_assets(call.path["asset_id"]))


async def list_asset_devices(call: Call) -> JsonValue:
    """Return the ids of the devices of an asset."""
    asset_id = call.path["asset_id"]
    names = {each["asset_id"]: each["asset_name"] for each in call.cloud.home.assets}
    return _page(
        call,
        [
            {
                "device_id": each.id,
                "asset_id": asset_id,
                "asset_name": names.get(asset_id, ""),
            }
            for each in call.cloud.home.devices_of_asset(asset_id)
        ],
    )


def _page(call: Call, items: Sequence[JsonObject]) -> JsonValue:
    chosen, next_key = call.page(items, default=20, highest=100)
    answer: JsonObject = {
        "list": list[JsonValue](chosen),
        "has_next": bool(next_key),
        "last_row_key": next_key,
        "page_size": len(chosen),
    }
    if not call.query.get("last_row_key"):
        answer["total_size"] = len(items)  # only on the first page
    return answer


ROUTES = (
    Route("GET", ASSET + "/sub-assets", list_sub_assets, ASSET_TOKENS),
    Route("GET", ASSET + "/devices", list_asset_devices, ASSET_TOKENS),
)
