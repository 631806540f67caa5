"""The names of a device's data points, as users give them in the app."""

from .answers import array, objects, text
from .api import TuyaApi

# stands for the device itself
_MAIN = "main"


async def get_point_names(api: TuyaApi, device_id: str) -> dict[str, str]:
    """Return the names that a user gave data points of a device, by code.

    Source: section 9 of the protocol reference, its part two, and the example of Tuya's
    page on it; no answer of a real account is recorded.
    """
    template = "/v1.0/devices/{id}/multiple-names"
    result = await api.get(template, path={"id": device_id})
    return {
        code: name
        for item in objects(array(result))
        if (code := text(item.get("identifier"))) and code != _MAIN
        if (name := text(item.get("name")))
    }
