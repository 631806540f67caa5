"""Batteries, brightness and other shares whose range does not fit."""

from typing import Any

import pytest

from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.plausibility import Past
from custom_components.tuya_cloud.model.points import ValuePoint
from custom_components.tuya_cloud.model.status import StatusItem
from tests.documents import Point, integer

from .judged import Judged


@pytest.mark.parametrize(
    ("code", "maximum", "raw", "shown"),
    [
        ("battery_percentage", 5, 5, 100),
        ("battery_percentage", 4, 1, 25),
        ("Battery", 3, 2, 66.667),
        ("va_battery", 10, 7, 70),
        ("electricity_left", 5, 2, 40),
    ],
)
def test_battery_in_bars_is_converted_to_percent(
    code: str, maximum: int, raw: int, shown: float
) -> None:
    """A full battery is 100 %, not 5 %."""
    made = Judged({code: integer(0, maximum, raw, "r")})
    assert made.shown(code) == [shown]
    assert made.corrections[0].unit == "%"
    assert made.depends_on == frozenset()


def test_battery_up_to_500_is_converted_once_it_was_above_100() -> None:
    """Other batteries with this range report percent."""
    code = "va_battery"
    assert Judged({code: integer(0, 500, 100, "r")}).corrections == ()
    assert Judged({code: integer(0, 500, 480, "r")}).shown(code) == [96]
    past = Past().after(StatusItem(code, 480)).after(StatusItem(code, 90))
    empty = Judged({code: integer(0, 500, 90, "r")}, history={code: past})
    assert empty.shown(code) == [18]
    assert empty.watched == {code}


@pytest.mark.parametrize("code", ["wireless_electricity", "humidity_value"])
def test_percentages_of_ten_at_most_have_no_decimals(code: str) -> None:
    """The range fits whole percent."""
    assert Judged({code: integer(0, 100, 80, "r", scale=1)}).shown(code) == [80]


@pytest.mark.parametrize("unit", ["%", "\N{FULLWIDTH PERCENT SIGN}"])
def test_a_percentage_up_to_1000_counts_tenths(unit: str) -> None:
    """Commands do, too."""
    made = Judged({"level": integer(0, 1000, 555, unit=unit)})
    assert made.shown("level") == [55.5]
    assert made.device.encode("level", 12.3) == 123


@pytest.mark.parametrize("said", [{"scale": 0}, {"unit": "W"}, {"factor": 0.5}])
def test_a_user_says_what_a_percentage_counts(said: dict[str, Any]) -> None:
    """What the user says of scale, unit or factor is trusted more."""
    points = {"level": integer(0, 1000, 555, unit="%")}
    corrected = Correction(code="level", **said)
    assert Judged(points, others=(corrected,)).corrections == ()


@pytest.mark.parametrize(
    "points",
    [
        {"level": integer(0, 1000, 555, unit="%", scale=1)},
        {"level": integer(0, 1000, 555, unit="W")},
        {"battery_percentage": integer(0, 100, 5, "r", unit="%")},
        {"battery_percentage": integer(0, 5, 5, "r", unit="V")},
        {"battery_percentage": integer(1, 5, 5, "r")},
        {"battery_report_cap": integer(0, 10, 5, "r")},
        {"battery_voltage": integer(0, 5, 5, "r")},
        {"humidity_value": integer(0, 1000, 555, "r", unit="%", scale=1)},
        {"fan_speed": integer(0, 5, 5)},
    ],
)
def test_other_values_are_not_converted_to_percent(points: dict[str, Point]) -> None:
    """Voltages, settings, and percentages are unchanged."""
    assert Judged(points).corrections == ()


@pytest.mark.parametrize("code", ["bright_value", "temp_value", "bright_value_2"])
def test_a_light_that_reports_more_than_255_counts_to_1000(code: str) -> None:
    """It is shown and set as far as it counts, also after a low value."""
    assert Judged({code: integer(25, 255, 255)}, "dj").corrections == ()
    made = Judged({code: integer(25, 255, 900)}, "dj")
    point = made.device.points[code]
    assert isinstance(point, ValuePoint)
    assert point.maximum == 1000
    assert made.device.encode(code, 1000) == 1000
    past = Past().after(StatusItem(code, 900)).after(StatusItem(code, 90))
    later = Judged({code: integer(25, 255, 90)}, "dj", history={code: past})
    assert later.codes == {code}
    # a fault of the device
    assert Judged({code: integer(25, 255, 65_535)}, "dj").corrections == ()
