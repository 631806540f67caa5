"""Programs of thermostats are read and written day by day."""

from typing import Any, Final

import pytest

from simulator import Simulator
from tests.documents import boolean, device, packed

from .conftest import Act, refused

MONDAY: Final = "01060000d2160000aa"
_MADE: Final = {
    "raw": device(
        "wk",
        {
            "week_program_13_2": packed("Raw", "AgYAANIWAACq", "rw"),
            "week_program_13_1": packed("Raw", "AQYAANIWAACq", "rw"),
            "week_program_13_3": packed("Raw", "", "rw"),
        },
    ),
    "hex": device("wk", {"week_program_13_1": packed("String", MONDAY, "rw")}),
    "text": device("wk", {"week_program_13_1": packed("String", "AQYAANIWAACq", "rw")}),
    "lamp": device("dj", {"switch_led": boolean(value=True)}),
}
# each a product of its own
DEVICES: Final = {name: each | {"product_id": name} for name, each in _MADE.items()}
PERIODS: Final = [
    {"time": "06:00", "temperature": 21.0},
    {"time": "22:00", "temperature": 17.0},
]
NEW: Final = [
    {"time": "07:00:00", "temperature": 20.5},
    {"time": "21:30", "temperature": 16},
]


async def test_the_programs_of_all_days(act: Act, simulator: Simulator) -> None:
    """In the order of the week, without days that were never reported."""
    simulator.clear_calls()
    response = await act("get_week_program", "raw", respond=True)
    assert response == {
        "days": [
            {"day": "monday", "periods": PERIODS},
            {"day": "tuesday", "periods": PERIODS},
        ]
    }
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize(
    ("device_id", "program"),
    [
        ("raw", "AQcAAM0VHgCg"),
        ("hex", "01070000cd151e00a0"),
        ("text", "AQcAAM0VHgCg"),
    ],
)
async def test_a_day_is_written_as_it_is_reported(
    act: Act, simulator: Simulator, device_id: str, program: str
) -> None:
    """As base64, or as the text of the device."""
    await act("set_day_program", device_id, day="monday", periods=NEW)
    assert simulator.device(device_id).status["week_program_13_1"] == program


@pytest.mark.parametrize(
    ("device_id", "data", "why"),
    [
        ("lamp", {"day": "monday", "periods": NEW}, "no_week_program"),
        ("raw", {"day": "wednesday", "periods": NEW}, "no_week_program"),
        ("raw", {"day": "monday", "periods": NEW[:1]}, "wrong_number_of_periods"),
        (
            "raw",
            {"day": "monday", "periods": [NEW[0], NEW[1] | {"time": "25:00"}]},
            "not_a_period",
        ),
        (
            "raw",
            {"day": "monday", "periods": [NEW[0], NEW[1] | {"temperature": 9e9}]},
            "not_a_period",
        ),
    ],
)
async def test_a_program_that_cannot_be_is_refused(
    act: Act, simulator: Simulator, device_id: str, data: dict[str, Any], why: str
) -> None:
    """Nothing is sent."""
    simulator.clear_calls()
    await refused(act, why, "set_day_program", device_id, **data)
    assert simulator.calls()["total"] == 0


async def test_a_device_without_programs(act: Act) -> None:
    """The sentence says so."""
    await refused(act, "no_week_program", "get_week_program", "lamp", respond=True)
