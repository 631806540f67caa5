"""Timers of the cloud are listed, added, changed and removed."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from freezegun.api import FrozenDateTimeFactory

from simulator import Simulator
from simulator.json_types import JsonObject
from tests.documents import boolean, device, integer

from .conftest import Act, refused

ADD: Final = "POST /v2.0/cloud/timer/device/{id}"
LIST: Final = "GET /v2.0/cloud/timer/device/{id}"
CHANGE: Final = "PUT /v2.0/cloud/timer/device/{id}"
STATE: Final = "PUT /v2.0/cloud/timer/device/{id}/state"
REMOVE: Final = "DELETE /v2.0/cloud/timer/device/{id}/batch"
DEVICES: Final = {
    "boiler": device(
        "rs",
        {
            "switch": boolean(value=False),
            "temp_set": integer(50, 350, 215, scale=1, unit="℃"),
        },
    )
    | {"name": "Boiler"}
}
TIMER: Final[dict[str, Any]] = {
    "time": "06:30",
    "values": {"switch": True, "temp_set": 30.5},
    "days": ["sunday", "monday"],
    "name": "Warm up",
}


def kept(simulator: Simulator) -> dict[str, Any]:
    """Return the only timer of the boiler, as the cloud has it."""
    [timer] = simulator.device("boiler").timers.by_id.values()
    return timer.document


async def test_a_timer_is_added_and_listed(act: Act, simulator: Simulator) -> None:
    """Values are raw in the cloud, and weeks begin with Sunday there."""
    simulator.clear_calls()
    response = await act("add_timer", "boiler", respond=True, **TIMER)
    document = kept(simulator)
    assert document["loops"] == "1100000"
    assert document["functions"] == [
        {"code": "switch", "value": True},
        {"code": "temp_set", "value": 305},
    ]
    listed = await act("list_timers", "boiler", respond=True)
    assert listed == {
        "timers": [
            {
                "timer_id": response["timer_id"],
                "name": "Warm up",
                "time": "06:30",
                "days": ["sunday", "monday"],
                "date": None,
                "time_zone": "US/Pacific",
                "values": {"switch": True, "temp_set": 30.5},
            }
        ]
    }
    assert simulator.calls()["by_endpoint"] == {ADD: 1, LIST: 1}


@pytest.mark.parametrize(
    ("data", "date"),
    [
        ({"date": "2030-01-02"}, "20300102"),
        ({"time": "12:00"}, "20261201"),
        ({"time": "11:59"}, "20261202"),
    ],
)
async def test_a_timer_that_runs_once(
    act: Act,
    simulator: Simulator,
    freezer: FrozenDateTimeFactory,
    data: dict[str, str],
    date: str,
) -> None:
    """On a date, or the next time that its time comes."""
    zone = ZoneInfo("US/Pacific")
    freezer.move_to(datetime(2026, 12, 1, 11, 59, 30, tzinfo=zone))
    given: dict[str, Any] = {"time": "08:00", "values": {"switch": False}} | data
    await act("add_timer", "boiler", **given)
    assert kept(simulator)["date"] == date
    assert kept(simulator)["loops"] == "0000000"
    assert kept(simulator)["alias_name"] == "Home Assistant"


async def test_a_timer_is_changed_and_removed(act: Act, simulator: Simulator) -> None:
    """What is not given stays."""
    timer_id = (await act("add_timer", "boiler", respond=True, **TIMER))["timer_id"]
    before = kept(simulator)
    simulator.clear_calls()
    await act("change_timer", "boiler", timer_id=timer_id, time="07:00")
    assert kept(simulator) == before | {"time": "07:00"}
    assert simulator.calls()["by_endpoint"] == {LIST: 1, CHANGE: 1}
    simulator.clear_calls()
    await act("change_timer", "boiler", timer_id=timer_id, enabled=False)
    assert simulator.calls()["by_endpoint"] == {STATE: 1}
    change: dict[str, Any] = {
        "name": "Once",
        "date": "2030-01-02",
        "values": {"switch": False},
    }
    await act("change_timer", "boiler", timer_id=timer_id, enabled=True, **change)
    assert kept(simulator)["date"] == "20300102"
    assert kept(simulator)["functions"] == [{"code": "switch", "value": False}]
    listed = await act("list_timers", "boiler", respond=True)
    assert listed["timers"][0]["date"] == "2030-01-02"
    simulator.clear_calls()
    await act("remove_timer", "boiler", timer_id=timer_id)
    assert simulator.device("boiler").timers.by_id == {}
    assert simulator.calls()["by_endpoint"] == {REMOVE: 1}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"values": {"nothing": 1}}, "unknown_data_point"),
        ({"values": {"temp_set": 99}}, "out_of_range"),
        ({"date": "2030-01-02"}, "days_and_date"),
    ],
)
async def test_a_timer_that_cannot_be_takes_no_call(
    act: Act, simulator: Simulator, change: dict[str, Any], why: str
) -> None:
    """Values are checked as those of entities are."""
    simulator.clear_calls()
    await refused(act, why, "add_timer", "boiler", **(TIMER | change))
    assert simulator.calls()["total"] == 0


async def test_an_unknown_timer(act: Act) -> None:
    """The sentence names it."""
    sentence = await refused(
        act, "no_such_timer", "change_timer", "boiler", timer_id="7", time="07:00"
    )
    assert "Boiler has no timer 7" in sentence
    for data in ({"enabled": True}, {}):
        action = "change_timer" if data else "remove_timer"
        await refused(act, "command_rejected", action, "boiler", timer_id="7", **data)


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ({"code": 28841105, "msg": "not authorized"}, "api_not_subscribed"),
        ({"code": 1106, "msg": "permission deny"}, "permission_denied"),
        ({"http": 502}, "http_status"),
        ({"drop": True}, "network"),
        ({"result": "odd"}, "bad_answer"),
    ],
)
async def test_refused_timers_are_shown(
    act: Act, simulator: Simulator, then: dict[str, Any], why: str
) -> None:
    """Each refusal is an error of the action."""
    simulator.add_fault("* */timer/device/*", then)
    await refused(act, why, "list_timers", "boiler", respond=True)
    await refused(act, why, "add_timer", "boiler", **TIMER)


async def test_a_timer_of_an_unknown_code_is_shown(
    act: Act, simulator: Simulator
) -> None:
    """Its values are those of the cloud."""
    entry: JsonObject = {"timer_id": "1", "functions": [{"code": "x", "value": 7}, {}]}
    simulator.add_fault("GET */timer/*", {"result": [entry]})
    [timer] = (await act("list_timers", "boiler", respond=True))["timers"]
    assert timer["values"]["x"] == 7
