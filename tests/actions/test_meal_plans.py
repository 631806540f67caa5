"""Meal plans are read and written by actions, in the layout of each feeder."""

from types import MappingProxyType
from typing import Any, Final

import probatio
import pytest
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.sync.corrections import CORRECTION
from simulator import Simulator
from tests.conftest import until
from tests.documents import boolean, device, packed

from .conftest import Act, refused

FIVE: Final = "AwseAQE="
_MADE: Final = {
    "five": device("cwwsq", {"meal_plan": packed("Raw", FIVE, "rw")}),
    "four": device("cwwsq", {"meal_plan": packed("Raw", "DAABAQ==", "rw")}),
    "fish": device("cwwsq", {"Meal_Plan": packed("Raw", "AQJgAX8=", "rw")}),
    "fifteen": device(
        "cwwsq", {"meal_plan": packed("String", "7f2000021000000", "rw")}
    ),
    "eight": device("cwwsq", {"meal_plan": packed("String", "20191211", "rw")}),
    "new": device("cwwsq", {"meal_plan": packed("Raw", "", "rw")}),
    "odd": device("cwwsq", {"meal_plan": packed("Raw", "/////w==", "rw")}),
    "old": device("cwwsq", {"meal_plan": packed("Raw", FIVE, "r")}),
    "lamp": device("dj", {"switch_led": boolean(value=True)}),
}
# each a product of its own
DEVICES: Final = {name: each | {"product_id": name} for name, each in _MADE.items()}
MEAL: Final = {"time": "07:30:00", "portion": 2}


@pytest.mark.parametrize(
    ("device_id", "layout", "meal"),
    [
        (
            "five",
            "five_bytes",
            {
                "days": ["saturday", "sunday"],
                "time": "11:30",
                "portion": 1,
                "enabled": True,
            },
        ),
        ("four", "four_bytes", {"time": "12:00", "portion": 1, "enabled": True}),
        ("new", None, None),
    ],
)
async def test_a_plan_is_returned(
    act: Act, simulator: Simulator, device_id: str, layout: str | None, meal: Any
) -> None:
    """That takes no call."""
    simulator.clear_calls()
    response = await act("get_meal_plan", device_id, respond=True)
    assert response == {"meals": [meal] if meal else [], "layout": layout}
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize(
    ("device_id", "code", "plan"),
    [
        ("five", "meal_plan", "fwceAgE="),
        ("four", "meal_plan", "Bx4CAQ=="),
        ("fish", "Meal_Plan", "AQHCAn8="),
        ("fifteen", "meal_plan", "7f0730021000000"),
        ("eight", "meal_plan", "7f073021"),
        ("new", "meal_plan", "fwceAgE="),
    ],
)
async def test_a_plan_is_written_as_the_feeder_reports_it(
    act: Act, simulator: Simulator, device_id: str, code: str, plan: str
) -> None:
    """A feeder without a plan gets the usual layout."""
    await act("set_meal_plan", device_id, meals=[MEAL])
    assert simulator.device(device_id).status[code] == plan


async def test_a_layout_may_be_chosen(act: Act, simulator: Simulator) -> None:
    """Also where the plan has none that is known."""
    await act("set_meal_plan", "odd", meals=[MEAL], layout="four_bytes")
    assert simulator.device("odd").status["meal_plan"] == "Bx4CAQ=="
    await act("set_meal_plan", "odd", meals=[])
    assert simulator.device("odd").status["meal_plan"] == ""


@pytest.mark.parametrize(
    ("device_id", "data", "why"),
    [
        ("lamp", {"meals": []}, "no_meal_plan"),
        ("odd", {"meals": []}, "unknown_meal_plan"),
        ("old", {"meals": []}, "not_writable"),
        ("five", {"meals": [MEAL] * 11}, "too_many_meals"),
        ("five", {"meals": [MEAL | {"time": "25:00"}]}, "not_a_meal"),
        ("four", {"meals": [MEAL | {"days": ["monday"]}]}, "no_days"),
        ("eight", {"meals": [MEAL | {"portion": 10}]}, "too_many_portions"),
    ],
)
async def test_a_plan_that_cannot_be_is_refused(
    act: Act, simulator: Simulator, device_id: str, data: dict[str, Any], why: str
) -> None:
    """Nothing is sent, and the sentence says why."""
    simulator.clear_calls()
    await refused(act, why, "set_meal_plan", device_id, **data)
    assert simulator.calls()["total"] == 0


@pytest.mark.parametrize("meal", [{"time": "07:00"}, MEAL | {"days": ["someday"]}, 3])
async def test_fields_of_a_meal_are_checked(act: Act, meal: Any) -> None:
    """Home Assistant refuses what the selector would not give."""
    with pytest.raises(probatio.Invalid):
        await act("set_meal_plan", "five", meals=[meal])


async def test_an_unknown_plan_is_not_returned(act: Act) -> None:
    """The response never guesses."""
    await refused(act, "unknown_meal_plan", "get_meal_plan", "odd", respond=True)
    await refused(act, "no_meal_plan", "get_meal_plan", "lamp", respond=True)


async def test_a_correction_turns_the_days(
    hass: HomeAssistant, act: Act, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """For both ways: what is read, and what is written."""
    correction = {"code": "meal_plan", "inverted": True}
    subentry = ConfigSubentry(
        data=MappingProxyType(
            {"scope": "device", "id": "five", "correction": correction}
        ),
        subentry_type=CORRECTION,
        title="Days",
        unique_id="days",
    )
    hass.config_entries.async_add_subentry(loaded, subentry)
    await until(lambda: loaded.runtime_data.is_idle)
    await hass.async_block_till_done()
    response = await act("get_meal_plan", "five", respond=True)
    assert response["meals"][0]["days"] == ["monday", "tuesday"]
    await act("set_meal_plan", "five", meals=[MEAL | {"days": ["monday"]}])
    assert simulator.device("five").status["meal_plan"] == "AQceAgE="
