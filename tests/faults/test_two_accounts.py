"""Two accounts that see the same devices: one has them, the other leaves them out."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from homeassistant.config_entries import (
    ConfigEntryDisabler,
    ConfigEntryState,
    ConfigSubentry,
)
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.const import DOMAIN, GANG
from custom_components.tuya_cloud.coordinator import SHARED_DELAY
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.device import Device as SimulatedDevice
from tests.conftest import entity_id_of, entry_data, let_time_pass, until
from tests.documents import boolean, demo, device, integer
from tests.flows.steps import connect, project_only
from tests.homes import write_files

DEVICES = {
    "socket": device(
        "cz",
        {"switch_1": boolean(value=True), "cur_power": integer(0, 9999, 100, "r")},
    )
    | {"name": "Socket"},
    "strip": demo("desk_power_strip") | {"name": "Strip"},
    # listed after the device behind it
    "zigbee": demo("zigbee_gateway") | {"name": "Gateway"},
    "probe": device("wsdcg", {"va_temperature": integer(-200, 600, 215, "r")})
    | {"name": "Probe", "sub": True, "gateway": "zigbee"},
}
GANG_2 = f"strip{GANG}2"
WAYS = ("removed", "disabled")


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with a socket, a power strip, a gateway and a sub-device."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture
async def other_cloud(device_files: Path) -> AsyncIterator[Simulator]:
    """Run the cloud of another account that sees the same devices, and one more."""
    async with Simulator(device_files) as running:
        lamp = device("dj", {"switch_led": boolean(value=True)}) | {"name": "Lamp"}
        running.cloud.home.devices["lamp"] = SimulatedDevice.from_json("lamp", lamp)
        yield running


@pytest.fixture
async def first(
    hass: HomeAssistant, simulator: Simulator
) -> AsyncIterator[MockConfigEntry]:
    """Return the entry of the account that has the devices first, not added."""
    entry = new_entry(simulator, "Demo")
    yield entry
    await unload(hass, entry)


@pytest.fixture
async def second(
    hass: HomeAssistant, other_cloud: Simulator
) -> AsyncIterator[MockConfigEntry]:
    """Return the entry of the other account, not added."""
    entry = new_entry(other_cloud, "Other")
    yield entry
    await unload(hass, entry)


@pytest.fixture
def entry(first: MockConfigEntry) -> MockConfigEntry:
    """Return the entry that is searched for secrets."""
    return first


def new_entry(cloud: Simulator, title: str) -> MockConfigEntry:
    """Return a config entry of the account in a simulated cloud."""
    data = entry_data(cloud, ProjectType.SMART_HOME)
    return MockConfigEntry(domain=DOMAIN, title=title, unique_id=title, data=data)


async def unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unload an entry, so that it does not try to reconnect."""
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture(autouse=True)
def nothing_fails(caplog: pytest.LogCaptureFixture) -> Any:
    """Check after each test that the log has neither an error nor a warning."""
    yield
    assert [
        record.getMessage()
        for record in [*caplog.get_records("setup"), *caplog.get_records("call")]
        if record.levelname in ("ERROR", "CRITICAL")
        or (record.levelname == "WARNING" and "tuya_cloud" in record.name)
    ] == []


async def set_up(hass: HomeAssistant, *entries: MockConfigEntry) -> None:
    """Add entries that are new, and set all up, one after another."""
    for entry in entries:
        if hass.config_entries.async_get_entry(entry.entry_id) is None:
            entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()


async def let_go(hass: HomeAssistant, entry: MockConfigEntry, way: str) -> None:
    """Remove or disable an entry, as a user does."""
    if way == "removed":
        await hass.config_entries.async_remove(entry.entry_id)
    else:
        await hass.config_entries.async_set_disabled_by(
            entry.entry_id, ConfigEntryDisabler.USER
        )


async def pull(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Have an entry read its devices."""
    assert await entry.runtime_data.try_again()
    await hass.async_block_till_done()


async def has(hass: HomeAssistant, entry: MockConfigEntry, device_id: str) -> None:
    """Wait until an entry has read a device, and its entities are added."""
    await until(lambda: device_id in entry.runtime_data.devices)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


def found(hass: HomeAssistant, device_id: str) -> list[dr.AnyDeviceEntry]:
    """Return the entries of a device or gang in the registry, of any account."""
    registry = dr.async_get(hass)
    identifier = (DOMAIN, device_id)
    lookups = (
        registry.async_get_device_by_identifier,
        registry.async_get_child_device_by_identifier,
    )
    return [
        each
        for entry in hass.config_entries.async_entries(DOMAIN)
        for look_up in lookups
        if (each := look_up(identifier, entry.entry_id)) is not None
    ]


def owner_of(hass: HomeAssistant, device_id: str) -> str:
    """Return the title of the account that has a device, and all its entities."""
    [registered] = found(hass, device_id)
    owners = {registered.config_entry_id} | {
        entity.config_entry_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN and entity.unique_id.startswith(f"{device_id}_")
    }
    [owner] = owners
    assert owner is not None
    return hass.config_entries.async_get_known_entry(owner).title


def entities(hass: HomeAssistant) -> dict[str, Any]:
    """Return all that a person can see of the devices' entities, by unique id."""
    return {
        each.unique_id: (
            each.id,
            each.entity_id,
            each.name,
            each.area_id,
            each.labels,
            each.icon,
            each.aliases,
            each.categories,
            each.options,
            each.disabled_by,
            each.hidden_by,
            each.device_id and True,
        )
        for each in er.async_get(hass).entities.values()
        if each.platform == DOMAIN and each.unique_id.split("_")[0] in DEVICES
    }


def devices(hass: HomeAssistant) -> dict[str, Any]:
    """Return all that a person can see of the devices and gangs."""
    return {
        device_id: (
            each.name,
            each.name_by_user,
            each.area_id,
            each.labels,
            each.disabled_by,
            # Home Assistant cannot move a gang, so that one gets a new id
            each.id if GANG not in device_id else None,
        )
        for device_id in [*DEVICES, f"strip{GANG}1", GANG_2]
        for each in found(hass, device_id)
    }


def states(hass: HomeAssistant) -> dict[str, str]:
    """Return the states of the devices' entities."""
    shown = {
        each.entity_id: hass.states.get(each.entity_id)
        for each in er.async_get(hass).entities.values()
        if each.unique_id.split("_")[0] in DEVICES
    }
    return {entity_id: each.state for entity_id, each in shown.items() if each}


def make_it_personal(hass: HomeAssistant) -> None:
    """Set what a person sets: names, areas, labels, entities hidden and disabled."""
    registry, entity_registry = dr.async_get(hass), er.async_get(hass)
    [socket], [gang] = found(hass, "socket"), found(hass, GANG_2)
    registry.async_update_device(
        socket.id, name_by_user="Fridge", area_id="kitchen", labels={"important"}
    )
    registry.async_update_child_device(
        gang.id, name_by_user="Screen", area_id="desk", labels={"office"}
    )
    entity_registry.async_update_entity(
        entity_id_of(hass, "switch", "socket_switch_1"),
        new_entity_id="switch.fridge",
        name="Fridge power",
        icon="mdi:fridge",
        labels={"important"},
        aliases=["cooler"],
        categories={"automation": "home"},
    )
    entity_registry.async_update_entity(
        entity_id_of(hass, "sensor", "socket_cur_power"),
        hidden_by=er.RegistryEntryHider.USER,
    )
    entity_registry.async_update_entity(
        entity_id_of(hass, "switch", "strip_switch_2"),
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    entity_registry.async_update_entity_options(
        entity_id_of(hass, "sensor", "probe_va_temperature"),
        "sensor",
        {"display_precision": 2},
    )


async def test_both_see_a_device(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    other_cloud: Simulator,
) -> None:
    """The other one registers none of them, ignores their reports, and counts them."""
    await set_up(hass, first)
    before = entities(hass), devices(hass), states(hass)
    other_cloud.cloud.home.devices["socket"].status["switch_1"] = False

    await set_up(hass, second)
    await until(lambda: second.runtime_data.push.is_connected)
    received = second.runtime_data.push.hub.last_message_at
    await other_cloud.report("socket", {"cur_power": 5})
    await until(lambda: second.runtime_data.push.hub.last_message_at != received)
    await pull(hass, second)
    await pull(hass, first)

    assert (entities(hass), devices(hass), states(hass)) == before
    assert {owner_of(hass, each) for each in DEVICES} == {"Demo"}
    assert owner_of(hass, "lamp") == "Other"
    assert second.runtime_data.devices.keys() == {"lamp"}
    for entry, left_out in ((first, 0), (second, len(DEVICES))):
        diagnostics = await async_get_config_entry_diagnostics(hass, entry)
        assert diagnostics["account"]["left_to_other_accounts"] == left_out
        form = await hass.config_entries.options.async_init(entry.entry_id)
        shown = form["description_placeholders"]
        assert shown is not None
        assert (f": {left_out}." in shown["left_out"]) is bool(left_out)
    # nobody pays for the specifications of devices that are left out
    calls = other_cloud.calls()["by_endpoint"]
    assert calls["GET /v1.0/devices/{id}/specifications"] == 1


async def test_both_start_at_once(
    hass: HomeAssistant, first: MockConfigEntry, second: MockConfigEntry
) -> None:
    """Each device belongs to one of them, also before any is registered."""
    for each in (first, second):
        each.add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert {owner_of(hass, each) for each in DEVICES} <= {"Demo", "Other"}
    assert STATE_UNAVAILABLE not in states(hass).values()


@pytest.mark.parametrize("is_reversed", [False, True])
async def test_started_in_another_order(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    is_reversed: bool,
) -> None:
    """The account that had the devices has them after a restart."""
    await set_up(hass, first, second)
    make_it_personal(hass)
    before = entities(hass), devices(hass)
    for each in (first, second):
        assert await hass.config_entries.async_unload(each.entry_id)
    order = (second, first) if is_reversed else (first, second)
    await set_up(hass, *order)
    assert (entities(hass), devices(hass)) == before
    assert {owner_of(hass, each) for each in DEVICES} == {"Demo"}
    for each in order:
        assert await hass.config_entries.async_reload(each.entry_id)
    assert (entities(hass), devices(hass)) == before
    assert {owner_of(hass, each) for each in DEVICES} == {"Demo"}
    assert owner_of(hass, "lamp") == "Other"


async def test_cloud_of_the_owner_is_away(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    simulator: Simulator,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its cloud is away, and it has nothing stored."""
    await set_up(hass, first, second)
    before = entities(hass), devices(hass)
    assert await hass.config_entries.async_unload(first.entry_id)
    hass_storage.pop(f"{DOMAIN}.{first.entry_id}", None)
    simulator.add_fault("* /v1.0/*", {"http": 502})
    await hass.config_entries.async_setup(first.entry_id)
    caplog.clear()
    assert first.state is ConfigEntryState.SETUP_RETRY
    await pull(hass, second)
    assert (entities(hass), devices(hass)) == before
    assert {owner_of(hass, each) for each in DEVICES} == {"Demo"}

    # disabled in that state, it gives them up
    await hass.config_entries.async_set_disabled_by(
        first.entry_id, ConfigEntryDisabler.USER
    )
    await has(hass, second, "socket")
    assert {owner_of(hass, each) for each in DEVICES} == {"Other"}
    assert STATE_UNAVAILABLE not in states(hass).values()


def correct_power(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Have the power of the socket shown in tenths, and all its data points."""
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType({"scope": "device", "id": "socket"}),
            subentry_type="thing_model",
            title="Socket",
            unique_id="device_socket",
        ),
    )
    correction = {"code": "cur_power", "scale": 1}
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType(
                {"scope": "device", "id": "socket", "correction": correction}
            ),
            subentry_type="correction",
            title="Power",
            unique_id="device_socket_cur_power",
        ),
    )


@pytest.mark.parametrize("way", WAYS)
async def test_options_of_devices_are_taken_over(
    hass: HomeAssistant, first: MockConfigEntry, second: MockConfigEntry, way: str
) -> None:
    """Those of the devices that are taken over; one set-up makes them hold."""
    await set_up(hass, first, second)
    chosen = {"ignore_online_flag": ["socket", "lamp_of_first"], "read_records": []}
    hass.config_entries.async_update_entry(first, options=chosen)
    own = {"ignore_online_flag": ["other"], "monthly_call_budget": 5000}
    hass.config_entries.async_update_entry(second, options=own)
    before = second.runtime_data
    await let_go(hass, first, way)
    await until(lambda: not second.runtime_data.ownership.left_out)
    expected = {**own, "ignore_online_flag": ["other", "socket"]}
    assert dict(second.options) == expected
    let_time_pass(hass, 15)
    await until(lambda: getattr(second, "runtime_data", before) is not before)
    await until(lambda: second.state is ConfigEntryState.LOADED)
    await hass.async_block_till_done()


@pytest.mark.parametrize("way", WAYS)
async def test_owner_is_removed_or_disabled(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    other_cloud: Simulator,
    way: str,
) -> None:
    """What a person made of devices, gangs and entities stays."""
    await set_up(hass, first, second)
    make_it_personal(hass)
    correct_power(hass, first)
    power = entity_id_of(hass, "sensor", "socket_cur_power")
    await until(lambda: states(hass)[power] == "10.0")
    before = entities(hass), devices(hass), states(hass)
    gang_ids = {each.id for each in found(hass, GANG_2)}
    [gateway] = found(hass, "zigbee")
    await let_go(hass, first, way)
    await until(lambda: not second.runtime_data.ownership.left_out)
    assert {owner_of(hass, each) for each in DEVICES} == {"Other"}
    await has(hass, second, "socket")
    said = {each.subentry_type for each in second.subentries.values()}
    assert said == {"correction", "thing_model"}

    assert (entities(hass), devices(hass)) == before[:2]
    assert states(hass) == before[2] | {"switch.fridge": "on"}
    assert hass.states.get("switch.desk_power_strip_2") is None
    [probe], [gang] = found(hass, "probe"), found(hass, GANG_2)
    assert isinstance(probe, dr.DeviceEntry)
    assert probe.via_device_id == gateway.id
    assert {gang.id} != gang_ids
    entity = er.async_get(hass).async_get(
        entity_id_of(hass, "switch", "strip_switch_2")
    )
    assert entity is not None
    assert entity.device_id == gang.id
    assert not second.runtime_data.ownership.left_out

    # it works: reports and commands
    await until(lambda: second.runtime_data.push.is_connected)
    await other_cloud.report("socket", {"switch_1": False})
    await until(lambda: states(hass)["switch.fridge"] == "off")
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": "switch.fridge"}, blocking=True
    )
    assert other_cloud.device("socket").status["switch_1"] is True

    # the account that is enabled again does not get them back
    if way == "disabled":
        await hass.config_entries.async_set_disabled_by(first.entry_id, None)
        await hass.async_block_till_done()
        assert {owner_of(hass, each) for each in DEVICES} == {"Other"}
        assert (entities(hass), devices(hass)) == before[:2]
        assert first.runtime_data.ownership.left_out == DEVICES.keys()
        await pull(hass, second)
        for each in (first, second):
            assert await hass.config_entries.async_reload(each.entry_id)
        assert {owner_of(hass, each) for each in DEVICES} == {"Other"}


@pytest.mark.parametrize("way", ["unbound", "not listed", "while not running"])
async def test_device_is_unbound_from_the_owner(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    simulator: Simulator,
    way: str,
) -> None:
    """The other account takes that one over; what else the first has stays."""
    await set_up(hass, first, second)
    make_it_personal(hass)
    before = entities(hass), devices(hass)
    gone = ("strip", "probe")
    if way == "while not running":
        for each in (first, second):
            assert await hass.config_entries.async_unload(each.entry_id)
        for device_id in gone:
            del simulator.cloud.home.devices[device_id]
        await set_up(hass, first, second)
    for device_id in gone:
        if way == "unbound":
            await until(lambda: first.runtime_data.push.is_connected)
            await simulator.unbind(device_id)
        elif way == "not listed":
            del simulator.cloud.home.devices[device_id]
            await pull(hass, first)
        await has(hass, second, device_id)
        assert owner_of(hass, device_id) == "Other"
    assert owner_of(hass, "socket") == owner_of(hass, "zigbee") == "Demo"
    assert (entities(hass), devices(hass)) == before
    assert STATE_UNAVAILABLE not in states(hass).values()
    [probe], [gateway] = found(hass, "probe"), found(hass, "zigbee")
    assert isinstance(probe, dr.DeviceEntry)
    assert probe.via_device_id == gateway.id


async def test_device_is_unbound_from_both(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    simulator: Simulator,
    other_cloud: Simulator,
) -> None:
    """The other account takes it over, finds it gone, and removes it."""
    await set_up(hass, first, second)
    await until(lambda: first.runtime_data.push.is_connected)
    del other_cloud.cloud.home.devices["socket"]
    await simulator.unbind("socket")
    await until(lambda: not found(hass, "socket"))
    await until(lambda: second.runtime_data.is_idle)
    await hass.async_block_till_done()
    assert "socket" not in second.runtime_data.ownership.seen
    assert {each.split(".")[1] for each in states(hass)}.isdisjoint({"socket"})
    assert owner_of(hass, "strip") == "Demo"


async def test_device_is_unbound_from_the_other_account(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    other_cloud: Simulator,
) -> None:
    """It is no longer counted, and not taken over."""
    await set_up(hass, first, second)
    await until(lambda: second.runtime_data.push.is_connected)
    await other_cloud.unbind("socket")
    left_out = second.runtime_data.ownership.left_out
    await until(lambda: "socket" not in left_out)
    del other_cloud.cloud.home.devices["zigbee"]
    await pull(hass, second)
    assert left_out == {"strip", "probe"}
    await hass.config_entries.async_remove(first.entry_id)
    await has(hass, second, "strip")
    assert second.runtime_data.devices.keys() == {"lamp", "strip", "probe"}
    assert not found(hass, "socket")
    assert not found(hass, "zigbee")


async def test_device_is_shared_with_the_other_account(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    other_cloud: Simulator,
) -> None:
    """A device that the first account shares with the other one is taken over, too."""
    other_cloud.device("socket").shared = True
    await set_up(hass, first, second)
    let_time_pass(hass, SHARED_DELAY)
    await until(lambda: "socket" in second.runtime_data.ownership.left_out)
    assert second.runtime_data.ownership.left_out == DEVICES.keys()
    await hass.config_entries.async_remove(first.entry_id)
    await has(hass, second, "socket")
    assert owner_of(hass, "socket") == "Other"
    assert STATE_UNAVAILABLE not in states(hass).values()


@pytest.mark.parametrize("way", WAYS)
async def test_owner_is_still_unloading(
    hass: HomeAssistant,
    first: MockConfigEntry,
    second: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    """The other account reads its devices in the middle of that."""
    await set_up(hass, first, second)
    unload_platforms = hass.config_entries.async_unload_platforms

    async def slowly(*args: Any) -> bool:
        await pull(hass, second)
        assert {owner_of(hass, each) for each in DEVICES} == {"Demo"}
        return await unload_platforms(*args)

    with monkeypatch.context() as patches:
        patches.setattr(hass.config_entries, "async_unload_platforms", slowly)
        await let_go(hass, first, way)
    await has(hass, second, "socket")
    assert {owner_of(hass, each) for each in DEVICES} == {"Other"}
    assert STATE_UNAVAILABLE not in states(hass).values()


@pytest.mark.parametrize("way", WAYS)
async def test_owner_goes_while_the_other_is_not_loaded(
    hass: HomeAssistant, first: MockConfigEntry, second: MockConfigEntry, way: str
) -> None:
    """The other account finds the devices at its next start."""
    await set_up(hass, first, second)
    make_it_personal(hass)
    before = entities(hass), devices(hass)
    assert await hass.config_entries.async_unload(second.entry_id)
    await let_go(hass, first, way)
    await set_up(hass, second)
    assert (entities(hass), devices(hass)) == before
    assert {owner_of(hass, each) for each in DEVICES} == {"Other"}


async def test_both_registered_a_device_before(
    hass: HomeAssistant, first: MockConfigEntry, second: MockConfigEntry
) -> None:
    """The one that registered it first has it, and the other's traces go."""
    assert await async_setup_component(hass, DOMAIN, {})
    registry = dr.async_get(hass)
    for entry in (first, second):
        entry.add_to_hass(hass)
        registry.async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={(DOMAIN, "socket")}
        )
    entity = er.async_get(hass).async_get_or_create(
        "switch",
        DOMAIN,
        "socket_switch_1",
        config_entry=second,
        device_id=found(hass, "socket")[1].id,
        suggested_object_id="fridge",
    )
    await set_up(hass, second, first)
    assert owner_of(hass, "socket") == "Demo"
    assert states(hass)[entity.entity_id] == "on"


async def test_same_project_added_as_another_type(
    hass: HomeAssistant, first: MockConfigEntry, simulator: Simulator
) -> None:
    """The user can choose the type of before, and nothing is called."""
    first.add_to_hass(hass)
    menu = await connect(hass, project_only(simulator))
    assert menu["step_id"] == "other_type"
    assert menu["menu_options"] == ["smart_home", "keys"]
    assert simulator.calls()["total"] == 0
