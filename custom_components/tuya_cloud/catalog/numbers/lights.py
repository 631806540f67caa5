"""Brightness, color temperature and other settings of lights."""

from typing import Final

from homeassistant.const import UnitOfRatio

from ..descriptions import NumberMeaning
from .rows import control, setting

LIGHTS: Final[tuple[NumberMeaning, ...]] = (
    # Light
    control("bright_value", also=("bright_value_v2", "bright_controller")),
    control("bright_value_{n}"),
    control("temp_value", also=("temp_value_v2", "temp_controller")),
    setting("standby_bright"),
    setting("alarm_bright", unit=UnitOfRatio.PERCENTAGE),
    setting("brightness_min_{n}"),
    setting("brightness_max_{n}"),
    setting("brightness_min"),
    setting("brightness_max"),
    setting("backlight_bright", also=("backlight_brightness", "backlight")),
    setting("screen_bright", also=("display_brightness",)),
    setting("lightpixel_number_set", also=("light_pixel_number", "pixel_number")),
    setting("floodlight_lightness", unit=UnitOfRatio.PERCENTAGE),
)
