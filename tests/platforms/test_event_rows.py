"""Events: every row of the catalog fires for its data point."""

from typing import Final

import pytest
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.events import (
    EVENTS,
    EventMeaning,
    RecordMeaning,
)
from custom_components.tuya_cloud.catalog.lookup import NUMBER
from simulator.json_types import JsonValue
from tests.conftest import until

from ..documents import Point, boolean, device, enum, integer, packed
from .conftest import Driver

OPTIONS: Final = "first second"


def point_of(row: EventMeaning) -> tuple[Point, JsonValue, str]:
    """Return a data point of a row, a value to report, and its event."""
    if row.event_types is None:
        return enum(OPTIONS, "", "r"), "second", "second"
    usual = row.event_types[0]
    if not isinstance(row, RecordMeaning):
        return boolean(value=False, access="r"), True, usual
    if usual == "unlocked":
        return integer(0, 999, 0, "r"), 7, usual
    return packed("String", ""), "what came with it", usual


ROWS: Final = {row.key.replace(NUMBER, "3"): point_of(row) for row in EVENTS.rows}
PLATFORMS = [Platform.EVENT]
DEVICES = {"all": device("test", {code: point for code, (point, _, _) in ROWS.items()})}


@pytest.mark.parametrize("code", ROWS)
async def test_every_row_fires(driver: Driver, code: str) -> None:
    """No event is fired before the first report."""
    _, value, expected = ROWS[code]
    assert driver.state(Platform.EVENT, f"all_{code}").state == "unknown"
    await driver.report("all", **{code: value})
    # the one of a lock waits for the name of who has opened it
    await until(lambda: driver.state(Platform.EVENT, f"all_{code}").state != "unknown")
    state = driver.state(Platform.EVENT, f"all_{code}")
    assert state.state != "unavailable"
    assert state.attributes["event_type"] == expected
    assert expected in state.attributes["event_types"]
