"""Numbers: decoding and encoding."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import Access, Decoded, ValuePoint

from ..builders import point, refusal, warnings_of

TEMPERATURE: JsonObject = {"unit": "℃", "min": -200, "max": 600, "scale": 1, "step": 5}


def value_point(**values: JsonValue) -> ValuePoint:
    """Return a number from 0 to 100, or with the limits given."""
    made = point("Integer", {"min": 0, "max": 100, "scale": 0, "step": 1} | values)
    assert isinstance(made, ValuePoint)
    return made


def test_limits_and_step_are_in_display_units() -> None:
    """The specification has raw limits, the point scaled ones."""
    made = value_point(**TEMPERATURE)
    assert (made.minimum, made.maximum, made.step) == (-20.0, 60.0, 0.5)
    assert (made.unit, made.scale, made.access) == ("℃", 1, Access.READ_WRITE)


def test_limits_are_floats_even_unscaled() -> None:
    """Entities need floats."""
    made = value_point()
    assert [type(n) for n in (made.minimum, made.maximum, made.step)] == [float] * 3


def test_scaled_value_is_a_float() -> None:
    """The value is the raw value divided by ten to the scale."""
    decoded = value_point(**TEMPERATURE).decode(215)
    assert decoded == Decoded(21.5)
    assert isinstance(decoded.value, float)


def test_unscaled_value_is_an_int() -> None:
    """A counter has no decimals."""
    decoded = value_point().decode(42)
    assert decoded == Decoded(42)
    assert isinstance(decoded.value, int)


@pytest.mark.parametrize(
    ("raw", "value"), [("12", 12), (" 12 ", 12), (12.0, 12), ("12.0", 12), (12.5, 12.5)]
)
def test_numbers_in_other_forms_are_read(raw: JsonValue, value: float) -> None:
    """Devices report text and floats, too."""
    assert value_point().decode(raw) == Decoded(value)


@pytest.mark.parametrize("raw", [None, ""])
def test_never_reported_is_unknown_without_warning(raw: JsonValue) -> None:
    """A missing report is normal."""
    assert value_point().decode(raw) == Decoded(None)


def test_boolean_is_read_as_one_or_zero_with_a_warning() -> None:
    """A product changed the type without its specification."""
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
def test_invalid_number_is_unknown_with_a_warning(raw: JsonValue) -> None:
    """NaN would damage statistics permanently."""
    assert value_point().decode(raw) == Decoded(
        None, "the reported value is not a number"
    )


@pytest.mark.parametrize(("raw", "value"), [(-1, -0.1), (101, 10.1)])
def test_value_outside_the_limits_is_shown_with_a_warning(
    raw: int, value: float
) -> None:
    """Counters can exceed their maximum."""
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
    """Rounding errors of floats are accepted."""
    encoded = value_point(**TEMPERATURE).encode(value)
    assert encoded == raw
    assert isinstance(encoded, int)


def test_steps_count_from_the_minimum() -> None:
    """The steps are 3, 8, 13, 18."""
    assert value_point(min=3, max=20, step=5).encode(9) == 8


def test_encode_stays_below_the_maximum_off_the_steps() -> None:
    """The steps are 0, 30, 60, 90."""
    assert value_point(min=0, max=100, step=30).encode(100) == 90


@pytest.mark.parametrize("value", [-20.1, 60.1, 1e300, 10**400])
def test_encode_refuses_values_out_of_range(value: float) -> None:
    """The error has the limits in display units."""
    error = refusal(value_point(**TEMPERATURE), value)
    assert error.key == "out_of_range"
    assert error.placeholders == {
        "code": "point",
        "value": str(value),
        "minimum": "-20.0",
        "maximum": "60.0",
    }


@pytest.mark.parametrize("value", [True, "20", None])
def test_encode_refuses_other_types(value: object) -> None:
    """True does not count as 1."""
    error = refusal(value_point(), value)
    assert error.key == "wrong_type"
    assert error.placeholders == {"code": "point", "expected": "a number"}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_encode_refuses_numbers_that_are_not_finite(value: float) -> None:
    """A template can return such a number."""
    assert refusal(value_point(), value).key == "not_finite"


def test_encode_refuses_read_only_points() -> None:
    """Every value is refused."""
    error = refusal(replace(value_point(), access=Access.READ), 1)
    assert error.key == "not_writable"
    assert str(error) == "point: not_writable"


def test_specification_in_text_is_read() -> None:
    """The specification of a curtain has limits as text."""
    made = value_point(min="0", max="1000", scale="1", step="10", unit=" % ")
    assert (made.minimum, made.maximum, made.step, made.unit) == (0, 100, 1, "%")


@pytest.mark.parametrize("scale", [None, "", "one"])
def test_missing_scale_is_none(scale: JsonValue) -> None:
    """The raw value is shown."""
    assert value_point(scale=scale).scale == 0


@pytest.mark.parametrize("scale", [-1, 400])
def test_invalid_scale_is_none_with_a_warning(scale: int) -> None:
    """The power of ten would overflow."""
    values: JsonObject = {"min": 0, "max": 9, "scale": scale}
    assert value_point(**values).scale == 0
    assert warnings_of("Integer", values) == (
        f"point: scale {scale} makes no sense and is read as 0",
    )


@pytest.mark.parametrize("step", [0, None, "", -5, 101])
def test_invalid_step_is_one_raw_unit(step: JsonValue) -> None:
    """A step is invalid if it is zero, negative, or longer than the range."""
    made = value_point(step=step, scale=1)
    assert made.step == 0.1
    assert made.encode(0.7) == 7


@pytest.mark.parametrize("missing", ["min", "max"])
def test_missing_limit_is_wide_with_a_warning(missing: str) -> None:
    """A number entity needs both limits."""
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
    """A specification may have no usable values."""
    made = point("Integer", values)
    assert isinstance(made, ValuePoint)
    assert made.minimum < made.maximum
    assert made.encode(-12345) == -12345
    assert "point: its minimum or maximum is missing" in warnings_of("Integer", values)


def test_steps_count_from_zero_where_the_minimum_is_missing() -> None:
    """The default minimum is not a start for steps."""
    assert value_point(min=None, step=7).encode(70) == 70


@pytest.mark.parametrize(("low", "high"), [(5, 5), (9, 3)])
def test_limits_in_the_wrong_order_are_wide_with_a_warning(low: int, high: int) -> None:
    """Neither of the limits is reliable."""
    made = value_point(min=low, max=high)
    assert made.minimum < -(10**9) < 10**9 < made.maximum
    assert warnings_of("Integer", {"min": low, "max": high}) == (
        f"point: its minimum {low} is not below its maximum {high}",
    )


def test_limits_too_close_for_floating_point_stay_apart() -> None:
    """The minimum is always less than the maximum."""
    made = value_point(min=2**62, max=2**62 + 1)
    assert made.minimum < made.maximum


@pytest.mark.parametrize(("value", "share"), [(-20, 0), (20, 0.5), (60, 1)])
def test_share_is_the_position_between_the_limits(value: float, share: float) -> None:
    """A share can be converted back to a value."""
    made = value_point(**TEMPERATURE)
    assert made.share_of(value) == share
    assert made.value_at(share) == value


@pytest.mark.parametrize(("value", "share"), [(-25, 0), (61, 1)])
def test_share_ends_at_the_limits(value: float, share: float) -> None:
    """Values out of range have the share of the nearest limit."""
    assert value_point(**TEMPERATURE).share_of(value) == share


@given(
    raw=st.integers(-(2**31), 2**31 - 1),
    step=st.integers(1, 1000),
    scale=st.integers(0, 9),
    span=st.integers(1, 10_000),
)
def test_shown_value_is_encoded_to_the_same_raw_value(
    raw: int, step: int, scale: int, span: int
) -> None:
    """This holds for every step and scale."""
    low = raw - step * (span // 2)
    made = value_point(min=low, max=low + step * span, step=step, scale=scale)
    decoded = made.decode(raw)
    assert decoded.warning is None
    assert made.encode(decoded.value) == raw


@given(value=st.floats(-5, 12.34), step=st.integers(1, 99))
def test_encoded_value_is_on_a_step_within_the_limits(value: float, step: int) -> None:
    """This holds for every value of a slider."""
    raw = value_point(min=-500, max=1234, step=step, scale=2).encode(value)
    assert isinstance(raw, int)
    assert -500 <= raw <= 1234
    assert (raw + 500) % step == 0
    # at most half a step away, or a whole step near the maximum
    assert abs(raw - value * 100) < max(step, 0.51)


def test_a_small_factor_keeps_its_digits() -> None:
    """A counter of tenths of a watt-hour, in kilowatt-hours."""
    made = value_point(max=10**6, factor=0.0001)
    assert (made.decode(12345), made.decimals) == (Decoded(1.2345), 4)
    assert made.encode(1.2345) == 12345


def test_a_step_is_as_small_as_factor_and_scale_make_it() -> None:
    """Also beside a large offset."""
    made = value_point(scale=10, factor=0.001, offset=-40)
    assert made.minimum < made.maximum
    assert made.step == pytest.approx(1e-13)
    assert value_point(scale=6, factor=0.001, offset=1000).encode(1000) == 0


def test_an_offset_that_hides_the_value_is_none_with_a_warning() -> None:
    """Floating point would give all values the same sum."""
    values: JsonObject = {"min": 0, "max": 9, "scale": 9, "offset": 10**9}
    assert value_point(**values).offset == 0
    assert warnings_of("Integer", values) == (
        "point: offset 1000000000 leaves no digits to the value and is read as 0",
    )


@pytest.mark.parametrize("factor", [-1, 1e-300, 1e12])
def test_senseless_factor_is_one_with_a_warning(factor: float) -> None:
    """Nothing would be left of the value."""
    values: JsonObject = {"min": 0, "max": 9, "factor": factor}
    assert value_point(**values).factor == 1
    assert len(warnings_of("Integer", values)) == 1


def test_a_limit_that_is_shown_rounded_can_be_sent() -> None:
    """The offset has more decimals than the value."""
    made = value_point(factor=0.001, offset=0.0004)
    for raw in (0, 100):
        assert made.encode(made.decode(raw).value) == raw
