"""Serves the drawings of the console's steps to the frontend."""

from pathlib import Path
from typing import Final

from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

# drawn by scripts/draw-console
FOLDER: Final = Path(__file__).parents[1] / "console"
_URL: Final = f"/{DOMAIN}/console"
_SERVED: Final[HassKey[bool]] = HassKey(f"{DOMAIN}_console_pictures")

# the placeholder in the translations, and the drawing
_PICTURES: Final = {
    "create_project": "1-create-project.svg",
    "services": "2-services.svg",
    "link_account": "3-link-account.svg",
    "keys": "4-keys.svg",
}
PICTURES: Final = {name: f"{_URL}/{file}" for name, file in _PICTURES.items()}


async def async_serve_pictures(hass: HomeAssistant) -> None:
    """Serve the drawings at the addresses in PICTURES, unless they are served."""
    if _SERVED in hass.data or "http" not in hass.config.components:
        return
    hass.data[_SERVED] = True
    await hass.http.async_register_static_paths(
        [StaticPathConfig(_URL, str(FOLDER), cache_headers=False)]
    )
