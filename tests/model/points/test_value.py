"""Numbers: what is shown, and what is sent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import Access, Decoded, ValuePoint

from ..builders import point, refusal, warnings_of

TEMPERATURE: JsonObject = {"unit": "℃", "min": -200, "max": 600, "scale": 1, "step": 5}


def value_point(**values: JsonValue) -> ValuePoint:
    """Return a number that counts 0 to 100, or as told."""
    made = point("Integer", {"min": 0, "max": 100, "scale": 0, "step": 1} | values)
    assert isinstance(made, ValuePoint)
    return made


def test_limits_and_step_are_in_display_units() -> None:
    """The specification counts as the device does."""
    made = value_point(**TEMPERATURE)
    assert (made.minimum, made.maximum, made.step) == (-20.0, 60.0, 0.5)
    assert (made.unit, made.scale, made.access) == ("℃", 1, Access.READ_WRITE)


def test_limits_are_floats_even_unscaled() -> None:
    """Entities want floats."""
    made = value_point()
    assert [type(n) for n in (made.minimum, made.maximum, made.step)] == [float] * 3


def test_scaled_value_is_a_float() -> None:
    """Shown is the raw value divided by ten to the power of scale."""
    decoded = value_point(**TEMPERATURE).decode(215)
    assert decoded == Decoded(21.5)
    assert isinstance(decoded.value, float)


def test_unscaled_value_is_an_int() -> None:
    """A counter shows no decimals."""
    decoded = value_point().decode(42)
    assert decoded == Decoded(42)
    assert isinstance(decoded.value, int)


@pytest.mark.parametrize(
    ("raw", "value"), [("12", 12), (" 12 ", 12), (12.0, 12), ("12.0", 12), (12.5, 12.5)]
)
def test_numbers_in_other_dress_are_read(raw: JsonValue, value: float) -> None:
    """Text and floats were seen."""
    assert value_point().decode(raw) == Decoded(value)


@pytest.mark.parametrize("raw", [None, ""])
def test_never_reported_is_unknown_without_warning(raw: JsonValue) -> None:
    """Nothing is odd about it."""
    assert value_point().decode(raw) == Decoded(None)


def test_boolean_is_read_as_one_or_zero_with_a_warning() -> None:
    """A product changed its type and not its specification."""
    decoded = value_point().decode(True)
    assert decoded.value == 1
    assert not isinstance(decoded.value, bool)
    assert decoded.warning == "a Boolean was reported instead of a number"


@pytest.mark.parametrize(
    "raw",
    [
        "warm",
        {},
        [1],
        "nan",
        "inf",
        float("nan"),
        float("inf"),
        -float("inf"),
        10**400,
        "9" * 5000,
    ],
)
def test_what_is_no_finite_number_is_unknown_with_a_warning(raw: JsonValue) -> None:
    """Statistics would suffer from NaN for ever."""
    assert value_point().decode(raw) == Decoded(
        None, "the reported value is not a number"
    )


@pytest.mark.parametrize(("raw", "value"), [(-1, -0.1), (101, 10.1)])
def test_value_outside_the_limits_is_shown_with_a_warning(
    raw: int, value: float
) -> None:
    """Counters grow past their maximum."""
    decoded = value_point(scale=1).decode(raw)
    assert decoded == Decoded(value, f"{value} is outside 0.0 to 10.0")


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (21.5, 215),
        (21.6, 215),
        (21.8, 220),
        (-20, -200),
        (60.0, 600),
        (60.00001, 600),
        (0.1 + 0.2, 5),
        (0, 0),
    ],
)
def test_encode_takes_the_nearest_step(value: float, raw: int) -> None:
    """Floating point noise is no reason to refuse."""
    encoded = value_point(**TEMPERATURE).encode(value)
    assert encoded == raw
    assert isinstance(encoded, int)


def test_steps_count_from_the_minimum() -> None:
    """3, 8, 13, 18."""
    assert value_point(min=3, max=20, step=5).encode(9) == 8


def test_encode_stays_below_the_maximum_off_the_steps() -> None:
    """0, 30, 60, 90."""
    assert value_point(min=0, max=100, step=30).encode(100) == 90


@pytest.mark.parametrize("value", [-20.1, 60.1, 1e300, 10**400])
def test_encode_refuses_what_is_out_of_range(value: float) -> None:
    """The error speaks in display units."""
    error = refusal(value_point(**TEMPERATURE), value)
    assert error.key == "out_of_range"
    assert error.placeholders == {
        "code": "point",
        "value": str(value),
        "minimum": "-20.0",
        "maximum": "60.0",
    }


@pytest.mark.parametrize("value", [True, "20", None])
def test_encode_refuses_what_is_no_number(value: object) -> None:
    """True is no 1 here."""
    error = refusal(value_point(), value)
    assert error.key == "wrong_type"
    assert error.placeholders == {"code": "point", "expected": "a number"}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_encode_refuses_what_is_not_finite(value: float) -> None:
    """Templates can yield it."""
    assert refusal(value_point(), value).key == "not_finite"


def test_encode_refuses_what_may_only_be_read() -> None:
    """Whatever the value."""
    error = refusal(replace(value_point(), access=Access.READ), 1)
    assert error.key == "not_writable"
    assert str(error) == "point: not_writable"


def test_specification_in_text_is_read() -> None:
    """A curtain has its limits as text."""
    made = value_point(min="0", max="1000", scale="1", step="10", unit=" % ")
    assert (made.minimum, made.maximum, made.step, made.unit) == (0, 100, 1, "%")


@pytest.mark.parametrize("scale", [None, "", "one"])
def test_missing_scale_is_none(scale: JsonValue) -> None:
    """Nothing is divided then."""
    assert value_point(scale=scale).scale == 0


@pytest.mark.parametrize("scale", [-1, 400])
def test_senseless_scale_is_none_with_a_warning(scale: int) -> None:
    """Such powers of ten would overflow."""
    values: JsonObject = {"min": 0, "max": 9, "scale": scale}
    assert value_point(**values).scale == 0
    assert warnings_of("Integer", values) == (
        f"point: scale {scale} makes no sense and is read as 0",
    )


@pytest.mark.parametrize("step", [0, None, "", -5, 101])
def test_senseless_step_is_one_raw_unit(step: JsonValue) -> None:
    """Zero, negative, or longer than the range."""
    made = value_point(step=step, scale=1)
    assert made.step == 0.1
    assert made.encode(0.7) == 7


@pytest.mark.parametrize("missing", ["min", "max"])
def test_missing_limit_is_wide_with_a_warning(missing: str) -> None:
    """A number entity needs both."""
    values: JsonObject = {"min": 10, "max": 20, "scale": 0}
    del values[missing]
    made = value_point(**(values | {missing: None}))
    wide = {"min": (-(2.0**31), 20), "max": (10, 2.0**31 - 1)}
    assert (made.minimum, made.maximum) == wide[missing]
    assert warnings_of("Integer", values) == (
        "point: its minimum or maximum is missing",
    )


@pytest.mark.parametrize("values", ["", "{broken", "[]", "null", '{"min":"low"}'])
def test_number_without_any_limits_still_works(values: str) -> None:
    """Whatever became of its values."""
    made = point("Integer", values)
    assert isinstance(made, ValuePoint)
    assert made.minimum < made.maximum
    assert made.encode(-12345) == -12345
    assert "point: its minimum or maximum is missing" in warnings_of("Integer", values)


def test_steps_count_from_zero_where_the_minimum_is_missing() -> None:
    """The wide minimum is no number anyone chose."""
    assert value_point(min=None, step=7).encode(70) == 70


@pytest.mark.parametrize(("low", "high"), [(5, 5), (9, 3)])
def test_limits_in_the_wrong_order_are_wide_with_a_warning(low: int, high: int) -> None:
    """Neither can be trusted."""
    made = value_point(min=low, max=high)
    assert made.minimum < -(10**9) < 10**9 < made.maximum
    assert warnings_of("Integer", {"min": low, "max": high}) == (
        f"point: its minimum {low} is not below its maximum {high}",
    )


def test_limits_too_close_for_floating_point_stay_apart() -> None:
    """The minimum is always less than the maximum."""
    made = value_point(min=2**62, max=2**62 + 1)
    assert made.minimum < made.maximum


def test_percent_up_to_1000_is_in_tenths() -> None:
    """No percentage goes to 1000."""
    values: JsonObject = {"unit": "%", "min": 0, "max": 1000, "scale": 0, "step": 1}
    made = value_point(**values)
    assert (made.maximum, made.scale, made.step) == (100.0, 1, 0.1)
    assert made.decode(555) == Decoded(55.5)
    assert made.encode(55.5) == 555
    assert warnings_of("Integer", values) == (
        "point: percent up to 1000 is read as tenths of a percent",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"unit": "%", "max": 1000, "scale": 1},
        {"unit": "%", "max": 100, "scale": 0},
        {"unit": "W", "max": 1000, "scale": 0},
    ],
)
def test_other_percents_are_taken_at_their_word(values: JsonObject) -> None:
    """The rule is for this one mistake."""
    assert value_point(**values).scale == values["scale"]
    assert warnings_of("Integer", {"min": 0, **values}) == ()


@pytest.mark.parametrize(("value", "share"), [(-20, 0), (20, 0.5), (60, 1)])
def test_share_is_the_way_from_minimum_to_maximum(value: float, share: float) -> None:
    """And a share of the way is a value."""
    made = value_point(**TEMPERATURE)
    assert made.share_of(value) == share
    assert made.value_at(share) == value


@pytest.mark.parametrize(("value", "share"), [(-25, 0), (61, 1)])
def test_share_ends_at_the_limits(value: float, share: float) -> None:
    """Whatever was reported outside them."""
    assert value_point(**TEMPERATURE).share_of(value) == share


@given(
    raw=st.integers(-(2**31), 2**31 - 1),
    step=st.integers(1, 1000),
    scale=st.integers(0, 9),
    span=st.integers(1, 10_000),
)
def test_what_is_shown_is_sent_back_the_same(
    raw: int, step: int, scale: int, span: int
) -> None:
    """On any step, at any scale."""
    low = raw - step * (span // 2)
    made = value_point(min=low, max=low + step * span, step=step, scale=scale)
    decoded = made.decode(raw)
    assert decoded.warning is None
    assert made.encode(decoded.value) == raw


@given(value=st.floats(-5, 12.34), step=st.integers(1, 99))
def test_what_is_sent_is_on_a_step_within_the_limits(value: float, step: int) -> None:
    """Whatever a slider yields."""
    raw = value_point(min=-500, max=1234, step=step, scale=2).encode(value)
    assert isinstance(raw, int)
    assert -500 <= raw <= 1234
    assert (raw + 500) % step == 0
    # half a step away, or nearly a whole one where none is left below the maximum
    assert abs(raw - value * 100) < max(step, 0.51)
