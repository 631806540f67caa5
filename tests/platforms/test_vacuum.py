"""Robot vacuums: their states and the commands of their services."""

from typing import Any

import pytest
from homeassistant.components.vacuum import VacuumEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from simulator.json_types import JsonValue
from tests.conftest import entity_id_of, until

from ..documents import boolean, demo, device, enum
from .conftest import Driver

ROBOT = "robot_vacuum_power_go"
PLAIN = "plain_power"
PAUSING = "pausing_power_go"

PLATFORMS = [Platform.SELECT, Platform.SENSOR, Platform.VACUUM]
DEVICES = {
    "robot_vacuum": demo("robot_vacuum"),
    # no status, and no command to pause or to return
    "plain": device(
        "sd",
        {"power": boolean(value=False), "mode": enum("smart chargego", "smart")},
    ),
    "pausing": device(
        "sd", {"power_go": boolean(value=True), "pause": boolean(value=False)}
    ),
    # its own words for what it does
    "wordy": device(
        "sd",
        {
            "PowerGo": boolean(value=True),
            "Status": enum("Cleaning_Auto Charging_Base", "Cleaning_Auto", "r"),
        },
    ),
    # the same in other codes
    "coded": device(
        "sd",
        {
            "switch_go": boolean(value=True),
            "work_status": enum("Goto_Charge Sweeping", "Goto_Charge", "r"),
            "mode": enum("Smart BackCharge SpotClean", "Smart"),
            "suction_level": enum("Low High", "Low"),
        },
    ),
}
# each of another product
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def test_features_of_a_vacuum(driver: Driver) -> None:
    """Activity and suction level are shown; other points have their own entities."""
    state = driver.state(Platform.VACUUM, ROBOT)
    assert state.state == "docked"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Robot vacuum",
            "fan_speed_list": ["gentle", "normal", "strong"],
            "fan_speed": "normal",
            "supported_features": Feature.STATE
            | Feature.START
            | Feature.STOP
            | Feature.PAUSE
            | Feature.RETURN_HOME
            | Feature.CLEAN_SPOT
            | Feature.LOCATE
            | Feature.FAN_SPEED,
        }.items()
    )
    assert driver.state(Platform.SENSOR, "robot_vacuum_electricity_left").state == "100"
    assert driver.state(Platform.SELECT, "robot_vacuum_mode").state == "standby"
    assert driver.state(Platform.SENSOR, "robot_vacuum_status").state == "charge_done"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Cleaning_Auto", "cleaning"),
        ("Cleaning_Sroom", "cleaning"),
        ("CleanSpot", "cleaning"),
        ("Charging_Base", "docked"),
        ("base_charging", "docked"),
        ("FullCharge", "docked"),
        ("Docking", "returning"),
        ("back_to_base", "returning"),
        ("GoHome", "returning"),
        ("Sleep", "idle"),
        ("Clean_Comp", "idle"),
        ("zone_clean_Pause", "paused"),
        ("Trapped_Error", "error"),
        # no word is known, but it is turned on
        ("Breakpoint", "cleaning"),
    ],
)
async def test_a_vacuum_has_words_of_its_own(
    driver: Driver, status: str, state: str
) -> None:
    """Products spell what they do in many ways."""
    await driver.report("wordy", Status=status)
    assert driver.state(Platform.VACUUM, "wordy_PowerGo").state == state


async def test_a_vacuum_has_codes_and_modes_of_its_own(driver: Driver) -> None:
    """Modes are known by their words."""
    vacuum = "coded_switch_go"
    state = driver.state(Platform.VACUUM, vacuum)
    assert (state.state, state.attributes["fan_speed"]) == ("returning", "Low")
    sent = await driver.call(Platform.VACUUM, vacuum, "return_to_base")
    assert sent == {"mode": "BackCharge"}
    sent = await driver.call(Platform.VACUUM, vacuum, "clean_spot")
    assert sent == {"switch_go": True, "mode": "SpotClean"}


@pytest.mark.parametrize(
    ("report", "state"),
    [
        ({"status": "smart"}, "cleaning"),
        ({"status": "zone_clean"}, "cleaning"),
        ({"status": "paused"}, "paused"),
        ({"status": "goto_charge"}, "returning"),
        ({"status": "charging"}, "docked"),
        ({"status": "standby"}, "idle"),
        ({"status": "fault"}, "error"),
        # not a word that is known, and it is turned off
        ({"status": "dancing"}, "idle"),
    ],
)
async def test_activities_of_a_vacuum(
    driver: Driver, report: dict[str, JsonValue], state: str
) -> None:
    """Each status has an activity."""
    await driver.report("robot_vacuum", **report)
    assert driver.state(Platform.VACUUM, ROBOT).state == state


async def test_a_vacuum_shows_its_suction_level(driver: Driver) -> None:
    """A reported option out of the specification is added."""
    await driver.report("robot_vacuum", suction="turbo")
    shown = driver.state(Platform.VACUUM, ROBOT).attributes
    assert shown["fan_speed"] == "turbo"
    assert shown["fan_speed_list"] == ["gentle", "normal", "strong", "turbo"]


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("start", {}, {"power_go": True}),
        ("pause", {}, {"pause": True}),
        ("stop", {}, {"power_go": False}),
        ("return_to_base", {}, {"switch_charge": True}),
        ("clean_spot", {}, {"mode": "spiral", "power_go": True}),
        ("locate", {}, {"seek": True}),
        ("set_fan_speed", {"fan_speed": "strong"}, {"suction": "strong"}),
    ],
)
async def test_services_of_a_vacuum(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """Each service sends one request."""
    assert await driver.call(Platform.VACUUM, ROBOT, service, **data) == sent


@pytest.mark.parametrize(
    ("service", "data", "state"),
    [
        ("start", {}, "cleaning"),
        ("pause", {}, "paused"),
        ("stop", {}, "idle"),
        ("return_to_base", {}, "returning"),
        ("clean_spot", {}, "cleaning"),
    ],
)
async def test_a_vacuum_shows_the_activity_of_a_command(
    hass: HomeAssistant,
    driver: Driver,
    service: str,
    data: dict[str, Any],
    state: str,
) -> None:
    """The report after a command changes the activity."""
    entity_id = entity_id_of(hass, Platform.VACUUM, ROBOT)
    await driver.call(Platform.VACUUM, ROBOT, service, **data)
    await until(lambda: hass.states.is_state(entity_id, state), what=state)


@pytest.mark.parametrize(
    ("service", "sent"),
    [
        ("start", {"pause": False, "power_go": True}),
        ("clean_spot", {"pause": False, "mode": "spiral", "power_go": True}),
    ],
)
async def test_a_paused_vacuum_resumes(
    driver: Driver, service: str, sent: dict[str, JsonValue]
) -> None:
    """Starting a paused vacuum ends the pause."""
    await driver.report("robot_vacuum", pause=True, status="paused")
    assert await driver.call(Platform.VACUUM, ROBOT, service) == sent


@pytest.mark.parametrize(
    ("unique_id", "service", "data", "why"),
    [
        (ROBOT, "set_fan_speed", {"fan_speed": "x"}, "not_an_option"),
        # no data point for custom commands or rooms
        (ROBOT, "send_command", {"command": "beep"}, "service_not_supported"),
        (
            ROBOT,
            "clean_area",
            {"cleaning_area_id": ["kitchen"]},
            "service_not_supported",
        ),
        (PLAIN, "clean_spot", {}, "service_not_supported"),
        (PLAIN, "locate", {}, "service_not_supported"),
        (PLAIN, "set_fan_speed", {"fan_speed": "x"}, "service_not_supported"),
        (PAUSING, "return_to_base", {}, "service_not_supported"),
    ],
)
async def test_unsupported_commands_are_refused(
    driver: Driver, unique_id: str, service: str, data: dict[str, Any], why: str
) -> None:
    """No command is sent."""
    await driver.refused(Platform.VACUUM, unique_id, service, why, **data)


async def test_a_reported_suction_level_can_be_set(driver: Driver) -> None:
    """The device has used an option that its specification lacks."""
    await driver.report("robot_vacuum", suction="turbo")
    await driver.report("robot_vacuum", suction="strong")
    assert await driver.call(
        Platform.VACUUM, ROBOT, "set_fan_speed", fan_speed="turbo"
    ) == {"suction": "turbo"}


async def test_a_vacuum_without_a_status(driver: Driver) -> None:
    """The state follows from the switch."""
    assert driver.state(Platform.VACUUM, PLAIN).state == "idle"
    await driver.report("plain", power=True)
    assert driver.state(Platform.VACUUM, PLAIN).state == "cleaning"
    for service, on in (("pause", False), ("start", True), ("stop", False)):
        assert await driver.call(Platform.VACUUM, PLAIN, service) == {"power": on}
    assert await driver.call(Platform.VACUUM, PLAIN, "return_to_base") == {
        "mode": "chargego"
    }
    await driver.report("plain", power="")
    assert driver.state(Platform.VACUUM, PLAIN).state == "unknown"
    await driver.report("pausing", pause=True)
    assert driver.state(Platform.VACUUM, PAUSING).state == "paused"
    assert await driver.call(Platform.VACUUM, PAUSING, "start") == {
        "pause": False,
        "power_go": True,
    }
    assert driver.state(Platform.VACUUM, PAUSING).state == "cleaning"
