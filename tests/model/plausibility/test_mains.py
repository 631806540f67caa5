"""Voltages, currents and powers of the mains."""

import pytest

from custom_components.tuya_cloud.model.corrections import Source
from tests.documents import Point, integer

from .judged import Judged, plug


@pytest.mark.parametrize("most_volts", [1000, 2500, 3000, 5000])
def test_mains_voltage_and_power_in_tenths_are_corrected(most_volts: int) -> None:
    """2306 V is implausible; 230.6 V and 1.275 A are 294 W."""
    made = Judged(plug(most_volts=most_volts))
    assert made.codes == {"cur_voltage", "cur_power"}
    assert made.shown("cur_voltage", "cur_power", "cur_current") == [230.6, 294.1, 1275]
    assert made.device.warnings == {}
    assert all(each.source is Source.PLAUSIBILITY for each in made.corrections)
    assert all(each.reason.endswith(".") for each in made.corrections)


@pytest.mark.parametrize(
    "points",
    [
        plug(230, 294),
        plug(115, 100, most_volts=1000),
        plug(400, 294),
        plug(12, 24, most_volts=1000),
        plug(600, 24, most_volts=1000),
        plug(2306, scale=1),
        plug(230, 2941, most_volts=500),
        {"battery_voltage": integer(0, 5000, 1260, "r", unit="V")},
        {"pv1_volt": integer(0, 5000, 1260, "r", unit="V")},
        {"cur_voltage": integer(0, 300000, 230600, "r", unit="mV")},
    ],
)
def test_plausible_voltage_is_unchanged(points: dict[str, Point]) -> None:
    """Whole volts, batteries, panels, and scaled values are plausible."""
    assert Judged(points).corrections == ()


def test_small_or_matching_power_is_unchanged() -> None:
    """Voltage times current decides on the scale of the power."""
    assert Judged(plug(2306, 294)).codes == {"cur_voltage"}
    assert Judged(plug(2306, 2400, 0, most_watts=3680)).codes == {"cur_voltage"}
    assert "cur_power" in Judged(plug(2306, 2941, most_watts=3680)).codes
    assert "cur_power" in Judged(plug(2306, 15, 100)).codes


def test_plug_without_voltage_is_unchanged_until_it_reports_one() -> None:
    """The decimals do not change in between."""
    assert Judged(plug(0, 0, 0)).shown("cur_voltage", "cur_power") == [0.0, 0.0]
    assert "cur_voltage" in Judged(plug(None, None, None)).codes


def test_all_phases_of_a_meter_have_one_scale() -> None:
    """A phase without voltage has the scale of the others."""
    made = Judged(
        {
            "voltage_a": integer(0, 5000, 2310, "r", unit="V"),
            "voltage_b": integer(0, 5000, 2290, "r", unit="V"),
            "voltage_c": integer(0, 5000, 0, "r", unit="V"),
            "power_a": integer(0, 99999, 4800, "r", unit="W"),
            "current_a": integer(0, 99999, 2100, "r", unit="mA"),
            "current_b": integer(0, 99999, 2100, "r", unit="mA"),
        },
        "zndb",
    )
    assert made.codes == {"voltage_a", "voltage_b", "voltage_c", "power_a"}
    assert made.shown("voltage_b", "voltage_c", "power_a") == [229.0, 0.0, 480.0]
