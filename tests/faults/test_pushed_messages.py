"""Faults of the messages that the hub delivers."""

import asyncio
import time

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import entity_id_of, until
from tests.documents import device, enum, integer
from tests.homes import bind

from .conftest import (
    HUMIDITY,
    SWITCH,
    TEMPERATURE,
    state_of,
)


async def test_unreadable_message(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Unreadable messages do not prevent the next report."""
    for payload in (b"", b"\xff\x00", b"[]", b'{"protocol": 4}', b'{"data": "x"}'):
        await simulator.publish_raw(payload)
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 5


async def test_message_too_large(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A message that no device can have sent is not parsed."""
    await simulator.publish_raw(b'{"protocol":4,"data":"%s"}' % (b" " * 2**21))
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 1


async def test_message_with_wrong_encryption(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The message is encrypted for another client, or cut off."""
    await simulator.publish_raw(
        b'{"protocol":4,"pv":"2.0","t":1,"data":"AAAAAAAAAAAAAAAAAAAAAA==","sign":""}'
    )
    await simulator.report("socket", {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert loaded.runtime_data.push.hub.undecodable == 1


async def test_report_of_an_unknown_device(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The device may be in another home of the account."""
    await simulator.publish(
        4, {"devId": "nobody", "status": [{"code": "switch_1", "value": False}]}
    )
    await simulator.report("probe", {"va_temperature": 1})
    await until(lambda: state_of(hass, TEMPERATURE) == "0.1")
    assert state_of(hass, SWITCH) == "on"
    assert loaded.runtime_data.devices.keys() == {"socket", "probe"}


async def test_report_with_broken_items(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A correct item is used, and the broken ones are skipped."""
    await simulator.publish(
        4,
        {
            "devId": "probe",
            "status": [
                None,
                7,
                {},
                {"code": 1, "value": 2},
                {"code": "va_temperature", "value": {}},
                {"code": "va_temperature", "value": 230, "t": "soon"},
            ],
        },
    )
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert state_of(hass, SWITCH) == "on"


async def test_report_of_a_device_marked_offline(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A report proves that the device is online."""
    await simulator.set_online("probe", online=False)
    await until(lambda: state_of(hass, TEMPERATURE) == STATE_UNAVAILABLE)
    await simulator.report("probe", {"va_temperature": 240})
    await until(lambda: state_of(hass, TEMPERATURE) == "24.0")


async def test_offline_message_arrives_late(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Messages may arrive twice and out of order."""
    now = time.time_ns() // 1_000_000_000
    for kind, said_at in (("offline", now), ("online", now + 1), ("offline", now)):
        await simulator.publish(
            20, {"bizCode": kind, "devId": "probe", "bizData": {"time": said_at}}
        )
    # an old report does not prove that the device is online
    await simulator.publish(
        20, {"bizCode": "offline", "devId": "socket", "bizData": {"time": now}}
    )
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    assert state_of(hass, TEMPERATURE) == "21.5"
    late: list[JsonObject] = [{"code": "switch_1", "value": True, "t": now - 100}]
    first: list[JsonObject] = [{"code": "switch_1", "value": True, "t": now}]
    await simulator.publish(4, {"devId": "socket", "status": [*first]})
    await until(lambda: state_of(hass, SWITCH) == "on")
    await simulator.set_online("socket", online=False)
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    await simulator.publish(4, {"devId": "socket", "status": [*late]})
    await simulator.report("probe", {"va_temperature": 1})
    await until(lambda: state_of(hass, TEMPERATURE) == "0.1")
    assert state_of(hass, SWITCH) == STATE_UNAVAILABLE


async def test_report_older_than_the_known_value(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Devices send missed reports later."""
    now = time.time_ns() // 1_000_000
    for value, made_at in ((250, now - 1_000), (999, now - 60_000), (251, now)):
        await simulator.report(
            "probe", [{"code": "va_temperature", "value": value, "t": made_at}]
        )
        if value == 999:
            assert state_of(hass, TEMPERATURE) != "99.9"
    await until(lambda: state_of(hass, TEMPERATURE) == "25.1")
    shown = loaded.runtime_data.devices["probe"].readings["va_temperature"]
    assert shown.raw == 251


async def deliver(
    simulator: Simulator,
    device_id: str,
    message_id: str,
    code: str,
    value: JsonValue,
    at: JsonValue,
) -> None:
    """Deliver a report as recorded from the cloud: its message has an id."""
    item: JsonObject = {"code": code, "value": value, "t": at}
    await simulator.publish(
        4, {"dataId": message_id, "devId": device_id, "status": [item]}
    )


async def test_report_with_a_time_before_2015(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A sensor that has just woken sends such times."""
    probe = loaded.runtime_data.devices["probe"]
    now = time.time_ns() // 1_000_000
    await deliver(simulator, "probe", "a", "va_temperature", 230, now)
    await deliver(simulator, "probe", "b", "va_temperature", 231, "2")
    await until(lambda: state_of(hass, TEMPERATURE) == "23.1")
    assert probe.reported_at == now
    await deliver(simulator, "probe", "c", "va_humidity", 51, 1)
    await until(lambda: state_of(hass, HUMIDITY) == "51")
    assert probe.readings["va_humidity"].reported_at is None


async def test_message_delivered_again(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Times are in whole seconds, so the time does not tell that it is older."""
    now = str(time.time_ns() // 1_000_000_000)
    await deliver(simulator, "socket", "a", "switch_1", False, now)
    await until(lambda: state_of(hass, SWITCH) == "off")
    await deliver(simulator, "socket", "b", "switch_1", True, now)
    await until(lambda: state_of(hass, SWITCH) == "on")
    await deliver(simulator, "socket", "a", "switch_1", False, now)
    await deliver(simulator, "probe", "c", "va_temperature", 230, now)
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert state_of(hass, SWITCH) == "on"


async def test_two_equal_presses_within_a_second(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Each message is a press, and one that is delivered again is none."""
    remote = device("wxkg", {"switch_mode1": enum("click press", "click", "r")})
    simulator.cloud.home.devices["remote"] = Device.from_json("remote", remote)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    button = entity_id_of(hass, "event", "remote_switch_mode1")
    presses: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            presses.append(state.attributes["event_type"])

    async def pressed(count: int) -> None:
        await until(lambda: len(presses) >= count)

    async_track_state_change_event(hass, button, note)
    now = str(time.time_ns() // 1_000_000_000)
    for message_id, count in (("a", 1), ("b", 2), ("a", 2), ("b", 2)):
        await deliver(simulator, "remote", message_id, "switch_mode1", "click", now)
        await pressed(count)
    await deliver(simulator, "probe", "c", "va_temperature", 230, now)
    await until(lambda: state_of(hass, TEMPERATURE) == "23.0")
    assert presses == ["click", "click"]


async def test_flood_of_reports(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each piece is added to the sum, while few states of the power are written."""
    count = 600
    points = {
        "add_ele": integer(0, 50000, 0, "r", unit="kwh", scale=3, step=100),
        "cur_power": integer(0, 50000, 0, "r", unit="W"),
    }
    await bind(hass, simulator, loaded, "meter", device("cz", points))
    await until(lambda: "meter" in loaded.runtime_data.devices)
    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    power = entity_id_of(hass, "sensor", "meter_cur_power")
    total = entity_id_of(hass, "sensor", "meter_add_ele")
    written: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if state := event.data["new_state"]:
            written.append(state.state)

    async_track_state_change_event(hass, [power], note)
    # all at once, so that a slow machine gets a flood, too
    await asyncio.gather(
        *(
            simulator.report("meter", {"cur_power": number, "add_ele": 100})
            for number in range(1, count + 1)
        )
    )
    await until(lambda: state_of(hass, power) == str(count))
    assert float(state_of(hass, total) or 0) == pytest.approx(count / 10)
    assert len(written) < count / 2
