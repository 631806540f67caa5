"""The display of values: decimals, units of long times, and steps."""

import pytest
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from tests.conftest import entity_id_of

from ..documents import Point, device, integer, packed
from .conftest import Driver

PLATFORMS = [Platform.NUMBER, Platform.SENSOR]
# 20 days, in minutes
LIFE: Point = integer(0, 43_200, 28_800, "r", unit="min")

DEVICES = {
    "meter": device(
        "zndb",
        {
            "supply_frequency": integer(0, 6500, 5001, "r", scale=2, unit="Hz"),
            "forward_energy_total": integer(0, 10**9, 13, "r", scale=3, unit="kWh"),
            "use_time_one": integer(0, 86_400, 900, "r", unit="s"),
            "own_delay": integer(0, 9999, 250, "r", unit="ms"),
            "temp_current": integer(-400, 1000, 215, "r", scale=1, unit="℃"),
            "made_up": integer(0, 9999, 1500, "r", scale=3),
            "cur_current": integer(0, 30_000, 135, "r", unit="mA"),
            "leakage_current": integer(0, 1000, 3, "r", unit="mA"),
            "phase_a": packed("Raw", "CPoADDAAAr4="),
            "temp_set_1": integer(50, 350, 215, scale=1, step=5, unit="℃"),
        },
    ),
    "fountain": device(
        "cwysj",
        {
            "filter_life": LIFE,
            "total_clean_time": integer(0, 99_999, 42, "r", unit="min"),
            "time_total": integer(0, 120_000, 18_600, "r", unit="ms"),
            "pump_time": integer(0, 10_080, 1260, "r", unit="min"),
            "countdown_left": integer(0, 1440, 90, "r", unit="min"),
            "time_use": integer(0, 2_592_000, 5400, "r", unit="s"),
        },
    ),
}


def decimals(hass: HomeAssistant, unique_id: str) -> int:
    """Return the number of decimals that Home Assistant displays."""
    entity_id = entity_id_of(hass, Platform.SENSOR, unique_id)
    entry = er.async_get(hass).async_get(entity_id)
    assert entry is not None
    shown: int = entry.options["sensor"]["suggested_display_precision"]
    return shown


@pytest.mark.parametrize(
    ("unique_id", "expected"),
    [
        ("meter_supply_frequency", 2),
        ("meter_forward_energy_total", 3),
        ("meter_use_time_one", 0),
        ("meter_temp_current", 1),
        ("meter_made_up", 3),
        ("meter_own_delay", 0),
        ("fountain_time_total", 1),
        # 0.135 A and 3 mA
        ("meter_cur_current", 3),
        ("meter_leakage_current", 0),
        ("meter_phase_a_voltage", 1),
        ("meter_phase_a_current", 3),
        ("meter_phase_a_power", 0),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_a_value_has_the_decimals_of_its_scale(
    hass: HomeAssistant, unique_id: str, expected: int
) -> None:
    """Home Assistant would choose them by the unit: 50 Hz for 50.01 Hz."""
    assert decimals(hass, unique_id) == expected


class TestInFahrenheit:
    """Tests in a home with °F."""

    @pytest.fixture
    def hass(self, hass: HomeAssistant) -> HomeAssistant:
        """Return a Home Assistant with US customary units."""
        hass.config.units = US_CUSTOMARY_SYSTEM
        return hass

    async def test_a_converted_value_keeps_its_decimals(
        self, hass: HomeAssistant, driver: Driver
    ) -> None:
        """A tenth of a degree is displayed in both scales."""
        state = driver.state(Platform.SENSOR, "meter_temp_current")
        assert float(state.state) == pytest.approx(70.7)
        assert decimals(hass, "meter_temp_current") == 1


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("filter_life", 20, "d"),
        ("pump_time", 21, "h"),
        ("time_use", 1.5, "h"),
        ("countdown_left", 90, "min"),
        ("total_clean_time", 0.7, "h"),
        ("time_total", 18.6, "s"),
    ],
)
async def test_a_long_time_is_displayed_in_hours_or_days(
    driver: Driver, code: str, value: float, unit: str
) -> None:
    """28,800 minutes are hard to read."""
    state = driver.state(Platform.SENSOR, f"fountain_{code}")
    assert float(state.state) == pytest.approx(value)
    assert state.attributes["unit_of_measurement"] == unit


@pytest.mark.usefixtures("driver")
def test_tenths_of_a_long_unit_are_displayed(hass: HomeAssistant) -> None:
    """Whole days would be too coarse."""
    assert decimals(hass, "fountain_filter_life") == 1


async def test_a_number_has_the_step_of_its_point(driver: Driver) -> None:
    """The step is half a degree."""
    state = driver.state(Platform.NUMBER, "meter_temp_set_1")
    assert state.attributes["step"] == 0.5


async def test_a_current_is_displayed_in_amperes(driver: Driver) -> None:
    """One that leaks is small, and stays in mA."""
    state = driver.state(Platform.SENSOR, "meter_cur_current")
    assert float(state.state) == pytest.approx(0.135)
    assert state.attributes["unit_of_measurement"] == "A"
    state = driver.state(Platform.SENSOR, "meter_leakage_current")
    assert (state.state, state.attributes["unit_of_measurement"]) == ("3", "mA")
