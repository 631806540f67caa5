"""Temperatures whose unit or range leaves the scale open."""

import pytest

from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.points.appearance import UNUSED
from tests.documents import Point, boolean, enum, integer

from .judged import Judged, air_conditioner, described


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


@pytest.mark.parametrize("code", ["temp_scale", "display_c_f", "ScaleShown"])
def test_a_setting_of_the_scale_may_have_any_name(code: str) -> None:
    """Its options are the two scales."""
    points = {
        "temp_current": integer(0, 120, 77, "r"),
        code: enum("Celsius Fahrenheit", "Fahrenheit"),
    }
    assert Judged(points, "wsdcg").corrections[0].unit == "℉"


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
