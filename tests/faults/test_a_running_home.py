"""Faults of single devices and products, of the budget and of the clock."""

import asyncio
import json
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
from custom_components.tuya_cloud.sync.shared_devices import SharedDevices
from simulator import Simulator
from simulator.device import Device
from simulator.json_types import JsonObject, JsonValue
from tests.cloud.builders import certificate
from tests.conftest import entity_id_of, let_time_pass, until
from tests.documents import boolean, device, integer, packed
from tests.homes import bind

from .conftest import (
    HUMIDITY,
    PROBE,
    SOCKET,
    SWITCH,
    TEMPERATURE,
    flows_of,
    issues_of,
    pull,
    state_of,
)
from .table import EVERYTHING, LIST

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
