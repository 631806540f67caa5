"""Data points that only corrections list."""

from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.points import (
    Access,
    EnumPoint,
    TextPoint,
    ValuePoint,
)
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)

from .builders import device, entry, report

DECLARED = Correction(
    code="ph", type="Integer", unit="pH", scale=2, minimum=0, maximum=1400
)


def _parsed(*corrections: Correction, lists_ph: bool = False) -> Specification:
    listed: list[JsonValue] = [entry("ph", "String")] if lists_ph else []
    return parse_specification({"category": "test", "status": listed}, corrections)


def test_a_declared_point_exists_once_it_is_reported() -> None:
    """A declared data point does not exist before its first report."""
    made = device(_parsed(DECLARED))
    assert made.points == {}
    assert report(made, "ph", 721).added == {"ph"}
    assert made.value("ph") == 7.21
    point = made.points["ph"]
    assert isinstance(point, ValuePoint)
    assert (point.unit, point.access) == ("pH", Access.READ)


def test_devices_of_a_product_share_a_declared_point() -> None:
    """Plans are shared if the data points are identical."""
    parsed = _parsed(DECLARED)
    first, second = (device(parsed, {"ph": raw}) for raw in (700, 650))
    assert first.points["ph"] is second.points["ph"]


def test_a_new_declaration_reads_the_known_value() -> None:
    """A correction may be added after the report."""
    made = device(_parsed(), {"ph": 721})
    assert made.value("ph") == 721
    made.apply_specification(_parsed(DECLARED), listed={"ph"})
    assert made.value("ph") == 7.21
    made.apply_specification(_parsed(), listed={"ph"})
    assert made.value("ph") == 721


def test_a_stored_value_is_read_as_declared() -> None:
    """A restart does not change the value."""
    stored = device(_parsed(DECLARED), {"ph": 721}).to_json()
    assert Device.from_stored(stored, _parsed(DECLARED)).value("ph") == 7.21


def test_a_write_only_point_exists_at_once() -> None:
    """It is never reported."""
    reset = Correction(code="reset", type="Boolean", access="w")
    assert device(_parsed(reset)).points["reset"].access is Access.WRITE


def test_a_declaration_may_expect_that_the_code_is_missing() -> None:
    """The cloud's specification has priority once it lists the code."""
    expecting = Correction(
        code="ph", type="Integer", scale=2, expected=(("type", None),)
    )
    assert _parsed(expecting).declared.keys() == {"ph"}
    listed = _parsed(expecting, lists_ph=True)
    assert listed.declared == {}
    assert isinstance(listed.points["ph"], TextPoint)


def test_a_code_without_a_type_declares_nothing() -> None:
    """The type is inferred from its values, as without a correction."""
    parsed = _parsed(Correction(code="ph", unit="pH"), Correction(code="", type="Raw"))
    assert (parsed.points, parsed.declared) == ({}, {})


def test_a_spelling_may_stand_for_no_value() -> None:
    """Some products report words instead of a missing reading."""
    parsed = parse_specification(
        {"status": [entry("wind", "Enum", {"range": ["north"]})]},
        [Correction(code="wind", spellings=(("", "none"),))],
    )
    wind = parsed.points["wind"]
    assert (wind.decode("none").value, wind.decode("north").value) == (None, "north")


def test_an_option_that_is_another_ones_spelling_is_none() -> None:
    """What is received for it means the other one."""
    parsed = parse_specification(
        {"functions": [entry("mode", "Enum", {"range": ["auto", "x", "y"]})]},
        [Correction(code="mode", spellings=(("auto", "x"), ("y", "z")))],
    )
    mode = parsed.points["mode"]
    assert isinstance(mode, EnumPoint)
    assert mode.options == ("auto", "y")
    assert [mode.decode(mode.encode(each)).value for each in mode.options] == [
        "auto",
        "y",
    ]


def test_an_access_is_taken_from_all_entries_of_a_code() -> None:
    """Some specifications list a code twice."""
    twice: list[JsonValue] = [entry("mode", "String"), entry("mode", "String")]
    parsed = parse_specification(
        {"functions": twice, "status": twice}, [Correction(code="mode", access="r")]
    )
    assert parsed.points["mode"].access is Access.READ
