"""Garage doors: their states and the commands of their services."""

import pytest
from homeassistant.components.cover import CoverEntityFeature as Feature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from tests.conftest import entity_id_of, until

from ..documents import boolean, demo, device
from .conftest import Driver

DOOR = "garage_door_switch_1"
BUTTON = "button_switch_1"

PLATFORMS = [Platform.COVER, Platform.SENSOR]
DEVICES = {
    "garage_door": demo("garage_door"),
    "two": device(
        "ckmkzq",
        {
            "switch_1": boolean(value=False),
            "switch_2": boolean(value=True),
            "doorcontact_state_2": boolean(True, "r"),
        },
    ),
    # doors that a button moves in the other direction
    "button": device(
        "ckmkzq",
        {"switch_1": boolean(None, "w"), "doorcontact_state": boolean(False, "r")},
    ),
    "blind_button": device("ckmkzq", {"switch_1": boolean(None, "w")}),
}


async def test_a_door_shows_its_contact(driver: Driver) -> None:
    """The contact is shown, not the command."""
    state = driver.state(Platform.COVER, DOOR)
    assert state.state == "closed"
    assert (
        state.attributes.items()
        >= {
            "friendly_name": "Garage door",
            "device_class": "garage",
            "supported_features": Feature.OPEN | Feature.CLOSE | Feature.STOP,
        }.items()
    )
    assert "assumed_state" not in state.attributes
    await driver.report("garage_door", switch_1=True)
    assert driver.state(Platform.COVER, DOOR).state == "closed"
    await driver.report("garage_door", doorcontact_state=True)
    assert driver.state(Platform.COVER, DOOR).state == "open"
    driver.state(Platform.SENSOR, "garage_door_door_state_1")


@pytest.mark.parametrize(
    ("is_open", "service", "sent"),
    [
        (False, "open_cover", "open"),
        (True, "close_cover", "close"),
        (True, "stop_cover", "stop"),
        (False, "toggle", "open"),
        (True, "toggle", "close"),
    ],
)
async def test_a_door_with_commands(
    driver: Driver, is_open: bool, service: str, sent: str
) -> None:
    """Commands have priority over the switch."""
    await driver.report("garage_door", doorcontact_state=is_open)
    assert await driver.call(Platform.COVER, DOOR, service) == {"door_control_1": sent}


async def test_a_door_opens(hass: HomeAssistant, driver: Driver) -> None:
    """The contact reports the end of the movement."""
    entity_id = entity_id_of(hass, Platform.COVER, DOOR)
    await driver.call(Platform.COVER, DOOR, "open_cover")
    await until(lambda: hass.states.is_state(entity_id, "open"), what="it opens")


async def test_doors_with_a_switch(driver: Driver) -> None:
    """On opens and off closes; without a contact, the switch is shown."""
    first = driver.state(Platform.COVER, "two_switch_1")
    assert (first.state, first.attributes["assumed_state"]) == ("closed", True)
    second = driver.state(Platform.COVER, "two_switch_2")
    assert second.state == "open"
    assert "2" in second.attributes["friendly_name"]
    assert second.attributes["supported_features"] == Feature.OPEN | Feature.CLOSE
    assert await driver.call(Platform.COVER, "two_switch_1", "open_cover") == {
        "switch_1": True
    }
    assert await driver.call(Platform.COVER, "two_switch_2", "close_cover") == {
        "switch_2": False
    }
    await driver.report("two", doorcontact_state_2=False)
    assert driver.state(Platform.COVER, "two_switch_2").state == "closed"
    for code, toggled in (("switch_1", False), ("switch_2", True)):
        door = f"two_{code}"
        assert await driver.call(Platform.COVER, door, "toggle") == {code: toggled}
        await driver.refused(
            Platform.COVER, door, "stop_cover", "service_not_supported"
        )
    await driver.report("two", switch_1=True)
    assert driver.state(Platform.COVER, "two_switch_1").state == "open"


async def test_a_button_is_pushed_only_if_needed(
    hass: HomeAssistant, driver: Driver
) -> None:
    """A push on a door at its target would move it away."""
    entity_id = entity_id_of(hass, Platform.COVER, BUTTON)
    assert await driver.call(Platform.COVER, BUTTON, "open_cover") == {"switch_1": True}
    await until(lambda: hass.states.is_state(entity_id, "open"), what="it opens")
    assert await driver.requests(Platform.COVER, BUTTON, "open_cover") == []
    assert await driver.call(Platform.COVER, BUTTON, "close_cover") == {
        "switch_1": True
    }
    await driver.report("button", doorcontact_state=False)
    assert await driver.requests(Platform.COVER, BUTTON, "close_cover") == []


async def test_a_button_without_a_contact(driver: Driver) -> None:
    """The state is unknown, so each service pushes."""
    unique_id = "blind_button_switch_1"
    state = driver.state(Platform.COVER, unique_id)
    assert (state.state, state.attributes["assumed_state"]) == ("unknown", True)
    for service in ("open_cover", "close_cover", "toggle"):
        assert await driver.call(Platform.COVER, unique_id, service) == {
            "switch_1": True
        }
