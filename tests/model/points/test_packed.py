"""JSON and raw points: decoding and encoding."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import Decoded, JsonPoint, RawPoint

from ..builders import point, refusal, warnings_of

HUE: JsonObject = {"min": 0, "max": 360, "scale": 0, "step": 1, "unit": ""}
LEVEL: JsonObject = {"min": "0", "max": "1000", "scale": 0, "step": 1}
COLOR: JsonObject = {"h": HUE, "s": LEVEL, "v": LEVEL}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('{"h":1.0,"s":2}', {"h": 1.0, "s": 2}),
        ({"h": 1.0}, {"h": 1.0}),
        ("[]", []),
        ([], []),
        ("", None),
        ("null", None),
        (r'{"a\ud83d": ["\udfff", "\ud83d\ude00"]}', {"a?": ["?", "😀"]}),
        (f"[{2**64}, 1e999, -1{'0' * 400}]", [2.0**64, None, None]),
        (None, None),
    ],
)
def test_json_is_read_from_text_and_from_objects(
    raw: JsonValue, value: JsonValue
) -> None:
    """The OpenAPI sends JSON values as text, and "" before the first report."""
    assert point("Json", COLOR).decode(raw) == Decoded(value)


@pytest.mark.parametrize(
    "raw", ["000003e803e8", "{", "[" * 200_000, '{"h": NaN}', "9" * 5000]
)
def test_invalid_json_is_unknown_with_a_warning(raw: str) -> None:
    """Hex colors, incomplete text and too deep nesting are invalid."""
    assert point("Json").decode(raw) == Decoded(None, "the reported value is not JSON")


@pytest.mark.parametrize(
    ("raw", "value"), [("5", 5), (5, 5), (0, 0), (True, True), ('"text"', None)]
)
def test_single_values_are_shown_with_a_warning(
    raw: JsonValue, value: JsonValue
) -> None:
    """A number is valid JSON, but not an object; it counts all the same."""
    assert point("Json").decode(raw) == Decoded(
        value, "the reported value is neither an object nor a list"
    )


def test_fields_are_those_with_limits() -> None:
    """Enums, nested objects and incomplete ranges are skipped."""
    made = point(
        "Json",
        {
            **COLOR,
            "mode": {"range": ["a", "b"]},
            "units": {"h": HUE},
            "odd": {"min": None, "max": 5},
            "note": "text",
        },
    )
    assert isinstance(made, JsonPoint)
    assert set(made.fields) == {"h", "s", "v"}
    assert (made.fields["s"].minimum, made.fields["s"].maximum) == (0, 1000)


def test_fields_are_not_scaled() -> None:
    """Values and limits inside an object are raw."""
    values: JsonObject = {"bright": {"unit": "%", "min": 0, "max": 1000, "scale": 1}}
    made = point("Json", values)
    assert isinstance(made, JsonPoint)
    assert made.fields["bright"].maximum == 1000
    assert made.encode({"bright": 1000}) == '{"bright":1000}'


def test_warning_about_a_field_names_it() -> None:
    """Several fields of a code may have warnings."""
    assert warnings_of("Json", {"h": {"min": 9, "max": 3}}) == (
        "point: field h: its minimum 9 is not below its maximum 3",
    )


@pytest.mark.parametrize(
    "value", [{"h": 120, "s": 1000.0, "more": [1]}, '{"h":120,"s":1000,"more":[1]}']
)
def test_json_is_sent_as_text(value: object) -> None:
    """The text equals the report, so that the report confirms the command."""
    assert point("Json", COLOR).encode(value) == '{"h":120,"s":1000,"more":[1]}'


def test_list_is_sent_as_text_too() -> None:
    """Some products have lists, although the documentation names objects."""
    assert point("Json", COLOR).encode([1, "ä"]) == '[1,"ä"]'


def test_encoding_does_not_change_the_object() -> None:
    """The caller can use the same object again."""
    value = {"h": 119.6}
    assert point("Json", COLOR).encode(value) == '{"h":120}'
    assert value == {"h": 119.6}


def test_fields_are_checked_before_they_are_sent() -> None:
    """The cloud would refuse them with an unclear error."""
    made = point("Json", COLOR)
    error = refusal(made, {"h": 361})
    assert error.key == "out_of_range"
    assert error.placeholders["code"] == "point.h"
    assert refusal(made, {"s": "full"}).key == "wrong_type"


@pytest.mark.parametrize(
    "value", [5, "5", "{", b"{}", {"h": object()}, {"x": float("nan")}, None]
)
def test_invalid_json_is_not_sent(value: object) -> None:
    """Values that could not be decoded are refused."""
    assert refusal(point("Json"), value).key == "wrong_type"


@pytest.mark.parametrize(
    ("raw", "data"),
    [
        ("CKMAAn0AAGw=", bytes.fromhex("08a300027d00006c")),
        ("08a300027d00006cff", bytes.fromhex("08a300027d00006cff")),
        ("", None),
        (None, None),
    ],
)
def test_bytes_are_read_from_base64_or_hex(raw: JsonValue, data: bytes | None) -> None:
    """Base64 is tried first, as documented."""
    assert point("Raw", {"maxlen": "128"}).decode(raw) == Decoded(data)


@pytest.mark.parametrize("raw", ["**REDACTED**", "CKMAAn0AAGw", "é"])
def test_invalid_bytes_are_unknown_with_a_warning(raw: JsonValue) -> None:
    """Text in another encoding is not decoded."""
    assert point("Raw").decode(raw) == Decoded(None, "the reported value is not base64")


@pytest.mark.parametrize("raw", [0, 5, True, {"a": 1}, [1]])
def test_what_is_no_text_is_read_by_its_own_type(raw: JsonValue) -> None:
    """Some products declare a fault as bytes, and report 0."""
    assert point("Raw").decode(raw) == Decoded(raw, "the reported value is not base64")


def test_bytes_are_sent_as_base64() -> None:
    """Base64 text is sent unchanged."""
    made = point("Raw")
    assert isinstance(made, RawPoint)
    assert made.encode(bytes.fromhex("08a300027d00006c")) == "CKMAAn0AAGw="
    assert made.encode("CKMAAn0AAGw=") == "CKMAAn0AAGw="


@pytest.mark.parametrize("value", ["not base64", 5, None, [1, 2]])
def test_invalid_bytes_are_not_sent(value: object) -> None:
    """Other text and numbers are refused."""
    assert refusal(point("Raw"), value).key == "wrong_type"
