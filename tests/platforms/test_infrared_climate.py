"""Air conditioners of infrared hubs: modes, temperatures, speeds, and their state."""

from typing import Any, Final

import pytest
from homeassistant.components.climate import ClimateEntityFeature
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.extras.reader import FIRST_LOOK
from simulator import Simulator
from tests.conftest import entity_id_of, let_time_pass, until
from tests.homes import read_extras
from tests.infrared_home import AIR, HOME, HUB, emitted, read_remotes

DEVICES: Final = HOME

COMMAND: Final = "POST */scenes/command"


def air(hass: HomeAssistant) -> State:
    """Return the state of the air conditioner."""
    state = hass.states.get(
        entity_id_of(hass, Platform.CLIMATE, f"{AIR}_air_conditioner")
    )
    assert state is not None
    return state


async def call(hass: HomeAssistant, service: str, **data: Any) -> None:
    """Call a service of the air conditioner."""
    data["entity_id"] = air(hass).entity_id
    await hass.services.async_call(Platform.CLIMATE, service, data, blocking=True)


async def test_it_is_a_device_under_its_hub(
    hass: HomeAssistant, with_remotes: MockConfigEntry
) -> None:
    """It has the name of the remote, and the hub is its gateway."""
    entity = er.async_get(hass).async_get(air(hass).entity_id)
    assert entity is not None
    registry = dr.async_get(hass)
    entry_id = with_remotes.entry_id
    device = registry.async_get_device_by_identifier((DOMAIN, AIR), entry_id)
    hub = registry.async_get_device_by_identifier((DOMAIN, HUB), entry_id)
    assert device is not None
    assert hub is not None
    assert entity.device_id == device.id
    assert device.via_device_id == hub.id
    assert air(hass).name == "Living room air conditioner"


async def test_it_can_do_what_its_range_allows(
    hass: HomeAssistant, with_remotes: MockConfigEntry
) -> None:
    """Modes, limits and speeds come from the range; the state was read."""
    state = air(hass)
    assert state.state == "off"
    modes = ["off", "cool", "heat", "auto", "fan_only", "dry"]
    assert state.attributes["hvac_modes"] == modes
    assert state.attributes["fan_modes"] == ["auto", "low", "medium", "high"]
    assert state.attributes["min_temp"] == 18
    assert state.attributes["max_temp"] == 30
    assert state.attributes["temperature"] == 25
    assert state.attributes["fan_mode"] == "low"
    assert state.attributes["current_temperature"] is None
    assert state.attributes["assumed_state"] is True
    features = ClimateEntityFeature(state.attributes["supported_features"])
    assert features == (
        ClimateEntityFeature.TARGET_TEMPERATURE
        | ClimateEntityFeature.FAN_MODE
        | ClimateEntityFeature.TURN_ON
        | ClimateEntityFeature.TURN_OFF
    )


async def test_each_change_is_one_call(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The whole state goes in one command, off alone."""
    simulator.clear_calls()
    await call(hass, "set_temperature", temperature=21, hvac_mode="heat")
    assert emitted(simulator) == [{"power": 1, "mode": 1, "temp": 21, "wind": 1}]
    state = air(hass)
    assert (state.state, state.attributes["temperature"]) == ("heat", 21)
    assert (state.attributes["min_temp"], state.attributes["max_temp"]) == (16, 28)
    await call(hass, "set_fan_mode", fan_mode="high")
    assert emitted(simulator) == [{"power": 1, "mode": 1, "temp": 21, "wind": 3}]
    await call(hass, "turn_off")
    assert emitted(simulator) == [{"power": 0}]
    assert air(hass).state == "off"
    await call(hass, "turn_on")
    assert emitted(simulator) == [{"power": 1, "mode": 1, "temp": 21, "wind": 3}]
    assert air(hass).state == "heat"
    await call(hass, "set_hvac_mode", hvac_mode="off")
    assert emitted(simulator) == [{"power": 0}]
    assert simulator.calls()["total"] == 5


async def test_modes_without_temperatures(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Fan and dry show no target, and take the speeds of their own."""
    await call(hass, "set_hvac_mode", hvac_mode="fan_only")
    assert emitted(simulator) == [{"power": 1, "mode": 3, "temp": 25, "wind": 1}]
    assert air(hass).attributes["temperature"] is None
    await call(hass, "set_hvac_mode", hvac_mode="dry")
    assert emitted(simulator) == [{"power": 1, "mode": 4, "temp": 25, "wind": 0}]
    assert air(hass).attributes["fan_modes"] == ["auto"]
    await call(hass, "set_temperature", temperature=19, hvac_mode="cool")
    assert emitted(simulator) == [{"power": 1, "mode": 0, "temp": 19, "wind": 0}]


async def test_a_temperature_that_a_mode_does_not_take(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Where it is refused in a mode without one, the command goes without."""
    simulator.add_fault(COMMAND, {"code": 2052, "msg": "no temperature"}, times=1)
    simulator.add_fault(COMMAND, {"result": True})
    await call(hass, "set_hvac_mode", hvac_mode="fan_only")
    assert air(hass).state == "fan_only"
    simulator.clear_faults()
    simulator.add_fault(COMMAND, {"code": 2052, "msg": "no temperature"}, times=1)
    with pytest.raises(HomeAssistantError):
        await call(hass, "set_hvac_mode", hvac_mode="cool")


async def test_what_is_chosen_while_it_is_off(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It is remembered and not sent: sending it would turn it on."""
    await call(hass, "set_temperature", temperature=22)
    await call(hass, "set_fan_mode", fan_mode="medium")
    assert emitted(simulator) == []
    assert air(hass).state == "off"
    assert air(hass).attributes["temperature"] == 22
    await call(hass, "turn_on")
    assert emitted(simulator) == [{"power": 1, "mode": 0, "temp": 22, "wind": 2}]


async def test_a_temperature_that_the_mode_does_not_have(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Nothing is sent, and the message has the limits."""
    with pytest.raises(ServiceValidationError) as refusal:
        await call(hass, "set_temperature", temperature=30, hvac_mode="heat")
    assert refusal.value.translation_key == "infrared_temperature"
    assert refusal.value.translation_placeholders == {
        "name": "Living room air conditioner",
        "minimum": "16",
        "maximum": "28",
    }
    assert emitted(simulator) == []


async def test_changes_of_the_app_are_followed(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Reports of the remote's device are, whether the values are numbers or text."""
    await until(lambda: with_remotes.runtime_data.push.is_connected)
    await simulator.set_air_state(AIR, power=1, mode=1, temp=20, wind=2)
    await until(lambda: air(hass).state == "heat")
    assert air(hass).attributes["temperature"] == 20
    await call(hass, "set_temperature", temperature=23)
    await simulator.set_air_state(AIR, temp=20)
    await until(lambda: air(hass).attributes["temperature"] == 20)
    await simulator.report(AIR, {"power": "0"})
    await until(lambda: air(hass).state == "off")


async def test_a_state_that_was_not_pushed(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It is read when a user asks for it."""
    simulator.cloud.infrared.air_conditioner(AIR).state["power"] = 1
    simulator.clear_calls()
    await async_setup_component(hass, "homeassistant", {})
    await hass.services.async_call(
        "homeassistant",
        "update_entity",
        {"entity_id": air(hass).entity_id},
        blocking=True,
    )
    assert simulator.calls()["total"] == 1
    assert air(hass).state == "cool"


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2001, "msg": "offline"}, "device_offline"),
        ({"code": 2009, "msg": "no"}, "not_supported"),
        ({"code": 28841101, "msg": "no"}, "api_not_subscribed"),
        ({"code": 2050, "msg": "no"}, "command_rejected"),
        ({"result": False}, "command_rejected"),
        ({"drop": True, "after": True}, "network"),
        ({"body": "{"}, "bad_answer"),
    ],
)
async def test_a_refused_command(
    hass: HomeAssistant,
    with_remotes: MockConfigEntry,
    simulator: Simulator,
    then: Any,
    key: str,
) -> None:
    """The user sees why, and the state stays."""
    before = air(hass)
    simulator.add_fault(COMMAND, then)
    with pytest.raises(HomeAssistantError) as refusal:
        await call(hass, "turn_on")
    assert refusal.value.translation_key == key
    state = air(hass)
    is_offline = key == "device_offline"
    assert state.state == (STATE_UNAVAILABLE if is_offline else before.state)


async def test_it_is_available_while_its_hub_is(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """A remote has no connection of its own."""
    await until(lambda: with_remotes.runtime_data.push.is_connected)
    await simulator.set_online(HUB, online=False)
    await until(lambda: air(hass).state == STATE_UNAVAILABLE)
    await simulator.set_online(HUB, online=True)
    await until(lambda: air(hass).state == "off")


async def test_a_restart_costs_no_call(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Range and state are stored, also a state that a command has changed."""
    await call(hass, "set_temperature", temperature=21, hvac_mode="heat")
    simulator.clear_calls()
    assert await hass.config_entries.async_reload(with_remotes.entry_id)
    await hass.async_block_till_done()
    state = air(hass)
    assert (state.state, state.attributes["temperature"]) == ("heat", 21)
    await read_extras(hass, with_remotes)
    calls = simulator.calls()["by_endpoint"]
    assert not any("infrared" in endpoint for endpoint in calls), calls


async def test_a_new_one_is_known_within_seconds(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """Its state is read at once when its remote is known, and only once."""
    let_time_pass(hass, FIRST_LOOK + 1)
    await until(lambda: hass.states.async_all(Platform.CLIMATE))
    assert air(hass).state == STATE_UNKNOWN
    let_time_pass(hass, 5)
    await until(lambda: air(hass).state != STATE_UNKNOWN)
    calls = simulator.calls()["by_endpoint"]
    assert [count for name, count in calls.items() if "ac/status" in name] == [1]


async def test_a_new_one_waits_for_the_first_look(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """A start reads nothing, also no state that it does not know yet."""
    coordinator = with_remotes.runtime_data
    coordinator.extras.air_states.change({})
    assert await hass.config_entries.async_reload(with_remotes.entry_id)
    await hass.async_block_till_done()
    assert air(hass).state == STATE_UNKNOWN
    simulator.clear_calls()
    let_time_pass(hass, FIRST_LOOK - 10)
    await hass.async_block_till_done()
    assert air(hass).state == STATE_UNKNOWN
    let_time_pass(hass, FIRST_LOOK + 1)
    await until(lambda: air(hass).state != STATE_UNKNOWN)


async def test_no_state_is_known(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """The state is unknown, and a mode can be chosen all the same."""
    simulator.add_fault("GET */ac/status*", {"code": 28841101, "msg": "no"})
    await read_remotes(hass, loaded)
    assert air(hass).state == STATE_UNKNOWN
    summary = loaded.runtime_data.extras.summary
    assert summary["air_states"]["refusal"]
    await call(hass, "set_hvac_mode", hvac_mode="cool")
    assert emitted(simulator) == [{"power": 1, "mode": 0, "temp": 24, "wind": 0}]


async def test_states_are_read_one_by_one_where_many_are_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """The call for many is on none of Tuya's pages."""
    simulator.add_fault("GET */ac/status/batch", {"code": 1108, "msg": "no path"})
    await read_remotes(hass, loaded)
    assert air(hass).state == "off"
    assert not loaded.runtime_data.extras.summary["air_states"]["refusal"]
