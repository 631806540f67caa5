"""Colors: JSON of hue, saturation and value, or the same as hex digits.

Tuya's page on lights gives colour_data as {"h": 0-360, "s": 0-255, "v": 0-255} and
colour_data_v2 with s and v to 1000; products of either code use the other's range. Text
points hold hhhhssssvvvv (to 1000) or, the oldest bulbs, rrggbb0hhhssvv (to 255).
"""

import colorsys
from dataclasses import dataclass
from enum import StrEnum

from ..json_types import JsonValue, load_json
from ..points import DataPoint, JsonPoint
from ..wire_values import parse_number

type Limits = tuple[float, float]

_HUES: Limits = (0, 360)
_OLD: Limits = (0, 255)
_NEW: Limits = (0, 1000)


@dataclass(frozen=True, slots=True)
class Color:
    """A color: hue in degrees 0 to 360, saturation and value 0 to 100."""

    hue: float
    saturation: float
    value: float


class ColorForm(StrEnum):
    """How a color is written."""

    JSON = "json"
    HEX_12 = "hhhhssssvvvv"
    HEX_14 = "rrggbb0hhhssvv"


@dataclass(frozen=True, slots=True)
class ColorFormat:
    """How a device writes colors, and between which limits it counts."""

    form: ColorForm
    hue: Limits
    saturation: Limits
    value: Limits


def color_format(
    point: DataPoint,
    raw: JsonValue,
    *,
    brightest: float | None = None,
    known: ColorFormat | None = None,
) -> ColorFormat:
    """Return how a data point's device writes colors.

    ``raw`` is what the point holds, None if unknown; ``brightest`` is the highest value
    of the device's white light, None if it has none; ``known`` is the format found
    before, which stays until a value does not fit it. The form is that of the value.
    Limits are the specification's own; where it has none, the form tells, then the
    code's name, then white light, which counts as far as colors do. A saturation or
    value that the limits cannot hold means that they go to 1000.
    """
    channels = _read(raw)
    if known is not None and (channels is None or _holds(known, *channels)):
        return known
    is_new = "_v2" in point.code or (brightest is not None and brightest > _OLD[1])
    if channels is not None:
        form = channels[0]
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
    found = ColorFormat(form, hue, saturation, value)
    if channels is None or _holds(found, *channels):
        return found
    return ColorFormat(form, hue, _NEW, _NEW)


def decode_color(raw: JsonValue, colors: ColorFormat) -> Color | None:
    """Return the color that a raw value holds, in any of the forms; None: none."""
    channels = _read(raw)
    if channels is None:
        return None
    hue, saturation, value = channels[1]
    return Color(
        _rescale(hue, colors.hue, (0, 360)),
        _rescale(saturation, colors.saturation, (0, 100)),
        _rescale(value, colors.value, (0, 100)),
    )


def encode_color(color: Color, colors: ColorFormat) -> JsonValue:
    """Return a color as the device writes it, to be encoded by its data point."""
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


def _holds(
    colors: ColorFormat, form: ColorForm, channels: tuple[float, float, float]
) -> bool:
    """Tell whether a form and the channels as written fit a format."""
    _hue, saturation, value = channels
    return (
        form is colors.form
        and saturation <= colors.saturation[1]
        and value <= colors.value[1]
    )


def _read(raw: JsonValue) -> tuple[ColorForm, tuple[float, float, float]] | None:
    """Return the form of a raw value, with its hue, saturation and value as written."""
    if isinstance(raw, str):
        if len(raw) == 12 and (digits := _hex(raw)) is not None:
            return ColorForm.HEX_12, (
                digits >> 32,
                digits >> 16 & 0xFFFF,
                digits & 0xFFFF,
            )
        if len(raw) == 14 and (digits := _hex(raw)) is not None:
            return ColorForm.HEX_14, (
                digits >> 16 & 0xFFFF,
                digits >> 8 & 0xFF,
                digits & 0xFF,
            )
        try:
            raw = load_json(raw)
        except ValueError:
            return None
    if not isinstance(raw, dict):
        return None
    hue, saturation, value = (parse_number(raw.get(name)) for name in "hsv")
    if hue is None or saturation is None or value is None:
        return None
    return ColorForm.JSON, (hue, saturation, value)


def _hex(text: str) -> int | None:
    try:
        return int.from_bytes(bytes.fromhex(text))
    except ValueError:
        return None


def _rescale(number: float, source: Limits, target: Limits) -> float:
    """Carry a number from one pair of limits to another, never past them."""
    share = (number - source[0]) / (source[1] - source[0])
    return target[0] + min(max(share, 0.0), 1.0) * (target[1] - target[0])
