"""Alarms, sirens, doors and curtains whose words are spelled otherwise."""

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import boolean, device, enum, integer
from .conftest import Driver

PLATFORMS = [Platform.ALARM_CONTROL_PANEL, Platform.COVER, Platform.SIREN]
DEVICES = {
    "panel": device(
        "mal",
        {
            "master_mode": enum("Disarmed Arm Home SOS", "Disarmed"),
            "master_state": enum("Normal Alarm", "Normal", "r"),
        },
    ),
    "horn": device(
        "sgbj",
        {
            "alarm_state": enum("Alarm_Light Alarm_Sound_Light Normal", "Normal"),
            "alarm_volume": enum("Low High Mute", "High"),
        },
    ),
    "garage": device(
        "ckmkzq",
        {
            "switch_1": boolean(value=False),
            "control": enum("FOpen FClose Stop", "FClose"),
            "door_state": enum("OPENED CLOSED Opening", "CLOSED", "r"),
        },
    ),
    "window": device(
        "mc",
        {
            "control": enum("fopen fclose pause", "fclose"),
            "state": enum("Opened Closed", "Opened", "r"),
        },
    ),
    "curtain": device(
        "cl",
        {
            "Control": enum("UP DOWN PAUSE", "DOWN"),
            "percent_control": integer(0, 100, 100, unit="%"),
        },
    ),
    # up and down of a desk are no cover
    "desk": device("sjz", {"control": enum("up down stop", "stop")}),
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


@pytest.mark.parametrize(
    ("service", "sent", "state"),
    [
        ("alarm_arm_away", "Arm", "armed_away"),
        ("alarm_arm_home", "Home", "armed_home"),
        ("alarm_trigger", "SOS", "triggered"),
        ("alarm_disarm", "Disarmed", "disarmed"),
    ],
)
async def test_a_panel_is_armed_in_its_own_words(
    driver: Driver, service: str, sent: str, state: str
) -> None:
    """Each mode is sent as the device spells it, and shown."""
    platform, panel = Platform.ALARM_CONTROL_PANEL, "panel_master_mode"
    assert await driver.call(platform, panel, service) == {"master_mode": sent}
    await driver.report("panel", master_mode=sent)
    assert driver.state(platform, panel).state == state


async def test_a_panel_is_triggered_in_its_own_words(driver: Driver) -> None:
    """The state "Alarm" triggers it."""
    await driver.report("panel", master_state="Alarm")
    state = driver.state(Platform.ALARM_CONTROL_PANEL, "panel_master_mode")
    assert state.state == "triggered"


async def test_a_siren_sounds_in_its_own_words(driver: Driver) -> None:
    """The silent signal is none of its tones."""
    siren = "horn_alarm_state"
    state = driver.state(Platform.SIREN, siren)
    assert state.state == "off"
    assert state.attributes["available_tones"] == ["Alarm_Light", "Alarm_Sound_Light"]
    sent = await driver.call(Platform.SIREN, siren, "turn_on", volume_level=0.0)
    assert sent == {"alarm_state": "Alarm_Sound_Light", "alarm_volume": "Mute"}
    assert await driver.call(Platform.SIREN, siren, "turn_off") == {
        "alarm_state": "Normal"
    }


@pytest.mark.parametrize(
    ("cover", "shown", "open_", "close", "stop"),
    [
        ("garage_switch_1", "closed", "FOpen", "FClose", "Stop"),
        ("window_control", "open", "fopen", "fclose", "pause"),
        ("curtain_Control", "closed", "UP", "DOWN", "PAUSE"),
    ],
)
async def test_a_cover_moves_in_its_own_words(
    driver: Driver, cover: str, shown: str, open_: str, close: str, stop: str
) -> None:
    """It opens, closes and stops with the options that the device has."""
    assert driver.state(Platform.COVER, cover).state == shown
    for service, word in (
        ("open_cover", open_),
        ("close_cover", close),
        ("stop_cover", stop),
    ):
        sent: dict[str, JsonValue] = await driver.call(Platform.COVER, cover, service)
        assert [*sent.values()] == [word]


async def test_a_garage_door_without_contact_shows_its_state(driver: Driver) -> None:
    """The state that the device reports counts, not the last command."""
    await driver.report("garage", door_state="Opening")
    state = driver.state(Platform.COVER, "garage_switch_1")
    assert state.state == "opening"
    assert "assumed_state" not in state.attributes


async def test_up_and_down_alone_make_no_cover(driver: Driver) -> None:
    """Only categories that move covers say so."""
    with pytest.raises(AssertionError, match="desk_control"):
        driver.state(Platform.COVER, "desk_control")
