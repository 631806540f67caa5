"""Locks that are never pushed: their reports come from the log of the cloud."""

import json
import time
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.extras import lock_records
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import REAL_DEVICES, entity_id_of, let_time_pass, until
from tests.documents import boolean, device, integer, packed
from tests.homes import write_files

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
LOG: Final = "GET /v2.1/cloud/thing/{id}/report-logs"
SILENT: Final = device(
    "jtmspro",
    {
        "doorbell": boolean(value=False, access="r"),
        "unlock_fingerprint": integer(0, 999, 0, "r"),
        "residual_electricity": integer(0, 100, 90, "r", unit="%"),
        "initiative_message": packed("Raw", ""),
    },
)


@pytest.fixture(autouse=True)
def _platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the platforms of locks."""
    platforms = [Platform.EVENT, Platform.SENSOR]
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", platforms)


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Write a folder with a lock that is never pushed, and others."""
    lock = {"lock": {"people": {"unlock_fingerprint": {"3": "Anna"}}}}
    others = {"other": SILENT, "empty": device("ms", {})}
    return write_files(tmp_path, {"silent": SILENT | lock} | others)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what is added to the wall clock, in seconds."""
    added = [0]
    real = Clock.epoch
    monkeypatch.setattr(Clock, "epoch", lambda clock: real(clock) + added[0])
    return added


@pytest.fixture
async def chosen(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: Simulator
) -> MockConfigEntry:
    """Return the entry, with two locks chosen and one that has left."""
    locks = ["silent", "empty", "gone"]
    hass.config_entries.async_update_entry(entry, options={"read_records": locks})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    simulator.clear_calls()
    return entry


async def next_read(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let the time of the next read come, and wait for its end."""
    let_time_pass(hass, lock_records.INTERVAL + 1)
    await until(lambda: entry.runtime_data.is_idle)
    await hass.async_block_till_done()


def reads(simulator: Simulator) -> int:
    """Return the number of calls."""
    count: int = simulator.calls()["by_endpoint"].get(LOG, 0)
    return count


async def test_nothing_is_read_of_a_lock_that_nobody_has_chosen(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A lock is pushed, or its events are lost."""
    await simulator.report("silent", {"doorbell": True}, silent=True)
    await next_read(hass, loaded)
    assert reads(simulator) == 0


async def test_the_log_of_a_chosen_lock_is_read(
    hass: HomeAssistant, simulator: Simulator, chosen: MockConfigEntry
) -> None:
    """Each entry is one report: values are shown, events fire once."""
    bell = entity_id_of(hass, "event", "silent_doorbell")
    finger = entity_id_of(hass, "event", "silent_unlock_fingerprint")
    values: JsonObject = {"doorbell": True, "residual_electricity": 40}
    await simulator.report("silent", values, silent=True)
    await simulator.report("silent", {"unlock_fingerprint": 3}, silent=True)
    await next_read(hass, chosen)
    assert reads(simulator) == 1
    rung, opened = hass.states.get(bell), hass.states.get(finger)
    assert rung is not None
    assert opened is not None
    assert rung.attributes["event_type"] == "ring"
    assert opened.attributes["person"] == "Anna"
    silent = chosen.runtime_data.devices["silent"]
    assert silent.raw("residual_electricity") == 40
    assert silent.raw("doorbell") is True
    await next_read(hass, chosen)
    assert reads(simulator) == 2
    again = hass.states.get(bell)
    assert again is not None
    assert again.state == rung.state


async def test_what_is_old_is_no_event(
    hass: HomeAssistant, simulator: Simulator, chosen: MockConfigEntry, now: list[int]
) -> None:
    """It is shown as a value, if no newer one is known."""
    bell = entity_id_of(hass, "event", "silent_doorbell")
    await simulator.report("silent", {"doorbell": True}, silent=True)
    now[0] += 3 * lock_records.INTERVAL
    await next_read(hass, chosen)
    assert hass.states.is_state(bell, "unknown")
    assert chosen.runtime_data.devices["silent"].raw("doorbell") is True


@pytest.mark.parametrize(
    "then",
    [
        {"code": 28841105, "msg": "no"},
        {"http": 502},
        {"drop": True},
        {"result": []},
        {"result": {"logs": [{"code": "doorbell"}, {"event_time": 5}, 7]}},
    ],
)
async def test_failures_are_silent_and_pass(
    hass: HomeAssistant,
    simulator: Simulator,
    chosen: MockConfigEntry,
    then: JsonObject,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The next read has what the failed one missed."""
    delays = "custom_components.tuya_cloud.cloud.timing.RETRY_DELAYS"
    monkeypatch.setattr(delays, ())
    await simulator.report("silent", {"doorbell": True}, silent=True)
    simulator.add_fault("GET */report-logs", then)
    caplog.clear()
    await next_read(hass, chosen)
    assert [record for record in caplog.records if record.levelno > 20] == []
    bell = entity_id_of(hass, "event", "silent_doorbell")
    assert hass.states.is_state(bell, "unknown")
    simulator.clear_faults()
    await next_read(hass, chosen)
    assert not hass.states.is_state(bell, "unknown")


async def test_nothing_is_read_while_calls_are_tight(
    hass: HomeAssistant, simulator: Simulator, chosen: MockConfigEntry
) -> None:
    """The budget comes first."""
    chosen.runtime_data.ledger.record("GET /v1.0/devices/{id}", 26_000)
    await next_read(hass, chosen)
    assert reads(simulator) == 0


async def test_a_lock_is_read_on_demand(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """An action returns the number of new reports."""
    records = loaded.runtime_data.extras.lock_records
    silent = loaded.runtime_data.devices["silent"]
    await simulator.report("silent", {"doorbell": True}, silent=True)
    assert await records.read(silent) == 1
    assert await records.read(silent) == 0
    assert await records.read(loaded.runtime_data.devices["empty"]) == 0
    assert reads(simulator) == 2
    await hass.config_entries.async_unload(loaded.entry_id)


async def test_a_lock_that_leaves_while_it_is_read(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """What was read of it is of no use."""
    silent = loaded.runtime_data.devices["silent"]
    log: JsonValue = {"code": "doorbell", "value": "true", "event_time": 1}
    answer: JsonObject = {"hang": 0.3, "result": {"logs": [log]}}
    simulator.add_fault("GET */report-logs", answer)
    read = hass.async_create_task(loaded.runtime_data.extras.lock_records.read(silent))
    await until(lambda: reads(simulator))
    await simulator.unbind("silent")
    await until(lambda: "silent" not in loaded.runtime_data.devices)
    assert await read == 0


@pytest.mark.skipif(not RECORDED.is_dir(), reason="there are no recordings")
class TestRecorded:
    """What the log of real locks holds."""

    def answer(self, name: str) -> Any:
        """Return a recorded file."""
        return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))

    async def test_values_are_texts(
        self, simulator: Simulator, loaded: MockConfigEntry
    ) -> None:
        """A Boolean is the text true."""
        recorded = self.answer("37_report_log_values")["answer"]["shape"]
        # as if it had just been reported
        recorded["logs"][0]["event_time"] = int(time.time() * 1000)
        simulator.add_fault("GET */report-logs", {"result": recorded})
        silent = loaded.runtime_data.devices["silent"]
        assert await loaded.runtime_data.extras.lock_records.read(silent) == 1
        assert silent.raw("doorbell") is True

    async def test_events_of_a_video_lock(
        self, hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
    ) -> None:
        """Somebody rings, and the lock sends a film, base64 as it is."""
        message = self.answer("04_lock_initiative_message_v5")["message"]
        coordinator = loaded.runtime_data
        now_ms = int(time.time() * 1000)
        logs: list[JsonValue] = [
            {
                "code": code,
                "value": str(value).lower() if value is True else value,
                "event_time": now_ms - index,
            }
            for index, (_, code, value) in enumerate(message["history_newest_first"])
            if code in ("doorbell", "initiative_message")
        ]
        simulator.add_fault("GET */report-logs", {"result": {"logs": logs}})
        silent = coordinator.devices["silent"]
        assert await coordinator.extras.lock_records.read(silent) == 2
        state = hass.states.get(
            entity_id_of(hass, "event", "silent_initiative_message")
        )
        assert state is not None
        assert state.attributes["event_type"] == "door_lock_video"

    async def test_a_refused_code(
        self, hass: HomeAssistant, simulator: Simulator, chosen: MockConfigEntry
    ) -> None:
        """The cloud names no number for it: nothing happens."""
        refusal = self.answer("05_lock_report_logs_refusal")["answer"]
        simulator.add_fault("GET */report-logs", {"body": json.dumps(refusal)})
        await next_read(hass, chosen)
        assert reads(simulator) == 1
