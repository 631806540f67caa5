"""Sentences that are appended to a text of a form where they apply."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..const import DOMAIN
from .examination import count_rooms


async def async_left_out(hass: HomeAssistant, count: int) -> str:
    """Say how many devices an account leaves to another one; "" if none."""
    return await _async_sentence(hass, "left_out", count=count) if count else ""


async def async_rooms(
    hass: HomeAssistant, api: TuyaApi, home_ids: Iterable[str]
) -> str:
    """Say how many rooms these homes have, or why that is unknown; "" if none."""
    try:
        count = await count_rooms(api, home_ids)
    except CloudError as error:
        return await _async_sentence(hass, "no_rooms", message=str(error))
    return await _async_sentence(hass, "rooms", count=count) if count else ""


async def _async_sentence(hass: HomeAssistant, key: str, **values: object) -> str:
    texts = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    return " " + texts[f"component.{DOMAIN}.common.{key}"].format(**values)
