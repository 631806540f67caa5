"""Alarm control panels: each arming mode, and each report."""

import base64

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.conftest import entity_id_of, until

from ..documents import device, enum, packed
from .conftest import Driver

PANEL = "panel_master_mode"
SIMPLE = "simple_master_mode"

PLATFORMS = [Platform.ALARM_CONTROL_PANEL, Platform.BINARY_SENSOR]
DEVICES = {
    "panel": device(
        "mal",
        {
            "master_mode": enum("disarmed arm home sos", "disarmed"),
            "master_state": enum("normal alarm", "normal"),
            "alarm_msg": packed("Raw", ""),
        },
    ),
    "simple": device("mal", {"master_mode": enum("disarmed arm", "arm")})
    | {"product_id": "simplepanel"},
}


def message(text: str) -> str:
    """Return a message in the encoding of a panel."""
    return base64.b64encode(text.encode("utf-16-be")).decode()


async def test_features_follow_from_the_modes(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Arming at home is 1, arming away 2, the manual alarm 8."""
    for device_id, features, expected in (
        ("panel", 11, "disarmed"),
        ("simple", 2, "armed_away"),
    ):
        panel = entity_id_of(hass, "alarm_control_panel", f"{device_id}_master_mode")
        state = hass.states.get(panel)
        assert state is not None
        assert state.state == expected
        assert state.attributes["supported_features"] == features
        assert state.attributes["code_arm_required"] is False


@pytest.mark.parametrize(
    ("service", "mode", "expected"),
    [
        ("alarm_arm_home", "home", "armed_home"),
        ("alarm_arm_away", "arm", "armed_away"),
        ("alarm_trigger", "sos", "triggered"),
        ("alarm_disarm", "disarmed", "disarmed"),
    ],
)
# no code is required, but one is accepted
@pytest.mark.parametrize("data", [{}, {"code": "1234"}], ids=["plain", "code"])
async def test_each_service(
    driver: Driver, service: str, data: dict[str, str], mode: str, expected: str
) -> None:
    """Each service sets the mode."""
    assert await driver.call(Platform.ALARM_CONTROL_PANEL, PANEL, service, **data) == {
        "master_mode": mode
    }
    assert driver.state(Platform.ALARM_CONTROL_PANEL, PANEL).state == expected


@pytest.mark.parametrize(
    ("unique_id", "service"),
    [
        (PANEL, "alarm_arm_night"),
        (PANEL, "alarm_arm_vacation"),
        (PANEL, "alarm_arm_custom_bypass"),
        (SIMPLE, "alarm_arm_home"),
        (SIMPLE, "alarm_trigger"),
    ],
)
async def test_a_missing_mode_is_refused(
    driver: Driver, unique_id: str, service: str
) -> None:
    """No command is sent."""
    await driver.refused(
        Platform.ALARM_CONTROL_PANEL, unique_id, service, "service_not_supported"
    )


async def test_each_report(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An alarm does not change the mode; a low battery is not an alarm."""
    panel = entity_id_of(hass, "alarm_control_panel", "panel_master_mode")

    async def report(expected: str, **values: str) -> str | None:
        await simulator.report("panel", values)
        await until(lambda: hass.states.is_state(panel, expected), what=expected)
        await hass.async_block_till_done()
        state = hass.states.get(panel)
        assert state is not None
        changed_by: str | None = state.attributes["changed_by"]
        return changed_by

    assert await report("armed_home", master_mode="home") is None
    weak = message("Sensor Low Battery\nZone:005Entrance")
    assert await report("armed_home", master_state="alarm", alarm_msg=weak) is None
    door = message("Door Open\nZone:002Kitchen")
    changed_by = await report("triggered", master_state="alarm", alarm_msg=door)
    assert changed_by == "Door Open, Zone:002Kitchen"
    assert await report("armed_home", master_state="normal") is None
    assert await report("disarmed", master_mode="disarmed") is None
    assert await report("armed_away", master_mode="arm") is None
    assert await report("triggered", master_mode="sos") is None
    # an unknown mode
    assert await report("unknown", master_mode="holiday") is None


async def test_alarm_has_its_own_entity(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The data point of the alarm keeps an entity of its own."""
    problem = entity_id_of(hass, Platform.BINARY_SENSOR, "panel_master_state")
    assert hass.states.is_state(problem, "off")
    await simulator.report("panel", {"master_state": "alarm"})
    await until(lambda: hass.states.is_state(problem, "on"))
