"""Faults of the list of devices and of their specifications."""

import json

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.sync.clock import Clock
from custom_components.tuya_cloud.sync.shared_devices import SharedDevices
from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import let_time_pass, until
from tests.documents import boolean, device, integer

from .conftest import (
    HUMIDITY,
    PROBE,
    SOCKET,
    SWITCH,
    TEMPERATURE,
    issues_of,
    pull,
    state_of,
)
from .table import LIST

SPECIFICATIONS = "GET /v1.0/devices/{id}/specifications"


def listed(device_id: str, **changes: JsonValue) -> JsonObject:
    """Return a device's item in the cloud's list, with changes."""
    document = SOCKET if device_id == "socket" else PROBE
    status: JsonValue = [
        {"code": code, "value": value} for code, value in document["status"].items()
    ]
    return {
        "id": device_id,
        "name": document["name"],
        "category": document["category"],
        "product_id": document["product_id"],
        "online": True,
        "status": status,
        **changes,
    }


async def test_no_device_listed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An expired plan may return an empty list, so the devices stay."""
    simulator.add_fault(LIST, {"result": []})
    await pull(hass, loaded.runtime_data)
    assert state_of(hass, SWITCH) == "on"
    assert state_of(hass, TEMPERATURE) == "21.5"


async def relist_shared(simulator: Simulator, coordinator: Coordinator) -> None:
    """Publish that the sharing has changed, and pull."""
    await until(lambda: coordinator.push.is_connected)
    before = coordinator.push.hub.last_message_at
    await simulator.publish(20, {"bizCode": "share", "bizData": {}})
    await until(lambda: coordinator.push.hub.last_message_at != before)
    assert await coordinator.try_again()


async def share_the_probe(simulator: Simulator, coordinator: Coordinator) -> None:
    """Make the probe a device that another user shares."""
    simulator.device("probe").shared = True
    await relist_shared(simulator, coordinator)
    assert coordinator.devices.keys() == {"socket", "probe"}


async def test_only_shared_devices_listed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The account's own devices stay."""
    coordinator = loaded.runtime_data
    await share_the_probe(simulator, coordinator)
    simulator.add_fault(LIST, {"result": []}, times=1)
    await relist_shared(simulator, coordinator)
    assert coordinator.devices.keys() == {"socket", "probe"}


async def test_no_device_listed_for_days(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Shared devices stay like the account's own."""
    coordinator = loaded.runtime_data
    await share_the_probe(simulator, coordinator)
    simulator.add_fault(LIST, {"result": []})
    for _ in range(3):
        await relist_shared(simulator, coordinator)
    assert coordinator.devices.keys() == {"socket", "probe"}


async def test_no_shared_device_listed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The device is removed when the list is empty twice after a change of sharing."""
    coordinator = loaded.runtime_data
    await share_the_probe(simulator, coordinator)
    own: JsonObject = {"result": [listed("socket")]}
    shared: JsonObject = {"result": []}
    for answer in (own, shared):
        simulator.add_fault(LIST, answer, times=1)
    await relist_shared(simulator, coordinator)
    assert await coordinator.try_again()
    assert state_of(hass, TEMPERATURE) == "21.5"

    del simulator.cloud.home.devices["probe"]
    for _ in range(3):
        assert await coordinator.try_again()
    assert state_of(hass, TEMPERATURE) == "21.5"
    await relist_shared(simulator, coordinator)
    assert await coordinator.try_again()
    await hass.async_block_till_done()
    assert state_of(hass, TEMPERATURE) is None
    assert state_of(hass, SWITCH) == "on"


async def test_listed_device_without_an_id(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An item without an id is skipped."""
    off: JsonValue = [{"code": "switch_1", "value": False}]
    simulator.add_fault(
        LIST,
        {"result": [{"name": "?"}, 5, listed("socket", status=off), listed("probe")]},
    )
    await pull(hass, loaded.runtime_data)
    assert state_of(hass, SWITCH) == "off"
    assert state_of(hass, TEMPERATURE) == "21.5"


async def test_status_of_a_device_unreadable(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The device keeps its known states."""
    off: JsonValue = [{"code": "switch_1", "value": False}]
    simulator.add_fault(
        LIST, {"result": [listed("socket", status=off), listed("probe", status="?")]}
    )
    await pull(hass, loaded.runtime_data)
    assert state_of(hass, SWITCH) == "off"
    assert state_of(hass, TEMPERATURE) == "21.5"


async def test_specification_of_a_product_fails(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The device is set up a minute later, when the specification can be fetched."""
    simulator.add_fault("GET /v1.0/devices/probe/specifications", {"http": 502})
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert state_of(hass, SWITCH) == "on"
    assert state_of(hass, TEMPERATURE) is None
    simulator.clear_faults()
    let_time_pass(hass, 70)
    await until(lambda: state_of(hass, TEMPERATURE) == "21.5")


async def test_specification_fails_repeatedly(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The fetches stop, and the device is shown from its reports."""
    simulator.add_fault("GET /v1.0/devices/probe/specifications", {"http": 502})
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    for _ in range(2):
        assert state_of(hass, TEMPERATURE) is None
        # one pull, before the shared devices are due
        await pull(hass, coordinator, within=120)
    assert coordinator.devices["probe"].value("va_temperature") == 215
    simulator.clear_calls()
    await pull(hass, coordinator)
    assert SPECIFICATIONS not in simulator.calls()["by_endpoint"]

    simulator.clear_faults()
    assert await coordinator.try_again()
    await until(lambda: state_of(hass, TEMPERATURE) == "21.5")


async def test_specification_of_one_device_refused(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The specification is fetched with another device of the product."""
    simulator.cloud.home.devices["twin"] = Device.from_json("twin", SOCKET)
    simulator.add_fault("GET /v1.0/devices/socket/specifications", {"code": 1106})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, SWITCH) == "on"


async def test_specification_of_all_devices_refused(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The project has no permission for specifications."""
    simulator.add_fault("GET */specifications", {"code": 28841105})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert issues_of(hass) == ["api_not_subscribed"]
    coordinator = entry.runtime_data
    assert coordinator.devices["probe"].value("va_temperature") == 215

    simulator.clear_faults()
    assert await coordinator.try_again()
    await until(lambda: state_of(hass, TEMPERATURE) == "21.5")
    await until(lambda: state_of(hass, SWITCH) == "on")
    assert issues_of(hass) == []


async def test_specification_with_members_left_out(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """There may be no functions, and values may be no object."""
    for device_id, values in (("socket", "null"), ("probe", "[]")):
        code = next(iter(simulator.device(device_id).status))
        item: JsonObject = {"code": code, "type": "Boolean", "values": values}
        simulator.add_fault(
            f"GET /v1.0/devices/{device_id}/specifications",
            {"result": {"category": "cz", "status": [item]}},
        )
    simulator.device("probe").status = {"va_temperature": True}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, "binary_sensor.socket_switch_1") == "on"
    assert entry.runtime_data.devices["probe"].value("va_temperature") is True
    assert issues_of(hass) == []


async def check_one_fetch_for_a_new_code(
    hass: HomeAssistant, simulator: Simulator, coordinator: Coordinator
) -> None:
    """Report a code that is not in the specification, and count the fetches."""
    simulator.device("socket").status["made_up"] = 5
    await pull(hass, coordinator)
    await hass.async_block_till_done()
    assert simulator.calls()["by_endpoint"][SPECIFICATIONS] == 1
    assert state_of(hass, SWITCH) == "on"
    simulator.clear_calls()
    await pull(hass, coordinator)
    assert SPECIFICATIONS not in simulator.calls()["by_endpoint"]


async def test_own_specification_refused(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The known specification stays, and is not fetched at each pull."""
    simulator.clear_calls()
    simulator.add_fault("GET /v1.0/devices/socket/specifications", {"code": 1106})
    await check_one_fetch_for_a_new_code(hass, simulator, loaded.runtime_data)


async def test_own_specification_empty(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An empty specification does not replace the known one."""
    simulator.clear_calls()
    simulator.add_fault("GET /v1.0/devices/socket/specifications", {"code": 2009})
    await check_one_fetch_for_a_new_code(hass, simulator, loaded.runtime_data)


async def test_shared_devices_cannot_be_listed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A refusal that lasts is not retried at each pull; other failures are, thrice."""
    for known, code, calls in (
        ([], 1109, 1),
        ([], 1103, 1),
        (["probe"], 1109, 1),
        (["probe"], 99999999, 3),
    ):
        shared = SharedDevices(loaded.runtime_data.api, Clock(hass))
        shared.restore(known)
        simulator.clear_calls()
        simulator.clear_faults()
        simulator.add_fault(LIST, {"code": code})
        for number in range(1, 6):
            assert await shared.list_if_due(needed=True) == []
            assert shared.is_missed is (bool(known) and number < calls)
        retries = 3 if code == 1103 else 1
        assert simulator.calls()["total"] == calls * retries
        assert shared.ids == {*known}


async def test_instruction_mode_of_a_product_changed(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """New codes are shown; entities of removed codes become unavailable."""
    switched = device(
        "wsdcg",
        {
            "va_temperature": integer(-20, 60, 19, "r", unit="℃"),
            "battery_percentage": integer(0, 100, 66, "r", unit="%"),
            "child_lock": boolean(value=False),
        },
    ) | {"name": "Probe"}
    simulator.cloud.home.devices["probe"] = Device.from_json("probe", switched)
    await pull(hass, loaded.runtime_data)
    await until(lambda: state_of(hass, "sensor.probe_battery") == "66")
    await until(lambda: state_of(hass, TEMPERATURE) == "19")
    assert state_of(hass, "switch.probe_child_lock") == "off"
    assert state_of(hass, HUMIDITY) == STATE_UNAVAILABLE
    assert json.dumps(issues_of(hass)) == "[]"
