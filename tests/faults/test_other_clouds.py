"""What the cloud does in some places and not in others."""

from collections.abc import Callable

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device
from tests.homes import bind

from .conftest import COMMANDS, SWITCH, TEMPERATURE, flows_of, issues_of, state_of

CONFIGURATION = "POST /v1.0/open-hub/access/config"
HUB_LIFE = 3.0  # seconds

in_a_custom_project = pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])
with_project_access = pytest.mark.parametrize(
    "project_type", [ProjectType.PROJECT_ONLY]
)


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set the entry up, and wait for push."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await until(lambda: entry.runtime_data.push.is_connected)


def has_state(hass: HomeAssistant, entity_id: str, state: str) -> Callable[[], bool]:
    """Return a condition: an entity has a state."""
    return lambda: state_of(hass, entity_id) == state


async def test_messages_of_the_newer_set(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Reports, online, offline and names come by protocols 1000 and 1001."""
    simulator.change_hub(iot_core=True)
    await set_up(hass, entry)
    await simulator.report("socket", {"switch_1": False})
    await until(has_state(hass, SWITCH, "off"))
    await simulator.set_online("socket", online=False)
    await until(has_state(hass, SWITCH, STATE_UNAVAILABLE))
    await simulator.set_online("socket", online=True)
    await until(has_state(hass, SWITCH, "off"))


async def test_uptime_in_place_of_the_time(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Reports before and after the time is known count alike."""
    simulator.restart("probe", 1)
    for value, shown in ((230, "23.0"), (231, "23.1"), (229, "22.9")):
        await simulator.report("probe", {"va_temperature": value})
        await until(has_state(hass, TEMPERATURE, shown))
    simulator.restart("probe", 0)
    await simulator.report("probe", {"va_temperature": 228})
    await until(has_state(hass, TEMPERATURE, "22.8"))


async def test_answers_without_empty_members(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A success needs no result, a list no key, a specification no functions."""
    left_out = ["last_row_key", "has_more", "total", "platform_url"]
    simulator.add_fault("*/specifications", {"omit": ["functions"]}, times=1)
    simulator.add_fault(COMMANDS, {"omit": ["result"]})
    simulator.add_fault("*", {"omit": [*left_out]})
    await set_up(hass, entry)
    assert state_of(hass, SWITCH) == "on"
    assert state_of(hass, TEMPERATURE) == "21.5"
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": SWITCH}, blocking=True
    )
    await until(has_state(hass, SWITCH, "off"))


async def test_specification_values_are_null(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """A Boolean has no limits in any spelling."""
    for text, before, after in (
        ("null", "on", "off"),
        ("[]", "off", "on"),
        ("", "on", "off"),
    ):
        simulator.clear_faults()
        simulator.add_fault("*/specifications", {"empty_values": text})
        await set_up(hass, entry)
        assert state_of(hass, SWITCH) == before
        await hass.services.async_call(
            "switch", "toggle", {"entity_id": SWITCH}, blocking=True
        )
        await until(has_state(hass, SWITCH, after))
        await hass.config_entries.async_unload(entry.entry_id)


async def test_one_hub_password_while_it_is_valid(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """At its end the connection is cut, and one more call brings the next one."""
    simulator.change_hub(keeps_password=True)
    simulator.cloud.hub.life = HUB_LIFE
    await set_up(hass, entry)
    first = simulator.cloud.hub.issued[-1].password
    await until(
        lambda: (
            simulator.cloud.hub.issued[-1].password != first
            and entry.runtime_data.push.is_connected
        ),
        seconds=4 * HUB_LIFE,
    )
    await simulator.report("socket", {"switch_1": False})
    await until(has_state(hass, SWITCH, "off"))
    assert simulator.calls()["by_endpoint"][CONFIGURATION] <= 4
    assert issues_of(hass) == []


async def test_signature_refused_until_the_next_login(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A command that is refused is repeated after a fresh login, each time."""
    for action, state in (("turn_off", "off"), ("turn_on", "on")):
        simulator.revoke_tokens(1004)
        await hass.services.async_call(
            "switch", action, {"entity_id": SWITCH}, blocking=True
        )
        await until(has_state(hass, SWITCH, state))
    assert (issues_of(hass), flows_of(hass)) == ([], [])


@in_a_custom_project
async def test_tags_that_do_not_fit(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The channel is encrypted: the plain text counts when it is an object."""
    simulator.change_hub(tags_fit=False)
    await set_up(hass, entry)
    await simulator.report("socket", {"switch_1": False})
    await until(has_state(hass, SWITCH, "off"))


@in_a_custom_project
async def test_device_joins_an_asset(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The message that a device has come or gone names an asset in place of a home."""
    await set_up(hass, entry)
    new = device("cz", {"switch_1": boolean(value=True)}) | {"name": "New"}
    await bind(hass, simulator, entry, "new", new)
    await until(has_state(hass, "switch.new", "on"))
    await simulator.unbind("new")
    await until(lambda: state_of(hass, "switch.new") is None)


@with_project_access
async def test_hub_of_a_linked_account(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The token of a project opens the hub for the account whose devices it sees."""
    await set_up(hass, entry)
    await simulator.report("socket", {"switch_1": False})
    await until(has_state(hass, SWITCH, "off"))
