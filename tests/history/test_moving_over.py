"""An entity that takes the id of another integration's goes on with its history.

This is what docs/moving.md promises; Home Assistant keeps history and statistics by
entity id.
"""

from datetime import UTC, datetime
from typing import Final

import pytest
from homeassistant.components.recorder import Recorder, get_instance, history
from homeassistant.components.recorder.models import StatisticMeanType
from homeassistant.components.recorder.statistics import (
    get_last_short_term_statistics,
    get_metadata,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from simulator import Simulator
from tests.conftest import entity_id_of, until

from .conftest import HOUR, TEMPERATURE, Book

# the entity of another integration, for the same quantity
OLD: Final = "sensor.old_thermometer"


async def _other_integration(
    hass: HomeAssistant, entity_id: str, name: str
) -> MockConfigEntry:
    """Set up a thermometer of another integration."""
    entry = MockConfigEntry(
        domain="template",
        title="The other one",
        options={
            "template_type": "sensor",
            "name": name,
            "state": "{{ 20.5 }}",
            "unit_of_measurement": "°C",
            "device_class": "temperature",
            "state_class": "measurement",
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: hass.states.is_state(entity_id, "20.5"))
    return entry


async def test_history_and_statistics_go_on(
    hass: HomeAssistant, recorder: Recorder, simulator: Simulator, book: Book
) -> None:
    """Once the other integration is deleted, its id is free, its history is there."""
    other = await _other_integration(hass, OLD, "Old thermometer")
    rows = {hour: {"mean": 20.0, "min": 20.0, "max": 20.0} for hour in (-3, -2, -1)}
    await book.write(OLD, rows, "°C", "temperature")
    statistic = await _metadata_id(hass, OLD)
    registry = er.async_get(hass)
    with pytest.raises(ValueError, match="already registered"):
        registry.async_update_entity(TEMPERATURE, new_entity_id=OLD)

    await hass.config_entries.async_remove(other.entry_id)
    registry.async_update_entity(TEMPERATURE, new_entity_id=OLD)
    await hass.async_block_till_done()
    await until(lambda: hass.states.is_state(OLD, "21.5"))
    await simulator.report("probe", {"va_temperature": 222})
    await until(lambda: hass.states.is_state(OLD, "22.2"))
    await async_wait_recording_done(hass)

    changes = await get_instance(hass).async_add_executor_job(
        history.state_changes_during_period, hass, book.now - HOUR, None, OLD
    )
    states = [state.state for state in changes[OLD]]
    assert states[0] == "20.5"
    assert states[-1] == "22.2"
    present = datetime.now(UTC)
    do_adhoc_statistics(
        hass,
        start=present.replace(minute=present.minute // 5 * 5, second=0, microsecond=0),
    )
    await async_wait_recording_done(hass)
    assert await _metadata_id(hass, OLD) == statistic
    latest = await get_instance(hass).async_add_executor_job(
        get_last_short_term_statistics, hass, 1, OLD, True, {"mean"}
    )
    assert latest[OLD][0]["mean"] is not None
    assert (await book.read(OLD, "mean")).keys() >= {-3, -2, -1}


async def test_entity_ids_are_recreated(
    hass: HomeAssistant, recorder: Recorder, entry: MockConfigEntry
) -> None:
    """The number at the end goes where the other entity had the same name."""
    other = await _other_integration(hass, TEMPERATURE, "Probe temperature")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    mine = registry.entities[entity_id_of(hass, "sensor", "probe_va_temperature")]
    assert mine.entity_id == f"{TEMPERATURE}_2"
    await hass.config_entries.async_remove(other.entry_id)
    assert registry.async_regenerate_entity_id(mine) == TEMPERATURE


async def _metadata_id(hass: HomeAssistant, entity_id: str) -> tuple[int, object]:
    """Return which statistics an id has, and in what unit they are."""
    found = await get_instance(hass).async_add_executor_job(
        lambda: get_metadata(hass, statistic_ids={entity_id})
    )
    number, metadata = found[entity_id]
    assert metadata["mean_type"] is StatisticMeanType.ARITHMETIC
    return number, metadata["unit_of_measurement"]
