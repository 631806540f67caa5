"""Climates and water heaters in a home with °F."""

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from ..documents import boolean, demo, device, enum, integer
from .conftest import Driver

CELSIUS = integer(16, 31, 20, unit="℃")
FAHRENHEIT = integer(61, 88, 70, unit="℉")

PLATFORMS = [Platform.CLIMATE, Platform.WATER_HEATER]
DEVICES = {
    "utility_boiler": demo("utility_boiler"),
    "twins": device("kt", {"temp_set": CELSIUS, "temp_set_f": FAHRENHEIT}),
    "measured": device(
        "kt",
        {
            "temp_set": CELSIUS,
            "temp_set_f": FAHRENHEIT,
            "temp_current": integer(-20, 100, 19, "r", unit="℃"),
            "temp_unit_convert": enum("c f", "c"),
        },
    ),
    # no unit, and a device in the other scale
    "silent": device(
        "kt",
        {
            "temp_set": integer(16, 31, 20),
            "temp_set_f": integer(61, 88, 70),
            "temp_unit_convert": enum("c f", "c"),
        },
    ),
    "either": device(
        "kt", {"switch": boolean(value=True), "temp_set": integer(16, 88, 70, unit="")}
    ),
    "mixed": device(
        "kt",
        {
            "temp_set_f": FAHRENHEIT,
            "temp_current": integer(-20, 100, 20, "r", unit="℃"),
        },
    ),
    "fahrenheit": device(
        "kt",
        {"temp_set_f": FAHRENHEIT, "temp_current_f": integer(0, 140, 75, "r")},
    ),
}


@pytest.fixture(autouse=True)
def _units(hass: HomeAssistant) -> None:
    """Set the home's unit to °F before the set-up."""
    hass.config.units = US_CUSTOMARY_SYSTEM


@pytest.mark.parametrize(
    ("unique_id", "shown", "sent"),
    [
        pytest.param("twins_temp_set", 70, {"temp_set_f": 72}, id="the home decides"),
        pytest.param(
            "measured_temp_set", 68, {"temp_set": 22}, id="the device decides"
        ),
        pytest.param("silent_temp_set", 68, {"temp_set": 22}, id="no unit at all"),
        pytest.param("either_temp_set", 70, {"temp_set": 72}, id="a unit of neither"),
        pytest.param("fahrenheit_temp_set_f", 70, {"temp_set_f": 72}, id="°F alone"),
    ],
)
async def test_climates_show_and_accept_fahrenheit(
    driver: Driver, unique_id: str, shown: float, sent: dict[str, int]
) -> None:
    """Services convert to the active scale of the device."""
    state = driver.state(Platform.CLIMATE, unique_id)
    assert state.attributes["temperature"] == shown
    assert (
        await driver.call(
            Platform.CLIMATE, unique_id, "set_temperature", temperature=72
        )
        == sent
    )


async def test_current_temperatures_are_converted(driver: Driver) -> None:
    """The measured temperature may exist in one scale only."""
    state = driver.state(Platform.CLIMATE, "measured_temp_set")
    assert state.attributes["current_temperature"] == 66
    fahrenheit = driver.state(Platform.CLIMATE, "fahrenheit_temp_set_f")
    assert fahrenheit.attributes["current_temperature"] == 75
    mixed = driver.state(Platform.CLIMATE, "mixed_temp_set_f")
    assert mixed.attributes["current_temperature"] == 68


async def test_a_water_heater_in_celsius(driver: Driver) -> None:
    """Home Assistant converts both ways."""
    state = driver.state(Platform.WATER_HEATER, "utility_boiler_temp_set")
    assert state.attributes["temperature"] == 131
    assert await driver.call(
        Platform.WATER_HEATER,
        "utility_boiler_temp_set",
        "set_temperature",
        temperature=140,
    ) == {"temp_set": 60}
