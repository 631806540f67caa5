"""Times of day, in minutes since midnight."""

from typing import Any

import pytest
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.tuya_cloud.const import DOMAIN

from ..documents import demo, device, integer
from .conftest import Driver

PLATFORMS = [Platform.NUMBER, Platform.TIME]
DEVICES = {
    "box": demo("cat_litter_box"),
    "other": device("msp", {"sleep_start_time": integer(0, 23, 22, unit="h")}),
}
KEY = "box_sleep_start_time"


async def test_a_time_is_shown_and_set(driver: Driver) -> None:
    """Reports and commands are accurate to the minute."""
    assert driver.state(Platform.TIME, KEY).state == "22:30:00"
    sent = await driver.call(Platform.TIME, KEY, "set_value", time="21:05:40")
    assert sent == {"sleep_start_time": 21 * 60 + 5}
    assert driver.state(Platform.TIME, KEY).state == "21:05:00"


@pytest.mark.parametrize(
    ("reported", "shown"),
    [
        (0, "00:00:00"),
        (1439, "23:59:00"),
        (1440, "00:00:00"),
        ("61", "01:01:00"),
        (1441, STATE_UNKNOWN),
        (-1, STATE_UNKNOWN),
        ("", STATE_UNKNOWN),
    ],
)
async def test_reports(driver: Driver, reported: Any, shown: str) -> None:
    """A value out of range is unknown."""
    await driver.report("box", sleep_start_time=reported)
    assert driver.state(Platform.TIME, KEY).state == shown


async def test_other_ranges_are_numbers(hass: HomeAssistant, driver: Driver) -> None:
    """The specification decides whether a value is a time of day."""
    assert driver.state(Platform.NUMBER, "other_sleep_start_time").state == "22"
    registry = er.async_get(hass)
    key = "other_sleep_start_time"
    assert registry.async_get_entity_id(Platform.TIME, DOMAIN, key) is None
