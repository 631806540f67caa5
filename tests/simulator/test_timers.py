"""The simulated cloud keeps timers of devices, and checks them."""

from typing import Any, Final

import pytest

from simulator import Simulator

from .client import Client

PATH: Final = "/v2.0/cloud/timer/device/bulb"
TIMER: Final[dict[str, Any]] = {
    "alias_name": "Evening",
    "time": "18:30",
    "timezone_id": "Europe/Berlin",
    "loops": "0111110",
    "functions": [{"code": "switch_led", "value": True}],
}


async def test_a_timer_is_added_listed_changed_and_removed(
    signed_in: Client, simulator: Simulator
) -> None:
    """The list does not say whether it is enabled."""
    timer_id = (await signed_in.result("POST", PATH, json_body=TIMER))["timer_id"]
    [listed] = await signed_in.result("GET", PATH)
    assert listed == TIMER | {"timer_id": timer_id, "date": "00000000"}
    assert await signed_in.result("GET", PATH, query={"timer_ids": "9"}) == []
    change = TIMER | {"timer_id": timer_id, "time": "19:00"}
    assert await signed_in.result("PUT", PATH, json_body=change) is True
    state = {"timer_id": timer_id, "enable": False}
    assert await signed_in.result("PUT", f"{PATH}/state", json_body=state) is True
    timer = simulator.device("bulb").timers.by_id[timer_id]
    assert (timer.document["time"], timer.enabled) == ("19:00", False)
    query = {"timer_ids": timer_id}
    assert await signed_in.result("DELETE", f"{PATH}/batch", query=query) is True
    assert await signed_in.error("DELETE", f"{PATH}/batch", query=query) == 2203


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"alias_name": ""}, 1100),
        ({"alias_name": 3}, 1109),
        ({"time": "25:00"}, 1109),
        ({"timezone_id": "Berlin"}, 1109),
        ({"loops": "123"}, 1109),
        ({"loops": "0000000"}, 1109),
        ({"date": "20300101"}, 1109),
        ({"functions": []}, 1100),
        ({"functions": [{"code": "nothing", "value": 1}]}, 2008),
    ],
)
async def test_a_wrong_timer_is_refused(
    signed_in: Client, change: dict[str, Any], code: int
) -> None:
    """A timer runs on weekdays or at a date, and its functions are commands."""
    assert await signed_in.error("POST", PATH, json_body=TIMER | change) == code


async def test_other_wrong_calls_are_refused(signed_in: Client) -> None:
    """Each needs the id of a timer that is there."""
    assert await signed_in.error("PUT", PATH, json_body=TIMER) == 1100
    assert (
        await signed_in.error("PUT", PATH, json_body=TIMER | {"timer_id": "1"}) == 2203
    )
    assert (
        await signed_in.error("PUT", f"{PATH}/state", json_body={"timer_id": "1"})
        == 1100
    )
    assert await signed_in.error("DELETE", f"{PATH}/batch") == 1100
