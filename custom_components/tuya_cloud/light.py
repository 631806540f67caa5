"""Lights: a switch with brightness, color temperature, color and effects."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_WHITE,
    EFFECT_OFF,
    ColorMode,
    LightEntity,
    LightEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.util.color import brightness_to_value, value_to_brightness

from .catalog.light_scenes import standard_scenes
from .catalog.lights import COLORS_TO_THOUSAND
from .catalog.roles import Role
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.group import GroupEntity, groups_setup
from .entities.lifecycle import platform_setup
from .entity import TuyaEntity
from .model.device import Device
from .model.packed.color import (
    Color,
    ColorFormat,
    color_format,
    decode_color,
    encode_color,
    read_color,
)
from .model.packed.light_scene import SceneForm, encode_scene, read_scene, scene_form
from .model.points import EnumPoint, ValuePoint

PARALLEL_UPDATES = 0

# The words of the modes, in small letters, the usual one first
_WHITE: Final = ("white",)
_COLOR: Final = ("colour", "color")
_SCENE: Final = ("scene",)
# the range of Tuya's bulbs; specifications do not say it in kelvin
_WARMEST_KELVIN: Final = 2700
_COLDEST_KELVIN: Final = 6500
# the range is linear in mireds
_SPAN: Final = 1 / _COLDEST_KELVIN - 1 / _WARMEST_KELVIN
# a range that starts here counts kelvin
_LOWEST_KELVIN: Final = 1000


class TuyaLight(TuyaEntity, LightEntity):
    """A light."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Take the features from the points."""
        super().__init__(coordinator, device, plan)
        self._temperature = self._value_point(Role.COLOR_TEMPERATURE)
        if self._temperature:
            self._attr_min_color_temp_kelvin, self._attr_max_color_temp_kelvin = (
                _kelvin_range(self._temperature)
            )
        mode = self.point(Role.MODE)
        modes = mode.options if isinstance(mode, EnumPoint) else ()
        self._modes = frozenset(modes)
        # the modes as the product spells them
        self._white_word, self._color_word, self._scene_word = (
            _spelled(modes, words) for words in (_WHITE, _COLOR, _SCENE)
        )
        # the format of its colors; None: unknown so far
        self._colors: ColorFormat | None = None
        self._white_mode = self._find_white_mode()
        self._attr_supported_color_modes = {
            mode
            for mode in (self._white_mode, self.point(Role.COLOR) and ColorMode.HS)
            if mode
        }
        self._scenes = standard_scenes(
            white=self._white_mode is not None,
            temperature=self._temperature is not None,
            color=self.point(Role.COLOR) is not None,
        )

    def _find_white_mode(self) -> ColorMode | None:
        """Return the color mode of white light; None: it has none."""
        if self._temperature:
            return ColorMode.COLOR_TEMP
        has_brightness = self.point(Role.BRIGHTNESS) is not None
        if not self.point(Role.COLOR):
            return ColorMode.BRIGHTNESS if has_brightness else ColorMode.ONOFF
        # without a white mode it always shows the color
        can_be_white = not self._modes or self._white_word in self._modes
        return ColorMode.WHITE if has_brightness and can_be_white else None

    # -- state -----------------------------------------------------------------------

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the values of the points."""
        self._attr_is_on = self.read()
        self._update_effect()
        self._attr_color_mode = self._color_mode()
        color = self._color()
        self._attr_hs_color = (color.hue, color.saturation) if color else None
        if self._is_colored():
            self._attr_brightness = (
                max(1, round(color.value * 255 / 100)) if color else None
            )
        else:
            self._attr_brightness = self._white_brightness()
        self._attr_color_temp_kelvin = self._kelvin()

    def _update_effect(self) -> None:
        """List the effects: the modes that are no plain light, and named scenes."""
        mode = self.point(Role.MODE)
        options = self.device.settable_options(mode.code) if mode else ()
        effects = [
            name for name in options if name not in (self._white_word, self._color_word)
        ]
        if not effects:
            return
        if self._scene_form() is not None:
            effects += (name for name in self._scenes if name not in effects)
        self._attr_effect_list = [EFFECT_OFF, *effects]
        self._attr_supported_features = LightEntityFeature.EFFECT
        held: str | None = self.read(Role.MODE)
        if held == self._scene_word:
            held = self._scene_name()
        self._attr_effect = held if held in effects else EFFECT_OFF

    def _scene_form(self) -> SceneForm | None:
        """Return the format of scenes; None: it has no named scenes."""
        point = self.point(Role.SCENE)
        if point is None or self._scene_word not in self._modes:
            return None
        written = self.unpack(read_scene, Role.SCENE)
        return scene_form(point, self.device.raw(point.code), written)

    def _scene_name(self) -> str:
        """Return the name of the current scene, or of its mode."""
        written = self.unpack(read_scene, Role.SCENE)
        scene = None if written is None else written.scene
        names = (name for name, known in self._scenes.items() if known == scene)
        return next(names, self._scene_word)

    def _color_mode(self) -> ColorMode:
        """Return the color mode; an effect has no color to change."""
        if self._attr_effect not in (None, EFFECT_OFF):
            return ColorMode.ONOFF
        if self._is_colored() or self._white_mode is None:
            return ColorMode.HS
        return self._white_mode

    def _is_colored(self) -> bool:
        """Return whether it shows its color, now or when its effect ends."""
        if self._white_mode is None:
            return True
        return (
            self.point(Role.COLOR) is not None
            and self.read(Role.MODE) == self._color_word
        )

    def _color(self) -> Color | None:
        """Return the current color, and update the color format."""
        point, white = self.point(Role.COLOR), self._value_point(Role.BRIGHTNESS)
        if point is None:
            return None
        written = self.unpack(read_color, Role.COLOR)
        self._colors = color_format(
            point,
            written,
            brightest=white.maximum if white else None,
            highest=self.device.learned.highest_channel(point),
            to_thousand=self.device.category in COLORS_TO_THOUSAND,
            known=self._colors,
        )
        return None if written is None else decode_color(written, self._colors)

    def _white_brightness(self) -> int | None:
        value: float | None = self.read(Role.BRIGHTNESS)
        limits = self._brightness_limits()
        if value is None or limits is None:
            return None
        return value_to_brightness(limits, value)

    def _brightness_limits(self) -> tuple[float, float] | None:
        """Return the values of the dimmest and the brightest light."""
        point = self._value_point(Role.BRIGHTNESS)
        if point is None:
            return None
        trimmed = (
            self.read(Role.BRIGHTNESS_MINIMUM),
            self.read(Role.BRIGHTNESS_MAXIMUM),
        )
        low = point.minimum if trimmed[0] is None else max(point.minimum, trimmed[0])
        high = point.maximum if trimmed[1] is None else min(point.maximum, trimmed[1])
        return (low, high) if low < high else (point.minimum, point.maximum)

    def _kelvin(self) -> int | None:
        value: float | None = self.read(Role.COLOR_TEMPERATURE)
        if value is None or self._temperature is None:
            return None
        return _to_kelvin(self._temperature, value)

    # -- commands --------------------------------------------------------------------

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on, with color, temperature, brightness or effect."""
        brightness: int | None = kwargs.get(ATTR_BRIGHTNESS, kwargs.get(ATTR_WHITE))
        effect: str | None = kwargs.get(ATTR_EFFECT)
        values: dict[Role, object] = {}
        if effect not in (None, EFFECT_OFF):
            values = self._effect(effect)
        elif ATTR_HS_COLOR in kwargs:
            values = self._colored(kwargs[ATTR_HS_COLOR], brightness)
        elif ATTR_COLOR_TEMP_KELVIN in kwargs and self._temperature:
            kelvin = _from_kelvin(self._temperature, kwargs[ATTR_COLOR_TEMP_KELVIN])
            values = self._white(brightness) | {Role.COLOR_TEMPERATURE: kelvin}
        elif ATTR_WHITE in kwargs:
            values = self._white(brightness)
        elif brightness is not None:
            values = self._brightened(brightness)
        elif effect is not None:
            values = self._mode(
                self._color_word if self._is_colored() else self._white_word
            )
        if not values or not self._attr_is_on:
            values = {Role.MAIN: True} | values
        await self.send(values)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.send({Role.MAIN: False})

    def _mode(self, mode: str) -> dict[Role, object]:
        if mode not in self._modes or self.read(Role.MODE) == mode:
            return {}
        return {Role.MODE: mode}

    def _effect(self, effect: str) -> dict[Role, object]:
        """Return the values to send for an effect: a mode, or a scene and its mode."""
        point, form = self.point(Role.SCENE), self._scene_form()
        if point is None or form is None or effect not in self._scenes:
            return {Role.MODE: effect}
        return {
            Role.MODE: self._scene_word,
            Role.SCENE: encode_scene(self._scenes[effect], form),
        }

    def _white(self, brightness: int | None) -> dict[Role, object]:
        """Return the values to send for white light, which also ends an effect."""
        return self._mode(self._white_word) | self._dimmed(brightness)

    def _dimmed(self, brightness: int | None) -> dict[Role, object]:
        limits = self._brightness_limits()
        if brightness is None or limits is None:
            return {}
        value = brightness_to_value(limits, brightness)
        return {Role.BRIGHTNESS: min(max(value, limits[0]), limits[1])}

    def _brightened(self, brightness: int) -> dict[Role, object]:
        if self._is_colored():
            return self._colored(self._attr_hs_color or (0, 0), brightness)
        return self._white(brightness)

    def _colored(
        self, hs_color: tuple[float, float], brightness: int | None
    ) -> dict[Role, object]:
        level = self._attr_brightness if brightness is None else brightness
        color = Color(*hs_color, (255 if level is None else level) * 100 / 255)
        written = self._colors and encode_color(color, self._colors)
        return {**self._mode(self._color_word), Role.COLOR: written}

    def _value_point(self, role: Role) -> ValuePoint | None:
        point = self.point(role)
        return point if isinstance(point, ValuePoint) else None


def _counts_kelvin(point: ValuePoint) -> bool:
    return point.minimum >= _LOWEST_KELVIN


def _kelvin_range(point: ValuePoint) -> tuple[int, int]:
    if _counts_kelvin(point):
        return round(point.minimum), round(point.maximum)
    return _WARMEST_KELVIN, _COLDEST_KELVIN


def _to_kelvin(point: ValuePoint, value: float) -> int:
    if _counts_kelvin(point):
        return round(value)
    share = point.share_of(value)
    if point.appearance.inverted:
        share = 1 - share
    return round(1 / (1 / _WARMEST_KELVIN + _SPAN * share))


def _from_kelvin(point: ValuePoint, kelvin: int) -> float:
    """Return the value for a color temperature, or the nearest possible one."""
    if _counts_kelvin(point):
        return min(max(kelvin, point.minimum), point.maximum)
    share = min(max((1 / kelvin - 1 / _WARMEST_KELVIN) / _SPAN, 0.0), 1.0)
    return point.value_at(1 - share if point.appearance.inverted else share)


def _spelled(modes: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return the mode that any of some words names, else the first word."""
    return next((mode for mode in modes if mode.lower() in words), words[0])


class GroupLight(GroupEntity, TuyaLight):
    """A group of lights in the app."""

    @override
    async def send(self, values: Mapping[Role, object]) -> None:
        """Command the members, and turn on those that are off."""
        if Role.MAIN not in values and not self._are_all_on:
            values = {Role.MAIN: True, **values}
        await super().send(values)

    @property
    def _are_all_on(self) -> bool:
        code = self.plan.main.code
        return all(member.raw(code) is True for member in self.item.members)


async_setup_entry = platform_setup(
    Platform.LIGHT, TuyaLight, groups_setup(Platform.LIGHT, GroupLight)
)
