"""Messages of IoT Core and rings at the door, over a real broker."""

from functools import partial
from pathlib import Path

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.iot_core import as_iot_core
from simulator.json_types import JsonObject
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device, packed
from tests.homes import write_files


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a socket and two doorbells."""
    return write_files(
        tmp_path,
        {
            "socket": device("cz", {"switch_1": boolean(value=True)}),
            "bell": device("sp", {"doorbell": boolean(value=False, access="r")}),
            "camera": device("sp", {"doorbell_active": packed("String", "")}),
        },
    )


async def publish_newer(simulator: Simulator, protocol: int, data: JsonObject) -> None:
    """Publish what IoT Core sends in place of a message."""
    converted = as_iot_core(protocol, data, {})
    assert converted is not None
    await simulator.publish(*converted)


async def test_the_newer_set_means_the_same(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Reports, online and offline, names, and devices that join."""
    entity_id = entity_id_of(hass, "switch", "socket_switch_1")
    devices = loaded.runtime_data.devices

    def is_state(expected: str) -> bool:
        state = hass.states.get(entity_id)
        return state is not None and state.state == expected

    report: JsonObject = {
        "dataId": "first",
        "devId": "socket",
        "status": [{"code": "switch_1", "value": False, "1": False}],
    }
    await publish_newer(simulator, 4, report)
    await until(lambda: is_state("off"))
    for kind, shown in (("offline", STATE_UNAVAILABLE), ("online", "off")):
        event: JsonObject = {"bizCode": kind, "devId": "socket", "bizData": {"time": 1}}
        await publish_newer(simulator, 20, event)
        await until(partial(is_state, shown))
    named: JsonObject = {"bizCode": "nameUpdate", "devId": "socket"}
    await publish_newer(simulator, 20, {**named, "bizData": {"name": "Boiler"}})
    await until(lambda: devices["socket"].name == "Boiler")

    lists = "GET /v1.0/users/{uid}/devices"
    before = simulator.calls()["by_endpoint"][lists]
    left: JsonObject = {"bizCode": "delete", "devId": "camera", "bizData": {}}
    await publish_newer(simulator, 20, left)
    await publish_newer(simulator, 4, {**report, "dataId": "second"})
    await until(lambda: "second" in devices["socket"].messages)
    assert "camera" in devices  # it may only have changed its room
    let_time_pass(hass, 20)
    await until(lambda: simulator.calls()["by_endpoint"][lists] == before + 1)
    assert "camera" in devices


@pytest.mark.parametrize(
    ("device_id", "code"), [("bell", "doorbell"), ("camera", "doorbell_active")]
)
async def test_a_ring_by_event_is_an_event(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    device_id: str,
    code: str,
) -> None:
    """A repetition of the message is none."""
    entity_id = entity_id_of(hass, "event", f"{device_id}_{code}")
    devices = loaded.runtime_data.devices

    async def ring(edata: str) -> str:
        """Ring, and return the time of the last event."""
        message: JsonObject = {
            "bizCode": "event_notify",
            "bizData": {"devId": device_id, "etype": "ac_doorbell", "edata": edata},
            "devId": device_id,
            "ts": 0,
        }
        await simulator.publish(20, message)
        await simulator.publish(4, {"dataId": edata, "devId": "socket", "status": []})
        await until(lambda: edata in devices["socket"].messages)
        state = hass.states.get(entity_id)
        assert state is not None
        assert state.attributes["event_type"] == "ring"
        devices["socket"].messages.clear()
        return state.state

    first = await ring("a1684051778")
    assert await ring("a1684051778") == first
    assert await ring("b1684051779") != first
