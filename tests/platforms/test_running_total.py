"""Pieces that turn out to be a total, in the state and in the statistics."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import get_last_short_term_statistics
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
    get_start_time,
)

from tests.conftest import entity_id_of

from ..documents import device, integer
from .conftest import Driver

PLATFORMS: Final = [Platform.SENSOR]
DEVICES: Final = {
    "plug": device(
        "cz", {"add_ele": integer(0, 50_000, 49_000, "r", unit="kwh", scale=3)}
    )
}
SUM: Final = "plug_add_ele"


@pytest.fixture(autouse=True)
def _custom_integrations(
    recorder_db_url: str, enable_custom_integrations: None
) -> None:
    """Prepare the database first: it has to be there before Home Assistant."""


async def used(hass: HomeAssistant) -> float:
    """Return what the statistics say was used, after they are compiled up to now."""
    await async_wait_recording_done(hass)
    do_adhoc_statistics(hass, start=get_start_time(dt_util.utcnow()))
    await async_wait_recording_done(hass)
    entity_id = entity_id_of(hass, Platform.SENSOR, SUM)
    found = await get_instance(hass).async_add_executor_job(
        get_last_short_term_statistics, hass, 1, entity_id, False, {"sum"}
    )
    total = found[entity_id][0]["sum"]
    assert total is not None
    return round(total, 3)


async def test_statistics_count_what_was_used(
    recorder_mock: Recorder, hass: HomeAssistant, driver: Driver
) -> None:
    """They take back what the sum has counted too often."""
    await driver.report("plug", add_ele=49_500)
    assert driver.state(Platform.SENSOR, SUM).state == "98.5"
    # beyond the declared maximum
    await driver.report("plug", add_ele=50_100)
    shown = driver.state(Platform.SENSOR, SUM)
    assert shown.state == "50.1"
    assert shown.attributes["state_class"] == "total"
    assert await used(hass) == 1.1


async def test_a_total_that_starts_again(
    driver: Driver, loaded: MockConfigEntry
) -> None:
    """Statistics need the time of it."""
    await driver.report("plug", add_ele=50_100)
    await driver.report("plug", add_ele=50_000)
    assert "last_reset" not in driver.state(Platform.SENSOR, SUM).attributes
    # what cannot be read changes nothing
    await driver.report("plug", add_ele="?")
    await driver.report("plug", add_ele=100)
    shown = driver.state(Platform.SENSOR, SUM)
    reset = datetime.fromisoformat(shown.attributes["last_reset"])
    assert abs(dt_util.utcnow() - reset) < timedelta(minutes=1)
    await driver.report("plug", add_ele=200)
    shown = driver.state(Platform.SENSOR, SUM)
    assert shown.attributes["last_reset"] == reset.isoformat()
