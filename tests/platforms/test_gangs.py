"""Devices with several gangs: each gang is a child device."""

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud import async_remove_config_entry_device
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.diagnostics import async_get_device_diagnostics
from simulator import Simulator
from simulator.device import Device as SimulatedDevice
from tests.conftest import entity_id_of, let_time_pass, until

from ..documents import boolean, demo, device, enum, integer

DEVICES = {
    "desk_power_strip": demo("desk_power_strip"),
    "hall_wall_switch": demo("hall_wall_switch"),
    "stairs_dimmer": demo("stairs_dimmer"),
    "single": device(
        "cz", {"switch_1": boolean(value=True), "countdown_1": integer(0, 86400, 0)}
    ),
    "uneven": device(
        "wkcz",
        {
            "switch_1": boolean(value=True),
            "switch_2": boolean(value=False),
            "countdown_1": integer(0, 86400, 0, unit="s"),
            "relay_status_1": enum("power_off power_on last", "last"),
            "relay_status_2": enum("power_off power_on last", "last"),
            "own_1": integer(0, 9, 1),
            "own_2": integer(0, 9, 2),
        },
    ),
    # its first gang has no number
    "curtains": device(
        "clkg",
        {
            "control": enum("open stop close", "stop"),
            "control_2": enum("open stop close", "stop"),
            "control_back": boolean(value=False),
            "control_back_2": boolean(value=False),
            "tr_timecon": integer(1, 120, 10),
            "tr_timecon_2": integer(1, 120, 10),
            "switch_backlight": boolean(value=True),
        },
    ),
    "garage": device(
        "ckmkzq",
        {
            "switch_1": boolean(value=False),
            "switch_2": boolean(value=False),
            "door_state_1": enum("none unclosed_time", "none", "r"),
            "door_state_2": enum("none unclosed_time", "none", "r"),
        },
    ),
    # its numbers are those of alarms
    "clock": device(
        "hxd", {"switch_2": boolean(value=True), "switch_3": boolean(value=True)}
    ),
}


def device_behind(
    hass: HomeAssistant, platform: str, unique_id: str
) -> dr.AnyDeviceEntry:
    """Return the device of an entity in the registry."""
    registered = er.async_get(hass).async_get(entity_id_of(hass, platform, unique_id))
    assert registered is not None
    assert registered.device_id is not None
    found = dr.async_get(hass).async_get(registered.device_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("platform", "unique_id", "device_name", "entity_name"),
    [
        ("switch", "desk_power_strip_switch_1", "Socket 1", "Socket 1"),
        ("switch", "desk_power_strip_switch_4", "Socket 4", "Socket 4"),
        ("number", "desk_power_strip_countdown_2", "Socket 2", "Socket 2 Countdown"),
        ("switch", "hall_wall_switch_switch_3", "Switch 3", "Switch 3"),
        ("light", "stairs_dimmer_switch_led_2", "Channel 2", "Channel 2"),
        (
            "number",
            "stairs_dimmer_brightness_max_1",
            "Channel 1",
            "Channel 1 Maximum brightness",
        ),
        (
            "select",
            "uneven_relay_status_2",
            "Channel 2",
            "Channel 2 Power-on behavior",
        ),
        ("number", "uneven_own_2", "Channel 2", "Channel 2 Own"),
        ("cover", "curtains_control", "Curtain 1", "Curtain 1"),
        ("cover", "curtains_control_2", "Curtain 2", "Curtain 2"),
        (
            "switch",
            "curtains_control_back",
            "Curtain 1",
            "Curtain 1 Reverse direction",
        ),
        ("number", "curtains_tr_timecon_2", "Curtain 2", "Curtain 2 Travel time"),
        ("cover", "garage_switch_1", "Garage door 1", "Garage door 1"),
        (
            "sensor",
            "garage_door_state_2",
            "Garage door 2",
            "Garage door 2 Door warning",
        ),
    ],
)
async def test_entities_of_a_gang_belong_to_its_device(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    platform: str,
    unique_id: str,
    device_name: str,
    entity_name: str,
) -> None:
    """The device's name has the number, so the entity's name does not."""
    gang = device_behind(hass, platform, unique_id)
    assert isinstance(gang, dr.ChildDeviceEntry)
    assert gang.name == device_name
    state = hass.states.get(entity_id_of(hass, platform, unique_id))
    assert state is not None
    assert state.name == entity_name


@pytest.mark.parametrize(
    ("platform", "unique_id"),
    [
        # a single gang is the device itself
        ("switch", "single_switch_1"),
        ("number", "single_countdown_1"),
        # only one gang has it
        ("number", "uneven_countdown_1"),
        ("switch", "desk_power_strip_switch_usb1"),
        ("switch", "clock_switch_2"),
        ("light", "curtains_switch_backlight"),
    ],
)
async def test_other_entities_stay_with_the_device(
    hass: HomeAssistant, loaded: MockConfigEntry, platform: str, unique_id: str
) -> None:
    """Only codes of several equal gangs are split."""
    assert isinstance(device_behind(hass, platform, unique_id), dr.DeviceEntry)


async def test_gangs_are_children_of_their_device(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """All gangs of a device have the same parent."""
    registry = dr.async_get(hass)
    strip = registry.async_get_device_by_identifier(
        (DOMAIN, "desk_power_strip"), loaded.entry_id
    )
    assert strip is not None
    gangs = dr.async_entries_for_parent_device(registry, strip.id)
    assert sorted(gang.name or "" for gang in gangs) == [
        "Socket 1",
        "Socket 2",
        "Socket 3",
        "Socket 4",
    ]


async def test_gang_is_switched_and_follows(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Commands and reports are those of the device."""
    socket = entity_id_of(hass, "switch", "desk_power_strip_switch_2")
    held = simulator.device("desk_power_strip").status
    for service in ("turn_on", "turn_off"):
        await hass.services.async_call(
            "switch", service, {"entity_id": socket}, blocking=True
        )
        assert held["switch_2"] is (service == "turn_on")
    await simulator.report("desk_power_strip", {"switch_2": True})
    await until(lambda: hass.states.is_state(socket, "on"))


async def test_diagnostics_of_a_gang_are_those_of_its_device(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The gang has the data points of its device."""
    gang = device_behind(hass, "switch", "desk_power_strip_switch_2")
    strip = device_behind(hass, "switch", "desk_power_strip_switch_usb1")
    dumps = [
        await async_get_device_diagnostics(hass, loaded, registered)
        for registered in (gang, strip)
    ]
    assert dumps[0] == dumps[1]
    assert "switch_2" in dumps[0]["data_points"]


@pytest.mark.parametrize("is_running", [True, False])
async def test_entities_of_a_removed_gang_move_to_the_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, is_running: bool
) -> None:
    """The remaining entities work, and keep the user's changes."""
    entities = er.async_get(hass)
    gang = device_behind(hass, "switch", "uneven_switch_1")
    other = device_behind(hass, "switch", "uneven_switch_2")
    switch = entity_id_of(hass, "switch", "uneven_switch_1")
    entities.async_update_entity(switch, name="My switch")
    switched = device(
        "wkcz", {"switch_1": boolean(value=True), "child_lock": boolean(value=False)}
    )
    if is_running:
        simulator.cloud.home.devices["uneven"] = SimulatedDevice.from_json(
            "uneven", switched
        )
        let_time_pass(hass, 45 * 60)
    else:
        assert await hass.config_entries.async_unload(loaded.entry_id)
        simulator.cloud.home.devices["uneven"] = SimulatedDevice.from_json(
            "uneven", switched
        )
        assert await hass.config_entries.async_setup(loaded.entry_id)
    registry = dr.async_get(hass)
    await until(lambda: registry.async_get(gang.id) is None)
    await until(lambda: registry.async_get(other.id) is None)
    await hass.async_block_till_done()
    parent = device_behind(hass, "switch", "uneven_switch_1")
    assert (DOMAIN, "uneven") in parent.identifiers
    assert entity_id_of(hass, "switch", "uneven_switch_1") == switch
    state = hass.states.get(switch)
    assert state is not None
    assert state.state == "on"
    assert state.name.endswith("My switch")
    # entities of missing codes stay unavailable until the user deletes them
    gone = entity_id_of(hass, "switch", "uneven_switch_2")
    assert hass.states.is_state(gone, "unavailable")
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": switch}, blocking=True
    )
    assert simulator.device("uneven").status["switch_1"] is False


@pytest.mark.parametrize(
    ("unique_id", "kind"),
    [
        ("desk_power_strip_switch_1", "outlet"),
        ("hall_wall_switch_switch_1", "switch"),
        ("single_switch_1", "outlet"),
        ("uneven_switch_1", "outlet"),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_a_wall_switch_is_no_outlet(
    hass: HomeAssistant, unique_id: str, kind: str
) -> None:
    """Something is plugged into sockets only."""
    state = hass.states.get(entity_id_of(hass, "switch", unique_id))
    assert state is not None
    assert state.attributes["device_class"] == kind


@pytest.mark.usefixtures("loaded")
def test_the_full_name_says_which_switch(hass: HomeAssistant) -> None:
    """Home Assistant puts the name of the whole device before that of a gang."""
    registry = er.async_get(hass)
    entity_id = entity_id_of(hass, "switch", "hall_wall_switch_switch_1")
    assert entity_id == "switch.hall_switch_switch_1"
    entry = registry.async_get(entity_id)
    assert entry is not None
    assert er.async_get_full_entity_name(hass, entry) == "Hall switch Switch 1"


async def test_a_gang_without_its_device_can_be_deleted(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It does not return."""
    registry = dr.async_get(hass)
    gang = device_behind(hass, "switch", "desk_power_strip_switch_2")
    assert isinstance(gang, dr.ChildDeviceEntry)
    gone = registry.async_get_or_create_child(
        config_entry_id=loaded.entry_id,
        identifiers={(DOMAIN, "desk_power_strip_gang_9")},
        parent_device_id=gang.parent_device_id,
        name="Socket 9",
    )
    assert await async_remove_config_entry_device(hass, loaded, gone)


async def test_gangs_are_removed_with_their_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A reload keeps them, and the user cannot delete them alone."""
    gang = device_behind(hass, "switch", "desk_power_strip_switch_2")
    assert not await async_remove_config_entry_device(hass, loaded, gang)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert device_behind(hass, "switch", "desk_power_strip_switch_2").id == gang.id
    await simulator.unbind("desk_power_strip")
    await until(lambda: dr.async_get(hass).async_get(gang.id) is None)
