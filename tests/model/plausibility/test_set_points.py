"""Set-points: their range, their steps and their scale."""

import pytest

from custom_components.tuya_cloud.model.points import ValuePoint
from tests.documents import Point, enum, integer

from .judged import Judged, described


def test_a_room_is_not_set_to_what_is_too_hot() -> None:
    """A range that makes no sense in °C is in °F, unless the device says otherwise."""
    points: dict[str, Point] = {
        "temp_set": integer(60, 86, 75),
        "temp_current": integer(0, 120, 78, "r"),
        "temp_unit": enum("0 1", "1"),
    }
    made = Judged(points, "kt")
    assert [each.unit for each in made.corrections] == ["℉", "℉"]
    points["temp_unit"] = enum("0 1", "0")
    assert [each.unit for each in Judged(points, "kt").corrections] == ["℉", "℉"]
    points["temp_unit"] = enum("3 4", "4")
    assert Judged(points, "rs").corrections == ()
    points["temp_unit"] = enum("c f", "c")
    assert {each.unit for each in Judged(points, "kt").corrections} == {"℃"}


@pytest.mark.parametrize("unit", ["℃", ""])
def test_a_set_point_below_ten_degrees_counts_half_degrees(unit: str) -> None:
    """From 1.0 to 7.0 °C is from 5 to 35 °C; commands follow."""
    points = {"temp_set": integer(10, 70, 44, unit=unit, scale=1, step=5)}
    made = Judged(points, "wk")
    point = made.specification.points["temp_set"]
    assert isinstance(point, ValuePoint)
    assert (point.minimum, point.maximum, point.step) == (5, 35, 0.5)
    assert made.device.value("temp_set") == 22
    assert point.encode(21.5) == 43


@pytest.mark.parametrize(
    "point",
    [
        # against frost
        integer(50, 100, 70, unit="℃", scale=1, step=5),
        integer(5, 350, 200, unit="℃", scale=1, step=5),
        integer(10, 70, 44, unit="℃", scale=1, step=1),
        integer(10, 70, 44, "r", unit="℃", scale=1, step=5),
        integer(10, 70, 44, unit="℉", scale=1, step=5),
    ],
)
def test_other_set_points_count_what_they_say(point: Point) -> None:
    """A minimum of five degrees, or single tenths, are plausible."""
    assert Judged({"temp_set": point}, "wk").corrections == ()


def thermostat(set_to: int, *, scale: str = "f", twin: int = 32) -> dict[str, Point]:
    """Return a thermostat that may follow its display."""
    return {
        "temp_set": integer(5, 35, set_to, unit="℃"),
        "temp_set_f": integer(41, 95, twin, unit="℉"),
        "temp_current": integer(0, 99, 70, "r", unit="℃"),
        "coil_temp": integer(0, 99, 70, "r", unit="℃"),
        "temp_unit_convert": enum("c f", scale),
    }


def test_a_set_point_beyond_its_maximum_follows_the_display() -> None:
    """So does the temperature of the room; the limits are those of the twin."""
    made = Judged(thermostat(72), "wk")
    assert described(made) == (72, "℉", 41, 95, 1)
    units = {each.code: each.unit for each in made.corrections if each.unit}
    assert units == {"temp_set": "℉", "temp_current": "℉"}
    assert made.specification.points["temp_set"].encode(68) == 68


@pytest.mark.parametrize(
    "points",
    [thermostat(22, twin=72), thermostat(72, scale="c"), thermostat(200, twin=72)],
)
def test_a_plausible_set_point_stays_in_its_scale(points: dict[str, Point]) -> None:
    """Within its range, or with a display set to °C, it is as declared."""
    assert "temp_current" not in Judged(points, "wk").codes
    assert described(Judged(points, "wk"))[1] == "℃"


def test_no_dehumidifier_works_in_great_heat() -> None:
    """78 degrees are °F, also without a setting of the scale."""
    points = {"temp_indoor": integer(-20, 100, 78, "r", unit="℃")}
    (made,) = Judged(points, "cs").corrections
    assert (made.unit, made.minimum, made.maximum) == ("℉", -4, 212)
    assert Judged(points, "wk").corrections == ()
    points["temp_indoor"] = integer(-20, 100, 31, "r", unit="℃")
    assert Judged(points, "cs").corrections == ()
