"""The option fills the statistics after an outage, within the budget."""

import json
from typing import Any, Final

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.diagnostics import async_get_config_entry_diagnostics
from simulator import Simulator
from tests.conftest import let_time_pass, until

from .conftest import HOUR, HUMIDITY, KINDS, LOGS, TEMPERATURE, Book

# seconds
_UNTIL_LOOK: Final = 16 * 60


@pytest.fixture
def options() -> dict[str, Any]:
    """Return the options that the user has saved."""
    return {"fill_history": True}


@pytest.fixture
def entry(
    hass: HomeAssistant, entry: MockConfigEntry, options: dict[str, Any]
) -> MockConfigEntry:
    """Return the entry with the options."""
    hass.config_entries.async_update_entry(entry, options=options)
    return entry


async def look(book: Book) -> None:
    """Let the time come to look for gaps, and wait until that is done."""
    reader = book.entry.runtime_data.extras
    before = _state_of(book)
    let_time_pass(book.hass, _UNTIL_LOOK)
    await until(lambda: _state_of(book) != before)
    assert reader is book.entry.runtime_data.extras


def _state_of(book: Book) -> Any:
    return book.entry.runtime_data.extras.stored.get("history")


async def away(book: Book, since: float = -4.5, **state: Any) -> None:
    """Restart with a store that is hours old, as after an outage."""
    await book.hass.config_entries.async_unload(book.entry.entry_id)
    file: Any = book.storage[f"tuya_cloud.{book.entry.entry_id}"]
    file["data"]["extras"]["history"] = {
        "document": (book.now + since * HOUR).isoformat(),
        "read_at": 1,
        "due_at": 1,
        "refusal": "",
    } | state
    await book.hass.config_entries.async_setup(book.entry.entry_id)
    await book.hass.async_block_till_done()
    book.simulator.clear_calls()


async def outage(book: Book) -> None:
    """Write statistics with an outage of three hours, from -4 to -2."""
    for entity_id, unit, unit_class in (
        (TEMPERATURE, "°C", "temperature"),
        (HUMIDITY, "%", "unitless"),
    ):
        rows = {hour: {"mean": 20.0, "min": 20.0, "max": 20.0} for hour in (-6, -5, -1)}
        await book.write(entity_id, rows, unit, unit_class)
    book.log("probe", "va_temperature", {-4.5: 200, -3.5: 210, -1.5: 220})
    book.log("probe", "va_humidity", {-4.5: 50, -3.5: 50, -1.5: 50})


@pytest.fixture
def storage(hass_storage: dict[str, Any], book: Book) -> None:
    """Let the book know the stored files."""
    book.storage = hass_storage


@pytest.mark.usefixtures("storage")
async def test_an_outage_is_filled(book: Book) -> None:
    """What was before the option is not; a second look costs no call."""
    await outage(book)
    await look(book)
    assert LOGS not in book.calls
    await away(book)
    await look(book)
    assert book.calls[LOGS] == 1
    assert (await book.read(TEMPERATURE, "mean"))[-3] == (21.0,)
    assert (await book.read(HUMIDITY, "mean")).keys() == {-6, -5, -4, -3, -2, -1}
    document = _state_of(book)["document"]
    book.simulator.clear_calls()
    await book.entry.runtime_data.try_again()
    book.entry.runtime_data.extras.read_again()
    await look(book)
    assert LOGS not in book.calls
    assert _state_of(book)["document"] == document


@pytest.mark.usefixtures("storage")
async def test_a_device_that_was_off_alone_takes_no_call(book: Book) -> None:
    """An outage is what all sensors lack."""
    await outage(book)
    rows = {hour: {"mean": 2.0, "min": 2.0, "max": 2.0} for hour in (-4, -3, -2)}
    await book.write(HUMIDITY, rows, "%", "unitless")
    await away(book)
    await look(book)
    assert LOGS not in book.calls


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize("options", [{}])
async def test_without_the_option_nothing_is_read(book: Book) -> None:
    """It is off by default."""
    await outage(book)
    await away(book)
    let_time_pass(book.hass, _UNTIL_LOOK)
    await until(lambda: book.entry.runtime_data.is_idle)
    assert LOGS not in book.calls


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize("options", [{"fill_history": True, "monthly_call_budget": 1}])
async def test_nothing_is_filled_while_calls_are_tight(book: Book) -> None:
    """The budget comes first."""
    await outage(book)
    await away(book)
    let_time_pass(book.hass, _UNTIL_LOOK)
    await until(lambda: book.entry.runtime_data.is_idle)
    assert LOGS not in book.calls


@pytest.mark.usefixtures("storage")
async def test_a_refusal_is_in_the_diagnostics(
    book: Book, simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    """A project without logs is asked again after a day, without a line in the log."""
    await outage(book)
    simulator.add_fault("GET */*logs", {"code": 28841106, "msg": "No permissions."})
    await away(book)
    caplog.clear()
    await look(book)
    state = _state_of(book)
    assert state["due_at"] - state["read_at"] > 86_000
    diagnostics = json.dumps(
        await async_get_config_entry_diagnostics(book.hass, book.entry)
    )
    assert "the project has no such service (28841106)" in diagnostics
    assert [
        record
        for record in caplog.records
        if record.name.startswith("custom_components.tuya_cloud")
        and record.levelname in ("WARNING", "ERROR")
    ] == []
    simulator.clear_faults()


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize("document", [None, 7, "soon", "2026-11-28T10:00:00"])
async def test_a_stored_time_that_is_none_counts_as_none(
    book: Book, document: Any
) -> None:
    """It starts anew."""
    await outage(book)
    await away(book, document=document)
    await look(book)
    assert LOGS not in book.calls
    assert _state_of(book)["refusal"] == ""


@pytest.mark.usefixtures("storage")
async def test_a_home_without_statistics_is_left_alone(book: Book) -> None:
    """There is no outage to fill."""
    await away(book)
    await look(book)
    assert LOGS not in book.calls
    assert KINDS not in book.calls
