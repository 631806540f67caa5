"""Corrections as JSON: writing, reading, and refusing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.correction_text import (
    InvalidCorrectionError,
    correction_to_json,
    parse_correction,
)
from custom_components.tuya_cloud.model.corrections import (
    Comparison,
    Condition,
    Correction,
)
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.points.appearance import Counts

EVERYTHING = Correction(
    code="temp_set",
    type="Integer",
    access="rw",
    unit="℉",
    scale=1,
    factor=0.5,
    offset=-2,
    minimum=610,
    maximum=880,
    step=5,
    options=("off",),
    option_names=(("1", "Low"),),
    spellings=(("on", "yes"),),
    words=("none", "pir"),
    labels=("tank full",),
    dp_id=101,
    name="Target",
    device_class="",
    state_class="total",
    platform="number",
    enabled=False,
    counts=Counts.TOTAL,
    inverted=True,
    plays="temp_set_f",
    temperature_scale="c_f",
    expected=(("scale", 0), ("unit", "")),
    when=Condition("temp_set", Comparison.AT_LEAST, 450),
    reason="It counts in °F.",
)


def test_a_correction_survives_its_text() -> None:
    """Every field is read back unchanged."""
    assert parse_correction(correction_to_json(EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize(
    "correction",
    [
        Correction(code="a", unit=""),
        Correction(code="a", spellings=(("", "none"),)),
    ],
)
def test_an_empty_text_is_a_correction(correction: Correction) -> None:
    """An empty unit or value is a correction, too."""
    assert parse_correction(correction_to_json(correction)) == correction


@pytest.mark.parametrize(
    ("document", "key", "field"),
    [
        ([], "not_an_object", ""),
        ({}, "invalid_value", "code"),
        ({"code": "a"}, "empty", ""),
        ({"code": "a", "reason": "so", "expected": {"scale": 0}}, "empty", ""),
        ({"code": "a", "colour": 1}, "unknown_field", "colour"),
        ({"code": "a", "source": "product"}, "unknown_field", "source"),
        ({"code": "a", "minimum": 5, "maximum": 5}, "range", "maximum"),
        *(
            ({"code": "a", field: value}, "invalid_value", field)
            for field, value in (
                ("code", ""),
                ("type", "Number"),
                ("access", "x"),
                ("unit", 5),
                ("unit", "x" * 256),
                ("scale", -1),
                ("scale", 1.5),
                ("scale", True),
                ("factor", 0),
                ("factor", -1),
                ("factor", float("nan")),
                ("offset", "1"),
                ("offset", float("inf")),
                ("offset", 10**400),
                ("minimum", 2**60),
                ("step", 0),
                ("options", []),
                ("options", ["a", "a"]),
                ("options", [""]),
                ("option_names", {}),
                ("option_names", {"a": 1}),
                ("words", ["off"]),
                ("dp_id", 0),
                ("device_class", "Voltage!"),
                ("enabled", "yes"),
                ("counts", "both"),
                ("expected", []),
                ("when", {"code": "a"}),
                ("when", {"code": "a", "comparison": "!=", "value": 1}),
                ("when", {"code": "a", "comparison": "<", "value": None}),
            )
        ),
    ],
)
def test_a_bad_correction_is_refused(document: Any, key: str, field: str) -> None:
    """The error names the field."""
    with pytest.raises(InvalidCorrectionError) as refusal:
        parse_correction(document)
    assert (refusal.value.key, refusal.value.field) == (key, field)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_nothing_else_is_raised(document: JsonValue) -> None:
    """Each document is a correction or is refused with a reason."""
    try:
        parse_correction(document)
    except InvalidCorrectionError:
        return
    raise AssertionError("that was no correction")
