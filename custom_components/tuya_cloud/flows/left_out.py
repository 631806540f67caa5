"""Says how many devices an account leaves to another one."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN


async def async_left_out(hass: HomeAssistant, count: int) -> str:
    """Return a sentence to append to a text; "" if no device is left out."""
    if not count:
        return ""
    texts = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    return " " + texts[f"component.{DOMAIN}.common.left_out"].format(count=count)
