"""Implausible specifications, and those that must not change."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from custom_components.tuya_cloud.catalog.sensors import SENSORS
from custom_components.tuya_cloud.model.corrections import Correction, Source
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.plausibility import Past, Plausibility
from custom_components.tuya_cloud.model.points import ValuePoint
from custom_components.tuya_cloud.model.points.appearance import UNUSED, Counts
from custom_components.tuya_cloud.model.specification import parse_specification
from custom_components.tuya_cloud.model.status import StatusItem

from ..documents import Document, Point, boolean, enum, integer
from ..fuzz import mutation
from .builders import NOW


def document(category: str, points: Mapping[str, Point]) -> JsonObject:
    """Return a specification of points, by code."""

    def entries(letter: str) -> list[JsonValue]:
        return [
            {"code": code, "type": made["type"], "values": made["value"]}
            for code, (made, access, _) in points.items()
            if letter in access
        ]

    return {
        "category": category,
        "functions": entries("w"),
        "status": entries("r"),
    }


class Judged:
    """A device after the plausibility rules, with its specification and values."""

    def __init__(
        self,
        points: Mapping[str, Point],
        category: str = "cz",
        others: tuple[Correction, ...] = (),
        history: Mapping[str, Past] | None = None,
    ) -> None:
        """Apply the rules after other corrections."""
        described = document(category, points)
        values: dict[str, JsonValue] = {
            code: value for code, (_, _, value) in points.items()
        }
        plausibility = Plausibility(parse_specification(described, others, values))
        self.depends_on = plausibility.depends_on
        self.watched = plausibility.watched
        self.corrections = plausibility.corrections(values, history or {})
        self.specification = parse_specification(
            described, (*others, *self.corrections), values
        )
        self.device = Device.create({"id": "device-1"}, self.specification, values)

    @property
    def codes(self) -> set[str]:
        """The corrected codes."""
        return {correction.code for correction in self.corrections}

    def shown(self, *codes: str) -> list[float]:
        """Return the values of data points."""
        return [self.device.value(code) for code in codes]


def plug(
    volts: JsonValue = 2306,
    watts: JsonValue = 2941,
    milliamperes: JsonValue = 1275,
    *,
    most_volts: int = 2500,
    most_watts: int = 50000,
    scale: int = 0,
) -> dict[str, Point]:
    """Return a plug with measurements."""
    return {
        "switch_1": boolean(value=True),
        "cur_current": integer(0, 30000, milliamperes, "r", unit="mA"),
        "cur_power": integer(0, most_watts, watts, "r", unit="W", scale=scale),
        "cur_voltage": integer(0, most_volts, volts, "r", unit="V", scale=scale),
    }


@pytest.mark.parametrize("most_volts", [1000, 2500, 3000, 5000])
def test_mains_voltage_and_power_in_tenths_are_corrected(most_volts: int) -> None:
    """2306 V is implausible; 230.6 V and 1.275 A are 294 W."""
    made = Judged(plug(most_volts=most_volts))
    assert made.codes == {"cur_voltage", "cur_power"}
    assert made.shown("cur_voltage", "cur_power", "cur_current") == [230.6, 294.1, 1275]
    assert made.device.warnings == {}
    assert all(each.source is Source.PLAUSIBILITY for each in made.corrections)
    assert all(each.reason.endswith(".") for each in made.corrections)


@pytest.mark.parametrize(
    "points",
    [
        plug(230, 294),
        plug(115, 100, most_volts=1000),
        plug(400, 294),
        plug(12, 24, most_volts=1000),
        plug(600, 24, most_volts=1000),
        plug(2306, scale=1),
        plug(230, 2941, most_volts=500),
        {"battery_voltage": integer(0, 5000, 1260, "r", unit="V")},
        {"pv1_volt": integer(0, 5000, 1260, "r", unit="V")},
        {"cur_voltage": integer(0, 300000, 230600, "r", unit="mV")},
    ],
)
def test_plausible_voltage_is_unchanged(points: dict[str, Point]) -> None:
    """Whole volts, batteries, panels, and scaled values are plausible."""
    assert Judged(points).corrections == ()


def test_small_or_matching_power_is_unchanged() -> None:
    """Voltage times current decides on the scale of the power."""
    assert Judged(plug(2306, 294)).codes == {"cur_voltage"}
    assert Judged(plug(2306, 2400, 0, most_watts=3680)).codes == {"cur_voltage"}
    assert "cur_power" in Judged(plug(2306, 2941, most_watts=3680)).codes
    assert "cur_power" in Judged(plug(2306, 15, 100)).codes


def test_plug_without_voltage_is_unchanged_until_it_reports_one() -> None:
    """The decimals do not change in between."""
    assert Judged(plug(0, 0, 0)).shown("cur_voltage", "cur_power") == [0.0, 0.0]
    assert "cur_voltage" in Judged(plug(None, None, None)).codes


def test_all_phases_of_a_meter_have_one_scale() -> None:
    """A phase without voltage has the scale of the others."""
    made = Judged(
        {
            "voltage_a": integer(0, 5000, 2310, "r", unit="V"),
            "voltage_b": integer(0, 5000, 2290, "r", unit="V"),
            "voltage_c": integer(0, 5000, 0, "r", unit="V"),
            "power_a": integer(0, 99999, 4800, "r", unit="W"),
            "current_a": integer(0, 99999, 2100, "r", unit="mA"),
            "current_b": integer(0, 99999, 2100, "r", unit="mA"),
        },
        "zndb",
    )
    assert made.codes == {"voltage_a", "voltage_b", "voltage_c", "power_a"}
    assert made.shown("voltage_b", "voltage_c", "power_a") == [229.0, 0.0, 480.0]


def air_conditioner(
    raw: JsonValue, scale: int = 1, unit: str = "℃", twin: JsonValue = 61
) -> dict[str, Point]:
    """Return an air conditioner with a set-point in °C and °F."""
    power = 10**scale
    limits = (16 * power, 88 * power)
    return {
        "switch": boolean(value=True),
        "temp_set": integer(*limits, raw, unit=unit, scale=scale, step=5),
        "temp_set_f": integer(61, 88, twin, unit="℉"),
        "temp_current": integer(-20, 100, 22, "r", unit="℃"),
    }


def described(made: Judged, code: str = "temp_set") -> tuple[object, ...]:
    """Return value, unit, limits and step of a set-point."""
    point = made.specification.points[code]
    assert isinstance(point, ValuePoint)
    value = made.device.value(code)
    return value, point.unit, point.minimum, point.maximum, point.step


@pytest.mark.parametrize("category", ["kt", "wk"])
def test_set_point_in_two_scales_has_the_scale_of_its_value(category: str) -> None:
    """Limits, unit, step and commands follow, and the unused twin is hidden."""
    made = Judged(air_conditioner(680), category)
    assert described(made) == (68.0, "℉", 61, 88, 1)
    assert made.specification.points["temp_set"].encode(71.6) == 720
    twin = made.specification.points["temp_set_f"]
    assert (twin.meaning_code, twin.appearance.enabled) == (UNUSED, False)
    assert made.codes == {"temp_set", "temp_set_f"}
    assert made.depends_on == {"temp_set", "temp_set_f"}

    made = Judged(air_conditioner(225), category)
    assert described(made) == (22.5, "℃", 16, 31, 0.5)
    assert made.specification.points["temp_set_f"].meaning_code == UNUSED


def test_wrong_scale_of_a_set_point_is_ignored() -> None:
    """26 in 160 to 880 is 26 °C, and 230 in 16 to 88 is 23.0 °C."""
    assert described(Judged(air_conditioner(26))) == (26, "℃", 16, 31, 1)
    made = Judged(air_conditioner(230, 0))
    assert described(made) == (23.0, "℃", 16, 31, 1)
    assert made.specification.points["temp_set"].encode(24) == 240


@pytest.mark.parametrize("unit", ["℃/F", "°C/°F", "C/F", "℃ ℉", "℉/℃"])
def test_unit_that_names_both_scales_follows_the_value(unit: str) -> None:
    """The measured temperature has the scale of the set-point, without a twin."""
    points = {
        "temp_set": integer(160, 900, 230, unit=unit, scale=1, step=5),
        "temp_current": integer(-70, 980, 215, "r", unit=unit, scale=1),
    }
    made = Judged(points)
    assert described(made) == (23.0, "℃", 16, 32, 0.5)
    assert described(made, "temp_current")[:2] == (21.5, "℃")
    points["temp_set"] = integer(160, 900, 700, unit=unit, scale=1, step=5)
    made = Judged(points)
    assert described(made) == (70.0, "℉", 61, 90, 1)
    assert described(made, "temp_current")[1] == "℉"


@pytest.mark.parametrize(
    "points",
    [
        {"temp_set": integer(15, 75, 60, unit="℃")},
        {"temp_set": integer(5, 90, 60, unit="℃"), "temp_set_f": integer(41, 194, 140)},
        {"temp_set": integer(5, 700, 230, unit="℃", scale=1)},
        {"temp_set": integer(61, 88, 70, unit="℉")},
        {"temp_set": integer(16, 88, 20, "r", unit="℃")},
        {"temp_set": integer(16, 31, 20, unit="℃"), "temp_set_f": integer(61, 88, 68)},
        {"temp_set": integer(16, 88, None, unit="℃")},
        {"temp_set": integer(16, 88, 45, unit="℃")},
    ],
)
def test_set_point_in_one_scale_is_unchanged(points: dict[str, Point]) -> None:
    """Boilers, floors, and values out of both ranges are unchanged."""
    assert Judged(points, "wk").codes <= {"temp_set_f"}
    twin = Judged(points, "wk").specification.points.get("temp_set_f")
    assert twin is None or twin.meaning_code == "temp_set_f"


def test_impossible_and_unused_twins_are_hidden() -> None:
    """-1900 °F is below absolute zero; a twin at its minimum may be unused."""
    made = Judged(
        {
            "set_heating_temp": integer(150, 400, 150, unit="℃", scale=1),
            "set_heating_temp_f": integer(59, 104, 59, unit="℉"),
            "set_cold_temp": integer(80, 300, 270, unit="℃", scale=1),
            "set_cold_temp_f": integer(46, 86, 46, unit="℉"),
            "around_temp": integer(-300, 1300, 45, "r", unit="℃", scale=1),
            "around_temp_f": integer(-400, 3000, -19000, "r", unit="℉", scale=1),
        },
        "rs",
    )
    assert made.codes == {"set_heating_temp_f", "set_cold_temp_f", "around_temp_f"}


def test_equal_twins_are_unchanged() -> None:
    """A twin at its minimum is plausible if the temperature is at its minimum."""
    made = Judged(
        {
            "temp_set": integer(16, 31, 16, unit="℃"),
            "temp_set_f": integer(61, 88, 61, unit="℉"),
            "temp_current": integer(-20, 60, 24, "r", unit="℃"),
            "temp_current_f": integer(-4, 140, 75, "r", unit="℉"),
        },
        "kt",
    )
    assert made.corrections == ()


@pytest.mark.parametrize(
    "setting",
    ["temp_unit_convert", "c_f", "C_F_", "temp_unit", "TempUnit", "unit", "tempUnit1"],
)
@pytest.mark.parametrize(("chosen", "unit"), [("c", "℃"), ("f", "℉"), ("F", "℉")])
def test_temperatures_without_a_unit_are_in_the_scale_of_the_device(
    setting: str, chosen: str, unit: str
) -> None:
    """Several data points may name the scale of measured and set temperatures."""
    open_ones = ("temp_set", "temp_top", "WInTemp", "water_temperature", "maxtemp_set")
    others = ("temp_value", "temp_calibration", "temp_differ", "temp_time", "fan_speed")
    made = Judged(
        {
            **{code: integer(-22, 104, 60) for code in (*open_ones, *others)},
            "coil_temp": integer(-22, 104, 60, unit="℃"),
            "temp_level": integer(0, 5, 2),
            setting: enum("c f C F", chosen),
        },
        "rs",
    )
    assert made.codes == {*open_ones}
    assert {each.unit for each in made.corrections} == {unit}
    # coil_temp could be in the scale of the display as well
    assert made.depends_on == {setting, "coil_temp"}


def test_temperature_without_a_unit_has_the_scale_in_its_code() -> None:
    """The setting of the device does not apply to such codes."""
    made = Judged(
        {
            "temp_boiling_c": integer(0, 100, 60),
            "temp_boiling_f": integer(32, 212, 140),
            "temp_unit_convert": enum("c f", "f"),
        },
    )
    units = {each.code: each.unit for each in made.corrections}
    assert units == {"temp_boiling_c": "℃", "temp_boiling_f": "℉"}


@pytest.mark.parametrize("chosen", [None, "", "kg", 1])
def test_an_unknown_scale_is_not_guessed(
    chosen: JsonValue,
) -> None:
    """The scale of the home may be wrong."""
    points = {"temp_top": integer(-22, 104, 60), "temp_unit": enum("c f", chosen)}
    assert Judged(points).corrections == ()
    assert Judged({"temp_top": integer(-22, 104, 60)}).corrections == ()


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


@pytest.mark.parametrize("code", ["C_F", "change_tem", "temp_unit"])
@pytest.mark.parametrize("is_boolean", [True, False])
def test_a_number_or_boolean_sets_the_scale(code: str, is_boolean: bool) -> None:
    """0 is °C and 1 is °F, unless no temperature can be in °F."""

    def unit(of: int, *, is_on: bool) -> set[str | None]:
        setting = boolean(is_on) if is_boolean else enum("0 1", str(int(is_on)))
        points = {"inlet_temp": integer(-22, 250, of, "r"), code: setting}
        return {each.unit for each in Judged(points, "rs").corrections}

    assert unit(28, is_on=False) == {"℃"}
    assert unit(82, is_on=True) == {"℉"}
    assert unit(28, is_on=True) == set()


def test_words_set_the_scale_rather_than_a_number() -> None:
    """A product may have both."""
    points = {
        "temp_unit": enum("0 1", "1"),
        "display": enum("c f", "c"),
        "inlet_temp": integer(-22, 250, 82, "r"),
    }
    assert [each.unit for each in Judged(points, "rs").corrections] == ["℃"]


@pytest.mark.parametrize("unit", ["摄氏度或华氏度", "°C or °F", "℉/℃", "C/F"])
def test_a_unit_may_name_both_scales(unit: str) -> None:
    """The setting tells which of the two it is."""
    points = {
        "inlet_temp": integer(-22, 250, 82, "r", unit=unit),
        "temp_unit_convert": enum("c f", "f"),
    }
    assert [each.unit for each in Judged(points, "rs").corrections] == ["℉"]


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


def test_the_number_of_the_twin_is_in_its_scale() -> None:
    """A heat pump reports 79 °F under both codes, though it could be 79 °C."""
    points = {
        "temp_current": integer(-50, 100, 79, "r", unit="℃"),
        "temp_current_f": integer(-58, 212, 79, "r", unit="℉"),
        "temp_unit_convert": enum("c f", "f"),
    }
    assert [each.unit for each in Judged(points, "rs").corrections] == ["℉"]
    points["temp_current_f"] = integer(-58, 212, 174, "r", unit="℉")
    assert Judged(points, "rs").corrections == ()


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


@pytest.mark.parametrize("code", ["temp_scale", "display_c_f", "ScaleShown"])
def test_a_setting_of_the_scale_may_have_any_name(code: str) -> None:
    """Its options are the two scales."""
    points = {
        "temp_current": integer(0, 120, 77, "r"),
        code: enum("Celsius Fahrenheit", "Fahrenheit"),
    }
    assert Judged(points, "wsdcg").corrections[0].unit == "℉"


def energy(raw: JsonValue, maximum: int = 50000) -> dict[str, Point]:
    """Return a plug with an energy counter."""
    return {"add_ele": integer(0, maximum, raw, "r", unit="kwh", scale=3, step=100)}


def reported(*reports: tuple[int, float], code: str = "add_ele") -> dict[str, Past]:
    """Return a history of reports: (raw value, hours)."""
    past = Past()
    for raw, hours in reports:
        past = past.after(StatusItem(code, raw, round(NOW + hours * 3_600_000)))
    return {code: past}


def test_a_value_too_large_for_a_piece_is_a_total() -> None:
    """It stays a total after a reset."""
    made = Judged(energy(296980))
    assert [each.counts for each in made.corrections] == [Counts.TOTAL]
    assert made.watched == made.depends_on == {"add_ele"}
    assert Judged(energy(3), history=reported((60000, 0), (3, 1))).corrections


def test_a_value_that_grows_too_fast_for_pieces_is_a_total() -> None:
    """Three times 30 kWh within minutes is implausible for pieces."""
    growing = reported((30000, 0), (30010, 0.1), (30020, 0.2))
    assert Judged(energy(30020), history=growing).corrections
    slow = reported((30000, 0), (30010, 0.1), (30020, 0.2), (30100, 500), (30200, 900))
    assert Judged(energy(30200), history=slow).corrections


@pytest.mark.parametrize(
    "reports",
    [
        [(30000, 0), (30010, 0.1)],
        [(190, 0), (191, 1), (192, 2), (193, 3), (194, 4), (195, 5)],
        [(10, 0), (20, 0.001), (30, 0.002), (60, 0.003)],
        [(30000, 0), (30010, 0.1), (30020, 0.2), (20000, 0.3)],
        [(30000, 0), (30010, 0), (30020, 0)],
        [(100, 0), (100, 0.001), (100, 0.002)],
    ],
)
def test_plausible_pieces_are_summed(reports: list[tuple[int, float]]) -> None:
    """Pieces of steady loads and solar panels may grow; a total does not fall."""
    assert Judged(energy(5), history=reported(*reports)).corrections == ()


def test_reports_without_time_or_number_prove_nothing() -> None:
    """The growth rate of a value needs times."""
    past = Past()
    for raw in (30000, 30010, None, "x", True, 30020, 30030):
        past = past.after(StatusItem("add_ele", raw))
    assert (past.last, past.highest, past.rates) == (30030, 30030, ())
    assert Judged(energy(30030), history={"add_ele": past}).corrections == ()


def test_other_corrections_stay() -> None:
    """The rules do not change fields that another correction has set."""
    watts = Correction(code="cur_power", factor=0.5)
    made = Judged(plug(), others=(watts,))
    assert made.codes == {"cur_voltage"}
    maximum = Correction(code="cur_voltage", maximum=2600)
    made = Judged(plug(), others=(maximum,))
    assert made.shown("cur_voltage") == [230.6]
    point = made.specification.points["cur_voltage"]
    assert isinstance(point, ValuePoint)
    assert point.maximum == 260.0
    pieces = Correction(code="add_ele", counts=Counts.PIECES)
    assert Judged(energy(296980), others=(pieces,)).corrections == ()
    celsius = Correction(code="temp_set", unit="K")
    assert "temp_set" not in Judged(air_conditioner(680), "kt", (celsius,)).codes
    whole = Correction(code="cur_voltage", scale=0)
    assert "cur_voltage" not in Judged(plug(), others=(whole,)).codes
    shown = Correction(code="temp_set_f", enabled=True)
    assert "temp_set_f" not in Judged(air_conditioner(680), "kt", (shown,)).codes


def test_a_corrected_unit_is_the_scale_of_the_device() -> None:
    """One correction of a wrong scale is enough for all data points."""
    points = {
        "temp_set": integer(-22, 104, 28),
        "temp_top": integer(-22, 104, 30, "r"),
        "temp_unit_convert": enum("c f", "f"),
    }
    made = Judged(points, others=(Correction(code="temp_set", unit="°C"),))
    assert {each.code: each.unit for each in made.corrections} == {"temp_top": "℃"}


def test_a_unit_tells_no_scale_where_the_code_does() -> None:
    """A temperature in °F beside one in °C says nothing of a third."""
    points = {
        "temp_set": integer(5, 35, 28),
        "temp_set_f": integer(41, 95, 82),
        "temp_top": integer(-22, 104, 30, "r"),
        "temp_unit_convert": enum("c f", "c"),
    }
    made = Judged(points, others=(Correction(code="temp_set_f", unit="°F"),))
    units = {each.code: each.unit for each in made.corrections}
    assert units["temp_top"] == "℃"


def test_every_sum_of_the_catalog_has_a_rule() -> None:
    """A summed code without a rule would sum totals."""
    summed = {row.key.replace("{n}", "1") for row in SENSORS.rows if row.increments}
    points = {code: integer(0, 50000, 60000, "r") for code in summed}
    assert summed
    assert Judged(points).codes == summed


def test_no_code_and_no_value_raises() -> None:
    """Broken specifications with broken values raise nothing."""
    rng = random.Random(20261101)
    for _ in range(1000):
        document, described_as = mutation.listed(rng)
        status = document.get("status")
        values = {
            item["code"]: rng.choice([item.get("value"), *mutation.JUNK])
            for item in (status if isinstance(status, list) else ())
            if isinstance(item, dict) and isinstance(item.get("code"), str)
        }
        parsed = parse_specification(described_as)
        plausibility = Plausibility(parsed)
        made = plausibility.corrections(values, {})
        assert {each.code for each in made} <= parsed.points.keys()
        again = parse_specification(described_as, made, values)
        untouched = parsed.points.keys() - {each.code for each in made}
        assert all(again.points[code] == parsed.points[code] for code in untouched)


def test_demo_home_is_plausible() -> None:
    """The demo home gets no correction but the one that it demonstrates."""
    made: set[str] = set()
    for original in mutation.ORIGINALS:
        parsed = parse_specification(specification_of(original))
        plausibility = Plausibility(parsed)
        made |= {each.code for each in plausibility.corrections(original["status"], {})}
    assert made == {"moisture"}


REPORTED = Path(__file__).parents[3] / "shared"
EXPECTED = {
    "cz_37mnhia3pojleqfh": {"cur_voltage", "cur_power"},
    "kt_5wnlzekkstwcdsvm": {"temp_set", "temp_current"},
    "kt_ibmmirhhq62mmf1g": {"temp_set", "temp_set_f"},
}


@pytest.mark.skipif(not REPORTED.is_dir(), reason="the devices of others are not here")
def test_real_devices_get_only_known_corrections() -> None:
    """Every correction of a real device was checked."""
    found: dict[str, set[str]] = {}
    for path in sorted((REPORTED / "devices").glob("*.json")):
        original = json.loads(path.read_text(encoding="utf-8"))
        parsed = parse_specification(specification_of(original))
        made = Plausibility(parsed).corrections(original["status"], {})
        if made:
            found[path.stem] = {each.code for each in made}
    assert found == EXPECTED


def specification_of(original: Document) -> JsonObject:
    """Return the specification of a device file."""

    def entries(described: JsonValue) -> list[JsonValue]:
        return [
            {"code": code, "type": entry["type"], "values": entry["value"]}
            for code, entry in (
                described if isinstance(described, dict) else {}
            ).items()
            if isinstance(entry, dict)
        ]

    return {
        "category": original["category"],
        "functions": entries(original["function"]),
        "status": entries(original["status_range"]),
    }


@pytest.mark.parametrize(
    ("set_to", "scale", "limits"), [(215, "C", (5, 35)), (700, "F", (41, 95))]
)
def test_a_thermostat_without_a_unit_has_the_limits_of_its_scale(
    set_to: int, scale: str, limits: tuple[int, int]
) -> None:
    """5 to 95 are 5 to 35 °C, or 41 to 95 °F, where another point sets the scale."""
    points = {
        "SetTemp": integer(50, 950, set_to, scale=1, step=5),
        "TempUnit": enum("C F", scale),
    }
    _, unit, *shown, _ = described(Judged(points, "wk"), "SetTemp")
    assert (unit, tuple(shown)) == ("℃" if scale == "C" else "℉", limits)
    # a boiler may be set to 95 °C
    assert described(Judged(points, "bgl"), "SetTemp")[2:4] == (5, 95)
