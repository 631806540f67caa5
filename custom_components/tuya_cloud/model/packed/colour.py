"""Colours: JSON of hue, saturation and value, or the same as hex digits.

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
class Colour:
    """A colour: hue in degrees 0 to 360, saturation and value 0 to 100."""

    hue: float
    saturation: float
    value: float


class ColourForm(StrEnum):
    """How a colour is written."""

    JSON = "json"
    HEX_12 = "hhhhssssvvvv"
    HEX_14 = "rrggbb0hhhssvv"


@dataclass(frozen=True, slots=True)
class ColourFormat:
    """How a device writes colours, and between which limits it counts."""

    form: ColourForm
    hue: Limits
    saturation: Limits
    value: Limits


def colour_format(
    point: DataPoint,
    raw: JsonValue,
    *,
    brightest: float | None = None,
    known: ColourFormat | None = None,
) -> ColourFormat:
    """Return how a data point's device writes colours.

    ``raw`` is what the point holds, None if unknown; ``brightest`` is the highest value
    of the device's white light, None if it has none; ``known`` is the format found
    before, which stays until a value does not fit it. The form is that of the value.
    Limits are the specification's own; where it has none, the form tells, then the
    code's name, then white light, which counts as far as colours do. A saturation or
    value that the limits cannot hold means that they go to 1000.
    """
    channels = _read(raw)
    if known is not None and (channels is None or _holds(known, *channels)):
        return known
    is_new = "_v2" in point.code or (brightest is not None and brightest > _OLD[1])
    if channels is not None:
        form = channels[0]
    elif isinstance(point, JsonPoint):
        form = ColourForm.JSON
    else:
        form = ColourForm.HEX_12 if is_new else ColourForm.HEX_14
    if form is not ColourForm.JSON:
        is_new = form is ColourForm.HEX_12
    usual = _NEW if is_new else _OLD
    fields = point.fields if isinstance(point, JsonPoint) else {}
    hue, saturation, value = (
        (fields[name].minimum, fields[name].maximum) if name in fields else default
        for name, default in (("h", _HUES), ("s", usual), ("v", usual))
    )
    found = ColourFormat(form, hue, saturation, value)
    if channels is None or _holds(found, *channels):
        return found
    return ColourFormat(form, hue, _NEW, _NEW)


def decode_colour(raw: JsonValue, colours: ColourFormat) -> Colour | None:
    """Return the colour that a raw value holds, in any of the forms; None: none."""
    channels = _read(raw)
    if channels is None:
        return None
    hue, saturation, value = channels[1]
    return Colour(
        _rescale(hue, colours.hue, (0, 360)),
        _rescale(saturation, colours.saturation, (0, 100)),
        _rescale(value, colours.value, (0, 100)),
    )


def encode_colour(colour: Colour, colours: ColourFormat) -> JsonValue:
    """Return a colour as the device writes it, to be encoded by its data point."""
    hue = round(_rescale(colour.hue, (0, 360), colours.hue))
    saturation = round(_rescale(colour.saturation, (0, 100), colours.saturation))
    value = round(_rescale(colour.value, (0, 100), colours.value))
    if colours.form is ColourForm.JSON:
        return {"h": hue, "s": saturation, "v": value}
    if colours.form is ColourForm.HEX_12:
        return f"{hue:04x}{saturation:04x}{value:04x}"
    red, green, blue = (
        round(channel * 255)
        for channel in colorsys.hsv_to_rgb(
            colour.hue / 360, colour.saturation / 100, colour.value / 100
        )
    )
    return f"{red:02x}{green:02x}{blue:02x}{hue:04x}{saturation:02x}{value:02x}"


def _holds(
    colours: ColourFormat, form: ColourForm, channels: tuple[float, float, float]
) -> bool:
    """Tell whether a form and the channels as written fit a format."""
    _hue, saturation, value = channels
    return (
        form is colours.form
        and saturation <= colours.saturation[1]
        and value <= colours.value[1]
    )


def _read(raw: JsonValue) -> tuple[ColourForm, tuple[float, float, float]] | None:
    """Return the form of a raw value, with its hue, saturation and value as written."""
    if isinstance(raw, str):
        if len(raw) == 12 and (digits := _hex(raw)) is not None:
            return ColourForm.HEX_12, (
                digits >> 32,
                digits >> 16 & 0xFFFF,
                digits & 0xFFFF,
            )
        if len(raw) == 14 and (digits := _hex(raw)) is not None:
            return ColourForm.HEX_14, (
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
    return ColourForm.JSON, (hue, saturation, value)


def _hex(text: str) -> int | None:
    try:
        return int.from_bytes(bytes.fromhex(text))
    except ValueError:
        return None


def _rescale(number: float, source: Limits, target: Limits) -> float:
    """Carry a number from one pair of limits to another, never past them."""
    share = (number - source[0]) / (source[1] - source[0])
    return target[0] + min(max(share, 0.0), 1.0) * (target[1] - target[0])
