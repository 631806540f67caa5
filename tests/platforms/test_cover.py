"""Covers: what they show, and what their services send."""

from typing import Any

import pytest
from homeassistant.components.cover import CoverEntityFeature as Feature
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from .conftest import Driver
from .documents import demo, device, enum, integer

BLIND = "office_roller_blind_control"
CURTAIN = "bedroom_curtain_control"
VENETIAN = "venetian_control"
ROBOT = "robot_control"
SWITCH = "switch_control"

CONTROL = enum("open stop close", "stop")
PERCENT = integer(0, 100, 30, unit="%")

DEVICES = {
    "office_roller_blind": demo("office_roller_blind"),
    "bedroom_curtain": demo("bedroom_curtain"),
    "venetian": device(
        "cl",
        {"control": CONTROL, "angle_horizontal": integer(0, 180, 45, unit="°")},
    ),
    # positions are counted the way the motor turns
    "robot": device(
        "jdcljqr",
        {
            "control": CONTROL,
            "percent_control": PERCENT,
            "percent_state": integer(0, 100, 30, "r", unit="%"),
            "control_back_mode": enum("forward back", "forward"),
        },
    ),
    "two": device(
        "clkg",
        {
            "control": CONTROL,
            "percent_control": PERCENT,
            "control_2": CONTROL,
            "percent_control_2": integer(0, 100, 80, unit="%"),
        },
    ),
    "motor": device("cl", {"control": enum("FZ ZZ STOP", "STOP")}),
    "kogan": device("cl", {"switch_1": CONTROL, "percent_control": PERCENT}),
    "switch": device("clkg", {"control": CONTROL}),
}


async def test_a_blind_shows_what_it_is(driver: Driver) -> None:
    """Tuya counts percent closed, Home Assistant percent open."""
    state = driver.state(Platform.COVER, BLIND)
    assert state.state == "open"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Office blind",
            "device_class": "curtain",
            "current_position": 65,
            "supported_features": Feature.OPEN
            | Feature.CLOSE
            | Feature.STOP
            | Feature.SET_POSITION,
        }.items()
    )
    assert "assumed_state" not in state.attributes
    driver.state(Platform.SELECT, "office_roller_blind_control_back_mode")


@pytest.mark.parametrize(
    ("report", "state", "position"),
    [
        ({"percent_state": 100}, "closed", 0),
        ({"percent_state": 0, "percent_control": 0}, "open", 100),
        (
            {"percent_control": 100, "control": "close", "work_state": "closing"},
            "closing",
            65,
        ),
        (
            {"percent_control": 0, "control": "open", "work_state": "opening"},
            "opening",
            65,
        ),
        # there already, whatever the movement was last
        ({"percent_control": 35, "work_state": "opening"}, "open", 65),
    ],
)
async def test_a_blind_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, position: int
) -> None:
    """Where it is, and where it goes."""
    await driver.report("office_roller_blind", **report)
    now = driver.state(Platform.COVER, BLIND)
    assert (now.state, now.attributes["current_position"]) == (state, position)


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("open_cover", {}, {"control": "open"}),
        ("close_cover", {}, {"control": "close"}),
        ("stop_cover", {}, {"control": "stop"}),
        ("set_cover_position", {"position": 20}, {"percent_control": 80}),
    ],
)
async def test_a_blind_is_driven(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.COVER, BLIND, service, **data) == sent


async def test_positions_follow_the_direction_of_the_motor(driver: Driver) -> None:
    """What turns the other way counts the other way."""
    state = driver.state(Platform.COVER, ROBOT)
    assert state.attributes["current_position"] == 70
    await driver.report("robot", control_back_mode="back")
    state = driver.state(Platform.COVER, ROBOT)
    assert state.attributes["current_position"] == 30
    assert await driver.call(
        Platform.COVER, ROBOT, "set_cover_position", position=20
    ) == {"percent_control": 20}


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("open_cover_tilt", {}, {"angle_horizontal": 180}),
        ("close_cover_tilt", {}, {"angle_horizontal": 0}),
        (
            "set_cover_tilt_position",
            {"tilt_position": 50},
            {"angle_horizontal": 90},
        ),
    ],
)
async def test_slats_are_turned(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Their angle is shown and set in percent."""
    state = driver.state(Platform.COVER, VENETIAN)
    assert state.attributes["current_tilt_position"] == 25
    assert await driver.call(Platform.COVER, VENETIAN, service, **data) == sent


async def test_each_of_two_curtains(driver: Driver) -> None:
    """The second has its own points and its number."""
    first = driver.state(Platform.COVER, "two_control")
    second = driver.state(Platform.COVER, "two_control_2")
    assert first.attributes["current_position"] == 70
    assert second.attributes["current_position"] == 20
    assert "2" in second.attributes["friendly_name"]
    assert await driver.call(
        Platform.COVER, "two_control_2", "set_cover_position", position=0
    ) == {"percent_control_2": 100}


async def test_motors_that_name_directions(driver: Driver) -> None:
    """FZ opens, ZZ closes."""
    assert await driver.call(Platform.COVER, "motor_control", "open_cover") == {
        "control": "FZ"
    }
    assert await driver.call(Platform.COVER, "motor_control", "close_cover") == {
        "control": "ZZ"
    }
    assert await driver.call(Platform.COVER, "motor_control", "stop_cover") == {
        "control": "STOP"
    }


async def test_a_blind_moved_by_a_switch(driver: Driver) -> None:
    """Some motors spell control as a switch."""
    state = driver.state(Platform.COVER, "kogan_switch_1")
    assert state.attributes["device_class"] == "blind"
    assert state.attributes["current_position"] == 70
    assert await driver.call(Platform.COVER, "kogan_switch_1", "open_cover") == {
        "switch_1": "open"
    }


async def test_a_curtain_without_a_position(driver: Driver) -> None:
    """Only the last command is known, and may be wrong."""
    state = driver.state(Platform.COVER, SWITCH)
    assert (state.state, state.attributes["assumed_state"]) == ("unknown", True)
    await driver.report("switch", control="close")
    assert driver.state(Platform.COVER, SWITCH).state == "closed"
