"""Thing models and shadows become specifications and values."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import (
    Access,
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from custom_components.tuya_cloud.model.shadow import ShadowItem, parse_shadow
from custom_components.tuya_cloud.model.specification import (
    declared_codes,
    parse_specification,
)
from custom_components.tuya_cloud.model.thing_model import (
    joined,
    parse_thing_model,
    with_shadow,
)

RECORDED: Final = Path(__file__).parents[3] / "shared/reports/recorded/models"

_ANYTHING: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_PROPERTY: Final = st.fixed_dictionaries(
    {},
    optional={
        "abilityId": st.integers(-1, 300) | _ANYTHING,
        "accessMode": st.sampled_from(["ro", "rw", "wr"]) | _ANYTHING,
        "code": st.sampled_from(["a", "b"]) | _ANYTHING,
        "typeSpec": _ANYTHING
        | st.fixed_dictionaries(
            {"type": st.sampled_from(["bool", "value", "float", "enum", "struct"])},
            optional={
                "min": _ANYTHING,
                "max": _ANYTHING,
                "range": _ANYTHING,
                "properties": _ANYTHING | st.dictionaries(st.text(), _ANYTHING),
            },
        ),
    },
)


def model_of(*properties: JsonValue) -> JsonObject:
    """Return a thing model with one service."""
    return {"modelId": "1", "services": [{"properties": [*properties]}]}


def property_of(
    kind: str, access: str = "rw", *, code: str = "point", **values: JsonValue
) -> JsonObject:
    """Return a property."""
    return {
        "abilityId": 101,
        "accessMode": access,
        "code": code,
        "name": "Name",
        "typeSpec": {"type": kind, "typeDefaultValue": 1, **values},
    }


def point_of(model: JsonValue) -> DataPoint:
    """Return the only data point of a thing model."""
    [point] = parse_specification(parse_thing_model(model)).points.values()
    return point


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (property_of("bool"), BooleanPoint),
        (property_of("value", min=0, max=5), ValuePoint),
        (property_of("VALUE", min=0, max=5), ValuePoint),
        (property_of("float", min=0, max=5), ValuePoint),
        (property_of("double", min=0, max=5), ValuePoint),
        (property_of("enum", range=["a"]), EnumPoint),
        (property_of("string", maxlen=5), TextPoint),
        (property_of("date"), TextPoint),
        (property_of("raw", maxlen=128), RawPoint),
        (property_of("bitmap", label=["E1"], maxlen=1), BitmapPoint),
        (property_of("struct", properties={}), JsonPoint),
        (property_of("array"), JsonPoint),
        (property_of("unheard"), TextPoint),
    ],
)
def test_each_type_has_its_data_point(
    described: JsonObject, expected: type[DataPoint]
) -> None:
    """The model may be a text, as in answers, or parsed."""
    point = point_of(json.dumps(model_of(described)))
    assert type(point) is expected
    assert point.name == "Name"
    assert point == point_of(model_of(described))


@pytest.mark.parametrize(
    ("mode", "access"),
    [
        ("rw", Access.READ_WRITE),
        ("ro", Access.READ),
        ("wr", Access.WRITE),
        ("unheard", Access.READ),
        (None, Access.READ),
        (["rw"], Access.READ),
    ],
)
def test_access(mode: Any, access: Access) -> None:
    """What is not known may not be sent."""
    assert point_of(model_of(property_of("bool", mode))).access is access


def test_values_have_limits_scale_and_unit() -> None:
    """They are those of a standard specification."""
    values: dict[str, Any] = {
        "min": -200,
        "max": 600,
        "scale": 1,
        "step": 5,
        "unit": "℃",
    }
    point = point_of(model_of(property_of("value", **values)))
    assert isinstance(point, ValuePoint)
    assert (point.minimum, point.maximum, point.step) == (-20, 60, 0.5)
    assert (point.unit, point.decode(215).value) == ("℃", 21.5)


def test_numbers_with_decimals_are_shown_as_they_are() -> None:
    """Nobody has seen how they are sent, so they are read-only."""
    values: dict[str, Any] = {
        "min": -0.5,
        "max": 9.5,
        "scale": 1,
        "step": 0.1,
        "unit": "m",
    }
    point = point_of(model_of(property_of("float", **values)))
    assert isinstance(point, ValuePoint)
    assert (point.minimum, point.maximum, point.unit) == (-1, 10, "m")
    assert point.decode(3.25).value == 3.25
    assert not point.writable


def test_the_fields_of_an_object_have_limits() -> None:
    """Fields of other types are not checked."""
    properties: JsonObject = {
        "valve": {"name": "valve", "typeSpec": {"type": "value", "min": 1, "max": 8}},
        "open": {"typeSpec": {"type": "bool"}},
        "broken": None,
    }
    point = point_of(model_of(property_of("struct", properties=properties)))
    assert isinstance(point, JsonPoint)
    assert point.fields.keys() == {"valve"}
    assert point.encode({"valve": 8}) == '{"valve":8}'


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "not JSON",
        7,
        {},
        {"services": None},
        {"services": [None, {}, {"properties": None}]},
        model_of(None, 5, {}, {"code": "a"}, {"code": "a", "typeSpec": None}),
        model_of({"code": 5, "typeSpec": {"type": "bool"}}),
        model_of({"code": "a", "typeSpec": {"min": 0, "max": 5}}),
    ],
)
def test_what_is_missing_is_left_out(broken: JsonValue) -> None:
    """A model without services is a specification without data points."""
    document = parse_thing_model(broken)
    assert document == {"category": "", "functions": [], "status": []}


def test_all_services_count_and_the_first_of_two_codes() -> None:
    """A code twice is the same data point."""
    model: JsonObject = {
        "services": [
            {"properties": [property_of("bool", code="a")]},
            {
                "properties": [
                    property_of("raw", code="a"),
                    property_of("raw", code="b"),
                ]
            },
        ]
    }
    points = parse_specification(parse_thing_model(model)).points
    assert [type(point) for point in points.values()] == [BooleanPoint, RawPoint]


def test_the_standard_specification_stays_in_charge() -> None:
    """A data point has one code: the standard one."""
    standard: JsonObject = {
        "category": "dj",
        "functions": [{"code": "switch_led", "type": "Boolean", "values": "{}"}],
        "status": None,
    }
    model = parse_thing_model(
        {
            "services": [
                {
                    "properties": [
                        property_of("bool", code="led_switch") | {"abilityId": 20},
                        property_of("raw", code="switch_led") | {"abilityId": 21},
                        property_of("raw", code="other"),
                        property_of("raw", code="without id") | {"abilityId": None},
                    ]
                }
            ]
        }
    )
    codes = {20: "switch_led", 101: "other"}
    document = joined(standard, model, lambda dp_id: codes.get(dp_id, ""))
    points = parse_specification(document).points
    assert document["category"] == "dj"
    assert points.keys() == {"switch_led", "other", "without id"}
    assert isinstance(points["switch_led"], BooleanPoint)
    assert standard["status"] is None


def test_a_shadow_adds_what_the_model_lacks() -> None:
    """It has no access, so nothing may be sent."""
    answer: JsonObject = {
        "properties": [
            {"code": "known", "dp_id": 1, "type": "value", "value": 5},
            {"code": "new", "dp_id": "2", "type": "bool", "time": 1_700_000_000_000},
            {"code": "untyped", "value": 7},
            {"dp_id": 3, "type": "raw", "value": "AA=="},
            {"dp_id": 4, "value": 1},
            {"dp_id": True, "value": 1},
            {"value": 1},
            None,
        ]
    }
    codes = {3: "numbered"}
    items = parse_shadow(answer, lambda dp_id: codes.get(dp_id, ""))
    assert items == [
        ShadowItem("known", 1, "value", 5, None),
        ShadowItem("new", 2, "bool", None, 1_700_000_000_000),
        ShadowItem("untyped", None, "", 7, None),
        ShadowItem("numbered", 3, "raw", "AA==", None),
    ]
    model = parse_thing_model(model_of(property_of("enum", code="known")))
    document = with_shadow(model, items)
    points = parse_specification(document).points
    assert points.keys() == {"known", "new", "numbered"}
    assert isinstance(points["known"], EnumPoint)
    assert points["new"].access is Access.READ
    assert with_shadow(document, items) is document
    assert declared_codes(model) == {"known"}


@pytest.mark.parametrize("answer", [None, [], {}, {"properties": 5}])
def test_a_broken_shadow_has_no_items(answer: JsonValue) -> None:
    """It is no error."""
    assert parse_shadow(answer, lambda _dp_id: "") == []


@given(st.lists(_PROPERTY | _ANYTHING, max_size=4))
def test_no_model_raises(properties: list[Any]) -> None:
    """A model with any content becomes a specification."""
    document = parse_thing_model(model_of(*properties))
    for point in parse_specification(document).points.values():
        point.decode(1)


@given(_ANYTHING | st.builds(lambda items: {"properties": items}, st.lists(_PROPERTY)))
def test_no_shadow_raises(answer: Any) -> None:
    """A shadow with any content joins the model."""
    with_shadow(parse_thing_model(None), parse_shadow(answer, lambda _dp_id: "a"))


# -- recorded models -----------------------------------------------------------------


def recorded() -> Iterator[tuple[str, JsonObject]]:
    """Yield the recorded files by name, if they are there."""
    for path in sorted(RECORDED.glob("*.json")) if RECORDED.is_dir() else ():
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def properties_in(document: JsonObject) -> list[Any]:
    """Return the properties in a recorded file, which may be parts of a model."""
    if "model" in document:
        model: Any = document["model"]
        services = model.get("services", [])
        return [each for service in services for each in service["properties"]]
    if "schema" in document:
        schema: Any = document["schema"]
        return [
            {
                "code": code,
                "abilityId": entry["id"],
                "typeSpec": {name: entry[name] for name in entry if name != "id"},
            }
            for code, entry in schema.items()
        ]
    found = document.get("properties", document.get("property", []))
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(
    "document", [pytest.param(each, id=name) for name, each in recorded()]
)
def test_every_recorded_model_is_understood(document: JsonObject) -> None:
    """Each property with a type has a data point of that type, and no warning."""
    properties = properties_in(document)
    typed = {
        each["code"]: each["typeSpec"]["type"]
        for each in properties
        if isinstance(each.get("typeSpec"), dict) and "type" in each["typeSpec"]
    }
    parsed = parse_thing_model(model_of(*properties))
    specification = parse_specification(parsed)
    assert specification.points.keys() == typed.keys()
    assert [each for each in specification.warnings if "unknown" in each] == []


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(each, id=name)
        for name, each in recorded()
        if "shadow" in each or name.startswith("shadow")
    ],
)
def test_every_recorded_shadow_is_understood(document: Any) -> None:
    """Each item with a value has it under its code, and a data point decodes it."""
    found = document.get("shadow", document)
    answer = found if isinstance(found, dict) else {"properties": found}
    items = parse_shadow(answer, lambda _dp_id: "")
    assert len(items) == len(answer["properties"])
    properties = [] if found is document else properties_in(document)
    parsed = with_shadow(parse_thing_model(model_of(*properties)), items)
    points = parse_specification(parsed).points
    for item in items:
        if item.code in points and item.raw is not None:
            decoded = points[item.code].decode(item.raw)
            assert decoded.value is not None, item
