"""Infrared hubs as emitters of Home Assistant's own integrations, and as receivers."""

from typing import Any, Final

import pytest
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.model.infrared_code import decode, timings_of
from simulator import Simulator
from tests.conftest import entity_id_of, until
from tests.homes import enable_everything
from tests.infrared_home import CODE, HOME, HUB, PROJECTOR, emitted

LG: Final[Any] = pytest.importorskip(
    "infrared_protocols.codes.lg.tv", reason="scripts/setup test brings it"
)
POWER: Final[list[int]] = LG.LGTVCode.POWER.to_command().get_raw_timings()

DEVICES: Final = HOME


pytestmark = pytest.mark.usefixtures("learns_fast")


def shown_state(hass: HomeAssistant, end: str) -> State:
    """Return the state of the emitter or of the receiver."""
    state = hass.states.get(entity_id_of(hass, Platform.INFRARED, f"{HUB}_{end}"))
    assert state is not None
    return state


async def send(hass: HomeAssistant) -> None:
    """Send a command through the emitter, as an integration does."""
    from homeassistant.components.infrared import async_send_command

    entity_id = shown_state(hass, "emitter").entity_id
    await async_send_command(hass, entity_id, LG.LGTVCode.POWER.to_command())


async def test_the_hub_is_an_emitter(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """A command is one call; the state is when the last one was sent."""
    state = shown_state(hass, "emitter")
    assert state.state == STATE_UNKNOWN
    assert state.name == "Infrared hub Infrared emitter"
    assert state.attributes["device_class"] == "emitter"
    await send(hass)
    (code,) = emitted(simulator)
    assert timings_of(decode(code)) == POWER
    assert simulator.calls()["total"] == 1
    assert shown_state(hass, "emitter").state not in (STATE_UNKNOWN, STATE_UNAVAILABLE)


async def test_an_integration_of_home_assistant_sends_through_it(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """A button of the LG integration emits the code of that key."""
    television = MockConfigEntry(
        domain="lg_infrared",
        version=2,
        data={
            "device_type": "tv",
            "infrared_entity_id": shown_state(hass, "emitter").entity_id,
        },
    )
    television.add_to_hass(hass)
    assert await hass.config_entries.async_setup(television.entry_id)
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    unique_id = f"{television.entry_id}_power"
    button = registry.async_get_entity_id(Platform.BUTTON, "lg_infrared", unique_id)
    await hass.services.async_call(
        Platform.BUTTON, "press", {"entity_id": button}, blocking=True
    )
    (code,) = emitted(simulator)
    assert timings_of(decode(code)) == POWER
    assert await hass.config_entries.async_unload(television.entry_id)


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ({"code": 2001, "msg": "offline"}, "device_offline"),
        ({"code": 2009, "msg": "no"}, "not_supported"),
        ({"code": 28841101, "msg": "no"}, "api_not_subscribed"),
        ({"result": False}, "command_rejected"),
        ({"drop": True, "after": True}, "network"),
    ],
)
async def test_a_refused_command(
    hass: HomeAssistant,
    with_remotes: MockConfigEntry,
    simulator: Simulator,
    then: Any,
    key: str,
) -> None:
    """The user sees why, and the code is not sent twice."""
    simulator.add_fault("POST */learning-codes", then)
    with pytest.raises(HomeAssistantError) as error:
        await send(hass)
    assert error.value.translation_key == key
    assert shown_state(hass, "emitter").state in (STATE_UNKNOWN, STATE_UNAVAILABLE)
    assert len(emitted(simulator)) == (1 if "after" in then else 0)


async def test_a_hub_without_remotes(
    hass: HomeAssistant, loaded: MockConfigEntry, simulator: Simulator
) -> None:
    """The message says what to do: the cloud takes codes only for a remote."""
    with pytest.raises(ServiceValidationError) as error:
        await send(hass)
    assert error.value.translation_key == "infrared_no_remote"
    assert emitted(simulator) == []


async def test_what_is_learned_is_a_received_signal(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """The receiver, disabled at first, hands it to who listens."""
    from homeassistant.components.infrared import (
        async_subscribe_receiver,
    )

    registry = er.async_get(hass)
    entity_id = entity_id_of(hass, Platform.INFRARED, f"{HUB}_receiver")
    entity = registry.async_get(entity_id)
    assert entity is not None
    assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    await enable_everything(hass, with_remotes)
    received: list[Any] = []
    async_subscribe_receiver(hass, entity_id, received.append)
    learning = hass.async_create_task(
        hass.services.async_call(
            Platform.REMOTE,
            "learn_command",
            {
                "entity_id": entity_id_of(hass, Platform.REMOTE, f"{PROJECTOR}_remote"),
                "command": ["zoom"],
            },
            blocking=True,
        )
    )
    await until(lambda: simulator.receive_code(HUB, CODE))
    await learning
    assert [signal.timings for signal in received] == [[8900, -4400, 550, -500]]
    assert shown_state(hass, "receiver").state != STATE_UNKNOWN


async def test_it_is_available_while_the_hub_is(
    hass: HomeAssistant, with_remotes: MockConfigEntry, simulator: Simulator
) -> None:
    """Integrations that send through it follow."""
    await until(lambda: with_remotes.runtime_data.push.is_connected)
    await simulator.set_online(HUB, online=False)
    await until(lambda: shown_state(hass, "emitter").state == STATE_UNAVAILABLE)


async def test_it_belongs_to_the_device_of_the_hub(
    hass: HomeAssistant, with_remotes: MockConfigEntry
) -> None:
    """There is no device of its own."""
    registry = er.async_get(hass)
    devices = {
        entity.device_id
        for entity in er.async_entries_for_config_entry(registry, with_remotes.entry_id)
        if entity.platform == DOMAIN and entity.unique_id.startswith(HUB)
    }
    assert len(devices) == 1
