"""Which data points make a light."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.light import LightEntityDescription
from homeassistant.const import EntityCategory, Platform

from ..model.points import BooleanPoint, EnumPoint, JsonPoint, TextPoint, ValuePoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class LightMeaning(CompositeMeaning, LightEntityDescription):
    """A light, made by the point that switches it."""

    platform: ClassVar[Platform] = Platform.LIGHT
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "brightness": Role((ValuePoint,), writable=True),
        "brightness_minimum": Role((ValuePoint,), claims=False),
        "brightness_maximum": Role((ValuePoint,), claims=False),
        "color_temperature": Role((ValuePoint,), writable=True),
        "color": Role((JsonPoint, TextPoint), writable=True),
        "mode": Role((EnumPoint,), writable=True),
        "scene": Role((JsonPoint, TextPoint), writable=True, claims=False),
    }

    # [optional] a value point: how bright white light is
    brightness: tuple[str, ...] = ()
    # [optional] the brightness the light was trimmed to, lowest and highest
    brightness_minimum: tuple[str, ...] = ()
    brightness_maximum: tuple[str, ...] = ()
    # [optional] a value point: lowest is warm, highest is cold
    color_temperature: tuple[str, ...] = ()
    # [optional] a JSON or text point: hue, saturation and brightness of colored light
    color: tuple[str, ...] = ()
    # [optional] an enum point: white, color, and the effects
    mode: tuple[str, ...] = ()
    # [optional] a JSON or text point: what is shown in the mode "scene"
    scene: tuple[str, ...] = ()


# categories of what is nothing but a lamp, a dimmer, or the remote control of one: only
# there a light bears the device's name
LAMPS: Final = frozenset(
    {
        "dc",
        "dd",
        "dj",
        "dsd",
        "fwd",
        "gyd",
        "hcdd",
        "mbd",
        "tgkg",
        "tgq",
        "tyd",
        "tyndj",
        "xdd",
        "ykq",
    }
)

LIGHTS: Final = Catalog(
    (
        LightMeaning(
            key="switch_led",
            brightness=("bright_value_v2", "bright_value", "bright_value_1"),
            brightness_minimum=("brightness_min_1",),
            brightness_maximum=("brightness_max_1",),
            color_temperature=("temp_value_v2", "temp_value"),
            color=("colour_data_v2", "colour_data", "colour_data_hsv"),
            mode=("work_mode",),
            scene=("scene_data_v2", "scene_data"),
            is_main=True,
        ),
        LightMeaning(
            key="switch_led_{n}",
            brightness=("bright_value_{n}",),
            brightness_minimum=("brightness_min_{n}",),
            brightness_maximum=("brightness_max_{n}",),
            color_temperature=("temp_value_{n}",),
        ),
        # as some makers spell switch_led_{n} of dimmers
        LightMeaning(
            key="switch_{n}",
            translation_key="switch_led_n",
            categories=frozenset({"dj", "tgkg", "tgq"}),
            needs=frozenset({"brightness"}),
            brightness=("bright_value_{n}",),
            brightness_minimum=("brightness_min_{n}",),
            brightness_maximum=("brightness_max_{n}",),
        ),
        # a remote control that shines as the lights it controls
        LightMeaning(
            key="switch_controller",
            translation_key="switch_led",
            brightness=("bright_controller",),
            color_temperature=("temp_controller",),
            mode=("work_mode",),
            is_main=True,
        ),
        # of a camera
        LightMeaning(
            key="floodlight_switch",
            needs=frozenset({"brightness"}),
            brightness=("floodlight_lightness",),
        ),
        LightMeaning(
            key="light",
            categories=frozenset({"fs", "fsd", "fskg"}),
            brightness=("bright_value", "bright_value_v2"),
            color_temperature=("temp_value", "temp_value_v2"),
            color=("colour_data", "colour_data_v2"),
            mode=("work_mode",),
            scene=("scene_data", "scene_data_v2"),
        ),
        # beside the light of a ceiling lamp
        LightMeaning(key="switch_night_light", categories=frozenset({"xdd"})),
        # of a device that is something else
        LightMeaning(key="light", entity_category=EntityCategory.CONFIG),
        LightMeaning(key="switch_backlight", entity_category=EntityCategory.CONFIG),
        LightMeaning(
            key="backlight_switch",
            translation_key="switch_backlight",
            entity_category=EntityCategory.CONFIG,
        ),
        LightMeaning(
            key="backlight",
            translation_key="switch_backlight",
            entity_category=EntityCategory.CONFIG,
        ),
        LightMeaning(
            key="basic_indicator",
            translation_key="indicator_light",
            entity_category=EntityCategory.CONFIG,
        ),
    )
)
