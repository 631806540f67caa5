"""The tilt of covers."""

from typing import Any

import pytest
from homeassistant.const import Platform

from simulator.json_types import JsonValue

from ..documents import device, enum, integer
from .conftest import Driver

VENETIAN = "venetian_control"

PLATFORMS = [Platform.COVER]
DEVICES = {
    "venetian": device(
        "cl",
        {
            "control": enum("open stop close", "stop"),
            "angle_horizontal": integer(0, 180, 45, unit="°"),
        },
    ),
}


@pytest.mark.parametrize(
    ("service", "data", "sent"),
    [
        ("open_cover_tilt", {}, {"angle_horizontal": 180}),
        ("close_cover_tilt", {}, {"angle_horizontal": 0}),
        (
            "set_cover_tilt_position",
            {"tilt_position": 50},
            {"angle_horizontal": 90},
        ),
        ("toggle_cover_tilt", {}, {"angle_horizontal": 0}),
    ],
)
async def test_slats_are_turned(
    driver: Driver, service: str, data: dict[str, Any], sent: dict[str, JsonValue]
) -> None:
    """The tilt is shown and set in percent."""
    state = driver.state(Platform.COVER, VENETIAN)
    assert state.attributes["current_tilt_position"] == 25
    assert await driver.call(Platform.COVER, VENETIAN, service, **data) == sent


async def test_a_changed_tilt_is_shown(driver: Driver) -> None:
    """A toggle opens closed slats."""
    await driver.report("venetian", angle_horizontal=0)
    state = driver.state(Platform.COVER, VENETIAN)
    assert state.attributes["current_tilt_position"] == 0
    assert await driver.call(Platform.COVER, VENETIAN, "toggle_cover_tilt") == {
        "angle_horizontal": 180
    }
