"""Faults of the logs that fill gaps in the statistics."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue
from tests.conftest import let_time_pass, until
from tests.history.conftest import (
    DEVICES,
    HOURS,
    HUMIDITY,
    LOGS,
    OLD_LOGS,
    TEMPERATURE,
    Book,
    book,
    few_platforms,
    mock_recorder_before_hass,
    now,
    recorder,
)
from tests.homes import write_files

__all__ = ["book", "few_platforms", "mock_recorder_before_hass", "now", "recorder"]

PLUG: Final = "sensor.plug_total_energy"
REPORT_LOGS: Final = "GET */report-logs"
NO_SERVICE: Final[JsonObject] = {"code": 28841106, "msg": "No permissions."}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return the devices of the tests of the history."""
    return write_files(tmp_path, DEVICES)


@pytest.fixture
def entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry with the option to fill gaps."""
    hass.config_entries.async_update_entry(entry, options={"fill_history": True})
    return entry


@pytest.fixture(autouse=True)
async def gap(book: Book) -> None:
    """Write statistics with an outage of three hours, from -4 to -2, and a log."""
    for entity_id, unit, unit_class in (
        (TEMPERATURE, "°C", "temperature"),
        (HUMIDITY, "%", "unitless"),
    ):
        rows = {hour: {"mean": 20.0, "min": 20.0, "max": 20.0} for hour in (-5, -1)}
        await book.write(entity_id, rows, unit, unit_class)
    rows = {-5: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    book.log("probe", "va_temperature", {-4.5: 200, -3.5: 210, -1.5: 220})
    book.log("probe", "va_humidity", {-4.5: 50, -3.5: 50, -1.5: 50})
    book.log("plug", "add_ele", {-3.5: 500, -1.5: 250})


async def test_report_logs_not_subscribed(book: Book, simulator: Simulator) -> None:
    """The other log has the same reports."""
    simulator.add_fault(REPORT_LOGS, NO_SERVICE)
    assert (await book.fill("probe"))["hours"] == 6
    assert book.calls == {LOGS: 1, OLD_LOGS: 1}


async def test_no_log_subscribed(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    book: Book,
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The option asks once a day, and one line says why."""
    simulator.add_fault("GET */*logs", NO_SERVICE)
    await hass.config_entries.async_unload(book.entry.entry_id)
    stored = hass_storage[f"tuya_cloud.{book.entry.entry_id}"]["data"]
    since = book.now.replace(year=book.now.year - 1).isoformat()
    stored["extras"]["history"] = {
        "document": since,
        "read_at": 1,
        "due_at": 1,
        "refusal": "",
    }
    await hass.config_entries.async_setup(book.entry.entry_id)
    await hass.async_block_till_done()
    caplog.clear()
    simulator.clear_calls()
    extras = book.entry.runtime_data.extras
    for _ in range(2):
        let_time_pass(hass, 16 * 60)
        await until(lambda: extras.summary.get("history", {}).get("refusal"))
        await until(lambda: book.entry.runtime_data.is_idle)
    assert book.calls[LOGS] == 1
    diagnostics = await async_get_config_entry_diagnostics(hass, book.entry)
    assert "no such service (28841106)" in json.dumps(diagnostics)
    ours = [each for each in caplog.records if "tuya_cloud" in each.name]
    assert [each for each in ours if each.levelname in ("WARNING", "ERROR")] == []


async def test_one_code_unknown_to_the_log(book: Book, simulator: Simulator) -> None:
    """One fails the whole call."""
    del simulator.device("probe").status_range["va_humidity"]
    response = await book.fill("probe")
    assert response["hours_by_entity"] == {TEMPERATURE: 3}


def _page(book: Book, **members: Any) -> JsonObject:
    reports: list[JsonValue] = [
        {
            "code": "va_temperature",
            "value": "200",
            "event_time": int((book.now.timestamp() + hour * 3600) * 1000),
        }
        for hour in (-0.5, -1.5, -2.5)
    ]
    return {"result": {"logs": reports, **members}}


async def test_log_ends_in_a_failure(book: Book, simulator: Simulator) -> None:
    """What was read is complete up to its oldest report."""
    page = _page(book, has_more=True, last_row_key="next")
    simulator.add_fault(REPORT_LOGS, page, times=1)
    simulator.add_fault(REPORT_LOGS, {"code": 1109, "msg": "param is illegal"})
    response = await book.fill("probe")
    assert response["complete"] is False
    assert (await book.read(TEMPERATURE, "mean")).keys() == {-5, -2, -1}


async def test_page_without_a_log(book: Book, simulator: Simulator) -> None:
    """Half an answer fills nothing."""
    simulator.add_fault(REPORT_LOGS, {"result": {"has_more": False}})
    with pytest.raises(HomeAssistantError) as refused:
        await book.fill("probe")
    assert refused.value.translation_key == "bad_answer"
    assert (await book.read(TEMPERATURE, "mean")).keys() == {-5, -1}


async def test_key_of_a_page_repeats(book: Book, simulator: Simulator) -> None:
    """Two calls are enough."""
    simulator.add_fault(REPORT_LOGS, _page(book, has_more=True, last_row_key="same"))
    assert (await book.fill("probe"))["calls"] == 2


async def test_statistics_of_energy_fail(book: Book, simulator: Simulator) -> None:
    """Few products have them anyway."""
    simulator.device("plug").statistics = {"add_ele": {"sum": {}}}
    simulator.add_fault("GET */statistics/hours", {"http": 502})
    assert (await book.fill("plug"))["hours_by_entity"] == {PLUG: 3}
    assert book.calls[HOURS] >= 1


async def test_hours_with_statistics(book: Book) -> None:
    """The log may say something else."""
    book.log("probe", "va_temperature", {-4.9: 999, -0.5: 999})
    await book.fill("probe")
    rows = await book.read(TEMPERATURE, "mean", "min", "max")
    assert rows[-5] == rows[-1] == (20, 20, 20)
