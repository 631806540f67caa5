"""Faults of actions: properties, reading anew, timers."""

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonObject
from tests.homes import call_action

from .conftest import TEMPERATURE, issues_of, state_of


async def refused(
    hass: HomeAssistant, why: str, action: str, device_id: str, **data: Any
) -> None:
    """Call an action that is refused with a translation key and without a repair."""
    with pytest.raises(HomeAssistantError) as refusal:
        await call_action(
            hass, action, device_id, respond=action.startswith("list"), **data
        )
    assert refusal.value.translation_key == why
    assert issues_of(hass) == []


@pytest.fixture(autouse=True)
def _wait_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait half a second for each answer."""
    timeout = "custom_components.tuya_cloud.cloud.timing.REQUEST_TIMEOUT"
    monkeypatch.setattr(timeout, 0.5)


async def test_properties_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The thing model has no such property."""
    await refused(
        hass, "command_rejected", "send_properties", "socket", properties={"x": 1}
    )


async def test_device_read_anew_while_the_cloud_is_silent(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The states stay, and the action says that they are old."""
    simulator.add_fault("GET */status", {"hang": 3})
    await refused(hass, "timeout", "read_device", "probe")
    assert state_of(hass, TEMPERATURE) == "21.5"


async def test_half_an_answer_to_a_device_read_anew(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """What is left out keeps its value."""
    item: JsonObject = {"code": "va_humidity", "value": 60}
    simulator.add_fault("GET */status", {"result": [item, {"code": "x"}, 3]})
    response = await call_action(hass, "read_device", "probe", respond=True)
    points = response["data_points"]
    assert points["va_humidity"]["value"] == 60
    assert points["va_temperature"]["value"] == 21.5


async def test_no_service_for_timers(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The project is not authorized for it."""
    simulator.add_fault("* */timer/*", {"code": 28841105, "msg": "not authorized"})
    await refused(hass, "api_not_subscribed", "list_timers", "socket")


async def test_timer_added_without_an_answer(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It may have been added, so it is not added twice."""
    simulator.add_fault("POST */timer/*", {"drop": True, "after": True})
    values = {"time": "07:00", "values": {"switch_1": True}}
    await refused(hass, "network", "add_timer", "socket", **values)
    assert len(simulator.device("socket").timers.by_id) == 1


async def test_half_an_answer_about_timers(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A timer without an id cannot be changed, so it is left out."""
    simulator.add_fault("GET */timer/*", {"result": [{"time": "07:00"}, {}]})
    response = await call_action(hass, "list_timers", "socket", respond=True)
    assert response == {"timers": []}
