"""Messages of hub and queue that were recorded with locks, cameras and meters.

They lie beside the checkout and not in it; without them there is nothing to send.
"""

import base64
import json
import logging
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.queue_encryption import Mode, encrypt_message
from tests.conftest import REAL_DEVICES, entity_id_of, until
from tests.documents import Document, boolean, device, integer, packed
from tests.homes import write_files

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
METER: Final = "bf0000000000000000abcd"
PROBE: Final = "150000000000000000ab"

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recordings are not beside the checkout"
)


def recorded(number: int) -> Any:
    """Return a recording."""
    [path] = RECORDED.glob(f"{number:02}_*.json")
    return json.loads(path.read_text("utf-8"))


def numbered(document: Document, code: str, dp_id: int) -> Document:
    """Return a device with the number of a data point."""
    document["status_range"][code]["dp_id"] = dp_id
    return document


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the devices of the messages."""
    meter = device("zndb", {"phase_a": packed("Raw", "")})
    probe = device("ywbj", {"battery_value": integer(0, 100, 50, "r", unit="%")})
    return write_files(
        tmp_path,
        {
            METER: numbered(meter, "phase_a", 102),
            PROBE: numbered(probe, "battery_value", 103),
            "lock": device("jtmspro", {"doorbell": boolean(value=False, access="r")}),
        },
    )


async def test_a_value_by_number_alone(
    simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The number is known from earlier reports; the time is that of the message."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    meter = coordinator.devices[METER]
    message = recorded(54)["message"]
    await simulator.report(METER, {"phase_a": "AAAA"}, t=message["t"] - 60)
    await until(lambda: meter.raw("phase_a") == "AAAA")
    [item] = message["data"]["status"]
    await simulator.publish(message["protocol"], message["data"], t=message["t"])
    await until(lambda: meter.raw("phase_a") == item["102"])
    assert meter.reported_at == message["t"] * 1000

    # one that was sent before it comes too late
    older = {**message["data"], "dataId": "other", "status": [{"102": "AAAB"}]}
    await simulator.publish(4, older, t=message["t"] - 30)
    await simulator.publish(4, {**older, "dataId": "last", "status": []})
    await simulator.report(PROBE, {"battery_value": 7})
    await until(lambda: coordinator.devices[PROBE].raw("battery_value") == 7)
    assert meter.raw("phase_a") == item["102"]


async def test_a_value_by_code_and_number(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The battery is shown, with the time of the device in text."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    message = recorded(55)["message"]
    await simulator.publish(message["protocol"], message["data"], t=message["t"])
    probe = coordinator.devices[PROBE]
    await until(lambda: probe.raw("battery_value") == 96)
    state = hass.states.get(entity_id_of(hass, "sensor", f"{PROBE}_battery_value"))
    assert state is not None
    assert (state.state, state.attributes["device_class"]) == ("96", "battery")
    assert probe.reported_at == 1_628_864_573_000


async def test_what_viewers_in_the_app_send_is_not_for_us(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is read and changes nothing, costs no call, and is not logged."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    before = {state.entity_id: state for state in hass.states.async_all()}
    simulator.clear_calls()
    caplog.set_level(logging.DEBUG)
    for message in recorded(16)["message"]:
        data = {key: value for key, value in message.items() if key != "protocol"}
        # some clients have seen the device beside it
        for beside in ({}, {"devId": METER}):
            await simulator.publish(message["protocol"], {**data, **beside})
    await simulator.report(PROBE, {"battery_value": 7})
    await until(lambda: coordinator.devices[PROBE].raw("battery_value") == 7)
    assert coordinator.push.hub.undecodable == 0
    assert simulator.calls()["total"] == 0
    assert [
        state.entity_id
        for state in hass.states.async_all()
        if state != before[state.entity_id] and PROBE not in state.entity_id
    ] == [entity_id_of(hass, "sensor", f"{PROBE}_battery_value")]
    assert "203.0.113.15" not in caplog.text


async def test_a_frame_of_the_queue_in_gcm(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The frame alone names the mode, and its envelope does not."""
    simulator.change_queue(is_on=True)
    hass.config_entries.async_update_entry(entry, options={"push_way": "queue"})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator = entry.runtime_data
    queue = simulator.cloud.queue
    await until(lambda: queue.connected)
    data: Any = {"devId": PROBE, "status": [{"code": "battery_value", "value": 31}]}
    secret = simulator.cloud.account.access_secret
    envelope = {
        "data": encrypt_message(Mode.GCM, secret, json.dumps(data).encode()),
        "protocol": 4,
        "pv": "2.0",
        "t": int(time.time() * 1000),
    }
    frame = recorded(56)["message"]["frame"]
    assert frame["properties"]["em"] == "aes_gcm"
    payload = base64.b64encode(json.dumps(envelope).encode()).decode()
    # as if it had just been sent
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    assert len(now.replace("+00:00", "Z")) == len(frame["publishTime"])
    published = {"payload": payload, "publishTime": now.replace("+00:00", "Z")}
    queue.publish_frame({**frame, **published})
    await until(lambda: coordinator.devices[PROBE].raw("battery_value") == 31)
    await until(lambda: queue.waiting == 0)  # acknowledged


async def test_a_lock_of_which_the_hub_says_nothing(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The hub is connected and silent: the log of the lock has what happened."""
    observed = recorded(6)["answer"]["observed"]
    hass.config_entries.async_update_entry(entry, options={"read_records": ["lock"]})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator = entry.runtime_data
    await until(lambda: coordinator.push.is_connected)
    await simulator.report("lock", {"doorbell": True}, silent=True)
    assert observed["connect"] == 0
    assert coordinator.push.hub.last_message_at is None
    assert observed["messages_received"] == 0
    lock = coordinator.devices["lock"]
    assert lock.raw("doorbell") is False
    assert await coordinator.extras.lock_records.read(lock) == 1
    assert lock.raw("doorbell") is True
