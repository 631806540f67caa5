"""Specifications: documents of the cloud, parsed to data points."""

from dataclasses import FrozenInstanceError

import pytest

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import (
    Access,
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    Decoded,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from custom_components.tuya_cloud.model.specification import (
    infer_point,
    parse_specification,
)

from .builders import entry, point, specification, warnings_of


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("Boolean", "bool", "BOOL"), BooleanPoint),
        (("Integer", "value", "integer"), ValuePoint),
        (("Enum", "enum"), EnumPoint),
        (("String", "string"), TextPoint),
        (("Json", "json", "JSON"), JsonPoint),
        (("Raw", "raw", " Raw "), RawPoint),
        (("Bitmap", "bitmap"), BitmapPoint),
    ],
)
def test_types_are_recognized_by_both_names_in_any_case(
    names: tuple[str, ...], kind: type[DataPoint]
) -> None:
    """Specifications and thing models have different names for types."""
    for name in names:
        assert type(point(name)) is kind
    assert names[0] == kind.type_name


@pytest.mark.parametrize("type_name", ["struct", "", None, 7])
def test_unknown_type_is_read_only_text(type_name: JsonValue) -> None:
    """The values of commands are unknown."""
    described: JsonObject = {"code": "odd", "type": type_name, "values": "{}"}
    parsed = specification(functions=[described], status=[described])
    made = parsed.points["odd"]
    assert isinstance(made, TextPoint)
    assert made.access is Access.READ
    assert made.decode({"a": 1}) == Decoded('{"a":1}')
    assert parsed.warnings == (f"odd: type {type_name} is unknown and read as text",)


def test_access_follows_from_the_lists_of_a_code() -> None:
    """Codes in functions are writable, codes in status are readable."""
    parsed = specification(
        functions=[entry("both", "Boolean"), entry("sent", "Boolean")],
        status=[entry("both", "Boolean"), entry("seen", "Boolean")],
    )
    assert {code: made.access for code, made in parsed.points.items()} == {
        "both": Access.READ_WRITE,
        "sent": Access.WRITE,
        "seen": Access.READ,
    }
    assert [(made.readable, made.writable) for made in parsed.points.values()] == [
        (True, True),
        (False, True),
        (True, False),
    ]


def test_point_keeps_the_specification_as_received() -> None:
    """Diagnostics show the document."""
    function, status = entry("a", "raw", ""), entry("a", "Raw", {"maxlen": "255"})
    made = specification(functions=[function], status=[status]).points["a"]
    assert made.specification == {"function": function, "status": status}
    seen = specification(status=[status]).points["a"]
    assert seen.specification == {"status": status}


def test_equal_descriptions_need_no_separate_reader() -> None:
    """Both lists usually agree, with numbers or with text."""
    made = specification(
        functions=[entry("a", "Integer", {"min": 0, "max": 9, "step": 1})],
        status=[entry("a", "value", {"min": "0", "max": "9", "scale": 0})],
    ).points["a"]
    assert made.reader is None


def test_status_decodes_and_function_encodes() -> None:
    """The limits are those of the function."""
    made = specification(
        functions=[entry("level", "Integer", {"min": 0, "max": 500, "scale": 1})],
        status=[entry("level", "Integer", {"min": 0, "max": 99, "scale": 0})],
    ).points["level"]
    assert isinstance(made, ValuePoint)
    assert made.maximum == 50.0
    assert made.decode(75) == Decoded(75)
    assert made.decode(None) == Decoded(None)
    assert made.encode(7.5) == 75


def test_function_and_status_of_different_types() -> None:
    """The point has the type of the function."""
    parsed = specification(
        functions=[entry("alarm", "Enum", {"range": ["start", "stop"]})],
        status=[entry("alarm", "Boolean")],
    )
    made = parsed.points["alarm"]
    assert isinstance(made, EnumPoint)
    assert made.known_options == ("start", "stop")
    assert made.decode(True).value == "true"
    assert made.encode("start") == "start"
    assert parsed.warnings == ("alarm: functions and status give it different types",)


@pytest.mark.parametrize("names", [("Power", "Other"), ("", "Power"), (None, "Power")])
def test_name_is_the_first_one_given(names: tuple[JsonValue, JsonValue]) -> None:
    """The name of the function has priority."""
    function: JsonObject = {**entry("a", "Boolean"), "name": names[0]}
    status: JsonObject = {**entry("a", "Boolean"), "name": names[1]}
    made = specification(functions=[function], status=[status]).points["a"]
    assert made.name == "Power"


def test_point_without_name_has_none() -> None:
    """Most specifications have no names."""
    assert point("Boolean").name is None


def test_values_may_be_an_object() -> None:
    """The documentation describes text."""
    described: JsonObject = {"code": "a", "type": "Enum", "values": {"range": ["x"]}}
    made = specification(status=[described]).points["a"]
    assert isinstance(made, EnumPoint)
    assert made.options == ("x",)


def test_broken_values_give_a_warning() -> None:
    """The point is made from the type alone."""
    assert warnings_of("Boolean", "{broken") == ("point: its values are not JSON",)


@pytest.mark.parametrize("values", ["", "{}", "null", "[]"])
def test_empty_values_are_usual(values: str) -> None:
    """A Boolean needs no values."""
    assert warnings_of("Boolean", values) == ()


def test_equal_warnings_of_both_lists_are_shown_once() -> None:
    """Both lists usually have the same errors."""
    described = entry("a", "Enum", {"range": None})
    parsed = specification(functions=[described], status=[described])
    assert parsed.warnings == ("a: its range names no options",)


@pytest.mark.parametrize("missing", ["functions", "status"])
@pytest.mark.parametrize("instead", [None, {}, "", "absent"])
def test_either_list_may_be_missing(missing: str, instead: JsonValue) -> None:
    """Sensors have no functions, and remotes no status."""
    lists: JsonObject = {
        key: [entry(key, "Boolean")] for key in ("functions", "status")
    }
    del lists[missing]
    if instead != "absent":
        lists[missing] = instead
    parsed = parse_specification({"category": "kg", **lists})
    assert parsed.category == "kg"
    assert set(parsed.points) == {"functions", "status"} - {missing}


@pytest.mark.parametrize("broken", ["switch", None, {}, {"code": ""}, {"code": 5}])
def test_entry_without_code_is_skipped_with_a_warning(broken: JsonValue) -> None:
    """The other entries are used."""
    parsed = parse_specification({"status": [broken, entry("switch", "Boolean")]})
    assert list(parsed.points) == ["switch"]
    assert parsed.warnings == ("an entry without a code is left out",)


@pytest.mark.parametrize("document", [None, [], "text", 5, {}, {"category": 5}])
def test_empty_document_has_no_points(document: JsonValue) -> None:
    """The device is shown without entities."""
    parsed = parse_specification(document)
    assert (parsed.category, dict(parsed.points), parsed.warnings) == ("", {}, ())


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (False, BooleanPoint, False),
        (7, ValuePoint, 7),
        (-7.5, ValuePoint, -7.5),
        ({"a": 1}, JsonPoint, {"a": 1}),
        ([1], JsonPoint, [1]),
        ('{"a": 1}', JsonPoint, {"a": 1}),
        ("[broken", TextPoint, "[broken"),
        ("text", TextPoint, "text"),
        ("12", TextPoint, "12"),
        (None, TextPoint, None),
    ],
)
def test_point_is_inferred_from_a_value(
    raw: JsonValue, kind: type[DataPoint], value: object
) -> None:
    """The point can decode its first value."""
    made = infer_point("own_code", raw)
    assert type(made) is kind
    assert (made.code, made.access, made.specification) == ("own_code", "r", {})
    assert made.decode(raw) == Decoded(value)


def test_points_never_change() -> None:
    """Points are immutable, because devices of a product share them."""
    made = point("Boolean")
    with pytest.raises(FrozenInstanceError):
        made.code = "other"  # type: ignore[misc]  # must fail


@pytest.mark.parametrize("type_name", ["Boolean", "Integer", "Enum", "Json", "Bitmap"])
def test_equal_points_have_equal_hashes(type_name: str) -> None:
    """The hash works although specifications contain dicts."""
    assert point(type_name) == point(type_name)
    assert hash(point(type_name)) == hash(point(type_name))
