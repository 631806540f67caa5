"""The eight scenes that Tuya's apps offer for a light, by their names there.

The contents are those that the apps send. Some lights also hold a scene when they leave
the factory: night, or reading on lights without white.
"""

from collections.abc import Mapping
from typing import Final

from ..model.packed.light_scene import LightScene, SceneStep

_STAYS, _JUMPS, _FADES = range(3)
# brightness and temperature of white light
_WHITES: Final = {
    "night": (200, 0),
    "reading": (1000, 500),
    "working": (1000, 1000),
    "leisure": (500, 500),
}
# the same for lights without white: hue, saturation and value
_COLORS: Final = {
    "night": (46, 1000, 716),
    "reading": (132, 0, 1000),
    "working": (20, 1000, 1000),
    "leisure": (232, 899, 796),
}
_HUES: Final = (0, 120, 240, 61, 174, 275)
# the color temperature of lights that cannot change it
_COLDEST: Final = 1000


def standard_scenes(
    *, white: bool, temperature: bool, color: bool
) -> Mapping[str, LightScene]:
    """Return the scenes for a light with these abilities, by name."""
    steps: dict[str, tuple[SceneStep, ...]] = {}
    for name, (brightness, warmth) in _WHITES.items() if white else ():
        shade = warmth if temperature else _COLDEST
        step = SceneStep(14, 13, _STAYS, brightness=brightness, temperature=shade)
        steps[name] = (step,)
    for name, channels in _COLORS.items() if not white else ():
        steps[name] = (SceneStep(14, 13, _STAYS, *channels),)
    if color:
        steps |= {
            "soft": (_moving(_FADES, 120), _moving(_FADES, 120, value=10)),
            "colorful": tuple(_moving(_JUMPS, hue) for hue in _HUES),
            "dazzling": tuple(_moving(_JUMPS, hue) for hue in _HUES[:3]),
            "gorgeous": tuple(_moving(_FADES, hue) for hue in _HUES),
        }
    return {
        name: LightScene(number, scene)
        for number, (name, scene) in enumerate(steps.items(), start=1)
    }


def _moving(change: int, hue: int, *, value: int = 1000) -> SceneStep:
    return SceneStep(70, 70, change, hue, 1000, value)
