"""Calls about timers, and what half an answer is read as."""

import pytest

from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    BadAnswerError,
    CommandRejectedError,
    RequestError,
)
from custom_components.tuya_cloud.cloud.json_types import JsonValue
from custom_components.tuya_cloud.cloud.timers import (
    Timer,
    add_timer,
    change_timer,
    list_timers,
    remove_timers,
    set_timer_state,
)
from simulator import Simulator

LAMP = "reading_lamp"
TIMER = Timer(
    name="Evening",
    time="18:30",
    time_zone="Europe/Berlin",
    weekdays=(False, True, True, True, True, True, False),
    functions=[{"code": "switch_led", "value": True}],
)


@pytest.fixture
def device_files() -> None:
    """Return None: the demo home has lamps."""


async def test_a_timer_from_its_beginning_to_its_end(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Sunday is the first digit of its loops."""
    timer_id = await add_timer(api, LAMP, TIMER)
    timers = simulator.device(LAMP).timers.by_id
    assert timers[timer_id].document["loops"] == "0111110"
    [listed] = await list_timers(api, LAMP)
    assert (listed.id, listed.weekdays, listed.date) == (timer_id, TIMER.weekdays, "")
    once = Timer(
        id=timer_id,
        name="Once",
        time="07:00",
        time_zone="Europe/Berlin",
        date="20300102",
        functions=TIMER.functions,
    )
    await change_timer(api, LAMP, once)
    assert await list_timers(api, LAMP) == [once]
    await set_timer_state(api, LAMP, timer_id, enabled=False)
    assert not timers[timer_id].enabled
    await remove_timers(api, LAMP, [timer_id])
    assert timers == {}


async def test_ids_in_the_body_when_the_signature_is_refused(
    api: TuyaApi, simulator: Simulator
) -> None:
    """Tuya's page warns of that."""
    timer_id = await add_timer(api, LAMP, TIMER)
    simulator.add_fault("DELETE *", {"code": 1004, "msg": "sign invalid"}, times=2)
    await remove_timers(api, LAMP, [timer_id])
    assert simulator.device(LAMP).timers.by_id == {}


@pytest.mark.parametrize(
    ("result", "timers"),
    [
        ([], []),
        ([{"alias_name": "without an id"}, 3], []),
        (
            [{"timer_id": 12, "loops": "11", "functions": None}],
            [Timer(id="12", name="", time="", time_zone="", functions=[])],
        ),
    ],
)
async def test_half_an_answer(
    api: TuyaApi, simulator: Simulator, result: JsonValue, timers: list[Timer]
) -> None:
    """What is missing is empty; a timer needs an id."""
    simulator.add_fault("GET */timer/*", {"result": result})
    assert await list_timers(api, LAMP) == timers


async def test_answers_that_cannot_be_used(api: TuyaApi, simulator: Simulator) -> None:
    """A new timer needs an id, and false is a refusal."""
    simulator.add_fault("POST */timer/*", {"result": {}}, times=1)
    with pytest.raises(BadAnswerError):
        await add_timer(api, LAMP, TIMER)
    simulator.add_fault("POST */timer/*", {"result": {"time_id": "7"}}, times=1)
    assert await add_timer(api, LAMP, TIMER) == "7"
    simulator.add_fault("PUT */timer/*", {"result": False})
    with pytest.raises(CommandRejectedError):
        await set_timer_state(api, LAMP, "7", enabled=True)
    simulator.add_fault("GET */timer/*", {"code": 1109, "msg": "param is illegal"})
    with pytest.raises(RequestError):
        await list_timers(api, LAMP)
