"""Services for firmware that are refused or fail, and those asked instead."""

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject
from tests.firmware import (
    FIRMWARE,
    INDUSTRY,
    NOT_SUBSCRIBED,
    SMART_HOME,
    calls_of,
    enable,
    install,
    state_of,
)

from ..conftest import Look
from .conftest import DAY, MAIN


async def extras_in_diagnostics(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Return what diagnostics say of the firmware."""
    document: Any = await async_get_config_entry_diagnostics(hass, entry)
    return document["extras"].get("firmware")


@pytest.mark.parametrize(
    ("refused_calls", "answers"),
    [
        (["GET /v2.0/*/firmware"], SMART_HOME),
        (["GET /v2.0/*/firmware", "GET /v1.0/devices/*"], INDUSTRY),
    ],
)
async def test_another_service_is_asked(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    refused_calls: list[str],
    answers: str,
) -> None:
    """The one that answers is asked from then on, and installs."""
    for match in refused_calls:
        simulator.add_fault(match, NOT_SUBSCRIBED)
    await enable(hass, loaded, "vacuum", "socket")
    await look()
    assert calls_of(simulator)[answers] == 2
    assert state_of(hass, MAIN).attributes["latest_version"] == "1.5.0"
    simulator.clear_calls()
    await look(DAY + 60)
    assert calls_of(simulator) == {answers: 2}
    simulator.clear_faults()
    simulator.offer_firmware("vacuum", version="1.5.0", step=0.01)
    await install(hass, MAIN)
    assert state_of(hass, MAIN).attributes["installed_version"] == "1.5.0"


async def test_a_project_without_any_service(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """Diagnostics say so in a line; it is asked again after a day."""
    for match in ("GET */firmware", "GET */upgrade-infos"):
        simulator.add_fault(match, NOT_SUBSCRIBED)
    await enable(hass, loaded, "vacuum", "socket")
    await look()
    assert calls_of(simulator) == {FIRMWARE: 1, SMART_HOME: 1, INDUSTRY: 1}
    summary = await extras_in_diagnostics(hass, loaded)
    assert summary["refusal"] == "the project has no such service (28841101)"
    assert state_of(hass, MAIN).state == "unknown"
    await look(3600)
    assert sum(calls_of(simulator).values()) == 3
    simulator.clear_faults()
    await look(DAY)
    assert state_of(hass, MAIN).state == "on"


async def test_a_service_that_is_lost_is_replaced(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """The subscription of one has ended."""
    simulator.add_fault("GET */firmware", NOT_SUBSCRIBED)
    await look(DAY + 60)
    assert calls_of(simulator) == {FIRMWARE: 2, SMART_HOME: 1}


@pytest.mark.parametrize(
    "then", [{"code": 1106, "msg": "permission deny"}, {"result": "odd"}, {"body": "{"}]
)
async def test_a_device_that_is_refused_keeps_the_others(
    hass: HomeAssistant,
    simulator: Simulator,
    read: MockConfigEntry,
    look: Look,
    then: JsonObject,
) -> None:
    """It keeps what is known of it, too."""
    await enable(hass, read, "socket")
    simulator.add_fault("GET */vacuum/*", then)
    simulator.clear_calls()
    await look(DAY + 60)
    assert state_of(hass, "socket_firmware").state == "off"
    assert state_of(hass, MAIN).state == "on"
    assert (await extras_in_diagnostics(hass, read))["refusal"] == ""
    simulator.clear_calls()
    await look(3700)
    assert calls_of(simulator) == {}


async def test_a_failure_on_the_way_is_gone_on_from(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, look: Look
) -> None:
    """What was read before it counts."""
    await enable(hass, loaded, "vacuum", "socket")
    simulator.add_fault("GET */socket/firmware", {"http": 502})
    await look()
    assert state_of(hass, MAIN).state == "on"
    assert state_of(hass, "socket_firmware").state == "unknown"
    simulator.clear_faults()
    simulator.clear_calls()
    await look(3700)
    assert state_of(hass, "socket_firmware").state == "off"
    assert calls_of(simulator) == {FIRMWARE: 1}


@pytest.mark.parametrize("then", [{"http": 502}, {"drop": True}, {"hang": 3}])
async def test_a_failure_is_tried_again_after_an_hour(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    look: Look,
    then: JsonObject,
) -> None:
    """Nothing is known meanwhile."""
    await enable(hass, loaded, "vacuum")
    simulator.add_fault("GET */firmware", then)
    await look()
    assert state_of(hass, MAIN).state == "unknown"
    with pytest.raises(HomeAssistantError) as refusal:
        await install(hass, MAIN)
    assert refusal.value.translation_key is not None
    simulator.clear_faults()
    await look(3700)
    assert state_of(hass, MAIN).state == "on"


async def test_a_user_has_it_read_again(
    hass: HomeAssistant, simulator: Simulator, read: MockConfigEntry, look: Look
) -> None:
    """The box in the options asks for everything."""
    read.runtime_data.extras.read_again()
    await look(60)
    assert calls_of(simulator) == {FIRMWARE: 1}
