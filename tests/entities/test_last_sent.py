"""Points that take commands and report nothing: the last command is the state."""

from pathlib import Path
from typing import Any

import pytest
from homeassistant.const import ATTR_ASSUMED_STATE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from tests.conftest import entity_id_of, until
from tests.documents import device, enum, integer
from tests.homes import write_files


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the file of a camera with points that it never reports."""
    points = {
        "record_mode": enum("1 2", None, "w"),
        "made_up_volume": integer(0, 10, None, "w"),
    }
    return write_files(tmp_path, {"camera": device("sp", points)})


def shown(hass: HomeAssistant, platform: str, code: str) -> State:
    """Return the state of a point."""
    state = hass.states.get(entity_id_of(hass, platform, f"camera_{code}"))
    assert state is not None
    return state


async def act(hass: HomeAssistant, state: State, action: str, **data: Any) -> None:
    """Call an action of an entity."""
    data["entity_id"] = state.entity_id
    await hass.services.async_call(state.domain, action, data, blocking=True)


@pytest.mark.parametrize(
    ("platform", "code", "action", "data", "expected"),
    [
        ("select", "record_mode", "select_option", {"option": "2"}, "2"),
        ("number", "made_up_volume", "set_value", {"value": 7}, "7.0"),
    ],
)
async def test_the_last_command_is_shown(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    platform: str,
    code: str,
    action: str,
    data: dict[str, Any],
    expected: str,
) -> None:
    """It is assumed, stays over a restart, and a report replaces it."""
    before = shown(hass, platform, code)
    assert before.state == STATE_UNKNOWN
    assert before.attributes[ATTR_ASSUMED_STATE] is True
    simulator.add_fault("POST */commands", {"code": 2008, "msg": "no"}, times=1)
    with pytest.raises(HomeAssistantError):
        await act(hass, before, action, **data)
    assert shown(hass, platform, code).state == STATE_UNKNOWN
    if platform == "select":
        data = {"option": before.attributes["options"][1]}
        expected = data["option"]
    await act(hass, before, action, **data)
    assert float_or_text(shown(hass, platform, code).state) == float_or_text(expected)

    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert float_or_text(shown(hass, platform, code).state) == float_or_text(expected)

    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    await simulator.publish(
        4, {"devId": "camera", "status": [{"code": code, "value": 1}]}
    )
    await until(lambda: not shown(hass, platform, code).attributes.get("assumed_state"))
    reported = shown(hass, platform, code).state
    assert float_or_text(reported) != float_or_text(expected)


def float_or_text(state: str) -> float | str:
    """Return a state to compare."""
    try:
        return float(state)
    except ValueError:
        return state
