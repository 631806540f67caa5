"""Remotes of infrared hubs: keys that are sent, learned and deleted, and buttons."""

import asyncio
import base64
from functools import partial
from typing import Any, Final

import pytest
from homeassistant.components.remote import RemoteEntityFeature
from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator
from tests.conftest import entity_id_of, until
from tests.homes import bind, enable_everything, read_extras
from tests.infrared_home import (
    AIR,
    CODE,
    HOME,
    HUB,
    PROJECTOR,
    TELEVISION,
    emitted,
)

DEVICES: Final = HOME
POWER: Final[str] = HOME[PROJECTOR]["infrared"]["learned"]["power"]


pytestmark = pytest.mark.usefixtures("learns_fast")


def remote(hass: HomeAssistant, device_id: str) -> State:
    """Return the state of a remote, or of the one of a hub."""
    end = "infrared" if device_id == HUB else "remote"
    state = hass.states.get(entity_id_of(hass, Platform.REMOTE, f"{device_id}_{end}"))
    assert state is not None
    return state


async def call(
    hass: HomeAssistant, service: str, device_id: str, *commands: str, **data: Any
) -> None:
    """Call a service of a remote."""
    data["entity_id"] = remote(hass, device_id).entity_id
    if commands:
        data["command"] = [*commands]
    await hass.services.async_call(Platform.REMOTE, service, data, blocking=True)


async def refusal(
    hass: HomeAssistant, service: str, device_id: str, *commands: str, **data: Any
) -> str | None:
    """Return the translation key of the error that a service raises."""
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, service, device_id, *commands, **data)
    assert error.value.translation_domain == DOMAIN
    return error.value.translation_key


async def learn(
    hass: HomeAssistant,
    simulator: Simulator,
    device_id: str,
    *commands: str,
    **data: Any,
) -> None:
    """Learn commands; at each, somebody presses a button as soon as the hub listens."""
    task = hass.async_create_task(
        call(hass, "learn_command", device_id, *commands, **data)
    )
    for number in range(len(commands)):
        code = f"{CODE}{number + 1:02x}00"
        await until(partial(simulator.receive_code, HUB, code))
    await task
    await hass.async_block_till_done()


# Entities


async def test_the_entities(hass: HomeAssistant, with_remotes: MockConfigEntry) -> None:
    """A remote for each but air conditioners, and one for the hub."""
    television, own = remote(hass, TELEVISION), remote(hass, PROJECTOR)
    assert television.name == "Television"
    assert television.attributes["supported_features"] == 0
    assert own.name == "Projector"
    both = RemoteEntityFeature.LEARN_COMMAND | RemoteEntityFeature.DELETE_COMMAND
    assert own.attributes["supported_features"] == both
    assert remote(hass, HUB).name == "Infrared hub Remote"
    assert remote(hass, HUB).attributes["assumed_state"] is True
    registry = er.async_get(hass)
    unique_id = f"{AIR}_remote"
    assert not registry.async_get_entity_id(Platform.REMOTE, DOMAIN, unique_id)


async def test_the_buttons(hass: HomeAssistant, with_remotes: MockConfigEntry) -> None:
    """Common keys and learned ones are enabled, and named alike everywhere."""
    registry = er.async_get(hass)
    shown_names: dict[str, str | None] = {}
    disabled: set[str] = set()
    for entity in er.async_entries_for_config_entry(registry, with_remotes.entry_id):
        device_id, key, name = entity.unique_id.partition("_key_")
        if key and device_id == TELEVISION:
            shown_names[name] = entity.original_name
            if entity.disabled_by:
                disabled.add(name)
    assert shown_names.keys() == HOME[TELEVISION]["infrared"]["keys"].keys()
    assert disabled == {"0", "1", "netflix"}
    assert shown_names["volume_up"] == "Volume up"
    assert shown_names["navigate_up"] == "Up"
    assert shown_names["netflix"] == "Netflix"
    lens = entity_id_of(hass, Platform.BUTTON, f"{PROJECTOR}_key_lens_shift")
    state = hass.states.get(lens)
    assert state is not None
    assert state.name == "Projector Lens shift"


async def test_a_button_is_pressed(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Keys of brands go by name, learned ones by their code; each is one call."""
    for device_id, key in ((TELEVISION, "mute"), (PROJECTOR, "power")):
        entity_id = entity_id_of(hass, Platform.BUTTON, f"{device_id}_key_{key}")
        await hass.services.async_call(
            Platform.BUTTON, "press", {"entity_id": entity_id}, blocking=True
        )
    assert emitted(simulator) == ["mute", POWER]
    assert simulator.calls()["total"] == 2


async def test_everything_enabled_after_a_restart(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """All keys have buttons, from the store."""
    await enable_everything(hass, with_remotes)
    entity_id = entity_id_of(hass, Platform.BUTTON, f"{TELEVISION}_key_netflix")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state != STATE_UNAVAILABLE
    calls = simulator.calls()["by_endpoint"]
    assert not any("infrareds" in endpoint for endpoint in calls), calls


# Sending


async def test_commands_are_sent(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """By name, by name in any case, or by id; again, with a delay between each."""
    await call(hass, "send_command", TELEVISION, "volume_up", "MUTE", "42")
    assert emitted(simulator) == ["volume_up", "mute", "ok"]
    await call(
        hass, "send_command", TELEVISION, "1", "0", num_repeats=2, delay_secs=0.01
    )
    assert emitted(simulator) == ["1", "0", "1", "0"]
    await call(hass, "send_command", PROJECTOR, "power")
    assert emitted(simulator) == [POWER]


async def test_the_delay(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It lies between commands, and not after the last one."""
    started = hass.loop.time()
    await call(hass, "send_command", TELEVISION, "mute", num_repeats=3, delay_secs=0.15)
    assert hass.loop.time() - started >= 0.3
    assert len(emitted(simulator)) == 3


async def test_raw_codes(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Base64 is sent in hex, because the hub emits nothing of base64."""
    text = base64.b64encode(bytes.fromhex(CODE)).decode()
    await call(hass, "send_command", TELEVISION, f"b64:{text}", delay_secs=0)
    await call(hass, "send_command", HUB, f"hex:{CODE.upper()}", delay_secs=0)
    assert emitted(simulator) == [CODE, CODE]
    key = await refusal(hass, "send_command", HUB, "hex:zz")
    assert key == "infrared_not_a_code"


async def test_commands_by_the_hub(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The name of a device, or its id, chooses the remote."""
    await call(hass, "send_command", HUB, "mute", device="Television")
    await call(hass, "send_command", HUB, "power", device=PROJECTOR)
    assert emitted(simulator) == ["mute", POWER]
    for data in ({}, {"device": "Stereo"}):
        key = await refusal(hass, "send_command", HUB, "mute", **data)
        assert key == "infrared_no_such_remote"


async def test_a_command_that_is_not_there(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Nothing is sent, and the message has the commands that are there."""
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "send_command", PROJECTOR, "power", "eject")
    assert error.value.translation_placeholders == {
        "name": "Projector",
        "command": "eject",
        "commands": "power, lens_shift",
    }
    assert emitted(simulator) == []


async def test_power(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The key for both turns it on and off; the state is assumed."""
    await call(hass, "turn_off", TELEVISION)
    assert remote(hass, TELEVISION).state == "off"
    await call(hass, "turn_on", TELEVISION)
    assert remote(hass, TELEVISION).state == "on"
    assert emitted(simulator) == ["power", "power"]
    await call(hass, "turn_off", HUB)
    await call(hass, "turn_on", HUB)
    assert emitted(simulator) == []
    await call(hass, "delete_command", PROJECTOR, "power")
    assert await refusal(hass, "turn_on", PROJECTOR) == "infrared_no_power_key"


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2009, "msg": "no"}, "not_supported"),
        ({"code": 28841101, "msg": "no"}, "api_not_subscribed"),
        ({"code": 2050, "msg": "no"}, "command_rejected"),
        ({"code": 2016, "msg": "removed"}, "device_not_found"),
        ({"code": 60001001, "msg": "pool"}, "device_pool"),
        ({"result": False}, "command_rejected"),
        ({"drop": True, "after": True}, "network"),
        ({"http": 502}, "http_status"),
    ],
)
async def test_a_refused_command(
    hass: HomeAssistant,
    with_remotes: MockConfigEntry,
    simulator: Simulator,
    then: Any,
    key: str,
) -> None:
    """The user sees why, and a code is never sent twice."""
    simulator.add_fault("POST */raw/command", then)
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "send_command", TELEVISION, "mute", num_repeats=3)
    assert error.value.translation_key == key
    assert len(emitted(simulator)) == (1 if "after" in then else 0)
    assert simulator.calls()["total"] == 1


async def test_a_remote_that_emits_nothing(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The cloud says that it was sent, as it does of some brands: nobody can tell."""
    simulator.silence_remote(TELEVISION, is_silent=True)
    await call(hass, "send_command", TELEVISION, "mute")
    assert emitted(simulator) == []


# Learning


async def test_commands_are_learned(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Each becomes a key with a button, and can be sent."""
    await learn(hass, simulator, PROJECTOR, "Zoom in", "Zoom out")
    await call(hass, "send_command", PROJECTOR, "Zoom in", "Zoom out", delay_secs=0)
    assert emitted(simulator) == [f"{CODE}0100", f"{CODE}0200"]
    entity_id = entity_id_of(hass, Platform.BUTTON, f"{PROJECTOR}_key_Zoom in")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.name == "Projector Zoom in"
    assert await hass.config_entries.async_reload(with_remotes.entry_id)
    await hass.async_block_till_done()
    await call(hass, "send_command", PROJECTOR, "Zoom in")


async def test_a_command_is_learned_again(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The new code takes the place of the old one."""
    await learn(hass, simulator, PROJECTOR, "power")
    await call(hass, "send_command", PROJECTOR, "power")
    assert emitted(simulator) == [f"{CODE}0100"]
    simulated = simulator.cloud.infrared.remotes(simulator.device(HUB))
    (learned,) = (each.learned for each in simulated if each.learned)
    assert [each.key for each in learned] == ["lens_shift", "power"]


async def test_a_new_remote_is_learned(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The hub makes one of the first command; its device follows by itself."""
    await until(lambda: with_remotes.runtime_data.push.is_connected)
    await learn(hass, simulator, HUB, "power", "eject", device="Stereo")
    devices = with_remotes.runtime_data.devices
    await until(lambda: any(each.name == "Stereo" for each in devices.values()))
    (stereo,) = (each.id for each in devices.values() if each.name == "Stereo")
    await hass.async_block_till_done()
    await call(hass, "send_command", stereo, "eject")
    await call(hass, "send_command", HUB, "power", device="Stereo")
    assert emitted(simulator) == [f"{CODE}0200", f"{CODE}0100"]
    await learn(hass, simulator, HUB, "mute", device="Stereo")
    await call(hass, "delete_command", HUB, "power", device="Stereo")
    key = await refusal(hass, "send_command", stereo, "power")
    assert key == "infrared_no_such_key"


async def test_nothing_is_received(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The user sees that the time is up, and the hub listens no more."""
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "learn_command", PROJECTOR, "x", timeout=1)
    assert error.value.translation_key == "infrared_nothing_received"
    assert simulator.receive_code(HUB, CODE) is False


async def test_a_code_that_cannot_be_read(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It is not saved."""
    simulator.add_fault(
        "GET */learning-codes", {"result": {"success": True, "code": "xCIw"}}
    )
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "learn_command", PROJECTOR, "x")
    assert error.value.translation_key == "infrared_unreadable"


async def test_a_hub_learns_one_command_at_a_time(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """A second action is refused, and the first goes on."""
    first = hass.async_create_task(call(hass, "learn_command", PROJECTOR, "x"))
    await asyncio.sleep(0.1)
    key = await refusal(hass, "learn_command", HUB, "y", device="Stereo")
    assert key == "infrared_busy"
    await until(lambda: simulator.receive_code(HUB, CODE))
    await first


@pytest.mark.parametrize(
    ("match", "then", "key"),
    [
        ("PUT */learning-state", {"code": 2001, "msg": "off"}, "device_offline"),
        ("PUT */learning-state", {"omit": ["t"]}, "bad_answer"),
        ("PUT */learning-state", {"code": 28841105, "msg": "no"}, "api_not_subscribed"),
        ("GET */learning-codes", {"code": 2009, "msg": "no"}, "not_supported"),
        ("PUT */remotes/*/learning-codes", {"code": 1109, "msg": "no"}, "request"),
        ("GET */remotes/*/learning-codes", {"body": "{"}, "bad_answer"),
    ],
)
async def test_a_refusal_while_learning(
    hass: HomeAssistant,
    with_remotes: MockConfigEntry,
    simulator: Simulator,
    match: str,
    then: Any,
    key: str,
) -> None:
    """The user sees why, and what was known stays."""
    simulator.add_fault(match, then)
    task = hass.async_create_task(
        call(hass, "learn_command", PROJECTOR, "x", timeout=1)
    )
    while not task.done():
        simulator.receive_code(HUB, CODE)
        await asyncio.sleep(0.02)
    with pytest.raises(HomeAssistantError) as error:
        await task
    assert error.value.translation_key == key
    remotes = with_remotes.runtime_data.extras.remotes
    assert remotes.by_id[PROJECTOR].find("power")


async def test_what_cannot_be_learned(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Commands of brands, radio, and commands without a name."""
    for device_id, commands, data, expected in (
        (TELEVISION, ("x",), {}, "infrared_not_own"),
        (HUB, ("x",), {"device": "Television"}, "infrared_not_own"),
        (PROJECTOR, ("x",), {"command_type": "rf"}, "infrared_only"),
        (PROJECTOR, (), {}, "infrared_no_name"),
        (HUB, ("x",), {}, "infrared_no_name"),
    ):
        key = await refusal(hass, "learn_command", device_id, *commands, **data)
        assert key == expected
    assert simulator.calls()["total"] == 0


# Deleting


async def test_commands_are_deleted(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The key and its button go for good."""
    registry = er.async_get(hass)
    unique_id = f"{PROJECTOR}_key_lens_shift"
    await call(hass, "delete_command", PROJECTOR, "lens_shift")
    await hass.async_block_till_done()
    assert not registry.async_get_entity_id(Platform.BUTTON, DOMAIN, unique_id)
    key = await refusal(hass, "send_command", PROJECTOR, "lens_shift")
    assert key == "infrared_no_such_key"
    await learn(hass, simulator, PROJECTOR, "lens_shift")
    assert registry.async_get_entity_id(Platform.BUTTON, DOMAIN, unique_id)


async def test_what_cannot_be_deleted(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Commands of brands, and commands that are not there."""
    for device_id, commands, data, expected in (
        (TELEVISION, ("mute",), {}, "infrared_not_own"),
        (HUB, ("mute",), {"device": "Stereo"}, "infrared_no_such_remote"),
        (PROJECTOR, ("power", "eject"), {}, "infrared_no_such_key"),
    ):
        key = await refusal(hass, "delete_command", device_id, *commands, **data)
        assert key == expected
    assert simulator.calls()["total"] == 0


async def test_the_last_key_is_deleted(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Its button is not available, in case the answer was half of one."""
    await call(hass, "delete_command", PROJECTOR, "lens_shift", "power")
    await hass.async_block_till_done()
    entity_id = entity_id_of(hass, Platform.BUTTON, f"{PROJECTOR}_key_power")
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == STATE_UNAVAILABLE


async def test_a_hub_that_comes_later(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """It has its entities at once, and those of its remotes minutes later."""
    await bind(
        hass, simulator, with_remotes, "attic", {**HOME[HUB], "name": "Attic hub"}
    )
    await until(lambda: "attic" in with_remotes.runtime_data.devices)
    await hass.async_block_till_done()
    assert entity_id_of(hass, Platform.REMOTE, "attic_infrared")
    key = await refusal_of_the_attic(hass)
    assert key == "infrared_no_remote"
    television = {**HOME[TELEVISION], "gateway": "attic", "name": "Attic TV"}
    await bind(hass, simulator, with_remotes, "attic_tv", television)
    await until(lambda: "attic_tv" in with_remotes.runtime_data.devices)
    await read_extras(hass, with_remotes)
    await call(hass, "send_command", "attic_tv", "mute")
    assert emitted(simulator) == ["mute"]


async def refusal_of_the_attic(hass: HomeAssistant) -> str | None:
    """Return why a hub without a remote sends no raw code."""
    entity_id = entity_id_of(hass, Platform.REMOTE, "attic_infrared")
    data = {"entity_id": entity_id, "command": [f"hex:{CODE}"]}
    with pytest.raises(ServiceValidationError) as error:
        await hass.services.async_call(
            Platform.REMOTE, "send_command", data, blocking=True
        )
    return error.value.translation_key
