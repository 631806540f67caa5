"""What the devices of a group have in common."""

from typing import Final

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.group_device import group_device, group_status
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.points import EnumPoint

from .builders import device, entry, specification

SWITCH: Final = entry("switch", "Boolean")
BRIGHT: Final = entry("bright", "Integer", {"min": 0, "max": 100})
FAULT: Final = entry("fault", "Bitmap", {"label": ["hot", "wet"]})


def mode(*options: str) -> JsonObject:
    """Return an enum of some options."""
    return entry("mode", "Enum", {"range": [*options]})


def member(*points: JsonObject, **status: JsonValue) -> Device:
    """Return a device of a group."""
    parsed = specification(functions=[*points], status=[*points])
    return device(parsed, status)


def test_points_that_differ_are_left_out() -> None:
    """Units and ranges count, the names in the app do not."""
    dim = entry("bright", "Integer", {"min": 10, "max": 1000})
    made = group_device(
        "group-1", "Hall", [member(SWITCH, BRIGHT, FAULT), member(SWITCH, dim, FAULT)]
    )
    assert (made.id, made.name) == ("group-1", "Hall")
    assert set(made.points) == {"switch", "fault"}


def test_an_enum_has_the_options_of_all() -> None:
    """Without an option that all take, there is no enum."""
    first = member(mode("white", "colour", "scene"))
    made = group_device("1", "Hall", [first, member(mode("scene", "white"))])
    shared = made.points["mode"]
    assert isinstance(shared, EnumPoint)
    assert shared.options == ("white", "scene")
    assert group_device("1", "Hall", [first, member(mode("music"))]).points == {}


def test_a_value_nobody_has_reported() -> None:
    """It is left out, so that it is unknown."""
    members = [member(SWITCH, BRIGHT, switch=True), member(SWITCH, BRIGHT)]
    assert group_status(["switch", "bright"], "switch", members) == {"switch": True}


def test_the_values_of_members_that_are_on() -> None:
    """A number is their mean, else the most frequent value counts."""
    members = [
        member(SWITCH, BRIGHT, mode("a", "b"), switch=on, bright=bright, mode=word)
        for on, bright, word in [
            (True, 20, "a"),
            (True, 30, "b"),
            (True, 40, "b"),
            (False, 100, "a"),
        ]
    ]
    assert group_status(["switch", "bright", "mode"], "switch", members) == {
        "switch": True,
        "bright": 30,
        "mode": "b",
    }
