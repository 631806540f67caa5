"""The log is read page by page, and what the cloud refuses does not stop that."""

from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Simulator
from simulator.json_types import JsonObject, JsonValue

from .conftest import HUMIDITY, LOGS, OLD_LOGS, TEMPERATURE, Book

_LOG_CALLS: Final = "GET */report-logs"


@pytest.fixture(autouse=True)
async def gap(book: Book) -> None:
    """Write statistics around a gap of three hours, from -4 to -2."""
    for entity_id, unit, unit_class in (
        (TEMPERATURE, "°C", "temperature"),
        (HUMIDITY, "%", "unitless"),
    ):
        rows = {hour: {"mean": 20.0, "min": 20.0, "max": 20.0} for hour in (-5, -1)}
        await book.write(entity_id, rows, unit, unit_class)


def _log_hours(book: Book) -> None:
    book.log("probe", "va_temperature", {-4.5: 200, -3.5: 200, -1.5: 200})
    book.log("probe", "va_humidity", {-4.5: 50, -3.5: 50, -1.5: 50})


def _answer(book: Book, **members: Any) -> JsonObject:
    """Return a page with a report in each hour."""
    reports: list[JsonValue] = [
        {
            "code": "va_temperature",
            "value": "200",
            "event_time": int((book.now.timestamp() + hour * 3600) * 1000),
        }
        for hour in (-1.5, -2.5, -3.5, -4.5)
    ]
    return {"result": {"logs": reports, **members}}


async def test_pages_are_read_to_the_end(book: Book) -> None:
    """Each page costs a call; the action tells how many."""
    steps = 250
    values = {-4.5 + 3.2 * step / steps: 200 + step for step in range(steps)}
    book.log("probe", "va_temperature", values)
    response = await book.fill("probe")
    assert response["calls"] == 3
    assert book.calls == {LOGS: 3}
    assert response["complete"] is True
    assert response["hours_by_entity"] == {TEMPERATURE: 3}


async def test_an_unknown_code_is_left_out(
    book: Book, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """One fails the whole call: what is left is asked for, and later at once."""
    _log_hours(book)
    for entries in ("status_range", "function"):
        getattr(simulator.device("probe"), entries).pop("va_humidity", None)
    response = await book.fill("probe")
    assert response["hours_by_entity"] == {TEMPERATURE: 3}
    assert book.calls == {LOGS: 3}
    assert (await book.fill("probe"))["calls"] == 0


@pytest.mark.parametrize("times", [None, 1])
async def test_operation_logs_are_read_where_there_are_no_report_logs(
    book: Book, simulator: Simulator, times: int | None
) -> None:
    """That is found out once."""
    _log_hours(book)
    refusal: JsonObject = {"code": 28841101, "msg": "No permissions."}
    simulator.add_fault(_LOG_CALLS, refusal, times=times)
    response = await book.fill("probe", days=1)
    assert response["hours"] == 6
    assert book.calls == {LOGS: 1, OLD_LOGS: 1}
    assert response["calls"] == 2


async def test_operation_logs_have_pages_too(book: Book, simulator: Simulator) -> None:
    """Their key has another name."""
    values = {-4.5 + 3.2 * step / 150: 200 + step for step in range(150)}
    book.log("probe", "va_temperature", values)
    simulator.add_fault(_LOG_CALLS, {"code": 28841106, "msg": "No permissions."})
    response = await book.fill("probe")
    assert book.calls == {LOGS: 1, OLD_LOGS: 2}
    assert response["hours_by_entity"] == {TEMPERATURE: 3}


async def test_refused_logs_are_an_error_of_the_action(
    book: Book, simulator: Simulator
) -> None:
    """It says why."""
    refusal: JsonObject = {"code": 28841106, "msg": "No permissions."}
    simulator.add_fault("GET */*logs", refusal)
    with pytest.raises(HomeAssistantError) as refused:
        await book.fill("probe")
    assert refused.value.translation_key == "api_not_subscribed"


@pytest.mark.parametrize(
    "then",
    [
        {"result": {"has_more": True, "last_row_key": "x"}},
        {"result": []},
        {"body": "not json"},
    ],
)
async def test_a_page_without_a_log_is_an_error(
    book: Book, simulator: Simulator, then: JsonObject
) -> None:
    """Nothing is filled by half an answer."""
    simulator.add_fault(_LOG_CALLS, then)
    with pytest.raises(HomeAssistantError) as refused:
        await book.fill("probe")
    assert refused.value.translation_key == "bad_answer"
    assert (await book.read(TEMPERATURE, "mean")).keys() == {-5, -1}


async def test_a_key_that_repeats_is_the_end(book: Book, simulator: Simulator) -> None:
    """Else the same page would be read again and again."""
    simulator.add_fault(_LOG_CALLS, _answer(book, has_more=True, last_row_key="same"))
    response = await book.fill("probe")
    assert book.calls == {LOGS: 2}
    assert response["complete"] is False
    assert response["hours_by_entity"] == {TEMPERATURE: 3}


@pytest.mark.parametrize("is_complete", [True, False])
async def test_sums_of_pieces_need_all_of_them(
    book: Book, simulator: Simulator, is_complete: bool
) -> None:
    """A sum that lacks some would be wrong."""
    rows = {-4: {"state": 5.0, "sum": 5.0}, -1: {"state": 8.0, "sum": 8.0}}
    await book.write("sensor.plug_total_energy", rows, "kWh", "energy")
    page: Any = {
        "logs": [
            {
                "code": "add_ele",
                "value": "250",
                "event_time": int((book.now.timestamp() + hour * 3600) * 1000),
            }
            for hour in (-1.5, -2.5)
        ],
        "has_more": True,
        "last_row_key": "next",
    }
    simulator.add_fault(_LOG_CALLS, {"result": page}, times=1)
    then: JsonObject = {"result": {"logs": []}} if is_complete else {"http": 502}
    simulator.add_fault(_LOG_CALLS, then)
    assert (await book.fill("plug"))["hours"] == (2 if is_complete else 0)


async def test_a_failure_on_the_way_leaves_what_was_read(
    book: Book, simulator: Simulator
) -> None:
    """The newest reports come first: the hours that they cover are filled."""
    page = _answer(book, has_more=True, last_row_key="next")
    simulator.add_fault(_LOG_CALLS, page, times=1)
    simulator.add_fault(_LOG_CALLS, {"code": 1109, "msg": "param is illegal"})
    response = await book.fill("probe")
    assert response["complete"] is False
    assert response["hours_by_entity"] == {TEMPERATURE: 3}


async def test_a_long_log_is_not_read_to_its_end(
    book: Book, simulator: Simulator
) -> None:
    """Thirty pages of a device are enough."""
    for number in range(40):
        page = _answer(book, has_more=True, last_row_key=str(number))
        simulator.add_fault(_LOG_CALLS, page, times=1)
    response = await book.fill("probe")
    assert response["calls"] == 31
    assert response["complete"] is False


async def test_items_that_do_not_fit_are_skipped(
    book: Book, simulator: Simulator
) -> None:
    """The list may have its other name; repeated items count once."""
    page: Any = _answer(book)["result"]
    good = page["logs"]
    bad: list[Any] = [None, {"code": "va_temperature"}, {"code": "other", "value": "1"}]
    bad += [{"code": "va_temperature", "value": "9", "event_time": "soon"}]
    simulator.add_fault(_LOG_CALLS, {"result": {"list": [*bad, *good, *good]}})
    assert (await book.fill("probe"))["hours_by_entity"] == {TEMPERATURE: 3}


async def test_an_offline_cloud_changes_nothing(
    hass: HomeAssistant, book: Book, simulator: Simulator
) -> None:
    """The error is the usual one."""
    simulator.add_fault(_LOG_CALLS, {"http": 502})
    with pytest.raises(HomeAssistantError) as refused:
        await book.fill("probe")
    assert refused.value.translation_key == "http_status"
    assert (await book.read(TEMPERATURE, "mean")).keys() == {-5, -1}
