"""Colors: JSON in both ranges and hex digits of both lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.packed.color import (
    Color,
    ColorForm,
    ColorFormat,
    color_format,
    decode_color,
    encode_color,
    read_color,
)
from custom_components.tuya_cloud.model.points import (
    Access,
    DataPoint,
    JsonPoint,
    TextPoint,
)
from custom_components.tuya_cloud.model.specification import parse_specification

OLD = ColorFormat(ColorForm.JSON, (0, 360), (0, 255), (0, 255))
NEW = ColorFormat(ColorForm.JSON, (0, 360), (0, 1000), (0, 1000))
HEX_12 = ColorFormat(ColorForm.HEX_12, (0, 360), (0, 1000), (0, 1000))
HEX_14 = ColorFormat(ColorForm.HEX_14, (0, 360), (0, 255), (0, 255))

BLUE = Color(240.0, 100.0, 100.0)
HALF_RED = Color(0.0, 100.0, 128 / 255 * 100)


def decoded(raw: JsonValue, colors: ColorFormat) -> Color:
    """Return the color of a raw value."""
    written = read_color(raw)
    assert written is not None
    return decode_color(written, colors)


def json_point(code: str, fields: JsonObject | None = None) -> DataPoint:
    """Return a JSON color point."""
    described: JsonObject = {"code": code, "type": "Json", "values": fields or {}}
    return parse_specification({"functions": [described]}).points[code]


def text_point(code: str) -> DataPoint:
    """Return a text color point."""
    return TextPoint(code=code, access=Access.READ_WRITE, maximum_length=255)


def fields(low: int, high: int) -> JsonObject:
    """Return the fields of a specification, with limits of saturation and value."""
    level: JsonObject = {"min": low, "max": high, "scale": 0, "step": 1}
    return {"h": {"min": low, "max": 360}, "s": level, "v": level}


@pytest.mark.parametrize(
    ("point", "raw", "expected"),
    [
        (json_point("colour_data", fields(0, 1000)), None, NEW),
        (json_point("colour_data_v2", fields(0, 255)), None, OLD),
        (
            json_point("colour_data", fields(1, 255)),
            None,
            ColorFormat(ColorForm.JSON, (1, 360), (1, 255), (1, 255)),
        ),
        (json_point("colour_data"), None, OLD),
        (json_point("colour_data"), "", OLD),
        (json_point("colour_data"), {"h": 1, "s": 255, "v": 255}, OLD),
        (json_point("colour_data"), {"h": 1, "s": 256, "v": 10}, NEW),
        (json_point("colour_data"), '{"h":1,"s":10,"v":1000}', NEW),
        (json_point("colour_data", fields(0, 255)), {"h": 1, "s": 0, "v": 999}, NEW),
        (json_point("colour_data_v2"), None, NEW),
        (json_point("colour_data"), "00f003e803e8", HEX_12),
        (text_point("colour_data"), None, HEX_14),
        (text_point("colour_data_v2"), None, HEX_12),
        (text_point("colour_data"), "00f003e803e8", HEX_12),
        (text_point("colour_data_v2"), "0000ff00f0ffff", HEX_14),
        (text_point("colour_data_v2"), '{"h":1,"s":10,"v":100}', NEW),
    ],
)
def test_format_follows_fields_then_form_then_name(
    point: DataPoint, raw: JsonValue, expected: ColorFormat
) -> None:
    """The limits of the specification have priority over the code."""
    assert color_format(point, read_color(raw)) == expected


@pytest.mark.parametrize(
    ("point", "brightest", "expected"),
    [
        (json_point("colour_data"), 1000, NEW),
        (json_point("colour_data"), 255, OLD),
        (text_point("colour_data"), 1000, HEX_12),
        (json_point("colour_data_v2"), 255, NEW),
        (json_point("colour_data", fields(0, 255)), 1000, OLD),
    ],
)
def test_colors_have_the_range_of_white_by_default(
    point: DataPoint, brightest: float, expected: ColorFormat
) -> None:
    """Fields and code have priority."""
    assert color_format(point, None, brightest=brightest) == expected


def test_colors_of_some_kinds_of_lights_go_to_thousand() -> None:
    """Unless the specification says how far they go."""
    point = json_point("colour_data")
    assert color_format(point, None, to_thousand=True) == NEW
    specified = json_point("colour_data", fields(0, 255))
    assert color_format(specified, None, to_thousand=True) == OLD


@pytest.mark.parametrize(
    ("known", "raw", "expected"),
    [
        (NEW, {"h": 1, "s": 20, "v": 30}, NEW),
        (OLD, {"h": 1, "s": 20, "v": 30}, OLD),
        (OLD, {"h": 1, "s": 20, "v": 300}, NEW),
        (HEX_12, "", HEX_12),
        (HEX_14, "00f003e803e8", HEX_12),
    ],
)
def test_a_format_stays_until_a_value_does_not_fit(
    known: ColorFormat, raw: JsonValue, expected: ColorFormat
) -> None:
    """A dim color fits both ranges."""
    found = color_format(json_point("colour_data"), read_color(raw), known=known)
    assert found == expected


@pytest.mark.parametrize(
    ("raw", "colors", "color"),
    [
        ({"h": 240, "s": 255, "v": 255}, OLD, BLUE),
        ({"h": 240.0, "s": "1000", "v": 1000.0}, NEW, BLUE),
        ('{"h":240,"s":1000,"v":1000}', NEW, BLUE),
        ({"h": 229, "s": 500, "v": 250}, NEW, Color(229.0, 50.0, 25.0)),
        ("00f003e803e8", HEX_12, BLUE),
        ("00F003E803E8", HEX_12, BLUE),
        ("0000ff00f0ffff", HEX_14, BLUE),
        ("8000000000ff80", HEX_14, HALF_RED),
        ({"h": 400, "s": 2000, "v": -5}, NEW, Color(360.0, 100.0, 0.0)),
    ],
)
def test_color_is_read(raw: JsonValue, colors: ColorFormat, color: Color) -> None:
    """Every format is read, and numbers out of range are limited."""
    assert decoded(raw, colors) == color


def test_lowest_and_highest_are_the_ends_of_the_scale() -> None:
    """With limits that start at 1, the value 1 is no saturation."""
    point = json_point("colour_data", fields(1, 255))
    colors = color_format(point, None)
    lowest = decoded({"h": 1.0, "s": 1.0, "v": 255.0}, colors)
    assert lowest == Color(0.0, 0.0, 100.0)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "red",
        "00f003e803eg",
        "0000ff00f0fffg",
        5,
        [],
        "5",
        {},
        {"h": 1, "s": 2},
        {"s": 1, "v": 2},
        {"h": 1, "v": 2},
        {"h": "x", "s": 1, "v": 2},
    ],
)
def test_an_invalid_color_is_none(raw: JsonValue) -> None:
    """A color with a missing part is None."""
    assert read_color(raw) is None


@pytest.mark.parametrize(
    ("colors", "raw"),
    [
        (OLD, {"h": 240, "s": 255, "v": 255}),
        (NEW, {"h": 240, "s": 1000, "v": 1000}),
        (HEX_12, "00f003e803e8"),
        (HEX_14, "0000ff00f0ffff"),
    ],
)
def test_color_is_written(colors: ColorFormat, raw: JsonValue) -> None:
    """A color is written in the format of the device."""
    assert encode_color(BLUE, colors) == raw


def test_written_color_is_accepted_by_its_point() -> None:
    """Black fits limits that start at 1."""
    point = json_point("colour_data", fields(1, 255))
    assert isinstance(point, JsonPoint)
    written = encode_color(Color(0, 0, 0), color_format(point, None))
    assert point.encode(written) == '{"h":1,"s":1,"v":1}'


@pytest.mark.parametrize("colors", [OLD, NEW, HEX_12, HEX_14])
@given(hue=st.floats(0, 360), saturation=st.floats(0, 100), value=st.floats(0, 100))
def test_color_comes_back_as_written(
    colors: ColorFormat, hue: float, saturation: float, value: float
) -> None:
    """Each format is accurate to its own resolution."""
    written = encode_color(Color(hue, saturation, value), colors)
    color = decoded(written, colors)
    assert color.hue == pytest.approx(hue, abs=0.51)
    assert color.saturation == pytest.approx(saturation, abs=0.2)
    assert color.value == pytest.approx(value, abs=0.2)
    assert encode_color(color, colors) == written or colors is HEX_14
