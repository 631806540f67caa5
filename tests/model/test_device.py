"""Devices: identity, values, and restoring after a restart."""

import json
import math
from typing import Final

import pytest

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import Identity, parse_identity
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import (
    Access,
    InvalidCommandError,
    TextPoint,
    ValuePoint,
)

from .builders import NOW, changes, device, entry, lamp, report, specification

IDENTITY: Final[Identity] = {
    "id": "device-1",
    "name": "Desk lamp",
    "category": "dj",
    "product_id": "product-1",
    "product_name": "Lamp 3000",
    "model": "L3",
    "time_zone": "+01:00",
    "online": True,
    "sub": True,
    "gateway_id": "gateway-1",
}


def test_identity_comes_from_the_document() -> None:
    """Every field of the list's item has its attribute."""
    made = Device.create(IDENTITY, lamp())
    expected: dict[str, object] = {**IDENTITY, "is_sub_device": True}
    del expected["sub"]
    assert {key: getattr(made, key) for key in expected} == expected


def test_identity_has_defaults() -> None:
    """Most fields are optional; the specification has the category, too."""
    made = Device.create({"id": "device-1"}, lamp())
    assert (made.name, made.category) == ("device-1", "test")
    assert (made.online, made.is_sub_device, made.gateway_id) == (False, False, None)


def test_device_without_name_has_the_name_of_its_product() -> None:
    """Every device needs a name."""
    assert Device.create({**IDENTITY, "name": ""}, lamp()).name == "Lamp 3000"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Desk\0lamp\x07", "Desk lamp"),
        ("Lamp \u202egnp.exe\u202c", "Lamp gnp.exe"),
        ("one\u2028two\nthree", "one two three"),
        ("Familie \U0001f468\u200d\U0001f469\u200d\U0001f467", None),
        ("נורה\u200f", None),
        ("x" * 10_000, "x" * 255),
        (" " * 10_000 + "x", "Lamp 3000"),
    ],
)
def test_names_are_shown_as_one_line(name: str, shown: str | None) -> None:
    """Anyone who shares a device can have typed its name."""
    made = Device.create({**IDENTITY, "name": name}, lamp())
    assert made.name == (shown or name)


@pytest.mark.parametrize("name", ["Desk lamp ", "  Desk  lamp", "Desk\u00a0\tlamp"])
def test_spaces_around_a_name_are_removed(name: str) -> None:
    """The name is part of the names of entities."""
    assert Device.create({**IDENTITY, "name": name}, lamp()).name == "Desk lamp"
    made = Device.create({**IDENTITY, "name": " "}, lamp())
    assert made.name == "Lamp 3000"
    assert not made.update_identity({"product_name": "Lamp  3000 "})


@pytest.mark.parametrize(
    ("news", "attribute", "value"),
    [
        ({"name": "Lamp"}, "name", "Lamp"),
        ({"online": False}, "online", False),
        ({"sub": False}, "is_sub_device", False),
        ({"gateway_id": ""}, "gateway_id", None),
        ({"gateway_id": "gateway-2"}, "gateway_id", "gateway-2"),
    ],
)
def test_a_changed_identity_is_updated(
    news: Identity, attribute: str, value: object
) -> None:
    """The second update with the same identity changes nothing."""
    made = Device.create(IDENTITY, lamp())
    assert made.update_identity(news)
    assert getattr(made, attribute) == value
    assert not made.update_identity(news)


@pytest.mark.parametrize("news", [{}, {"name": ""}, {"name": " "}, IDENTITY])
def test_an_unchanged_identity_stays(news: Identity) -> None:
    """Empty text does not replace a name."""
    made = Device.create(IDENTITY, lamp())
    assert not made.update_identity(news)
    assert made.name == "Desk lamp"


@pytest.mark.parametrize(
    ("stored", "identity"),
    [
        ({"online": "true", "sub": 1}, {"online": True, "sub": True}),
        ({"online": "x", "sub": None}, {"online": False, "sub": False}),
        ({"name": 5, "model": []}, {"name": "5", "model": ""}),
        ({"icon": "lamp.png"}, {}),
    ],
)
def test_a_stored_identity_may_be_broken(
    stored: JsonObject, identity: JsonObject
) -> None:
    """Invalid fields count as missing, unknown ones are skipped."""
    expected: dict[str, object] = {**parse_identity({}), **identity}
    assert {**parse_identity(stored)} == expected


def test_values_are_decoded() -> None:
    """Entities use display units; the raw value is kept for diagnostics."""
    made = device(lamp(), {"switch": "true", "bright": "55", "mode": "white"})
    assert (made.value("switch"), made.raw("switch")) == (True, "true")
    assert made.value("bright") == 5.5
    assert made.warnings == {}


def test_a_packed_value_is_decoded_once_per_reading() -> None:
    """Further entities use the decoded value."""
    calls: list[object] = []

    def decode(value: object) -> str:
        calls.append(value)
        return f"decoded {value}"

    made = device(lamp(), {"note": "x"})
    assert [made.unpacked("note", decode) for _ in range(6)] == ["decoded x"] * 6
    report(made, "note", "y")
    assert [made.unpacked("note", decode) for _ in range(6)] == ["decoded y"] * 6
    assert calls == ["x", "y"]
    assert made.unpacked("absent", decode) is None


def test_a_packed_value_may_not_match_the_type_of_its_point() -> None:
    """Some products declare hex digits as JSON."""
    parsed = specification(status=[entry("packed", "Json")])
    made = device(parsed, {"packed": "00f003e803e8"})
    assert made.value("packed") is None
    assert made.unpacked("packed", str.upper) == "00F003E803E8"


def test_a_point_without_a_report_is_unknown() -> None:
    """A missing reading is not an error."""
    made = device(lamp())
    assert (made.value("switch"), made.raw("switch")) == (None, None)


def test_codes_absent_from_the_specification_get_points() -> None:
    """Only a code with null gets no point, because its type is unknown."""
    made = device(lamp(), {"own": 5, "note": "x", "empty": None})
    assert isinstance(made.points["own"], ValuePoint)
    assert isinstance(made.points["note"], TextPoint)
    assert made.points["own"].access is Access.READ
    assert "empty" not in made.points
    assert made.value("own") == 5


def test_specification_is_shared_and_never_changed() -> None:
    """A change of one device does not affect others of its product."""
    parsed = lamp()
    points = dict(parsed.points)
    first, second = device(parsed, {"own": 5, "reset": True}), device(parsed)
    assert "own" in first.points
    assert "own" not in second.points
    assert parsed.points == points
    assert first.points["switch"] is second.points["switch"]


def test_warning_is_removed_with_its_value() -> None:
    """Diagnostics show only current warnings."""
    made = device(lamp(), {"bright": 5000, "switch": "maybe"})
    assert made.warnings == {
        "bright": "500.0 is outside 0.0 to 10.0",
        "switch": "the reported value is not a Boolean",
    }
    report(made, "bright", 50)
    assert set(made.warnings) == {"switch"}


def test_warnings_of_the_specification_are_kept() -> None:
    """These warnings do not depend on values."""
    parsed = specification(status=[entry("mode", "Enum", "")])
    assert device(parsed).specification.warnings == parsed.warnings != ()


def test_options_seen_outside_the_range_are_added_once() -> None:
    """They are kept, so that a select does not lose them with the next report."""
    made = device(lamp(), {"mode": "scene"})
    report(made, "mode", "music")
    report(made, "mode", "scene")
    report(made, "mode", "white")
    assert made.options("mode") == ("white", "colour", "scene", "music")


def test_enum_that_was_never_reported_adds_no_option() -> None:
    """Empty text is not an option."""
    made = device(lamp(), {"mode": ""})
    assert made.options("mode") == ("white", "colour")
    assert made.value("mode") is None


@pytest.mark.parametrize("code", ["switch", "absent"])
def test_only_enums_have_options(code: str) -> None:
    """Other types and unknown codes have no options."""
    assert device(lamp()).options(code) == ()


def test_options_of_the_status_are_not_extra() -> None:
    """The status part of the specification lists them."""
    parsed = specification(
        functions=[entry("suction", "Enum", {"range": ["strong"]})],
        status=[entry("suction", "Enum", {"range": ["closed", "strong"]})],
    )
    made = device(parsed, {"suction": "closed"})
    assert made.options("suction") == ("strong", "closed")
    assert made.warnings == {}


def test_what_can_be_set_is_specified_for_commands_or_was_reported() -> None:
    """Both what is offered and what is accepted."""
    made = device(
        specification(
            functions=[entry("mode", "Enum", {"range": ["a", "b"]})],
            status=[entry("mode", "Enum", {"range": ["a", "b", "busy", "error"]})],
        ),
        {"mode": "a"},
    )
    assert made.options("mode") == ("a", "b", "busy", "error")
    assert made.settable_options("mode") == ("a", "b")
    report(made, "mode", "busy")
    report(made, "mode", "a")
    assert made.settable_options("mode") == ("a", "b", "busy")
    for option in made.settable_options("mode"):
        assert made.encode("mode", option) == option
    with pytest.raises(InvalidCommandError):
        made.encode("mode", "error")
    assert made.settable_options("absent") == ()


def test_a_new_specification_decodes_values_again() -> None:
    """The instruction mode of a product can change in Tuya's console."""
    made = device(lamp(), {"bright": 50, "mode": "scene", "own": 5, "note": "x"})
    report(made, "bright", 60, at=NOW, received_at=100.0)
    update = made.apply_specification(
        specification(
            functions=[entry("switch", "Boolean"), entry("speed", "Boolean")],
            status=[
                entry("switch", "Boolean"),
                entry("bright", "Integer", {"min": 0, "max": 50}),
                entry("own", "Boolean"),
                entry("mode", "Enum", ""),
            ],
        ),
        listed={"note"},
    )
    assert update == changes(changed="bright mode own reset speed", added="speed")
    assert made.value("bright") == 60
    assert made.warnings["bright"] == "60 is outside 0.0 to 50.0"
    assert made.warnings["own"] == "the reported value is not a Boolean"
    assert made.specification.warnings == ("mode: its range names no options",)
    assert made.options("mode") == ("scene",)
    assert isinstance(made.points["note"], TextPoint)
    assert made.value("note") == "x"
    assert "reset" not in made.points
    reading = made.readings["bright"]
    assert (reading.reported_at, reading.received_at) == (NOW, 100.0)


def test_points_missing_in_a_new_specification_are_removed() -> None:
    """A point stays only if the list still has its code."""
    made = device(lamp(), {"bright": 50, "own": 5})
    update = made.apply_specification(specification(), listed={"own"})
    assert made.points.keys() == made.readings.keys() == {"own"}
    assert "bright" in update.changed


def test_same_specification_changes_nothing() -> None:
    """Points that were inferred or extended for this device stay, too."""
    made = device(lamp(), {"bright": 50, "own": 5, "reset": True})
    assert made.apply_specification(lamp(), listed={"own"}) == changes()


def test_device_survives_a_restart() -> None:
    """The device is stored as JSON."""
    made = Device.create(IDENTITY, lamp())
    made.update_identity({"name": "Renamed"})
    report(made, "bright", 50, at=NOW)
    report(made, "own", {"deep": [1]})
    stored = json.loads(json.dumps(made.to_json()))
    restored = Device.from_stored(stored, lamp())
    assert restored.to_json() == made.to_json()
    assert (restored.name, restored.gateway_id) == ("Renamed", "gateway-1")
    assert restored.value("bright") == 5.0
    assert restored.value("own") == {"deep": [1]}
    assert restored.readings["bright"].received_at == -math.inf


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"document": None, "readings": None},
        {"document": [], "readings": {"bright": 5}},
        {"document": {}, "readings": {"own": {}}},
        {"document": {}, "readings": {"": {"raw": 1}}},
    ],
)
def test_damaged_store_restores_what_it_can(stored: JsonObject) -> None:
    """A damaged store does not prevent the device from working."""
    restored = Device.from_stored(stored, lamp())
    assert set(restored.points) == set(lamp().points)
    assert restored.readings == {}


@pytest.mark.parametrize("time", ["soon", -1, 10**15, 1e300])
def test_damaged_time_is_not_restored(time: JsonValue) -> None:
    """The value is restored without it."""
    made = device(lamp())
    made.restore_readings({"bright": {"raw": 50, "reported_at": time}})
    assert made.value("bright") == 5.0
    assert made.readings["bright"].reported_at is None


def test_repr_contains_no_value() -> None:
    """A value may be a stream address with a password."""
    made = Device.create(IDENTITY, lamp())
    report(made, "stream", "rtsp://user:word@192.0.2.1")
    assert repr(made) == "Device('device-1', 'dj', 'product-1')"
