"""Faults of the budget, of the plan, of the clock, and of single devices."""

import asyncio
import logging
import ssl
import time
from collections.abc import Collection, Generator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.errors import CertificateError
from custom_components.tuya_cloud.coordinator import Coordinator
from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from custom_components.tuya_cloud.discovery import plans
from custom_components.tuya_cloud.discovery.described import Described
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.model.ability import Ability
from custom_components.tuya_cloud.sync.clock import Clock
from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject
from tests.cloud.builders import certificate
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device, integer, packed
from tests.homes import bind

from .conftest import (
    SWITCH,
    TEMPERATURE,
    flows_of,
    issues_of,
    pull,
    state_of,
)
from .table import EVERYTHING, LIST


async def test_signatures_refused_for_some_seconds(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """What was missed meanwhile is right soon, and nobody has to sign in."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    simulator.add_fault("GET *", {"code": 1004, "msg": "sign invalid"}, seconds=1)
    await simulator.report("socket", {"switch_1": False}, silent=True)
    simulator.drop_hub(0.2)
    await until(lambda: coordinator.problem)
    assert issues_of(hass) == ["signature_refused"]
    assert flows_of(hass) == []
    assert not coordinator.api.is_contested
    await until(lambda: coordinator.push.is_connected)
    await asyncio.sleep(1)
    let_time_pass(hass, 100)
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert issues_of(hass) == []


async def test_command_answered_without_a_result(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The cloud leaves out empty members; the device has executed the command."""
    simulator.add_fault("POST */commands", {"omit": ["result"]})
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": SWITCH}, blocking=True
    )
    assert state_of(hass, SWITCH) == "off"
    await until(lambda: not loaded.runtime_data.pending_commands)
    assert simulator.device("socket").status["switch_1"] is False


async def test_budget_nearly_used(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Commands and the polling without push continue."""
    hass.config_entries.async_update_entry(
        entry, options={"monthly_call_budget": 1_000}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    assert issues_of(hass) == []
    coordinator.ledger.record("GET /v1.0/anything", 800)
    await pull(hass, coordinator)
    assert issues_of(hass) == ["quota_low"]
    simulator.clear_calls()
    let_time_pass(hass, 80 * 60)
    await coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert simulator.calls()["by_endpoint"] == {"POST /v1.0/devices/{id}/commands": 1}


async def test_plan_ends_in_two_weeks(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The issue appears 14 days before, and disappears with a later date."""
    today = dt_util.now().date()
    for days, expected in ((15, []), (14, ["plan_expires_soon"]), (40, [])):
        ends_on = (today + timedelta(days=days)).isoformat()
        hass.config_entries.async_update_entry(
            entry, options={"plan_expires_on": ends_on}
        )
        assert await hass.config_entries.async_reload(entry.entry_id)
        assert issues_of(hass) == expected


async def test_plan_expires_although_a_reminder_is_shown(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The issue about the end of the plan takes the place of the reminder."""
    ends_on = dt_util.now().date().isoformat()
    hass.config_entries.async_update_entry(entry, options={"plan_expires_on": ends_on})
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert issues_of(hass) == ["plan_expires_soon"]
    simulator.add_fault(LIST, {"code": 28841002, "msg": "expired"})
    coordinator = entry.runtime_data
    let_time_pass(hass, 45 * 60)
    await until(lambda: coordinator.problem)
    assert issues_of(hass) == ["plan_expired"]
    (issue,) = ir.async_get(hass).issues.values()
    assert issue.severity is ir.IssueSeverity.ERROR
    simulator.clear_faults()
    await coordinator.try_again()
    assert issues_of(hass) == ["plan_expires_soon"]


async def test_cloud_away_for_long(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The repair issue says since when and why; loss and return are logged once."""
    coordinator = loaded.runtime_data
    simulator.add_fault(EVERYTHING, {"http": 503})
    simulator.drop_hub(3600)
    let_time_pass(hass, 45 * 60)
    await until(lambda: coordinator.problem)
    assert issues_of(hass) == []
    began = f"{dt_util.now():%Y-%m-%d %H:}"
    monkeypatch.setattr(
        "custom_components.tuya_cloud.sync.outage.PATIENCE", timedelta(0)
    )
    let_time_pass(hass, 80 * 60)
    await until(lambda: issues_of(hass) == ["outage"])
    (issue,) = ir.async_get(hass).issues.values()
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["since"].startswith(began)
    assert "503" in issue.translation_placeholders["reason"]

    simulator.clear_faults()
    await coordinator.try_again()
    assert issues_of(hass) == []
    said = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name == "custom_components.tuya_cloud"
        and record.levelno >= logging.INFO
    ]
    assert said == [
        "Push is down, so states are polled: The connection to the hub was lost",
        "The devices can no longer be read: HTTP status 503",
        "The cloud answers again",
    ]


async def test_always_available_device_goes_offline(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The device stays available; other devices become unavailable."""
    hass.config_entries.async_update_entry(
        entry, options={"ignore_online_flag": ["probe"]}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await simulator.set_online("probe", online=False)
    await simulator.set_online("socket", online=False)
    await until(lambda: state_of(hass, SWITCH) == STATE_UNAVAILABLE)
    assert state_of(hass, TEMPERATURE) == "21.5"


async def test_half_an_emoji_inside_an_object(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The states can be sent and stored, this one included."""
    monkeypatch.setattr(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True
    )
    panel = device("cz", {"notes": packed("Json", "{}")}) | {"name": "Panel"}
    simulator.cloud.home.devices["panel"] = Device.from_json("panel", panel)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    half = r"\ud83d" * 300
    for text, shown in (
        (r'{"a\ud83d": "b\udfff"}', '{"a?":"b?"}'),
        (rf'["{half}"]', '["' + "?" * 252 + "…"),
        (r'["\ud83d\ude00"]', '["😀"]'),
    ):
        await simulator.report("panel", {"notes": text})
        await until(partial(hass.states.is_state, "sensor.panel_notes", shown))
        json_bytes(hass.states.async_all())
        json_bytes(await async_get_config_entry_diagnostics(hass, entry))


def record_ahead(coordinator: Coordinator, *days: int) -> None:
    """Record calls on days in the future."""
    today = dt_util.now().date()
    coordinator.ledger.restore(
        {(today + timedelta(days=ahead)).isoformat(): {"GET /": 1} for ahead in days}
    )


async def test_clock_months_behind_the_recorded_calls(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """A machine without a clock battery starts in the past."""
    coordinator = loaded.runtime_data
    record_ahead(coordinator, *range(1, 80))
    await pull(hass, coordinator)
    assert coordinator.problem is None
    assert sum(coordinator.ledger.today.values()) > 0
    await coordinator.send(coordinator.devices["socket"], {"switch_1": False})
    await until(lambda: state_of(hass, SWITCH) == "off")


async def test_clock_days_behind_the_recorded_calls(
    hass: HomeAssistant, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The month's calls count as made today, and diagnostics work."""
    monkeypatch.setattr(dt_util, "now", lambda: datetime(2026, 1, 11, tzinfo=UTC))
    ledger = loaded.runtime_data.ledger
    record_ahead(loaded.runtime_data, 1)
    assert (ledger.this_month, ledger.forecast) == (1, 21)
    json_bytes(await async_get_config_entry_diagnostics(hass, loaded))


async def test_name_of_10000_unseen_and_other_characters(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Anyone who shares a device can have typed its name."""
    await simulator.rename("socket", "So\0cket \u202egnp\n" + "x" * 10_000)
    device = loaded.runtime_data.devices["socket"]
    await until(lambda: device.name != "Socket")
    assert device.name == f"So cket gnp {'x' * 243}"


async def test_refusal_full_of_markup(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The cloud's message is shown inside the Markdown of an issue."""
    message = "<img src=x onerror=y> [pay](https://evil.example) **now**\0"
    simulator.add_fault(LIST, {"code": 28841002, "msg": message})
    let_time_pass(hass, 45 * 60)
    await until(lambda: loaded.runtime_data.problem)
    (issue,) = ir.async_get(hass).issues.values()
    assert issue.translation_placeholders is not None
    shown = issue.translation_placeholders["message"]
    assert shown.startswith("img src=x onerror=y pay")
    assert not set(shown) & set("<>[]`|\0")


async def test_data_point_called_last_report(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The unique id of the sensor of the last report is reserved."""
    points = {"switch_1": boolean(value=True), "last_report": integer(0, 9, 5, "r")}
    await bind(hass, simulator, loaded, "clash", device("cz", points))
    await until(lambda: "clash" in loaded.runtime_data.devices)
    await hass.async_block_till_done()
    for unique_id in ("clash_last_report", "clash_last_report_point"):
        assert entity_id_of(hass, "sensor", unique_id)
    assert "unique ID" not in caplog.text


async def _publish(
    hass: HomeAssistant,
    simulator: Simulator,
    coordinator: Coordinator,
    kind: str,
    detail: JsonObject,
) -> None:
    """Publish an event, and wait until it has arrived."""
    await until(lambda: coordinator.push.is_connected)
    before = coordinator.push.hub.last_message_at
    await simulator.publish(20, {"bizCode": kind, "bizData": detail})
    await until(lambda: coordinator.push.hub.last_message_at != before)


async def test_devices_bound_again_and_again(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """One pull serves them all, after the hub's configuration was renewed once."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.is_idle)
    pulled_at = coordinator.pulled_at
    simulator.clear_calls()
    for _ in range(20):
        await _publish(hass, simulator, coordinator, "bindUser", {"devId": "socket"})
    let_time_pass(hass, 12)
    await until(lambda: coordinator.pulled_at != pulled_at)
    await until(lambda: coordinator.is_idle)
    assert simulator.calls()["by_endpoint"] == {
        "POST /v1.0/open-hub/access/config": 1,
        "GET /v1.0/users/{uid}/devices": 1,
    }


async def test_sharing_changed_every_few_seconds(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each event leaves the pull where it is due."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.is_idle)
    pulled_at = coordinator.pulled_at
    now = Clock.now
    for seconds in range(0, 12, 3):
        monkeypatch.setattr(Clock, "now", lambda self, s=seconds: now(self) + s)
        await _publish(hass, simulator, coordinator, "share", {})
    # the first one asked for a pull within nine seconds
    let_time_pass(hass, 9.5)
    await until(lambda: coordinator.pulled_at != pulled_at)


async def test_device_of_many_data_points(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its entities are planned before they are asked for, between other events."""
    in_steps = plans.discover_in_steps
    turns: list[float] = []

    def slowly(
        described: Described, abilities: Collection[Ability]
    ) -> Generator[None, None, list[EntityPlan]]:
        steps = in_steps(described, abilities)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: list[EntityPlan] = end.value
                return found
            time.sleep(0.001)
            hass.loop.call_soon(lambda: turns.append(time.monotonic()))
            yield

    monkeypatch.setattr(plans, "discover", None)
    monkeypatch.setattr(plans, "discover_in_steps", slowly)
    points = {f"point_{number}x": boolean(value=True) for number in range(300)}
    await bind(hass, simulator, loaded, "large", device("cz", points))
    await until(lambda: "large" in loaded.runtime_data.devices)
    await until(lambda: loaded.runtime_data.is_idle)
    await hass.async_block_till_done()
    assert entity_id_of(hass, "switch", "large_point_299x")
    # the turns of the event loop are spread over the time that planning takes
    assert turns[-1] - turns[0] > 0.2


async def test_certificate_of_the_cloud_expired(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is sent, the devices stay, and the repair issue says why."""
    monkeypatch.setattr(
        "custom_components.tuya_cloud.sync.outage.PATIENCE", timedelta(0)
    )
    pem = tmp_path / "expired.pem"
    pem.write_bytes(certificate("localhost", days=-1))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    hass.config_entries.async_update_entry(
        loaded, data={**loaded.data, "endpoint": f"https://127.0.0.1:{port}"}
    )
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    coordinator = loaded.runtime_data
    assert isinstance(coordinator.problem, CertificateError)
    assert state_of(hass, SWITCH) == STATE_UNAVAILABLE
    let_time_pass(hass, 60)
    await until(lambda: issues_of(hass) == ["outage"])
    (issue,) = ir.async_get(hass).issues.values()
    assert issue.translation_placeholders is not None
    assert "certificate" in issue.translation_placeholders["reason"]
    server.close()
    await server.wait_closed()


async def test_clocks_go_back_an_hour(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The hour that comes twice adds its pieces and its calls twice, to one day."""
    piece = integer(0, 50000, 0, "r", unit="kwh", scale=3, step=100)
    await bind(hass, simulator, loaded, "meter", device("cz", {"add_ele": piece}))
    await until(lambda: "meter" in loaded.runtime_data.devices)
    await until(lambda: loaded.runtime_data.push.is_connected)
    await hass.async_block_till_done()
    total = entity_id_of(hass, "sensor", "meter_add_ele")
    ledger = loaded.runtime_data.ledger
    zone = await dt_util.async_get_time_zone("Europe/Berlin")
    # 0:30, twice 2:30, and 23:30 in Berlin
    last = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)
    moments = [last - timedelta(hours=hours) for hours in (24, 22, 21, 0)]
    for number, moment in enumerate(moments, 1):
        with monkeypatch.context() as then:
            then.setattr(dt_util, "now", partial(moment.astimezone, zone))
            ledger.record("GET test")
            assert ledger.today["GET test"] == number
            assert ledger.forecast >= ledger.this_month
        at = int(moment.timestamp()) * 1000
        item: JsonObject = {"code": "add_ele", "value": 100, "t": at}
        await simulator.report("meter", [item])
        await until(partial(hass.states.is_state, total, f"{number / 10:.1f}"))
