"""Reads and writes colors: JSON of hue, saturation and value, or the same in hex.

Tuya's page on lights gives colour_data as {"h": 0-360, "s": 0-255, "v": 0-255} and
colour_data_v2 with s and v to 1000; products of either code use the other's range. Text
points hold hhhhssssvvvv (to 1000) or, the oldest bulbs, rrggbb0hhhssvv (to 255).
"""

import colorsys
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from ..json_types import JsonValue, load_json
from ..points import DataPoint, JsonPoint
from ..wire_values import parse_number

type Limits = tuple[float, float]

_HUES: Limits = (0, 360)
_OLD: Limits = (0, 255)
_NEW: Limits = (0, 1000)
# the fields that count as far as each other
CHANNELS: Final = ("s", "v")
# how far they count by most specifications
USUAL_CHANNEL: Final = _OLD[1]


@dataclass(frozen=True, slots=True)
class Color:
    """A color: hue in degrees 0 to 360, saturation and value 0 to 100."""

    hue: float
    saturation: float
    value: float


class ColorForm(StrEnum):
    """The notation of a color."""

    JSON = "json"
    HEX_12 = "hhhhssssvvvv"
    HEX_14 = "rrggbb0hhhssvv"


@dataclass(frozen=True, slots=True)
class ColorFormat:
    """The notation of a device's colors, and the limits of its numbers."""

    form: ColorForm
    hue: Limits
    saturation: Limits
    value: Limits


class WrittenColor(NamedTuple):
    """A color in the numbers of the device, and its notation."""

    form: ColorForm
    hue: float
    saturation: float
    value: float


def read_color(value: Any) -> WrittenColor | None:
    """Return the color in a raw or decoded value of any form; None: it holds none."""
    if isinstance(value, str):
        if len(value) == 12 and (digits := _hex(value)) is not None:
            return WrittenColor(
                ColorForm.HEX_12, digits >> 32, digits >> 16 & 0xFFFF, digits & 0xFFFF
            )
        if len(value) == 14 and (digits := _hex(value)) is not None:
            return WrittenColor(
                ColorForm.HEX_14,
                digits >> 16 & 0xFFFF,
                digits >> 8 & 0xFF,
                digits & 0xFF,
            )
        try:
            value = load_json(value)
        except ValueError:
            return None
    if not isinstance(value, dict):
        return None
    hue, saturation, brightness = (parse_number(value.get(name)) for name in "hsv")
    if hue is None or saturation is None or brightness is None:
        return None
    return WrittenColor(ColorForm.JSON, hue, saturation, brightness)


def color_format(
    point: DataPoint,
    written: WrittenColor | None,
    *,
    brightest: float | None = None,
    highest: float | None = None,
    to_thousand: bool = False,
    known: ColorFormat | None = None,
) -> ColorFormat:
    """Return the color format of a data point's device.

    ``written`` is the color that the point holds, None if unknown; ``brightest`` is
    the highest value of the device's white light, None if it has none; ``highest``
    is how far a color counts that has exceeded its specification, None for others;
    ``to_thousand`` says that devices of this kind count to 1000; ``known`` is the
    format found before, which stays until a color does not fit it.

    The form is that of the color. The limits are those of the specification. Without
    them they follow from the form, then from the code's name, then from the range of
    the white brightness, which is usually the same. A saturation or value beyond the
    limits means that both go to 1000.
    """
    if known is not None and (written is None or _holds(known, written)):
        return known
    white_is_new = brightest is not None and brightest > _OLD[1]
    is_new = to_thousand or white_is_new or "_v2" in point.code
    if written is not None:
        form = written.form
    elif isinstance(point, JsonPoint):
        form = ColorForm.JSON
    else:
        form = ColorForm.HEX_12 if is_new else ColorForm.HEX_14
    if form is not ColorForm.JSON:
        is_new = form is ColorForm.HEX_12
    usual = _NEW if is_new else _OLD
    fields = point.fields if isinstance(point, JsonPoint) else {}
    hue, saturation, value = (
        (fields[name].minimum, fields[name].maximum) if name in fields else default
        for name, default in (("h", _HUES), ("s", usual), ("v", usual))
    )
    if highest is not None and form is ColorForm.JSON:
        saturation, value = (0, highest), (0, highest)
    found = ColorFormat(form, hue, saturation, value)
    if written is None or _holds(found, written):
        return found
    return ColorFormat(form, hue, _NEW, _NEW)


def widest_channel(reported: float) -> float:
    """Return how far a channel counts that has exceeded its specification."""
    return max(reported, _NEW[1])


def decode_color(written: WrittenColor, colors: ColorFormat) -> Color:
    """Return a color of a device in degrees and percent."""
    return Color(
        _rescale(written.hue, colors.hue, (0, 360)),
        _rescale(written.saturation, colors.saturation, (0, 100)),
        _rescale(written.value, colors.value, (0, 100)),
    )


def encode_color(color: Color, colors: ColorFormat) -> JsonValue:
    """Return a color in the device's format; its data point encodes it."""
    hue = round(_rescale(color.hue, (0, 360), colors.hue))
    saturation = round(_rescale(color.saturation, (0, 100), colors.saturation))
    value = round(_rescale(color.value, (0, 100), colors.value))
    if colors.form is ColorForm.JSON:
        return {"h": hue, "s": saturation, "v": value}
    if colors.form is ColorForm.HEX_12:
        return f"{hue:04x}{saturation:04x}{value:04x}"
    red, green, blue = (
        round(channel * 255)
        for channel in colorsys.hsv_to_rgb(
            color.hue / 360, color.saturation / 100, color.value / 100
        )
    )
    return f"{red:02x}{green:02x}{blue:02x}{hue:04x}{saturation:02x}{value:02x}"


def _holds(colors: ColorFormat, written: WrittenColor) -> bool:
    """Return whether a color fits a format."""
    return (
        written.form is colors.form
        and written.saturation <= colors.saturation[1]
        and written.value <= colors.value[1]
    )


def _hex(text: str) -> int | None:
    try:
        return int.from_bytes(bytes.fromhex(text))
    except ValueError:
        return None


def _rescale(number: float, source: Limits, target: Limits) -> float:
    """Map a number from one range to another, and clamp it."""
    share = (number - source[0]) / (source[1] - source[0])
    return target[0] + min(max(share, 0.0), 1.0) * (target[1] - target[0])
