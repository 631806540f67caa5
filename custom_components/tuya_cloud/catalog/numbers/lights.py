"""Brightness, color temperature and what belongs to lights."""

from typing import Final

from homeassistant.const import UnitOfRatio

from ..descriptions import NumberMeaning
from .rows import control, setting

LIGHTS: Final[tuple[NumberMeaning, ...]] = (
    # Light
    control("bright_value"),
    control("bright_value_v2", name="bright_value"),
    control("bright_value_{n}"),
    control("bright_controller", name="bright_value"),
    control("temp_value"),
    control("temp_value_v2", name="temp_value"),
    control("temp_controller", name="temp_value"),
    setting("standby_bright"),
    setting("alarm_bright", unit=UnitOfRatio.PERCENTAGE),
    setting("brightness_min_{n}"),
    setting("brightness_max_{n}"),
    setting("brightness_min"),
    setting("brightness_max"),
    setting("backlight_bright"),
    setting("backlight_brightness", name="backlight_bright"),
    setting("backlight", name="backlight_bright"),
    setting("screen_bright"),
    setting("display_brightness", name="screen_bright"),
    setting("lightpixel_number_set"),
    setting("light_pixel_number", name="lightpixel_number_set"),
    setting("pixel_number", name="lightpixel_number_set"),
    setting("floodlight_lightness", unit=UnitOfRatio.PERCENTAGE),
)
