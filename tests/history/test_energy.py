"""Where the cloud counts energy by the hour, its numbers are taken."""

from collections.abc import Mapping
from datetime import timedelta, timezone
from typing import Final

import pytest

from simulator import Simulator
from simulator.json_types import JsonObject

from .conftest import HOUR, HOURS, KINDS, LOGS, Book

PLUG: Final = "sensor.plug_total_energy"
METER: Final = "sensor.meter_total_energy"


def _hours(book: Book, used: Mapping[int, str]) -> dict[str, str]:
    """Return statistics as the cloud has them: by the device's own clock."""
    zone = timezone(timedelta(hours=1))
    return {
        f"{(book.now + hour * HOUR).astimezone(zone):%Y%m%d%H}": value
        for hour, value in used.items()
    }


async def test_the_cloud_counts_pieces(book: Book, simulator: Simulator) -> None:
    """They are scaled already, and come in the clock of the device."""
    rows = {-6: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    used = {-6: "9", -5: "0.5", -4: "0", -3: "#", -2: "1.25", -1: "9"}
    simulator.device("plug").statistics = {
        "add_ele": {"avg": {}, "sum": _hours(book, used) | {"2026": "1"}}
    }
    response = await book.fill("plug", days=1)
    assert response["hours_by_entity"] == {PLUG: 4}
    assert book.calls == {KINDS: 1, HOURS: 1}
    assert response["calls"] == 2
    assert await book.read(PLUG, "state", "sum") == {
        -6: (5.0, 5.0),
        -5: (5.5, 5.5),
        -4: (5.5, 5.5),
        -3: (5.5, 5.5),
        -2: (6.75, 6.75),
        -1: (8.0, 8.0),
    }


async def test_the_cloud_counts_totals(book: Book, simulator: Simulator) -> None:
    """Of these it has the difference to the hour before. A day takes a call."""
    rows = {-30: {"state": 5.0, "sum": 5.0}, -1: {"state": 50.0, "sum": 50.0}}
    await book.write(METER, rows, "kWh", "energy")
    simulator.device("meter").statistics = {
        "forward_energy_total": {"minux": _hours(book, {-29: "1", -2: "2"})}
    }
    await book.fill("meter", days=2)
    assert book.calls == {KINDS: 1, HOURS: 2}
    sums = await book.read(METER, "sum")
    assert (sums[-29], sums[-28], sums[-2]) == ((6.0,), (6.0,), (8.0,))


@pytest.mark.parametrize(
    ("statistics", "calls"),
    [
        (None, {KINDS: 1, LOGS: 1}),
        ({}, {KINDS: 1, LOGS: 1}),
        ({"cur_power": {"sum": {}}}, {KINDS: 1, LOGS: 1}),
        ({"add_ele": {"max": {}}}, {KINDS: 1, LOGS: 1}),
        ({"add_ele": {"sum": {}}}, {KINDS: 1, HOURS: 1, LOGS: 1}),
    ],
)
async def test_without_statistics_the_log_is_read(
    book: Book,
    simulator: Simulator,
    statistics: dict[str, dict[str, dict[str, str]]] | None,
    calls: dict[str, int],
) -> None:
    """A project or product without them says nothing; it is asked once."""
    rows = {-4: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    simulator.device("plug").statistics = statistics
    book.log("plug", "add_ele", {-2.5: 500})
    response = await book.fill("plug", days=1)
    assert response["hours"] == 1
    assert book.calls == calls
    await book.fill("plug", days=1)
    assert KINDS not in book.calls


@pytest.mark.parametrize("then", [{"http": 502}, {"result": "x"}, {"result": []}])
async def test_statistics_that_fail_are_no_error(
    book: Book, simulator: Simulator, then: JsonObject
) -> None:
    """The log is read in their place."""
    rows = {-4: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    simulator.device("plug").statistics = {"add_ele": {"sum": {}}}
    simulator.add_fault("GET */statistics/hours", then)
    book.log("plug", "add_ele", {-2.5: 500})
    assert (await book.fill("plug", days=1))["hours"] == 1


async def test_a_device_without_a_time_zone_has_utc(
    book: Book, simulator: Simulator
) -> None:
    """The cloud gives none for some."""
    rows = {-4: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    device = simulator.device("plug")
    device.time_zone = "somewhere"
    hour = f"{book.now - 3 * HOUR:%Y%m%d%H}"
    device.statistics = {"add_ele": {"sum": {hour: "0.5", "x": "1"}}}
    pulled_at = book.entry.runtime_data.pulled_at
    await book.entry.runtime_data.try_again()
    assert book.entry.runtime_data.pulled_at != pulled_at
    await book.fill("plug", days=1)
    assert (await book.read(PLUG, "sum"))[-3] == (5.5,)
