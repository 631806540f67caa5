"""Codes in other spellings: cases, underscores and synonyms."""

import pytest
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.roles import Role
from custom_components.tuya_cloud.catalog.sensors import SENSORS
from custom_components.tuya_cloud.catalog.spelling import ByCode, folded
from custom_components.tuya_cloud.catalog.texts import TEXTS

from ..documents import Point, boolean, enum, integer, packed
from .made_devices import plan_of, plans_of

SETPOINT: Point = integer(16, 31, 20, unit="℃")
MEASURED: Point = integer(-20, 100, 20, "r", unit="℃")


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("Switch1", "switch_1"),
        ("SWITCH_1", "switch1"),
        ("CountDown", "countdown"),
        ("TempCurrent", "temp_current"),
        ("C_F_", "c_f"),
    ],
)
def test_case_and_underscores_do_not_count(code: str, plain: str) -> None:
    """Codes in Tuya's DP instruction mode are written in CamelCase."""
    assert folded(code) == folded(plain)


def test_an_underscore_keeps_numbers_apart() -> None:
    """The first channel's second value is not the twelfth value."""
    assert folded("value_1_2") != folded("value_12")


def test_the_exact_spelling_wins() -> None:
    """A device may have both."""
    things = ByCode({"Power": 1, "power": 2})
    assert (things.get("power"), things.get("Power"), things.get("POWER")) == (2, 1, 1)
    assert things.get("powers") is None


def test_a_row_in_the_exact_spelling_wins() -> None:
    """A measured "Current" counts amperes, a "current" milliamperes."""
    for code, unit in (("current", "mA"), ("CURRENT", "mA"), ("Current", None)):
        match = SENSORS.find(code, "")
        assert match is not None
        assert match.row.native_unit_of_measurement == unit, code


def test_a_number_beside_a_number_is_found_in_the_exact_spelling() -> None:
    """The second number of week_program_13_1 counts, and its underscore stays."""
    match = TEXTS.find("week_program_13_1", "")
    assert match is not None
    assert (match.row.key, match.number) == ("week_program_13_{n}", "1")


@pytest.mark.parametrize(
    ("code", "twin", "point", "category"),
    [
        ("Switch1", "switch_1", boolean(False), "kg"),
        ("CountDown", "countdown", integer(0, 86400, 0, unit="s"), "cz"),
        ("CurPower", "cur_power", integer(0, 9, 0, "r", unit="W"), "cz"),
        ("BatteryState", "battery_state", enum("low high", "low", "r"), "pir"),
        ("DoorContactState", "doorcontact_state", boolean(False, "r"), "mcs"),
        ("Pv1Volt", "pv1_volt", integer(0, 9, 0, "r", unit="V"), "xnyjcn"),
        ("Switch_Led", "switch_led", boolean(False), "dj"),
    ],
)
def test_another_spelling_means_the_same(
    code: str, twin: str, point: Point, category: str
) -> None:
    """Its entity has the name of the usual code's, and the code in its unique id."""
    plan, usual = (
        plan_of(point, code=each, category=category) for each in (code, twin)
    )
    assert plan.key == code
    assert plan.name == usual.name
    assert plan.platform is usual.platform
    assert plan.description.translation_key == usual.description.translation_key
    assert (
        plan.description.translation_placeholders
        == usual.description.translation_placeholders
    )
    assert plan.is_main == usual.is_main


@pytest.mark.parametrize(
    "switch", ["Power", "power", "switch_on", "PowerOnOff", "poweron", "Switch"]
)
@pytest.mark.parametrize("target", ["TempSet", "SetTemp", "set_temp", "temp_set"])
@pytest.mark.parametrize("category", ["kt", "wk", "qn", "rs"])
def test_a_role_has_many_spellings(switch: str, target: str, category: str) -> None:
    """The set-point makes a thermostat; switch, mode and so on belong to it."""
    (plan, *_) = plans_of(
        category,
        {
            switch: boolean(True),
            target: SETPOINT,
            "Mode": enum("cold hot", "cold"),
            "CurrentTemp": MEASURED,
        },
    )
    assert plan.platform in (Platform.CLIMATE, Platform.WATER_HEATER)
    assert plan.key == target
    assert {role: point.code for role, point in plan.roles.items()} == {
        Role.MAIN: target,
        Role.SWITCH: switch,
        Role.MODE: "Mode",
        Role.CURRENT: "CurrentTemp",
    }


def test_measured_watts_are_no_switch() -> None:
    """A role asks for a type too."""
    plans = plans_of("kt", {"temp_set": SETPOINT, "power": integer(0, 9, 1, "r")})
    assert {plan.platform for plan in plans} == {Platform.CLIMATE, Platform.SENSOR}


def test_of_two_spellings_one_makes_the_entity() -> None:
    """The other is a number of its own."""
    plans = plans_of("kt", {"set_temp": SETPOINT, "temp_set": SETPOINT})
    assert [(plan.platform, plan.key) for plan in plans] == [
        (Platform.CLIMATE, "temp_set"),
        (Platform.NUMBER, "set_temp"),
    ]


@pytest.mark.parametrize("switch", ["switch_on", "Power"])
def test_the_switch_of_a_plug_is_the_plug(switch: str) -> None:
    """It has the device's name, with any code."""
    plan = plan_of(boolean(False), code=switch, category="cz")
    assert plan.platform is Platform.SWITCH
    assert plan.is_main
    assert getattr(plan.description, "device_class", None) == "outlet"


def test_gangs_are_found_by_any_spelling() -> None:
    """Each switch is named by its gang."""
    plans = plans_of(
        "cz",
        {
            "Switch1": boolean(False),
            "Switch2": boolean(False),
            "CountDown1": integer(0, 9, 0),
            "CountDown2": integer(0, 9, 0),
        },
    )
    assert [plan.gang.number if plan.gang else None for plan in plans] == [
        *("1", "2", "1", "2")
    ]


def test_a_twin_in_fahrenheit_is_found_by_any_spelling() -> None:
    """It is disabled at first."""
    plans = plans_of("wsdcg", {"TempCurrent": MEASURED, "TempCurrentF": MEASURED})
    assert [plan.description.entity_registry_enabled_default for plan in plans] == [
        *(True, False)
    ]


def test_a_packed_code_is_found_by_any_spelling() -> None:
    """Its parts are sensors."""
    plans = plans_of("zndb", {"PhaseA": packed("Raw", None)})
    assert {plan.part for plan in plans} >= {"voltage", "current", "power"}
