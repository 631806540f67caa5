"""Commands without a report are followed by a read; invalid ones are not sent."""

from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import demo

from ..homes import enable_everything, write_files

COMMANDS: Final = "POST /v1.0/devices/{id}/commands"
STATUS: Final = "GET /v1.0/devices/{id}/status"
PLUG: Final = "washing_machine_plug"
DEVICES: Final = (
    PLUG,
    "nursery_climate",
    "reading_lamp",
    "stairs_motion",
    "workshop_controller",
)
# the cloud accepts the command, and the device does not get it
ACCEPTED_AND_LOST: Final[JsonObject] = {"result": True}
# longer than a report may take (seconds)
NO_REPORT: Final = 11


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of some devices of the demo home."""
    return write_files(tmp_path, {each: demo(each) for each in DEVICES})


async def test_an_unconfirmed_command_leads_to_a_read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The new state is shown at once; without a report, the status is read once."""
    plug = entity_id_of(hass, Platform.SWITCH, f"{PLUG}_switch_1")
    lock = entity_id_of(hass, Platform.SWITCH, f"{PLUG}_child_lock")
    assert hass.states.is_state(plug, STATE_ON)
    assert hass.states.is_state(lock, STATE_OFF)
    simulator.add_fault("POST */commands", ACCEPTED_AND_LOST)
    simulator.clear_calls()
    for service, entity_id in (("turn_off", plug), ("turn_on", lock)):
        await hass.services.async_call(
            "switch", service, {"entity_id": entity_id}, blocking=True
        )
    assert hass.states.is_state(plug, STATE_OFF)
    assert hass.states.is_state(lock, STATE_ON)
    assert simulator.calls()["by_endpoint"] == {COMMANDS: 2}

    let_time_pass(hass, NO_REPORT)
    await until(lambda: hass.states.is_state(plug, STATE_ON))
    assert hass.states.is_state(lock, STATE_OFF)
    let_time_pass(hass, NO_REPORT)
    await hass.async_block_till_done()
    assert simulator.calls()["by_endpoint"] == {COMMANDS: 2, STATUS: 1}


async def test_a_partial_confirmation_leads_to_a_read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A report of one of two data points confirms only that one."""
    simulator.add_fault("POST */commands", ACCEPTED_AND_LOST)
    lamp = entity_id_of(hass, Platform.LIGHT, "reading_lamp_switch_led")
    await hass.services.async_call(
        "light", "turn_on", {"entity_id": lamp, "brightness": 255}, blocking=True
    )
    assert hass.states.is_state(lamp, STATE_ON)
    simulator.clear_calls()
    received = loaded.runtime_data.push.hub.last_message_at
    await simulator.report("reading_lamp", {"switch_led": True})
    await until(lambda: loaded.runtime_data.push.hub.last_message_at != received)
    let_time_pass(hass, NO_REPORT)
    await until(lambda: simulator.calls()["by_endpoint"] == {STATUS: 1})


async def test_a_command_without_a_change_needs_no_confirmation(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices report only changes."""
    plug = entity_id_of(hass, Platform.SWITCH, f"{PLUG}_switch_1")
    assert hass.states.is_state(plug, STATE_ON)
    simulator.clear_calls()
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": plug}, blocking=True
    )
    let_time_pass(hass, NO_REPORT)
    await hass.async_block_till_done()
    assert simulator.calls()["by_endpoint"] == {COMMANDS: 1}


NONSENSE: Final[list[tuple[Platform, str, str, dict[str, Any]]]] = [
    (Platform.NUMBER, "nursery_climate_maxtemp_set", "set_value", {"value": 60.1}),
    (Platform.SELECT, "stairs_motion_pir_time", "select_option", {"option": "9s"}),
    (Platform.TEXT, "workshop_controller_frame", "set_value", {"value": "C6"}),
    (Platform.TEXT, "workshop_controller_settings", "set_value", {"value": "{"}),
]


@pytest.mark.parametrize(
    ("platform", "unique_id", "service", "data"),
    NONSENSE,
    ids=["number", "option", "bytes", "JSON"],
)
async def test_an_invalid_command_is_not_sent(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    platform: Platform,
    unique_id: str,
    service: str,
    data: dict[str, Any],
) -> None:
    """The user sees the reason, and no call is made."""
    await enable_everything(hass, loaded)
    entity_id = entity_id_of(hass, platform, unique_id)
    before = hass.states.get(entity_id)
    assert before is not None
    simulator.clear_calls()
    with pytest.raises(ServiceValidationError) as invalid:
        await hass.services.async_call(
            platform, service, {"entity_id": entity_id, **data}, blocking=True
        )
    assert invalid.value.translation_key
    assert simulator.calls()["total"] == 0
    assert hass.states.get(entity_id) is before
