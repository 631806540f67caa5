"""The action fills hours without statistics, and only those."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from homeassistant.components.recorder import Recorder
from homeassistant.components.recorder.db_schema import StatisticsShortTerm
from homeassistant.components.recorder.models import StatisticData, StatisticMeanType
from homeassistant.components.recorder.statistics import (
    get_last_short_term_statistics,
    get_metadata,
)
from homeassistant.components.recorder.tasks import ImportStatisticsTask
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from .conftest import HOUR, HUMIDITY, KINDS, LOGS, TEMPERATURE, Book

METER: Final = "sensor.meter_total_energy"
PLUG: Final = "sensor.plug_total_energy"


def _same(value: float) -> dict[str, float]:
    return {"mean": value, "min": value, "max": value}


async def _with_gap(book: Book) -> None:
    """Write hours around a gap of three, from -6 to -4."""
    rows = {hour: _same(20.0) for hour in (-8, -7, -3, -2, -1)}
    await book.write(TEMPERATURE, rows, "°C", "temperature")


async def test_hours_of_a_measurement_are_filled(book: Book) -> None:
    """The mean is weighted by time; what was there stays as it is."""
    await _with_gap(book)
    book.log(
        "probe",
        "va_temperature",
        {-6.5: 200, -5.5: 220, -4.75: 230, -2.5: 240, -1.5: 999},
    )
    response = await book.fill("probe")
    assert response == {
        "calls": 1,
        "hours": 3,
        "hours_by_entity": {TEMPERATURE: 3},
        "complete": True,
    }
    assert book.calls == {LOGS: 1}
    rows = await book.read(TEMPERATURE, "mean", "min", "max")
    assert rows == {
        -8: (20, 20, 20),
        -7: (20, 20, 20),
        -6: (21.0, 20.0, 22.0),
        -5: (22.75, 22.0, 23.0),
        -4: (23.0, 23.0, 23.0),
        -3: (20, 20, 20),
        -2: (20, 20, 20),
        -1: (20, 20, 20),
    }
    assert (await book.fill("probe"))["hours"] == 0
    assert book.calls == {}


async def test_hours_without_a_report_on_both_sides_stay_empty(book: Book) -> None:
    """Nobody knows what held there: the device may have been off."""
    await _with_gap(book)
    book.log("probe", "va_temperature", {-4.5: 210, -4.25: 220})
    assert (await book.fill("probe"))["hours"] == 1
    rows = await book.read(TEMPERATURE, "mean")
    assert rows[-5] == (21.5,)
    assert rows.keys() == {-8, -7, -5, -3, -2, -1}


async def test_no_gap_costs_no_call(book: Book) -> None:
    """Sensors that never had statistics have no gap either."""
    assert (await book.fill("probe"))["hours"] == 0
    rows = {hour: _same(20.0) for hour in range(-7 * 24 - 1, 0)}
    await book.write(TEMPERATURE, rows, "°C", "temperature")
    assert (await book.fill("probe"))["hours"] == 0
    assert book.calls == {}


async def test_the_days_before_are_not_looked_at(book: Book) -> None:
    """A user may ask for less than seven days."""
    rows = {hour: _same(20.0) for hour in (-60, -59, *range(-26, 0))}
    await book.write(TEMPERATURE, rows, "°C", "temperature")
    book.log("probe", "va_temperature", {-41: 210, -40: 220})
    assert (await book.fill("probe", days=1))["hours"] == 0
    assert book.calls == {}
    assert (await book.fill("probe", days=2))["hours"] == 2


async def test_values_are_decoded_as_corrected_and_converted(
    hass: HomeAssistant, book: Book
) -> None:
    """The statistics keep their unit, here °F, also if the sensor shows another."""
    rows = {hour: _same(68.0) for hour in (-4, -2, -1)}
    await book.write(TEMPERATURE, rows, "°F", "temperature")
    await book.write(HUMIDITY, rows, "ppm", None)
    book.log("probe", "va_temperature", {-3.5: 200, -2.5: 250, -2.25: "no number"})
    book.log("probe", "va_humidity", {-3.5: 20, -2.5: 25})
    response = await book.fill("probe")
    # a unit that cannot be converted is left alone
    assert response["hours_by_entity"] == {TEMPERATURE: 1}
    # read in °C
    assert (await book.read(TEMPERATURE, "mean", "max"))[-3] == (22.5, 25.0)


async def test_sums_go_on_and_end_at_what_follows(book: Book) -> None:
    """The sum of each hour lies between those before and after the gap."""
    await book.write(
        METER,
        {
            -8: {"state": 100.0, "sum": 40.0},
            -3: {"state": 103.0, "sum": 43.0},
        },
        "kWh",
        "energy",
    )
    totals = {-7.5: 10_000, -6.5: 10_100, -4.5: 10_250, -3.5: 10_250}
    totals |= {-1.5: 10_290, -0.5: 10_999}
    book.log("meter", "forward_energy_total", totals)
    assert (await book.fill("meter", days=1))["hours_by_entity"] == {METER: 6}
    assert await book.read(METER, "state", "sum") == {
        -8: (100.0, 40.0),
        -7: (101.0, 41.0),
        -6: (101.0, 41.0),
        -5: (102.5, 42.5),
        -4: (102.5, 42.5),
        -3: (103.0, 43.0),
        # the meter shows 103 now: no more than that was used
        -2: (102.9, 43.0),
        -1: (109.99, 43.0),
    }


async def test_a_meter_that_starts_again_keeps_its_sum(book: Book) -> None:
    """The sum rises by what the new meter counts, and never falls."""
    rows = {-6: {"state": 100.0, "sum": 40.0}, -2: {"state": 3.0, "sum": 43.0}}
    await book.write(METER, rows, "kWh", "energy")
    totals = {-5.5: 10_000, -4.5: 100, -3.5: 200, -2.5: 150, -1.5: 300}
    book.log("meter", "forward_energy_total", totals)
    await book.fill("meter", days=1)
    rows_now = await book.read(METER, "state", "sum")
    assert rows_now[-5] == (1.0, 41.0)
    assert rows_now[-4] == (2.0, 42.0)
    assert rows_now[-3] == (1.5, 43.0)


async def test_pieces_are_added_up(book: Book) -> None:
    """What a plug has reported while nobody listened shows in its hours."""
    rows = {-6: {"state": 5.0, "sum": 5.0}, -2: {"state": 7.0, "sum": 7.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    # a report of before the gap is in the sum already
    pieces = {-5.25: 900, -4.5: 500, -4.25: 250, -3.5: 250, -2.5: 9000, -1.5: 1}
    book.log("plug", "add_ele", pieces)
    book.log("plug", "add_ele", {-4.5: 500})
    response = await book.fill("plug", days=1)
    rows_now = await book.read(PLUG, "state", "sum")
    assert rows_now[-5] == (5.75, 5.75)
    assert rows_now[-4] == (6.0, 6.0)
    # not more than what follows
    assert rows_now[-3] == (15.0, 7.0)
    assert rows_now[-2] == (7.0, 7.0)
    assert response["calls"] == 2
    assert book.calls == {KINDS: 1, LOGS: 1}


async def test_parts_of_a_packed_value_are_filled(book: Book) -> None:
    """The log has it as base64."""
    rows = {hour: _same(230.0) for hour in (-4, -2)}
    await book.write("sensor.meter_phase_a_voltage", rows, "V", "voltage")
    phases = {-3.5: "CPgAAfQAAHM=", -2.5: "CPwAAfQAAHM=", -2.4: "!"}
    book.log("meter", "phase_a", phases)
    response = await book.fill("meter", days=1)
    assert response["hours_by_entity"] == {"sensor.meter_phase_a_voltage": 1}


async def test_angles_are_left_alone(book: Book) -> None:
    """Home Assistant has another mean for them."""
    rows = {hour: {"mean": 20.0, "mean_weight": 1.0} for hour in (-4, -2)}
    circular = StatisticMeanType.CIRCULAR
    await book.write(HUMIDITY, rows, "%", "unitless", mean_type=circular)
    book.log("probe", "va_humidity", {-3.5: 20, -2.5: 25})
    assert (await book.fill("probe", days=1))["hours"] == 0
    assert book.calls == {}


async def test_disabled_sensors_are_left_alone(hass: HomeAssistant, book: Book) -> None:
    """Only what a user has enabled takes calls."""
    await _with_gap(book)
    er.async_get(hass).async_update_entity(
        TEMPERATURE, disabled_by=er.RegistryEntryDisabler.USER
    )
    assert (await book.fill("probe"))["hours"] == 0
    assert book.calls == {}


async def test_without_the_recorder_the_action_says_so(
    hass: HomeAssistant, book: Book
) -> None:
    """There are no statistics then."""
    hass.config.components.remove("recorder")
    with pytest.raises(HomeAssistantError) as refusal:
        await book.fill("probe")
    assert refusal.value.translation_key == "no_recorder"


async def test_lost_pieces_stay_lost(book: Book) -> None:
    """The sensor's sum does not have them, so its statistics must not either."""
    rows = {-6: {"state": 5.0, "sum": 5.0}, -2: {"state": 5.0, "sum": 5.0}}
    await book.write(PLUG, rows, "kWh", "energy")
    book.log("plug", "add_ele", {-4.5: 500, -3.5: 250})
    await book.fill("plug", days=1)
    rows_now = await book.read(PLUG, "sum")
    assert [rows_now[hour] for hour in (-5, -4, -2)] == [(5.0,), (5.0,), (5.0,)]


async def test_home_assistant_goes_on_with_its_sum(
    hass: HomeAssistant, book: Book, recorder: Recorder
) -> None:
    """What it compiles next is not less than what was filled."""
    before = {"state": 100.5, "sum": 40.0}
    await book.write(METER, {-5: before}, "kWh", "energy")
    [(_, metadata)] = (
        await recorder.async_add_executor_job(
            lambda: get_metadata(hass, statistic_ids={METER})
        )
    ).values()
    start = book.now - 4 * HOUR - timedelta(minutes=5)
    last = StatisticData(start=start, state=100.5, sum=40.0)
    recorder.queue_task(ImportStatisticsTask(metadata, [last], StatisticsShortTerm))
    totals = {-3.5: 10_150, -2.5: 10_290, -1.5: 10_300, -0.5: 10_300}
    book.log("meter", "forward_energy_total", totals)
    await book.fill("meter", days=1)
    sums = await book.read(METER, "sum")
    assert [sums[hour] for hour in range(-4, 0)] == [(41.0,), (42.4,), (42.5,), (42.5,)]
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    do_adhoc_statistics(hass, start=now - timedelta(minutes=now.minute % 5))
    await async_wait_recording_done(hass)
    compiled = await recorder.async_add_executor_job(
        get_last_short_term_statistics, hass, 1, METER, False, {"state", "sum"}
    )
    assert compiled[METER][0]["state"] == 103
    assert compiled[METER][0]["sum"] == 42.5


async def test_a_sum_without_a_present_state_goes_on(
    hass: HomeAssistant, book: Book
) -> None:
    """Nothing is known of what follows."""
    await book.write(METER, {-4: {"state": 100.5, "sum": 40.0}}, "kWh", "energy")
    hass.states.async_set(METER, "unavailable")
    book.log("meter", "forward_energy_total", {-2.5: 10_150, -1.5: 90_000})
    await book.fill("meter", days=1)
    assert (await book.read(METER, "sum"))[-2] == (839.5,)
