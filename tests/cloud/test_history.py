"""Logs and statistics of devices, as recorded and as documented."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.history import LogReader, Span
from custom_components.tuya_cloud.cloud.report_logs import LoggedReport
from custom_components.tuya_cloud.cloud.statistics import (
    list_hours,
    list_statistic_kinds,
    zone_of,
)
from simulator import Simulator
from tests.conftest import REAL_DEVICES

from .builders import DEVICES

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
DEVICE: Final = next(iter(DEVICES))
SPAN: Final = Span(1, 2_000_000_000_000)
with_recordings = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="there are no recordings"
)


def recorded(name: str) -> Any:
    """Return the recorded answer, or the shape of one."""
    [path] = RECORDED.glob(f"{name}_*.json")
    answer = json.loads(path.read_text("utf-8"))["answer"]
    return {"result": answer["shape"], "success": True} if "shape" in answer else answer


def always() -> bool:
    """Allow each call."""
    return True


@with_recordings
async def test_the_recorded_operation_log(api: TuyaApi, simulator: Simulator) -> None:
    """Values are text; the members that others name are not needed."""
    simulator.add_fault("GET */report-logs", {"code": 28841101, "msg": "no"})
    simulator.add_fault("GET */logs", {"body": json.dumps(recorded("35"))})
    codes = ("battery_percentage", "battery_state", "muffling")
    log = await LogReader(api, always).read(DEVICE, "product", codes, SPAN)
    assert log.reports == [
        LoggedReport("muffling", "false", 1668827993309),
        LoggedReport("battery_state", "middle", 1668827993491),
        LoggedReport("battery_percentage", "65", 1668827993620),
    ]
    assert log.calls == 2
    assert log.complete_since == SPAN.start


@with_recordings
async def test_the_recorded_report_log(api: TuyaApi, simulator: Simulator) -> None:
    """A Boolean is the word true."""
    simulator.add_fault("GET */report-logs", {"body": json.dumps(recorded("37"))})
    log = await LogReader(api, always).read(DEVICE, "product", ("doorbell",), SPAN)
    assert log.reports == [LoggedReport("doorbell", "true", 1783090583000)]


@with_recordings
async def test_the_recorded_refusal_of_a_code(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Its number was not kept: 1109 goes with its words. The code is asked once."""
    refusal = {"code": 1109, **recorded("05")}
    simulator.add_fault("GET */report-logs", {"body": json.dumps(refusal)})
    reader = LogReader(api, always)
    log = await reader.read(DEVICE, "product", ("lock_motor_state",), SPAN)
    assert (log.reports, log.calls) == ([], 1)
    again = await reader.read(DEVICE, "product", ("lock_motor_state",), SPAN)
    assert again.calls == 0


@pytest.mark.parametrize("project_type", [ProjectType.CUSTOM])
@pytest.mark.parametrize("has_report_logs", [True, False])
async def test_custom_projects_have_paths_of_their_own(
    api: TuyaApi,
    simulator: Simulator,
    project_type: ProjectType,
    has_report_logs: bool,
) -> None:
    """These are the ones of IoT Core's third version."""
    document: Any = DEVICES[DEVICE]
    code = next(iter(document["status_range"]))
    simulator.log_past(DEVICE, [{"code": code, "value": "1", "t": 1_790_000_000_000}])
    if not has_report_logs:
        simulator.add_fault("GET */report-logs", {"code": 28841101, "msg": "no"})
    simulator.clear_calls()
    log = await LogReader(api, always).read(DEVICE, "product", (code,), SPAN)
    assert [report.value for report in log.reports] == ["1"]
    template = "GET /v1.0/iot-03/devices/{id}/"
    expected = {f"{template}report-logs"}
    expected |= set() if has_report_logs else {f"{template}logs"}
    called = simulator.calls()["by_endpoint"]
    assert {call for call in called if call.endswith("logs")} == expected


async def test_statistics_of_hours(api: TuyaApi, simulator: Simulator) -> None:
    """Hours are missing, or have a sign in place of a number."""
    simulator.device(DEVICE).statistics = {
        "add_ele": {
            "sum": {
                "2026010100": "0.5",
                "2026010101": "#",
                "2026010102": "-1",
                "2026010103": "nan",
                "2026": "1",
                "2026010199": "1",
            }
        }
    }
    assert await list_statistic_kinds(api, DEVICE) == {"add_ele": ["sum"]}
    first = datetime(2026, 1, 1, tzinfo=zone_of("+01:00"))
    hours = await list_hours(
        api, DEVICE, "add_ele", "sum", first, first + timedelta(days=9)
    )
    assert hours[datetime(2025, 12, 31, 23, tzinfo=UTC)] == 0.5
    assert len(hours) == 1


async def test_items_without_code_or_kind_are_skipped(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The shapes are documented only."""
    kinds: list[Any] = [None, {"code": "a"}, {"stat_type": "sum"}]
    kinds += [{"code": "a", "stat_type": "sum"}]
    simulator.add_fault("GET */all-statistic-type", {"result": kinds})
    assert await list_statistic_kinds(api, DEVICE) == {"a": ["sum"]}


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [
        ("+01:00", 60),
        ("+1:00", 60),
        ("-03:30", -210),
        ("+0545", 345),
        ("Europe/Berlin", 0),
        ("", 0),
        ("+99:00", 0),
    ],
)
def test_time_zones(offset: str, minutes: int) -> None:
    """Anything else counts as UTC."""
    now = datetime.now(UTC)
    span = zone_of(offset).utcoffset(now)
    assert span == timedelta(minutes=minutes)
