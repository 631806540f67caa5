"""Booleans, enums, bitmaps and text: decoding and encoding."""

import pytest

from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.points import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    Decoded,
    EnumPoint,
    TextPoint,
)

from ..builders import entry, point, refusal, specification, warnings_of


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("False", False),
        (1, True),
        (0, False),
        (1.0, True),
        ("1", True),
        ("0", False),
        ("on", True),
        ("off", False),
        (None, None),
        ("", None),
    ],
)
def test_boolean_is_read_in_every_form(raw: JsonValue, value: bool | None) -> None:
    """Devices report text and numbers, too; "" means never reported."""
    decoded = point("Boolean").decode(raw)
    assert decoded == Decoded(value)
    assert type(decoded.value) is type(value)


@pytest.mark.parametrize("raw", [2, "maybe", {}, [True], 0.5, 10**400])
def test_invalid_boolean_is_unknown_with_a_warning(raw: JsonValue) -> None:
    """Other values are not interpreted."""
    assert point("Boolean").decode(raw) == Decoded(
        None, "the reported value is not a Boolean"
    )


def test_boolean_is_sent() -> None:
    """A JSON Boolean is sent, even if the device reports text."""
    assert isinstance(point("Boolean"), BooleanPoint)
    assert point("Boolean").encode(True) is True
    assert point("Boolean").encode(False) is False


@pytest.mark.parametrize("value", [1, "true", None])
def test_only_booleans_are_sent_to_a_boolean(value: object) -> None:
    """1 and "true" are refused in commands."""
    assert refusal(point("Boolean"), value).key == "wrong_type"


def enum_point(*options: str) -> DataPoint:
    """Return an enum of these options."""
    return point("Enum", {"range": list(options)})


@pytest.mark.parametrize(
    ("raw", "value"), [("1", "1"), (1, "1"), (1.0, "1"), (True, "true"), ("a b", "a b")]
)
def test_option_is_read_in_every_form(raw: JsonValue, value: str) -> None:
    """Cameras report options as numbers."""
    assert enum_point("1", "true", "a b").decode(raw) == Decoded(value)


@pytest.mark.parametrize("raw", [None, ""])
def test_enum_that_was_never_reported_is_unknown(raw: JsonValue) -> None:
    """The cloud sends empty text in this case."""
    assert enum_point("empty").decode(raw) == Decoded(None)


def test_option_outside_the_range_is_shown_with_a_warning() -> None:
    """A range is more often wrong than a report."""
    assert enum_point("mph").decode("m_s") == Decoded(
        "m_s", "m_s is not in the specification's range"
    )


@pytest.mark.parametrize("raw", [{}, ["a"], float("nan")])
def test_invalid_option_is_unknown_with_a_warning(raw: JsonValue) -> None:
    """An option is a single value."""
    assert enum_point("a").decode(raw) == Decoded(
        None, "the reported value is not an option"
    )


def test_only_options_of_the_range_are_sent() -> None:
    """The error lists the options."""
    made = enum_point("low", "high")
    assert made.encode("high") == "high"
    error = refusal(made, "turbo")
    assert error.key == "not_an_option"
    assert error.placeholders == {
        "code": "point",
        "value": "turbo",
        "options": "low, high",
    }
    assert refusal(made, 1).key == "wrong_type"


@pytest.mark.parametrize(
    ("listed", "options"),
    [
        (["a", "b", "a", ""], ("a", "b")),
        ([1, 2, {}], ("1", "2")),
        ({"0": "low", "1": "high"}, ("low", "high")),
        ({"low": "Low", "high": "High"}, ("low", "high")),
    ],
)
def test_range_is_read_from_lists_and_objects(
    listed: JsonValue, options: tuple[str, ...]
) -> None:
    """Options are unique texts, and none is empty."""
    made = point("Enum", {"range": listed})
    assert isinstance(made, EnumPoint)
    assert made.options == options
    assert warnings_of("Enum", {"range": listed}) == ()


@pytest.mark.parametrize("values", [{"range": None}, {"range": {}}, {"range": "a"}, ""])
def test_enum_without_range_shows_every_value(values: JsonValue) -> None:
    """The specification of infrared remotes has no range."""
    made = point("Enum", values)
    assert made.decode("a").value == "a"
    assert warnings_of("Enum", values) == ("point: its range names no options",)
    assert refusal(made, "a").key == "not_an_option"


def test_known_options_are_those_sent_and_those_reported() -> None:
    """A vacuum reports "closed" but does not accept it."""
    parsed = specification(
        functions=[entry("suction", "Enum", {"range": ["gentle", "strong"]})],
        status=[entry("suction", "Enum", {"range": ["closed", "gentle", "strong"]})],
    )
    made = parsed.points["suction"]
    assert isinstance(made, EnumPoint)
    assert made.options == ("gentle", "strong")
    assert made.known_options == ("gentle", "strong", "closed")
    assert made.decode("closed") == Decoded("closed")
    assert refusal(made, "closed").key == "not_an_option"


def bitmap_point(*labels: JsonValue) -> BitmapPoint:
    """Return a bitmap of these labels."""
    made = point("Bitmap", {"label": list(labels)})
    assert isinstance(made, BitmapPoint)
    return made


@pytest.mark.parametrize(
    ("raw", "labels"),
    [(0, ()), (1, ("E1",)), (6, ("E2", "E3")), ("5", ("E1", "E3")), (4.0, ("E3",))],
)
def test_bits_are_read_as_their_labels(raw: JsonValue, labels: tuple[str, ...]) -> None:
    """Bit n belongs to label n."""
    assert bitmap_point("E1", "E2", "E3").decode(raw) == Decoded(labels)


def test_bits_without_label_are_numbered_with_a_warning() -> None:
    """A bitmap may have more bits than labels."""
    assert bitmap_point("E1").decode(0b1011) == Decoded(
        ("E1", "bit_1", "bit_3"), "bits are set that have no label"
    )


@pytest.mark.parametrize("values", [{}, {"label": None}, {"label": {}}, ""])
def test_bitmap_without_labels_numbers_its_bits(values: JsonValue) -> None:
    """A fault without a name is shown, too."""
    assert point("Bitmap", values).decode(2).value == ("bit_1",)


def test_ambiguous_labels_are_replaced() -> None:
    """Entities need unique labels."""
    assert bitmap_point("E1", "", "E1", None, 7).labels == (
        "E1",
        "bit_1",
        "bit_2",
        "bit_3",
        "7",
    )


@pytest.mark.parametrize("raw", [None, ""])
def test_bitmap_that_was_never_reported_is_unknown(raw: JsonValue) -> None:
    """A missing report does not mean that there is no fault."""
    assert bitmap_point("E1").decode(raw) == Decoded(None)


@pytest.mark.parametrize("raw", [-1, 0.5, "E1", [], True])
def test_invalid_bitmap_is_unknown_with_a_warning(raw: JsonValue) -> None:
    """A bitmap is an integer."""
    assert bitmap_point("E1").decode(raw) == Decoded(
        None, "the reported value is not a bitmap"
    )


def test_labels_are_sent_as_bits() -> None:
    """Order and repetitions of labels do not matter."""
    made = bitmap_point("E1", "E2", "E3")
    assert made.encode(()) == 0
    assert made.encode(["E3", "E1", "E1"]) == 5
    assert refusal(made, ["E4"]).placeholders["value"] == "E4"
    assert refusal(made, "E1").key == "wrong_type"
    assert refusal(made, 5).key == "wrong_type"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("hello", "hello"),
        ("", ""),
        (None, None),
        (1696802404, "1696802404"),
        (True, "true"),
        ({"ä": [1, 2]}, '{"ä":[1,2]}'),
        ([], "[]"),
    ],
)
def test_text_shows_every_value(raw: JsonValue, text: str | None) -> None:
    """A camera reports a number although its type is text."""
    assert point("String").decode(raw) == Decoded(text)


def test_not_a_number_is_not_text() -> None:
    """NaN is unknown for every type."""
    assert point("String").decode(float("nan")) == Decoded(
        None, "the reported value is not text"
    )


@pytest.mark.parametrize("maximum", [3, "3", 3.0])
def test_text_is_sent_up_to_its_length(maximum: JsonValue) -> None:
    """Specifications have the length as number or text."""
    made = point("String", {"maxlen": maximum})
    assert made.encode("abc") == "abc"
    error = refusal(made, "abcd")
    assert error.key == "too_long"
    assert error.placeholders == {"code": "point", "maximum_length": "3"}
    assert refusal(made, 123).key == "wrong_type"


def test_an_object_is_sent_as_json_text() -> None:
    """Some products declare a color as text, and report an object."""
    made = point("String", {"maxlen": 20})
    text = '{"h":0,"s":1,"v":2}'
    assert made.decode({"h": 0, "s": 1, "v": 2}).value == text
    assert made.encode({"h": 0, "s": 1, "v": 2}) == text
    assert made.encode(text) == text
    assert refusal(made, {"h": 0, "s": 1, "v": 2000}).key == "too_long"


@pytest.mark.parametrize("values", [{}, {"maxlen": 0}, {"maxlen": None}, ""])
def test_text_without_length_is_not_limited(values: JsonValue) -> None:
    """Any length is accepted."""
    made = point("String", values)
    assert isinstance(made, TextPoint)
    assert made.maximum_length is None
    assert made.encode("x" * 5000) == "x" * 5000
