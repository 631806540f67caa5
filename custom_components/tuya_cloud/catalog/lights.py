"""Which data points make a light."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.light import LightEntityDescription
from homeassistant.const import EntityCategory, Platform

from ..model.points import BooleanPoint, EnumPoint, JsonPoint, TextPoint, ValuePoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role


@dataclass(frozen=True, kw_only=True)
class LightMeaning(CompositeMeaning, LightEntityDescription):
    """A light; its anchor switches it."""

    platform: ClassVar[Platform] = Platform.LIGHT
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        # the brightness of white light
        Role.BRIGHTNESS: Requirement((ValuePoint,), writable=True),
        # the lowest and the highest brightness the light is trimmed to
        Role.BRIGHTNESS_MINIMUM: Requirement((ValuePoint,), claims=False),
        Role.BRIGHTNESS_MAXIMUM: Requirement((ValuePoint,), claims=False),
        # lowest is warm, highest is cold
        Role.COLOR_TEMPERATURE: Requirement((ValuePoint,), writable=True),
        # hue, saturation and brightness of colored light
        Role.COLOR: Requirement((JsonPoint, TextPoint), writable=True),
        # white, color, and the effects
        Role.MODE: Requirement((EnumPoint,), writable=True),
        # the scene shown in the mode "scene"
        Role.SCENE: Requirement((JsonPoint, TextPoint), writable=True, claims=False),
    }


# lights that count colors to 1000 where their specification says nothing (public
# reports of strips and ceiling lights with an empty specification)
COLORS_TO_THOUSAND: Final = frozenset(
    {Category.STRIP_LIGHTS, Category.CEILING_LIGHT, Category.CEILING_FAN_LIGHT}
)
# categories of lamps, dimmers and their remote controls; only there a light has the
# name of the device
LAMPS: Final = frozenset(
    {
        Category.STRING_LIGHTS,
        Category.STRIP_LIGHTS,
        Category.LIGHT,
        Category.FILAMENT_LIGHT,
        Category.AMBIENT_LIGHT,
        Category.MOTION_SENSOR_LIGHT,
        Category.PIXEL_STRIP,
        Category.UNNAMED_LIGHT,
        Category.DIMMER_SWITCH,
        Category.DIMMER,
        Category.FLOOD_LIGHT,
        Category.SOLAR_LIGHT,
        Category.CEILING_LIGHT,
        Category.LIGHT_REMOTE,
    }
)

LIGHTS: Final = Catalog(
    (
        LightMeaning(
            key="switch_led",
            role_codes={
                Role.BRIGHTNESS: ("bright_value_v2", "bright_value", "bright_value_1"),
                Role.BRIGHTNESS_MINIMUM: ("brightness_min_1",),
                Role.BRIGHTNESS_MAXIMUM: ("brightness_max_1",),
                Role.COLOR_TEMPERATURE: ("temp_value_v2", "temp_value"),
                Role.COLOR: ("colour_data_v2", "colour_data", "colour_data_hsv"),
                Role.MODE: ("work_mode",),
                Role.SCENE: ("scene_data_v2", "scene_data"),
            },
            is_main=True,
        ),
        LightMeaning(
            key="switch_led_{n}",
            role_codes={
                Role.BRIGHTNESS: ("bright_value_{n}",),
                Role.BRIGHTNESS_MINIMUM: ("brightness_min_{n}",),
                Role.BRIGHTNESS_MAXIMUM: ("brightness_max_{n}",),
                Role.COLOR_TEMPERATURE: ("temp_value_{n}",),
            },
        ),
        # another spelling of switch_led_{n}, on some dimmers
        LightMeaning(
            key="switch_{n}",
            translation_key="switch_led_n",
            categories=frozenset(
                {Category.LIGHT, Category.DIMMER_SWITCH, Category.DIMMER}
            ),
            needs=frozenset({Role.BRIGHTNESS}),
            role_codes={
                Role.BRIGHTNESS: ("bright_value_{n}",),
                Role.BRIGHTNESS_MINIMUM: ("brightness_min_{n}",),
                Role.BRIGHTNESS_MAXIMUM: ("brightness_max_{n}",),
            },
        ),
        # of a remote control for lights
        LightMeaning(
            key="switch_controller",
            translation_key="switch_led",
            role_codes={
                Role.BRIGHTNESS: ("bright_controller",),
                Role.COLOR_TEMPERATURE: ("temp_controller",),
                Role.MODE: ("work_mode",),
            },
            is_main=True,
        ),
        # of a camera
        LightMeaning(
            key="floodlight_switch",
            needs=frozenset({Role.BRIGHTNESS}),
            role_codes={
                Role.BRIGHTNESS: ("floodlight_lightness",),
            },
        ),
        LightMeaning(
            key="light",
            categories=frozenset(
                {Category.FAN, Category.CEILING_FAN_LIGHT, Category.FAN_SWITCH}
            ),
            role_codes={
                Role.BRIGHTNESS: ("bright_value", "bright_value_v2"),
                Role.COLOR_TEMPERATURE: ("temp_value", "temp_value_v2"),
                Role.COLOR: ("colour_data", "colour_data_v2"),
                Role.MODE: ("work_mode",),
                Role.SCENE: ("scene_data", "scene_data_v2"),
            },
        ),
        # beside the light of a ceiling lamp
        LightMeaning(
            key="switch_night_light", categories=frozenset({Category.CEILING_LIGHT})
        ),
        # of devices whose main feature is not a light
        LightMeaning(key="light", entity_category=EntityCategory.CONFIG),
        LightMeaning(
            key="switch_backlight",
            also=("backlight_switch", "backlight"),
            entity_category=EntityCategory.CONFIG,
        ),
        LightMeaning(
            key="basic_indicator",
            translation_key="indicator_light",
            entity_category=EntityCategory.CONFIG,
        ),
    )
)
