"""Covers: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.components.cover import CoverEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event

from custom_components.tuya_cloud.catalog.covers import kind_of_cover
from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until

from ..documents import demo, device, enum, integer
from .conftest import Driver

BLIND = "office_roller_blind_control"
CURTAIN = "bedroom_curtain_control"
ROBOT = "robot_control"
SWITCH = "switch_control"

CONTROL = enum("open stop close", "stop")
PERCENT = integer(0, 100, 30, unit="%")

PLATFORMS = [Platform.COVER, Platform.SELECT]
DEVICES = {
    "office_roller_blind": demo("office_roller_blind"),
    "bedroom_curtain": demo("bedroom_curtain"),
    # positions follow the direction of the motor
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
    "capitals": device(
        "cl",
        {
            "Control": enum("Open Stop Close", "Stop"),
            "PercentControl": PERCENT,
            "WorkState": enum("Opening Closing", "Closing", "r"),
        },
    ),
    "machine": device(
        "cl",
        {"mach_operate": enum("ZZ FZ STOP", "STOP"), "position": PERCENT},
    ),
    "kogan": device("cl", {"switch_1": CONTROL, "percent_control": PERCENT}),
    "switch": device("clkg", {"control": CONTROL}),
    "awning": device(
        "clkg",
        {
            "control": enum("open close", "open"),
            "situation_set": enum("fully_open fully_close", "fully_open", "r"),
            "angle_horizontal": integer(0, 180, 45, unit="°"),
        },
    ),
    "drop": device("clkg", {"control": enum("close stop", "stop")}),
    "lift": device(
        "clkg",
        {"control": enum("open", "open"), "percent_state": integer(0, 100, 30, "r")},
    ),
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features_of_a_blind(driver: Driver) -> None:
    """Tuya's positions are percent closed, Home Assistant's percent open."""
    state = driver.state(Platform.COVER, BLIND)
    assert state.state == "open"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Office blind",
            "device_class": "blind",
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
    ("product_name", "kind"),
    [
        ("Curtain track", "curtain"),
        ("AM43-Zigbee", "curtain"),
        ("Blinds Drive-BLE", "blind"),
        ("Venetian motor", "blind"),
        ("Roller SHADE", "shade"),
        ("Awning motor", "awning"),
        ("Shutter switch", "shutter"),
        ("Sliding gate", "gate"),
        ("Gateway curtain", "curtain"),
        ("Garage door opener", "garage"),
        ("Window opener", "window"),
        ("Window curtain", "curtain"),
        ("", "curtain"),
    ],
)
def test_the_name_of_a_product_says_what_it_moves(product_name: str, kind: str) -> None:
    """Tuya has one category for all of them."""
    assert kind_of_cover(product_name) == kind


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
        # at its target, with any last movement
        ({"percent_control": 35, "work_state": "opening"}, "open", 65),
    ],
)
async def test_a_blind_shows_reports(
    driver: Driver, report: dict[str, JsonValue], state: str, position: int
) -> None:
    """Position and movement are shown."""
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
        # it has one speed
        ("open_cover", {"speed": "slow"}, {"control": "open"}),
        ("close_cover", {"speed": "slow"}, {"control": "close"}),
        (
            "set_cover_position",
            {"position": 0, "speed": "slow"},
            {"percent_control": 100},
        ),
    ],
)
async def test_services_of_a_blind(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.COVER, BLIND, service, **data) == sent


@pytest.mark.parametrize(
    ("report", "sent"),
    [
        ({"percent_state": 100}, "open"),
        ({"percent_state": 0}, "close"),
        ({"percent_state": 50}, "close"),
        (
            {"percent_control": 100, "control": "close", "work_state": "closing"},
            "stop",
        ),
    ],
)
async def test_a_blind_is_toggled(
    driver: Driver, report: dict[str, JsonValue], sent: str
) -> None:
    """It moves to the other end, and does not change while it moves."""
    await driver.report("office_roller_blind", **report)
    assert await driver.call(Platform.COVER, BLIND, "toggle") == {"control": sent}


async def test_a_blind_moves(hass: HomeAssistant, driver: Driver) -> None:
    """It moves to its target, and shows the movement meanwhile."""
    seen: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None and state.state not in seen[-1:]:
            seen.append(state.state)

    async_track_state_change_event(
        hass, entity_id_of(hass, Platform.COVER, BLIND), note
    )
    await driver.call(Platform.COVER, BLIND, "close_cover")
    await until(lambda: "closed" in seen)
    await set_position(driver, BLIND, 100)
    await until(lambda: seen[-1] == "open")
    assert seen[-4:] == ["closing", "closed", "opening", "open"]


async def test_positions_follow_the_direction_of_the_motor(driver: Driver) -> None:
    """A reversed motor has inverted positions."""
    state = driver.state(Platform.COVER, ROBOT)
    assert state.attributes["current_position"] == 70
    await driver.report("robot", control_back_mode="back")
    state = driver.state(Platform.COVER, ROBOT)
    assert state.attributes["current_position"] == 30
    assert await driver.call(
        Platform.COVER, ROBOT, "set_cover_position", position=20
    ) == {"percent_control": 20}


def position_of(driver: Driver, unique_id: str) -> int:
    """Return the position of a cover."""
    attributes = driver.state(Platform.COVER, unique_id).attributes
    position: int = attributes["current_position"]
    return position


async def set_position(
    driver: Driver, unique_id: str, position: int
) -> dict[str, JsonValue]:
    """Move a cover to a position, and return the command."""
    return await driver.call(
        Platform.COVER, unique_id, "set_cover_position", position=position
    )


@pytest.mark.parametrize(
    ("unique_id", "features"),
    [
        (
            "awning_control",
            Feature.OPEN
            | Feature.CLOSE
            | Feature.OPEN_TILT
            | Feature.CLOSE_TILT
            | Feature.SET_TILT_POSITION,
        ),
        ("drop_control", Feature.CLOSE | Feature.STOP),
        ("lift_control", Feature.OPEN),
    ],
)
async def test_features_follow_from_the_options(
    driver: Driver, unique_id: str, features: Feature
) -> None:
    """Some motors cannot stop, or move in one direction only."""
    state = driver.state(Platform.COVER, unique_id)
    assert state.attributes["supported_features"] == features


async def test_end_stops_show_whether_it_is_closed(driver: Driver) -> None:
    """End stops are used if there is no position."""
    awning = "awning_control"
    state = driver.state(Platform.COVER, awning)
    assert state.state == "open"
    assert "assumed_state" not in state.attributes
    await driver.report("awning", situation_set="fully_close")
    assert driver.state(Platform.COVER, awning).state == "closed"
    assert await driver.call(Platform.COVER, awning, "toggle") == {"control": "open"}


@pytest.mark.parametrize(
    ("unique_id", "service", "data"),
    [
        ("drop_control", "open_cover", {}),
        ("drop_control", "toggle", {}),
        ("lift_control", "close_cover", {}),
        ("lift_control", "set_cover_position", {"position": 50}),
        ("awning_control", "stop_cover", {}),
        (SWITCH, "open_cover_tilt", {}),
        (SWITCH, "close_cover_tilt", {}),
        (SWITCH, "set_cover_tilt_position", {"tilt_position": 50}),
        (SWITCH, "toggle_cover_tilt", {}),
        # slats cannot be stopped
        ("awning_control", "stop_cover_tilt", {}),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any]
) -> None:
    """No command is sent."""
    await driver.refused(
        Platform.COVER, unique_id, service, "service_not_supported", **data
    )


async def test_each_of_two_curtains(driver: Driver) -> None:
    """The second curtain has its own data points and number."""
    first = driver.state(Platform.COVER, "two_control")
    second = driver.state(Platform.COVER, "two_control_2")
    assert first.attributes["current_position"] == 70
    assert second.attributes["current_position"] == 20
    assert "2" in second.attributes["friendly_name"]
    assert await driver.call(
        Platform.COVER, "two_control_2", "set_cover_position", position=0
    ) == {"percent_control_2": 100}
    assert await driver.call(Platform.COVER, "two_control_2", "open_cover") == {
        "control_2": "open"
    }
    await driver.report("two", percent_control_2=60)
    assert position_of(driver, "two_control") == 70
    assert position_of(driver, "two_control_2") == 40


@pytest.mark.parametrize(
    ("service", "sent"),
    [("open_cover", "FZ"), ("close_cover", "ZZ"), ("stop_cover", "STOP")],
)
@pytest.mark.parametrize(
    ("device_id", "code"), [("motor", "control"), ("machine", "mach_operate")]
)
async def test_motors_that_name_directions(
    driver: Driver, device_id: str, code: str, service: str, sent: str
) -> None:
    """The option FZ opens, ZZ closes."""
    unique_id = f"{device_id}_{code}"
    assert await driver.call(Platform.COVER, unique_id, service) == {code: sent}


@pytest.mark.parametrize(
    ("service", "sent"),
    [("open_cover", "Open"), ("close_cover", "Close"), ("stop_cover", "Stop")],
)
async def test_commands_in_capitals(driver: Driver, service: str, sent: str) -> None:
    """They are sent as the product spells them."""
    cover = "capitals_Control"
    assert await driver.call(Platform.COVER, cover, service) == {"Control": sent}


async def test_a_machine_has_one_point_for_its_position(driver: Driver) -> None:
    """The current position and the target are the same data point."""
    machine = "machine_mach_operate"
    assert position_of(driver, machine) == 70
    assert await set_position(driver, machine, 20) == {"position": 80}
    await driver.report("machine", position=100)
    assert driver.state(Platform.COVER, machine).state == "closed"


async def test_a_blind_moved_by_a_switch(driver: Driver) -> None:
    """Some motors are controlled by a switch."""
    state = driver.state(Platform.COVER, "kogan_switch_1")
    assert state.attributes["device_class"] == "blind"
    assert state.attributes["current_position"] == 70
    for service, sent in (
        ("open_cover", "open"),
        ("close_cover", "close"),
        ("stop_cover", "stop"),
    ):
        assert await driver.call(Platform.COVER, "kogan_switch_1", service) == {
            "switch_1": sent
        }
    assert await set_position(driver, "kogan_switch_1", 0) == {"percent_control": 100}


async def test_a_curtain_without_a_position(driver: Driver) -> None:
    """Only the last command is known, so the state is assumed."""
    state = driver.state(Platform.COVER, SWITCH)
    assert (state.state, state.attributes["assumed_state"]) == ("unknown", True)
    await driver.report("switch", control="close")
    assert driver.state(Platform.COVER, SWITCH).state == "closed"
    await driver.report("switch", control="open")
    assert driver.state(Platform.COVER, SWITCH).state == "open"
